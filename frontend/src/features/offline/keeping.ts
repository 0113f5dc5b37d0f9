import { AHEAD } from '@/lib/offline/names';

/** Whether this browser can keep books at all: it has a store for pictures only on HTTPS and on the machine itself. */
export const canKeep = (): boolean => 'caches' in globalThis && 'serviceWorker' in navigator;

/** What the reader said about pictures of unread pages; null before they were asked. */
export function saidAhead(): boolean | null {
  try {
    const said = localStorage.getItem(AHEAD);
    return said === null ? null : said === '1';
  } catch {
    return null;
  }
}

export function noteAhead(ahead: boolean): void {
  try {
    localStorage.setItem(AHEAD, ahead ? '1' : '0');
  } catch {
    // They are asked again with the next book.
  }
}
