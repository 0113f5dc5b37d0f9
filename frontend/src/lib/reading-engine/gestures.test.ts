import { describe, expect, it } from 'vitest';
import { swipeOf, WheelTurns, zoneOf } from './gestures';

describe('taps', () => {
  it('fall into thirds, mirrored for writing from the right', () => {
    expect([10, 150, 290].map((x) => zoneOf(x, 300, false))).toEqual(['back', 'middle', 'forward']);
    expect([10, 150, 290].map((x) => zoneOf(x, 300, true))).toEqual(['forward', 'middle', 'back']);
  });
});

describe('swipes', () => {
  it('turn when they are long or quick, and mostly sideways', () => {
    expect(swipeOf(-80, 10, 300, false)).toBe(1);
    expect(swipeOf(80, 10, 300, false)).toBe(-1);
    expect(swipeOf(-80, 10, 300, true)).toBe(-1);
    expect(swipeOf(-20, 2, 40, false)).toBe(1);
    expect(swipeOf(-20, 2, 400, false)).toBeNull();
    expect(swipeOf(-60, 80, 200, false)).toBeNull();
    expect(swipeOf(0, 0, 100, false)).toBeNull();
  });
});

describe('the wheel', () => {
  it('turns once however long a touchpad coasts', () => {
    const wheel = new WheelTurns();
    const turns = Array.from({ length: 30 }, (_, i) => wheel.feed(30, i * 16)).filter(
      (turn) => turn !== null,
    );
    expect(turns).toEqual([1]);
    expect(wheel.feed(-60, 2_000)).toBe(-1);
    expect(wheel.feed(10, 4_000)).toBeNull();
  });
});
