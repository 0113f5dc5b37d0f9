import { expect, it } from 'vitest';
import { note } from '@/features/notes/made-note';
import type { PageView } from '@/lib/reading-engine';
import { painted, standsOn } from './notebook';

const page = { chapter: 'c0', start: 100, end: 200 } as PageView;

it('a highlight stands on every page it touches, a bookmark on one', () => {
  const on = (start: number, end: number) => standsOn(note({ start, end }), page);
  expect([on(50, 100), on(50, 101), on(199, 300), on(200, 300)]).toEqual([false, true, true, false]);
  const mark = (start: number) => standsOn(note({ kind: 'bookmark', start, end: start }), page);
  expect([mark(99), mark(100), mark(199), mark(200)]).toEqual([false, true, true, false]);
  expect(standsOn(note({ chapter: 'c1', start: 150 }), page)).toBe(false);
});

it('each pen paints its own, those with a note are underlined besides, bookmarks not at all', () => {
  const groups = painted([
    note({ id: 'a', start: 1, end: 5 }),
    note({ id: 'b', start: 7, end: 9, colour: 'pink', note: 'мысль', chapter: 'c1' }),
    note({ id: 'c', kind: 'bookmark', colour: '', start: 3, end: 3 }),
  ]);
  const told = [...groups].flatMap(([group, chapters]) =>
    [...chapters].map(([chapter, ranges]) => [group, chapter, ranges]),
  );
  expect(told).toEqual([
    ['note-yellow', 'c0', [{ id: 'a', start: 1, length: 4 }]],
    ['note-pink', 'c1', [{ id: 'b', start: 7, length: 2 }]],
    ['note-words', 'c1', [{ id: 'b', start: 7, length: 2 }]],
  ]);
});
