import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { keys } from '@/api/keys';
import { refreshSession } from '@/api/session';
import { thisDevice } from './device';

/** What the server tells while one reads: ids only, the particulars are asked for again. */
export type LiveEvent =
  | { kind: 'library' }
  | { kind: 'book'; book_id: string }
  | { kind: 'marks'; book_id: string; chapter: string | null }
  | { kind: 'entities'; book_id: string }
  | { kind: 'edition' }
  | { kind: 'order'; book_id: string }
  | { kind: 'bible'; book_id: string }
  | { kind: 'annotations'; book_id: string; device: string }
  | { kind: 'place.moved'; book_id: string; device: string }
  | { kind: 'picture'; book_id: string; description_id: string };

const KINDS = [
  'library',
  'book',
  'marks',
  'entities',
  'picture',
  'edition',
  'order',
  'bible',
  'annotations',
  'place.moved',
] as const;
/** What may have changed while no events came. */
const MISSED = [
  'library',
  'book',
  'marks',
  'gallery',
  'cast',
  'dismissals',
  'editions',
  'versions',
  'bible',
  'orders',
  'notes',
  'all-notes',
] as const;
const GATHER_MS = 250;
const REOPEN_MS = { first: 2_000, longest: 30_000 };

/** Which parts of the cache an event makes stale. */
export function staleAfter(event: LiveEvent): QueryKey[] {
  switch (event.kind) {
    case 'library':
      return [keys.library()];
    case 'book':
      return [keys.library(), keys.book(event.book_id)];
    case 'marks':
      return [
        event.chapter === null ? keys.marksOfBook(event.book_id) : keys.marks(event.book_id, event.chapter),
        keys.gallery(event.book_id),
        // Another device may have chosen how many, or taken a passage away.
        ...(event.chapter === null ? [keys.book(event.book_id), keys.dismissals(event.book_id)] : []),
      ];
    case 'entities':
      return [keys.cast(event.book_id), keys.book(event.book_id)];
    case 'edition':
      return [keys.allEditions()];
    case 'bible':
      return [
        keys.bible(event.book_id),
        // What was drawn by the older words is now marked as such.
        keys.versionsOfBook(event.book_id),
        keys.prompts(event.book_id),
      ];
    case 'annotations':
      // What this device did it shows already, and a list must not leap under who is writing in it.
      return event.device === thisDevice().id
        ? []
        : [keys.notes(event.book_id), keys.everyNote(), keys.annotatedBooks()];
    case 'place.moved':
      return event.device === thisDevice().id ? [] : [keys.library(), keys.book(event.book_id)];
    case 'order':
      // What an order draws anew fits again.
      return [keys.orders(event.book_id), keys.makers(event.book_id), keys.bible(event.book_id)];
    case 'picture':
      return [
        keys.versions(event.book_id, event.description_id),
        keys.description(event.book_id, event.description_id),
        keys.marksOfBook(event.book_id),
        keys.gallery(event.book_id),
      ];
  }
}

/** Reads one message of the stream; anything unknown is passed over, so that an older page survives a newer server. */
export function readLiveEvent(kind: string, data: string): LiveEvent | null {
  let body: unknown;
  try {
    body = JSON.parse(data || '{}');
  } catch {
    return null;
  }
  if (typeof body !== 'object' || body === null) return null;
  const text = (name: string): string | null => {
    const value = (body as Record<string, unknown>)[name];
    return typeof value === 'string' ? value : null;
  };
  const bookId = text('book_id');
  if (kind === 'library' || kind === 'edition') return { kind };
  if (bookId === null) return null;
  if (kind === 'book') return { kind, book_id: bookId };
  const chapter = text('chapter');
  if (kind === 'marks') return { kind, book_id: bookId, chapter };
  if (kind === 'entities' || kind === 'bible' || kind === 'order') return { kind, book_id: bookId };
  if (kind === 'annotations') return { kind, book_id: bookId, device: text('device') ?? '' };
  if (kind === 'place.moved') return { kind, book_id: bookId, device: text('device_id') ?? '' };
  const description = text('description_id');
  if (kind === 'picture' && description !== null)
    return { kind, book_id: bookId, description_id: description };
  return null;
}

let open = false;
const stateListeners = new Set<() => void>();
const eventListeners = new Set<(event: LiveEvent) => void>();

function setOpen(now: boolean): void {
  if (now === open) return;
  open = now;
  for (const listener of stateListeners) listener();
}

/** Calls back on every live event; returns the way to stop. */
export function onLiveEvent(listener: (event: LiveEvent) => void): () => void {
  eventListeners.add(listener);
  return () => eventListeners.delete(listener);
}

/** Whether events arrive; when they do not, pages that wait for something ask from time to time. */
export function useLive(): boolean {
  return useSyncExternalStore(
    (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    () => open,
  );
}

/** Opens the stream for as long as the page is seen; returns the way to close it. */
export function listenForEvents(queries: QueryClient): () => void {
  let source: EventSource | null = null;
  let wait = REOPEN_MS.first;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let missed = false;
  const stale = new Map<string, QueryKey>();

  const flush = () => {
    gathering = undefined;
    for (const queryKey of stale.values()) void queries.invalidateQueries({ queryKey });
    stale.clear();
  };

  const receive = (message: MessageEvent<string>) => {
    const event = readLiveEvent(message.type, message.data);
    if (event === null) return;
    for (const listener of eventListeners) listener(event);
    for (const key of staleAfter(event)) stale.set(JSON.stringify(key), key);
    // A book being drawn says so many times a second; one refetch answers them all.
    gathering ??= setTimeout(flush, GATHER_MS);
  };

  const close = () => {
    clearTimeout(reopening);
    source?.close();
    source = null;
    missed = true;
    setOpen(false);
  };

  const connect = () => {
    close();
    const stream = new EventSource('/api/events');
    source = stream;
    stream.onopen = () => {
      wait = REOPEN_MS.first;
      setOpen(true);
      if (missed) {
        missed = false;
        for (const name of MISSED) {
          void queries.invalidateQueries({ queryKey: [name] });
        }
      }
    };
    stream.onerror = () => {
      setOpen(false);
      // The browser reconnects by itself unless it was refused: then the cookie has run out.
      if (stream.readyState !== EventSource.CLOSED) return;
      source = null;
      missed = true;
      reopening = setTimeout(() => {
        void refreshSession()
          .then(connect)
          .catch(() => {
            reopening = setTimeout(connect, wait);
          });
      }, wait);
      wait = Math.min(wait * 2, REOPEN_MS.longest);
    };
    for (const kind of KINDS) stream.addEventListener(kind, receive);
  };

  // A hidden page would keep one of the browser's six connections to the server.
  const follow = () => {
    if (document.visibilityState === 'hidden') close();
    else if (source === null) connect();
  };

  connect();
  missed = false;
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    clearTimeout(gathering);
    close();
  };
}
