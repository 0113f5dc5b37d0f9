import { useSyncExternalStore } from 'react';
import { api } from '@/api/client';
import type { User } from '@/api/model';
import { currentUser, replaceUser } from '@/api/session';
import {
  applyLook,
  type BookSettings,
  darkScheme,
  type PreferencePath,
  type Preferences,
  type PreferenceValues,
  readPreferences,
  readReading,
  STORAGE_KEY,
  storedPreferences,
} from './look';

export type {
  BookFont,
  BookSettings,
  Columns,
  PageMode,
  PictureChoice,
  PreferencePath,
  Preferences,
  RangeName,
  ReadingPreferences,
  Scheme,
  TapChoice,
  Theme,
} from './look';
export {
  BOOK_FONTS,
  COLUMNS,
  PAGE_MODES,
  PICTURE_CHOICES,
  READING_RANGES,
  readPreferences,
  SCHEMES,
  shownScheme,
  TAP_CHOICES,
  THEMES,
} from './look';

const SAVE_AFTER_MS = 600;

let current: Preferences = storedPreferences();
let shown: Preferences = current;
let saving: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** The open book's own settings; null while it has none and follows the reader's usual ones. */
let book: { own: BookSettings | null; save: (own: BookSettings | null) => void } | null = null;

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
  show();
}

function show(): void {
  const own = book?.own;
  shown = own ? { ...current, reading: readReading({ ...own }, current.reading) } : current;
  applyPreferences(shown);
  for (const listener of listeners) listener();
}

/** A book is opened: its own settings, if it has any, stand before the usual ones until it is left. */
export function enterBook(settings: Record<string, unknown>, save: (own: BookSettings | null) => void): void {
  const own = Object.keys(settings).length > 0 ? (settings as BookSettings) : null;
  book = { own, save };
  show();
}

/** The book is closed; the usual settings hold again. */
export function leaveBook(): void {
  book = null;
  show();
}

/** Gives the open book settings of its own, beginning with those it shows, or takes them away. */
export function setBookOwn(own: boolean): void {
  if (!book || own === (book.own !== null)) return;
  book.own = own ? { ...shown.reading } : null;
  book.save(book.own);
  show();
}

/** Whether the open book has settings of its own; null while no book is open. */
export function bookIsOwn(): boolean | null {
  return book === null ? null : book.own !== null;
}

async function saveToAccount(leaving = false): Promise<void> {
  const user = currentUser();
  if (user === null) return;
  const preferences = {
    ...user.preferences,
    ...current,
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
  if (book?.own && path.startsWith('reading.')) {
    const reading = { ...shown.reading, [path.slice('reading.'.length)]: value };
    book.own = readReading(reading, current.reading);
    book.save(book.own);
    show();
    return;
  }
  const merged = path.startsWith('reading.')
    ? { ...current, reading: { ...current.reading, [path.slice('reading.'.length)]: value } }
    : { ...current, [path]: value };
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
  return shown;
}

export function subscribePreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The reader's settings, current in every component that uses them. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribePreferences, getPreferences);
}

/** Writes the settings where the style sheets read them. */
export function applyPreferences(preferences: Preferences = shown): void {
  applyLook(preferences);
}

/** Follows the system between day and night while the reader says so. */
export function followSystemTheme(): void {
  darkScheme()?.addEventListener('change', () => applyPreferences());
}
