import { describe, expect, it } from 'vitest';
import { BookScale } from '@/lib/reading-engine';
import { contentsOf, currentLine } from './contents-lines';

const chapters = ['a', 'b', 'c'].map((id, index) => ({
  id,
  number: index + 1,
  title: id.toUpperCase(),
  level: 1,
  kind: 'chapter' as const,
  chars: 100,
}));
const scale = new BookScale(chapters);

describe('the contents', () => {
  it('are the chapters where a book has none of its own', () => {
    expect(contentsOf({ toc: [], chapters }).map((line) => line.title)).toEqual(['A', 'B', 'C']);
    expect(contentsOf({ toc: [{ title: 'x', level: 9, chapter: 'a', offset: 0 }], chapters })[0]?.level).toBe(
      4,
    );
  });

  it('know the line one is in, several of one chapter told apart', () => {
    const lines = [
      { title: 'A', level: 1, chapter: 'a', offset: 0 },
      { title: 'A2', level: 2, chapter: 'a', offset: 50 },
      { title: 'C', level: 1, chapter: 'c', offset: 0 },
      { title: 'lost', level: 1, chapter: 'gone', offset: 0 },
    ];
    expect(currentLine(lines, scale, { chapter: 'a', offset: 40 })).toBe(0);
    expect(currentLine(lines, scale, { chapter: 'a', offset: 60 })).toBe(1);
    expect(currentLine(lines, scale, { chapter: 'b', offset: 100 })).toBe(1);
    expect(currentLine(lines, scale, { chapter: 'c', offset: 0 })).toBe(2);
    expect(currentLine(lines.slice(2), scale, { chapter: 'a', offset: 100 })).toBe(-1);
  });
});
