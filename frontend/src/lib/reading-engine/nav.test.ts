import { describe, expect, it, vi } from 'vitest';
import { BookScale, ChapterShelf, JumpHistory, type PreparedChapter } from './nav';

const made = (id: string): PreparedChapter => ({
  source: { id, html: '', lang: 'ru', chars: 0, notes: [] },
  content: document.createElement('div'),
});

describe('the shelf of chapters', () => {
  it('makes a chapter once and forgets the one used longest ago', async () => {
    const prepare = vi.fn(async (id: string) => made(id));
    const shelf = new ChapterShelf(prepare, 2);
    await shelf.get('a');
    await shelf.get('b');
    await shelf.get('a');
    await shelf.get('c');
    expect(prepare).toHaveBeenCalledTimes(3);
    await shelf.get('a');
    expect(prepare).toHaveBeenCalledTimes(3);
    await shelf.get('b');
    expect(prepare).toHaveBeenCalledTimes(4);
  });

  it('tries again what failed, and a failed preload harms nobody', async () => {
    let fails = true;
    const shelf = new ChapterShelf(async (id) => {
      if (fails) throw new Error('offline');
      return made(id);
    });
    shelf.preload(['a', null]);
    await new Promise((done) => setTimeout(done));
    fails = false;
    await expect(shelf.get('a')).resolves.toMatchObject({ source: { id: 'a' } });
  });
});

describe('the way back', () => {
  it('is a stack that forgets its bottom', () => {
    const history = new JumpHistory(2);
    for (const offset of [1, 2, 3]) history.push({ chapter: 'a', offset, jumped: false });
    expect(history.pop()?.offset).toBe(3);
    expect(history.last?.offset).toBe(2);
    expect(history.pop()?.offset).toBe(2);
    expect(history.pop()).toBeNull();
  });
});

describe('the scale of the book', () => {
  const scale = new BookScale([
    { id: 'a', chars: 3000 },
    { id: 'empty', chars: 0 },
    { id: 'b', chars: 1000 },
  ]);

  it('measures progress and finds a place from it', () => {
    expect(scale.progress({ chapter: 'b', offset: 0 })).toBe(0.75);
    expect(scale.placeAt(0)).toEqual({ chapter: 'a', offset: 0 });
    expect(scale.placeAt(0.5)).toEqual({ chapter: 'a', offset: 2000 });
    expect(scale.placeAt(0.875)).toEqual({ chapter: 'b', offset: 500 });
    expect(scale.placeAt(1)).toEqual({ chapter: 'b', offset: 999 });
    expect(new BookScale([]).placeAt(0.5)).toBeNull();
  });

  it('orders places and numbers pages the same on every screen', () => {
    expect(scale.isBehind({ chapter: 'b', offset: 0 }, { chapter: 'a', offset: 2999 })).toBe(true);
    expect(scale.isBehind({ chapter: 'a', offset: 5 }, { chapter: 'a', offset: 5 })).toBe(false);
    expect(scale.pageNumber({ chapter: 'a', offset: 1499 })).toBe(1);
    expect(scale.pageNumber({ chapter: 'b', offset: 0 })).toBe(3);
  });
});
