import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AWAKE_MS, Awake } from './awake';

function screen() {
  const locks: { release: ReturnType<typeof vi.fn>; taken: () => void }[] = [];
  return {
    locks,
    request: async () => {
      let heard: () => void = () => undefined;
      const release = vi.fn(async () => heard());
      locks.push({ release, taken: () => heard() });
      return {
        release,
        addEventListener: (_kind: 'release', listener: () => void) => {
          heard = listener;
        },
      };
    },
  };
}
const settled = () => Promise.resolve().then(() => undefined);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('holds the screen once while pages are turned and lets it go when they are not', async () => {
  const lock = screen();
  const awake = new Awake(lock);
  awake.touch();
  awake.touch();
  await settled();
  vi.advanceTimersByTime(AWAKE_MS - 1);
  awake.touch();
  vi.advanceTimersByTime(AWAKE_MS - 1);
  expect(lock.locks).toHaveLength(1);
  expect(lock.locks[0]?.release).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  expect(lock.locks[0]?.release).toHaveBeenCalledTimes(1);
});

it('asks again when the page comes back in sight, unless nobody was reading', async () => {
  const lock = screen();
  const awake = new Awake(lock);
  awake.touch();
  await settled();
  lock.locks[0]?.taken();
  awake.shown();
  await settled();
  expect(lock.locks).toHaveLength(2);
  vi.advanceTimersByTime(AWAKE_MS);
  awake.shown();
  await settled();
  expect(lock.locks).toHaveLength(2);
});

it('lets go at the end of the sitting, and does without a browser that has no such lock', async () => {
  const lock = screen();
  const awake = new Awake(lock);
  awake.touch();
  await settled();
  awake.close();
  awake.touch();
  expect(lock.locks[0]?.release).toHaveBeenCalledTimes(1);
  new Awake(undefined).touch();
});
