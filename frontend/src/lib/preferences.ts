import { useSyncExternalStore } from 'react';
import { api } from '@/api/client';
import type { User } from '@/api/model';
import { currentUser, replaceUser } from '@/api/session';

export type Theme = 'paper' | 'sepia' | 'ash' | 'forest' | 'sea' | 'rose' | 'black' | 'contrast';
/** Day or night of a theme, or whichever the system has. */
export type Scheme = 'system' | 'light' | 'dark';
export type BookFont = 'literata' | 'pt-serif' | 'noto-serif' | 'sans' | 'easy';
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
export const PICTURE_CHOICES: readonly PictureChoice[] = ['all', 'sketches', 'tap', 'off'];

/** Bounds and steps of the numbers a reader may choose. */
export const READING_RANGES = {
  size: { min: 14, max: 32, step: 1 },
  lineHeight: { min: 1.2, max: 2, step: 0.1 },
  measure: { min: 26, max: 46, step: 2 },
} as const;

export interface ReadingPreferences {
  font: BookFont;
  /** CSS pixels. */
  size: number;
  lineHeight: number;
  /** Longest line, in em. */
  measure: number;
  justify: boolean;
  hyphenate: boolean;
  pictures: PictureChoice;
}

export interface Preferences {
  theme: Theme;
  scheme: Scheme;
  reading: ReadingPreferences;
}

interface PreferenceValues {
  theme: Theme;
  scheme: Scheme;
  'reading.font': BookFont;
  'reading.size': number;
  'reading.lineHeight': number;
  'reading.measure': number;
  'reading.justify': boolean;
  'reading.hyphenate': boolean;
  'reading.pictures': PictureChoice;
}

export type PreferencePath = keyof PreferenceValues;

const STORAGE_KEY = 'bookreader.preferences';
const SAVE_AFTER_MS = 600;

function defaults(): Preferences {
  // A narrow justified column has holes in it, so a phone starts ragged.
  const wide = globalThis.matchMedia?.('(min-width: 700px)').matches ?? true;
  return {
    theme: 'paper',
    scheme: 'system',
    reading: {
      font: 'literata',
      size: 19,
      lineHeight: 1.5,
      measure: 36,
      justify: wide,
      hyphenate: true,
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
    reading: {
      font: oneOf(reading.font, BOOK_FONTS, base.reading.font),
      size: within(reading.size, READING_RANGES.size, base.reading.size),
      lineHeight: within(reading.lineHeight, READING_RANGES.lineHeight, base.reading.lineHeight),
      measure: within(reading.measure, READING_RANGES.measure, base.reading.measure),
      justify: flag(reading.justify, base.reading.justify),
      hyphenate: flag(reading.hyphenate, base.reading.hyphenate),
      pictures: oneOf(reading.pictures, PICTURE_CHOICES, base.reading.pictures),
    },
  };
}

function fromStorage(): Preferences {
  try {
    return readPreferences(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null'));
  } catch {
    return readPreferences(null);
  }
}

let current: Preferences = fromStorage();
let saving: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function keepLocally(): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(current));
  } catch {
    // Storage may be full or forbidden; the account still remembers.
  }
}

function adopt(next: Preferences): void {
  current = next;
  keepLocally();
  applyPreferences(next);
  for (const listener of listeners) listener();
}

async function saveToAccount(leaving = false): Promise<void> {
  const user = currentUser();
  if (user === null) return;
  const preferences = {
    ...user.preferences,
    theme: current.theme,
    scheme: current.scheme,
    reading: { ...current.reading },
  };
  try {
    replaceUser(await api.patch<User>('/api/me', { preferences }, { keepalive: leaving }));
  } catch {
    // The choice already holds on this device and goes along with the next change.
  }
}

/** Changes one setting at once, here and (a moment later) in the account. */
export function setPreference<P extends PreferencePath>(path: P, value: PreferenceValues[P]): void {
  const merged =
    path === 'theme' || path === 'scheme'
      ? { ...current, [path]: value }
      : { ...current, reading: { ...current.reading, [path.slice('reading.'.length)]: value } };
  adopt(readPreferences(merged));
  clearTimeout(saving);
  saving = setTimeout(() => {
    saving = undefined;
    void saveToAccount();
  }, SAVE_AFTER_MS);
}

// What was changed a moment ago must not be lost by leaving: the account's word holds at the next visit.
globalThis.addEventListener?.('pagehide', () => {
  if (saving === undefined) return;
  clearTimeout(saving);
  saving = undefined;
  void saveToAccount(true);
});

/** Takes over what the account remembers; an account that remembers nothing keeps this device's choices. */
export function adoptAccountPreferences(user: User): void {
  if ('reading' in user.preferences || 'theme' in user.preferences) adopt(readPreferences(user.preferences));
}

export function getPreferences(): Preferences {
  return current;
}

export function subscribePreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The reader's settings, current in every component that uses them. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribePreferences, getPreferences);
}

const darkScheme = (): MediaQueryList | undefined => globalThis.matchMedia?.('(prefers-color-scheme: dark)');

/** Day or night as it is shown, `system` being one of them at any moment. */
export function shownScheme(scheme: Scheme): 'light' | 'dark' {
  if (scheme !== 'system') return scheme;
  return darkScheme()?.matches ? 'dark' : 'light';
}

/** Writes the settings where the style sheets read them: on the root element. */
export function applyPreferences(preferences: Preferences = current): void {
  const root = document.documentElement;
  root.dataset.theme = preferences.theme;
  root.dataset.scheme = shownScheme(preferences.scheme);
  const { font, size, lineHeight, measure } = preferences.reading;
  root.style.setProperty('--book-font', `var(--font-${font})`);
  root.style.setProperty('--book-size', `${size}px`);
  root.style.setProperty('--book-line', String(lineHeight));
  root.style.setProperty('--book-measure', `${measure}em`);
}

/** Follows the system between day and night while the reader says so. */
export function followSystemTheme(): void {
  darkScheme()?.addEventListener('change', () => applyPreferences());
}
