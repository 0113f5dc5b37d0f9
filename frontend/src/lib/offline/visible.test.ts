import { describe, expect, it } from 'vitest';
import type { BookDetail, ChapterMarks, Mark, Position } from '@/api/model';
import type { Change } from '@/lib/outbox';
import { marksNow, positionNow } from './visible';

const chapters = [
  { id: 'one', number: 0, chars: 100 },
  { id: 'two', number: 1, chars: 300 },
] as BookDetail['chapters'];

const place = (more: Partial<Position> = {}): Position =>
  ({
    chapter: 'one',
    offset: 10,
    quote: 'was',
    furthest: { chapter: 'one', offset: 60 },
    progress: 0.025,
    spoilers_lifted: false,
    ...more,
  }) as Position;

const mark = (start: number): Mark => ({
  start,
  length: 5,
  type: 'location',
  id: `m${start}`,
  strength: 1,
  level: 'few',
  own: false,
  picture: { id: 'p', state: 'ready', url: '/secret', width: 3, height: 2, alt: 'secret' } as Mark['picture'],
  coming: false,
});

const told: ChapterMarks = { described: true, marks: [mark(20), mark(60), mark(90)] };

const move = (chapter: string, offset: number, page_end: number, reached: boolean): Change => ({
  user: 'anna',
  kind: 'moves',
  path: '/api/books/b/moves',
  method: 'POST',
  body: { moves: [{ chapter, offset, page_end, reached, quote: `${chapter} ${offset}` }] },
});

describe('marks without the server', () => {
  it('beyond the furthest place tell only where they stand', () => {
    const { marks } = marksNow(told, 'one', place(), chapters);
    expect(marks.map(({ id }) => id)).toEqual(['m20', null, null]);
    expect(JSON.stringify(marks.slice(1))).not.toContain('secret');
  });

  it('of a later chapter are all hidden, of an earlier one all told', () => {
    expect(marksNow(told, 'two', place(), chapters).marks.every(({ id }) => id === null)).toBe(true);
    const read = place({ furthest: { chapter: 'two', offset: 1 } });
    expect(marksNow(told, 'one', read, chapters).marks.every(({ id }) => id !== null)).toBe(true);
  });

  it('are all told where the rule is lifted, and none to whom has not begun', () => {
    expect(marksNow(told, 'two', place({ spoilers_lifted: true }), chapters)).toEqual(told);
    const fresh = marksNow(told, 'one', place({ furthest: null }), chapters);
    expect(fresh.marks.every(({ id }) => id === null)).toBe(true);
  });
});

describe('the place without the server', () => {
  it('is where the last move that waits led', () => {
    const now = positionNow(place(), [move('one', 70, 90, true), move('two', 50, 80, false)], chapters);
    expect(now).toMatchObject({ chapter: 'two', offset: 50, quote: 'two 50', progress: 150 / 400 });
    // A jump is not read.
    expect(now.furthest).toEqual({ chapter: 'one', offset: 90 });
  });

  it('never brings the furthest place back', () => {
    const now = positionNow(place(), [move('one', 0, 20, true)], chapters);
    expect(now.furthest).toEqual({ chapter: 'one', offset: 60 });
  });

  it('knows nothing of chapters that are not there', () => {
    expect(positionNow(place(), [move('gone', 1, 2, true)], chapters)).toEqual(place());
  });
});
