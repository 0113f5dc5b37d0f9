import { useSyncExternalStore } from 'react';

/**
 * Which books a reader keeps on this device, where it can be asked at once and by every page. The books
 * themselves are in a database (store.ts), which only those pages load that need it.
 */
const keyOf = (user: string) => `bookreader.kept.${user}`;
const NONE: ReadonlySet<string> = new Set();

let known: { user: string; ids: ReadonlySet<string> } | null = null;
const listeners = new Set<() => void>();

function read(user: string): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(user)) ?? '[]');
    return new Set(Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []);
  } catch {
    return NONE;
  }
}

export function keptIds(user: string | undefined): ReadonlySet<string> {
  if (user === undefined) return NONE;
  if (known?.user !== user) known = { user, ids: read(user) };
  return known.ids;
}

export function noteKept(user: string, bookId: string, kept: boolean): void {
  const ids = new Set(read(user));
  if (kept) ids.add(bookId);
  else ids.delete(bookId);
  if (ids.size === 0) localStorage.removeItem(keyOf(user));
  else localStorage.setItem(keyOf(user), JSON.stringify([...ids]));
  forgetKnown();
}

/** Nothing is kept any more for a reader, or for anyone but them. */
export function forgetKeptIds(which: (user: string) => boolean): void {
  const prefix = keyOf('');
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix) && which(key.slice(prefix.length))) localStorage.removeItem(key);
  }
  forgetKnown();
}

function forgetKnown(): void {
  known = null;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const otherTab = (event: StorageEvent) => {
    if (event.key === null || event.key.startsWith(keyOf(''))) forgetKnown();
  };
  listeners.add(listener);
  addEventListener('storage', otherTab);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', otherTab);
  };
}

/** The books that lie on this device, for pages. */
export function useKeptIds(user: string | undefined): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => keptIds(user));
}
