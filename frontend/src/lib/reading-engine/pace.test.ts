import { describe, expect, it } from 'vitest';
import { median, Pace, USUAL_CHARACTERS_PER_MINUTE } from './pace';

describe('the reader’s pace', () => {
  it('is the median of what was really read', () => {
    const pace = new Pace();
    for (let i = 0; i < 5; i++) pace.read(1_000, 30_000);
    pace.read(1_000, 200);
    pace.read(1_000, 3_600_000);
    pace.read(1_000, 290_000);
    expect(pace.charactersPerMinute).toBe(2_000);
    expect(pace.minutes(10_000)).toBe(5);
    expect(pace.minutes(10)).toBe(1);
    expect(pace.minutes(0)).toBe(0);
  });

  it('is the usual one until enough pages were read, and is remembered', () => {
    const pace = new Pace([900, Number.NaN, -1]);
    expect(pace.charactersPerMinute).toBe(USUAL_CHARACTERS_PER_MINUTE);
    for (let i = 0; i < 4; i++) pace.read(450, 30_000);
    expect(new Pace(pace.remembered).charactersPerMinute).toBe(900);
  });

  it('takes the middle', () => {
    expect(median([])).toBeNull();
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
});
