import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { THEMES } from '@/lib/preferences';

const css = readFileSync('src/app/theme.css', 'utf8');
const PAIRS = THEMES.flatMap((theme) =>
  (['light', 'dark'] as const).map((scheme) => [theme, scheme] as const),
);

const PENS = ['yellow', 'green', 'blue', 'pink', 'purple'];

type Rgb = readonly [number, number, number];

function block(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`no block ${selector}`);
  const inside = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...inside.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}

function tokens(theme: string, scheme: string): Record<string, string> {
  return {
    ...block(`:root[data-scheme="${scheme}"]`),
    ...block(`[data-theme="${theme}"][data-scheme="${scheme}"]`),
  };
}

function hex(value: string | undefined): Rgb {
  const digits = /^#([0-9a-f]{6})$/i.exec(value ?? '')?.[1];
  if (digits === undefined) throw new Error(`not a colour: ${value}`);
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) as unknown as Rgb;
}

/** A see-through colour laid on another. */
function over(value: string | undefined, ground: Rgb): Rgb {
  const parts = /^rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/.exec(value ?? '');
  if (parts === null) throw new Error(`not a wash: ${value}`);
  const share = Number(parts[4]) / 100;
  return ground.map((channel, at) => Number(parts[at + 1]) * share + channel * (1 - share)) as unknown as Rgb;
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

it('measures contrast as the guidelines do', () => {
  expect(contrast(hex('#000000'), hex('#ffffff'))).toBeCloseTo(21, 1);
  expect(contrast(hex('#777777'), hex('#ffffff'))).toBeCloseTo(4.48, 2);
});

describe.each(PAIRS)('the %s theme, %s', (theme, scheme) => {
  const colour = tokens(theme, scheme);

  it.each([
    ['ink', 'page'],
    ['ink', 'raised'],
    ['quiet', 'page'],
    ['quiet', 'raised'],
    ['accent', 'page'],
    ['accent', 'raised'],
    ['on-accent', 'accent'],
  ])('shows words of %s on %s at 4.5 or more', (words, ground) => {
    expect(contrast(hex(colour[words]), hex(colour[ground]))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['page', 'raised'])('shows words on a marked passage of the %s at 4.5 or more', (ground) => {
    for (const wash of ['mark-strong', 'mark', 'mark-faint', 'selection']) {
      const washed = over(colour[wash], hex(colour[ground]));
      expect(contrast(hex(colour.ink), washed), wash).toBeGreaterThanOrEqual(4.5);
    }
    // What is selected may be a described passage.
    const both = over(colour.selection, over(colour['mark-strong'], hex(colour[ground])));
    expect(contrast(hex(colour.ink), both)).toBeGreaterThanOrEqual(4.5);
  });

  it('tells a strong mark from a weaker one', () => {
    const page = hex(colour.page);
    const seen = ['mark-strong', 'mark', 'mark-faint'].map((wash) =>
      contrast(page, over(colour[wash], page)),
    );
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    expect(Math.min(...seen)).toBeGreaterThan(1.08);
  });

  it('shows words under every pen at 4.5 or more, on a described passage too, and while selected', () => {
    const page = hex(colour.page);
    for (const pen of PENS) {
      const wash = colour[`note-${pen}`];
      const inked = over(wash, page);
      const grounds = [inked, over(wash, over(colour['mark-strong'], page)), over(colour.selection, inked)];
      for (const ground of grounds)
        expect(contrast(hex(colour.ink), ground), pen).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('tells every pen from the page and from the others', () => {
    const page = hex(colour.page);
    const seen = [page, ...PENS.map((pen) => over(colour[`note-${pen}`], page))];
    for (const [at, one] of seen.entries())
      for (const other of seen.slice(at + 1))
        expect(Math.hypot(...one.map((channel, i) => channel - (other[i] ?? 0)))).toBeGreaterThan(24);
  });

  it.each(['page', 'raised'])('shows lines that carry meaning on the %s at 3 or more', (ground) => {
    for (const line of ['edge', 'accent']) {
      expect(contrast(hex(colour[line]), hex(colour[ground]))).toBeGreaterThanOrEqual(3);
    }
  });

  it('names the same tokens as paper by day', () => {
    expect(Object.keys(colour).sort()).toEqual(Object.keys(tokens('paper', 'light')).sort());
  });
});
