import { expect, it } from 'vitest';
import { placeBar } from './selection-place';

const bar = { width: 160, height: 48 };
const screen = { width: 390, height: 844 };

it('the bar stands below the selection, clear of a finger’s handles', () => {
  const box = { left: 100, top: 200, width: 100, height: 24 };
  expect(placeBar(box, bar, screen, false)).toEqual({ left: 70, top: 232 });
  expect(placeBar(box, bar, screen, true).top).toBe(254);
});

it('stands above it where the screen ends, and never off the screen', () => {
  const low = placeBar({ left: 360, top: 790, width: 20, height: 24 }, bar, screen, true);
  expect(low).toEqual({ left: 218, top: 734 });
  for (const left of [-40, 0, 200, 380]) {
    for (const top of [0, 300, 840]) {
      const place = placeBar({ left, top, width: 10, height: 20 }, bar, screen, true);
      expect(place.left).toBeGreaterThanOrEqual(12);
      expect(place.left + bar.width).toBeLessThanOrEqual(screen.width - 12);
      expect(place.top).toBeGreaterThanOrEqual(12);
      expect(place.top + bar.height).toBeLessThanOrEqual(screen.height - 12);
    }
  }
});
