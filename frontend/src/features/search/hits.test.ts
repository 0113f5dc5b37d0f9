import { expect, it } from 'vitest';
import type { Hit } from '@/api/model';
import { grouped, nearest, outlines, partsOf } from './hits';

const hit = (chapter: number, start: number, more: Partial<Hit> = {}): Hit => ({
  book_id: 'b',
  chapter: `c${chapter}`,
  chapter_title: `Глава ${chapter}`,
  number: chapter,
  start,
  end: start + 6,
  words: [{ start, end: start + 6 }],
  before: 'Серая ',
  match: 'шинель',
  after: ' висела',
  ahead: false,
  ...more,
});

it('outlines the found words in their surroundings', () => {
  expect(partsOf(hit(0, 10))).toEqual([
    { text: '…Серая ', found: false },
    { text: 'шинель', found: true },
    { text: ' висела…', found: false },
  ]);
  // Nothing is left out where a chapter begins and a sentence ends.
  expect(partsOf(hit(0, 6, { after: ' висела.' })).map(({ text }) => text)).toEqual([
    'Серая ',
    'шинель',
    ' висела.',
  ]);
});

it('counts characters as the server does, and leaves out what is long between two words', () => {
  const between = ` 🙂 ${'дождь шёл и шёл '.repeat(9)}`;
  const match = `шинель${between}дверь`;
  const length = [...match].length;
  const parts = partsOf(
    hit(0, 10, {
      before: '',
      after: '.',
      match,
      end: 10 + length,
      words: [
        { start: 10, end: 16 },
        { start: 10 + length - 5, end: 10 + length },
      ],
    }),
  );
  expect(parts.map(({ text, found }) => found || text.length < 3)).toEqual([true, true, false, true, true]);
  expect(parts[3]?.text).toBe('дверь');
  expect(parts[2]?.text).toMatch(/^ 🙂 дождь .*….* шёл $/);
  expect(parts[2]?.text.length).toBeLessThan(60);
});

it('groups hits by chapter and keeps their numbers', () => {
  const groups = grouped([hit(0, 1), hit(0, 9), hit(2, 3)]);
  expect(groups.map(({ title, hits }) => [title, hits.map(({ index }) => index)])).toEqual([
    ['Глава 0', [0, 1]],
    ['Глава 2', [2]],
  ]);
});

it('knows what to outline in which chapter', () => {
  expect([...outlines([hit(0, 1), hit(0, 9), hit(2, 3)])]).toEqual([
    [
      'c0',
      [
        { start: 1, length: 6 },
        { start: 9, length: 6 },
      ],
    ],
    ['c2', [{ start: 3, length: 6 }]],
  ]);
});

it('begins with the hit that is nearest ahead on the way', () => {
  const hits = [hit(0, 1), hit(0, 50), hit(2, 3)];
  const number = (chapter: string) => Number(chapter.slice(1));
  expect(nearest(hits, { chapter: 'c0', offset: 0 }, number)).toBe(0);
  expect(nearest(hits, { chapter: 'c0', offset: 20 }, number)).toBe(1);
  expect(nearest(hits, { chapter: 'c1', offset: 0 }, number)).toBe(2);
  expect(nearest(hits, { chapter: 'c3', offset: 0 }, number)).toBe(2);
  expect(nearest([], { chapter: 'c0', offset: 0 }, number)).toBe(-1);
});
