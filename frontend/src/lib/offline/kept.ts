import { useEffect, useSyncExternalStore } from 'react';
import { booksName } from './names';
import { type KeptBook, offlineStore } from './store';

/** What pages show of the kept books; other tabs of the same reader hear of every change. */
export type Kept = Pick<KeptBook, 'id' | 'state' | 'ahead' | 'done' | 'total' | 'bytes' | 'keptAt'> & {
  title: string;
};

let shown: { user: string; books: readonly Kept[] } | null = null;
const NONE: readonly Kept[] = [];
const listeners = new Set<() => void>();
let tabs: { user: string; channel: BroadcastChannel } | null = null;

function channelOf(user: string): BroadcastChannel | null {
  if (typeof BroadcastChannel === 'undefined') return null;
  if (tabs?.user !== user) {
    tabs?.channel.close();
    tabs = { user, channel: new BroadcastChannel(booksName(user)) };
    tabs.channel.onmessage = () => void load(user).catch(() => undefined);
  }
  return tabs.channel;
}

async function load(user: string): Promise<void> {
  const books = await (await offlineStore(user)).getAll('books');
  shown = {
    user,
    books: books.map(({ id, state, ahead, done, total, bytes, keptAt, detail }) => ({
      id,
      state,
      ahead,
      done,
      total,
      bytes,
      keptAt,
      title: detail.title,
    })),
  };
  for (const listener of listeners) listener();
}

/** Something has changed: pages show it, in this tab and the others. */
export async function tellKept(user: string): Promise<void> {
  channelOf(user)?.postMessage(null);
  await load(user);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The books that a reader keeps on this device; null until it is known. */
export function useKept(user: string | undefined): readonly Kept[] | null {
  useEffect(() => {
    if (user === undefined) return;
    channelOf(user);
    void load(user).catch(() => {
      shown = { user, books: NONE };
      for (const listener of listeners) listener();
    });
  }, [user]);
  return useSyncExternalStore(subscribe, () => (shown?.user === user ? (shown?.books ?? NONE) : null));
}
