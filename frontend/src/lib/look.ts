/** How the program and its books may look, as this device remembers it; nothing here needs the rest of the program. */

import { isHandoverAddress } from './handover';

export type Theme = 'paper' | 'sepia' | 'ash' | 'forest' | 'sea' | 'rose' | 'black' | 'contrast';
/** Day or night of a theme, or whichever the system has. */
export type Scheme = 'system' | 'light' | 'dark';
export type BookFont = 'literata' | 'pt-serif' | 'noto-serif' | 'sans' | 'easy';
export type PageMode = 'pages' | 'scroll';
export type Columns = 'auto' | 'one' | 'two';
/** What a tap on the page does: its sides turn both ways, all but its edge turns on, or nothing turns. */
export type TapChoice = 'sides' | 'forward' | 'none';
/** Whether pictures come by themselves, at a tap, or not at all. */
export type PictureChoice = 'all' | 'sketches' | 'tap' | 'off';

export const THEMES: readonly Theme[] = [
  'paper',
  'sepia',
  'ash',
  'forest',
  'sea',
  'rose',
  'black',
  'contrast',
];
export const SCHEMES: readonly Scheme[] = ['system', 'light', 'dark'];
export const BOOK_FONTS: readonly BookFont[] = ['literata', 'pt-serif', 'noto-serif', 'sans', 'easy'];
export const PAGE_MODES: readonly PageMode[] = ['pages', 'scroll'];
export const COLUMNS: readonly Columns[] = ['auto', 'one', 'two'];
export const TAP_CHOICES: readonly TapChoice[] = ['sides', 'forward', 'none'];
export const PICTURE_CHOICES: readonly PictureChoice[] = ['all', 'sketches', 'tap', 'off'];

/** Bounds and steps of the numbers a reader may choose. */
export const READING_RANGES = {
  size: { min: 14, max: 32, step: 1 },
  lineHeight: { min: 1.2, max: 2, step: 0.1 },
  measure: { min: 26, max: 46, step: 2 },
  margins: { min: 0.5, max: 2, step: 0.25 },
  indent: { min: 0, max: 3, step: 0.5 },
  paragraphSpacing: { min: 0, max: 1.5, step: 0.25 },
  letterSpacing: { min: 0, max: 0.1, step: 0.01 },
  wordSpacing: { min: 0, max: 0.5, step: 0.05 },
} as const;

/** Settings that are numbers of em, or (margins, line height) times the usual. */
export type RangeName = keyof typeof READING_RANGES;

export interface ReadingPreferences {
  font: BookFont;
  /** CSS pixels. */
  size: number;
  lineHeight: number;
  /** Longest line, in em. */
  measure: number;
  margins: number;
  indent: number;
  paragraphSpacing: number;
  letterSpacing: number;
  wordSpacing: number;
  justify: boolean;
  hyphenate: boolean;
  mode: PageMode;
  columns: Columns;
  taps: TapChoice;
  /** Keeps the screen lit while pages are turned. */
  awake: boolean;
  /** For screens of electronic ink: nothing moves, nothing is grey. */
  ink: boolean;
  pictures: PictureChoice;
}

/** Settings that may differ from book to book. */
export type BookSettings = Partial<ReadingPreferences>;

export interface Preferences {
  theme: Theme;
  scheme: Scheme;
  /** Where words are looked up and translated (handover.ts); empty for nowhere. */
  dictionary: string;
  translator: string;
  reading: ReadingPreferences;
}

type ReadingValues = {
  [Name in keyof ReadingPreferences as `reading.${Name}`]: ReadingPreferences[Name];
};
export interface PreferenceValues extends ReadingValues {
  theme: Theme;
  scheme: Scheme;
  dictionary: string;
  translator: string;
}

export type PreferencePath = keyof PreferenceValues;

export const STORAGE_KEY = 'bookreader.preferences';

function defaults(): Preferences {
  // A narrow justified column has holes in it, so a phone starts ragged.
  const wide = globalThis.matchMedia?.('(min-width: 700px)').matches ?? true;
  return {
    theme: 'paper',
    scheme: 'system',
    dictionary: '',
    translator: '',
    reading: {
      font: 'literata',
      size: 19,
      lineHeight: 1.5,
      measure: 36,
      margins: 1,
      indent: 1.5,
      paragraphSpacing: 0,
      letterSpacing: 0,
      wordSpacing: 0,
      justify: wide,
      hyphenate: true,
      mode: 'pages',
      columns: 'auto',
      taps: 'sides',
      awake: true,
      ink: false,
      pictures: 'all',
    },
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const oneOf = <T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.find((candidate) => candidate === value) ?? otherwise;

const within = (value: unknown, range: { min: number; max: number }, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value)
    ? Math.min(range.max, Math.max(range.min, value))
    : otherwise;

const readAddress = (value: unknown): string =>
  typeof value === 'string' && isHandoverAddress(value) ? value : '';

const flag = (value: unknown, otherwise: boolean): boolean =>
  typeof value === 'boolean' ? value : otherwise;

// What themes were called before each had its day and its night.
const FORMER_THEMES: Readonly<Record<string, { theme: Theme; scheme: Scheme }>> = {
  system: { theme: 'paper', scheme: 'system' },
  light: { theme: 'paper', scheme: 'light' },
  dark: { theme: 'paper', scheme: 'dark' },
  sepia: { theme: 'sepia', scheme: 'light' },
  black: { theme: 'black', scheme: 'dark' },
};

function readTheme(
  theme: unknown,
  scheme: unknown,
  base: Preferences,
): Pick<Preferences, 'theme' | 'scheme'> {
  const former = scheme === undefined ? FORMER_THEMES[String(theme)] : undefined;
  return former ?? { theme: oneOf(theme, THEMES, base.theme), scheme: oneOf(scheme, SCHEMES, base.scheme) };
}

/** Makes whole, valid preferences of whatever was stored, by us or by an older version. */
export function readPreferences(stored: unknown): Preferences {
  const base = defaults();
  const source = isRecord(stored) ? stored : {};
  const reading = isRecord(source.reading) ? source.reading : {};
  return {
    ...readTheme(source.theme, source.scheme, base),
    dictionary: readAddress(source.dictionary),
    translator: readAddress(source.translator),
    reading: readReading(reading, base.reading),
  };
}

export function readReading(stored: Record<string, unknown>, base: ReadingPreferences): ReadingPreferences {
  const ranges = Object.keys(READING_RANGES) as RangeName[];
  const numbers = Object.fromEntries(
    ranges.map((name) => [name, within(stored[name], READING_RANGES[name], base[name])]),
  ) as Record<RangeName, number>;
  return {
    ...numbers,
    font: oneOf(stored.font, BOOK_FONTS, base.font),
    justify: flag(stored.justify, base.justify),
    hyphenate: flag(stored.hyphenate, base.hyphenate),
    mode: oneOf(stored.mode, PAGE_MODES, base.mode),
    columns: oneOf(stored.columns, COLUMNS, base.columns),
    taps: oneOf(stored.taps, TAP_CHOICES, base.taps),
    awake: flag(stored.awake, base.awake),
    ink: flag(stored.ink, base.ink),
    pictures: oneOf(stored.pictures, PICTURE_CHOICES, base.pictures),
  };
}

/** What this device remembers, or what a newcomer begins with. */
export function storedPreferences(): Preferences {
  try {
    return readPreferences(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null'));
  } catch {
    return readPreferences(null);
  }
}

export const darkScheme = (): MediaQueryList | undefined =>
  globalThis.matchMedia?.('(prefers-color-scheme: dark)');

/** Day or night as it is shown, `system` being one of them at any moment. */
export function shownScheme(scheme: Scheme): 'light' | 'dark' {
  if (scheme !== 'system') return scheme;
  return darkScheme()?.matches ? 'dark' : 'light';
}

/** Writes the settings where the style sheets read them: on the root element. */
export function applyLook(preferences: Preferences): void {
  const root = document.documentElement;
  root.dataset.theme = preferences.theme;
  root.dataset.scheme = shownScheme(preferences.scheme);
  const { font, size, lineHeight, measure, ink } = preferences.reading;
  root.toggleAttribute('data-ink', ink);
  root.style.setProperty('--book-font', `var(--font-${font})`);
  root.style.setProperty('--book-size', `${size}px`);
  root.style.setProperty('--book-line', String(lineHeight));
  root.style.setProperty('--book-measure', `${measure}em`);
  root.style.setProperty('--book-margins', String(preferences.reading.margins));
  root.style.setProperty('--book-indent', `${preferences.reading.indent}em`);
  root.style.setProperty('--book-paragraphs', `${preferences.reading.paragraphSpacing}em`);
  root.style.setProperty('--book-letters', `${preferences.reading.letterSpacing}em`);
  root.style.setProperty('--book-words', `${preferences.reading.wordSpacing}em`);
}
