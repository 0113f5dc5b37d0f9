import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Pace, type PageView } from '@/lib/reading-engine';
import { ReadingTime } from './reading-time';

const page = (start: number, end = start + 1000, chapter = 'c1') => ({ chapter, start, end }) as PageView;
const SLOW = 600;

function stage() {
  const pace = new Pace();
  const time = new ReadingTime(pace);
  time.begin(page(0));
  return { pace, time };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('counts the characters that were left behind, over chapters too', () => {
  const { pace, time } = stage();
  vi.advanceTimersByTime(60_000);
  time.readTo(page(1000), false);
  vi.advanceTimersByTime(60_000);
  time.readTo(page(0, 1000, 'c2'), false);
  expect(pace.remembered).toEqual([1000, 1000]);
});

it('does not count the time away from the page', () => {
  const { pace, time } = stage();
  vi.advanceTimersByTime(200_000);
  time.away();
  vi.advanceTimersByTime(60_000);
  time.readTo(page(1000), false);
  expect(pace.remembered).toEqual([1000]);
});

it('waits in a scroll until enough is read to measure', () => {
  const { pace, time } = stage();
  vi.advanceTimersByTime(30_000);
  time.readTo(page(300), true);
  expect(pace.remembered).toEqual([]);
  vi.advanceTimersByTime(30_000);
  time.readTo(page(SLOW), true);
  expect(pace.remembered).toEqual([SLOW]);
});
