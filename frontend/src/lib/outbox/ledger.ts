import type { Change } from './types';

/**
 * A copy of each change that is written at once, for the moment until the database has it: a tab may
 * be killed in between, and a page that is left waits for nobody.
 */
const PREFIX = 'bookreader.outbox.';

const keyOf = (user: string, id: string) => `${PREFIX}${user}.${id}`;

/** `crypto.randomUUID` is there on HTTPS only; a library at home may have none. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, '0')).join('');
}

export function note(id: string, at: number, change: Change): void {
  try {
    localStorage.setItem(keyOf(change.user, id), JSON.stringify({ at, change }));
  } catch {
    // Full or forbidden: the database alone has to do.
  }
}

export function strike(user: string, id: string): void {
  try {
    localStorage.removeItem(keyOf(user, id));
  } catch {
    // Nothing was written either.
  }
}

function keysOf(user: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${user}.`));
  } catch {
    return [];
  }
}

/** What never came into the database, the oldest first. */
export function leftOver(user: string): { id: string; change: Change }[] {
  const found: { id: string; at: number; change: Change }[] = [];
  for (const key of keysOf(user)) {
    try {
      const { at, change } = JSON.parse(localStorage.getItem(key) ?? '') as { at: number; change: Change };
      if (change.user === user) found.push({ id: key.slice(PREFIX.length + user.length + 1), at, change });
    } catch {
      localStorage.removeItem(key);
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

export function strikeAll(user: string): void {
  for (const key of keysOf(user)) localStorage.removeItem(key);
}
