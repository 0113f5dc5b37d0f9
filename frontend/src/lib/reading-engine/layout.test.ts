import { describe, expect, it } from 'vitest';
import { computeGeometry, inlineStart, pageAt } from './layout';

const rect = (left: number, top: number, width = 10, height = 10) => new DOMRect(left, top, width, height);

describe('the sizes of a page', () => {
  it('tiles the viewport without a rest', () => {
    for (const inline of [320, 390, 601, 844, 1280, 1441, 1920]) {
      for (const choice of ['auto', 'one', 'two'] as const) {
        const { columns, column, margin, step } = computeGeometry({ inline, block: 800 }, 19, 36, choice);
        expect(columns * (column + 2 * margin)).toBe(step);
        expect(step).toBe(inline);
        expect(column).toBeLessThanOrEqual(36 * 19);
        expect(margin).toBeGreaterThanOrEqual(20);
      }
    }
  });

  it('has two columns only where both are wide enough', () => {
    expect(computeGeometry({ inline: 390, block: 844 }, 19, 36, 'auto').columns).toBe(1);
    expect(computeGeometry({ inline: 1280, block: 800 }, 19, 36, 'auto').columns).toBe(1);
    expect(computeGeometry({ inline: 1920, block: 1080 }, 19, 36, 'auto').columns).toBe(2);
    expect(computeGeometry({ inline: 1920, block: 1080 }, 19, 36, 'one').columns).toBe(1);
    expect(computeGeometry({ inline: 390, block: 844 }, 19, 36, 'two').columns).toBe(1);
  });
});

describe('the inline axis', () => {
  it('is counted in writing direction', () => {
    const sheet = new DOMRect(-390, 0, 390, 800);
    expect(inlineStart(rect(24, 5), sheet, { vertical: false, reversed: false, blockReversed: false })).toBe(
      414,
    );
    expect(inlineStart(rect(-40, 5), sheet, { vertical: false, reversed: true, blockReversed: false })).toBe(
      30,
    );
    expect(
      inlineStart(rect(0, 30), new DOMRect(0, -800, 390, 800), {
        vertical: true,
        reversed: false,
        blockReversed: false,
      }),
    ).toBe(830);
  });

  it('gives page numbers that a rounded pixel does not change', () => {
    expect(pageAt(389.5, 390)).toBe(1);
    expect(pageAt(388, 390)).toBe(0);
    expect(pageAt(-3, 390)).toBe(0);
  });
});
