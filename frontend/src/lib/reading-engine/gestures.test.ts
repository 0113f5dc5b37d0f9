import { describe, expect, it } from 'vitest';
import { swipeOf, WheelTurns, zoneOf } from './gestures';

describe('taps', () => {
  it('on the sides turn both ways', () => {
    expect([0.03, 0.5, 0.97].map((along) => zoneOf(along, 0.5))).toEqual(['back', 'middle', 'forward']);
  });

  it('turn on nearly everywhere for one hand, and still call the bars', () => {
    expect(zoneOf(0.1, 0.5, 'forward')).toBe('back');
    expect(zoneOf(0.3, 0.9, 'forward')).toBe('forward');
    expect(zoneOf(0.5, 0.5, 'forward')).toBe('middle');
    expect(zoneOf(0.5, 0.9, 'forward')).toBe('forward');
  });

  it('turn nothing when that is wanted', () => {
    expect([0.03, 0.5, 0.97].map((along) => zoneOf(along, 0.5, 'none'))).toEqual([
      'middle',
      'middle',
      'middle',
    ]);
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
