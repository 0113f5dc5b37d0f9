import { deleteDB } from 'idb';
import { wipeOutbox } from '@/lib/outbox';
import { forgetKeptIds } from './kept-ids';
import { AHEAD, booksName, mediaCacheName, readerOf } from './names';

async function forgetBooks(user: string): Promise<void> {
  if ('caches' in globalThis) await caches.delete(mediaCacheName(user));
  await deleteDB(booksName(user));
}

function forgetPlaces(user: string): void {
  for (const key of Object.keys(localStorage))
    if (key.startsWith(`bookreader.place.${user}.`)) localStorage.removeItem(key);
}

/** The reader signs out: nothing of theirs stays on the device. */
export async function forgetReader(user: string): Promise<void> {
  forgetKeptIds((one) => one === user);
  forgetPlaces(user);
  localStorage.removeItem(AHEAD);
  await Promise.allSettled([wipeOutbox(user), forgetBooks(user)]);
}

/** Another reader signs in: books kept here by anyone else go; what others wrote waits for them. */
export async function forgetOthers(user: string): Promise<void> {
  forgetKeptIds((one) => one !== user);
  const found = new Set<string>();
  const add = (name: string | undefined) => {
    const reader = name === undefined ? null : readerOf(name);
    if (reader !== null && reader !== user) found.add(reader);
  };
  if ('caches' in globalThis) for (const name of await caches.keys()) add(name);
  for (const { name } of (await indexedDB.databases?.()) ?? []) add(name);
  await Promise.allSettled([...found].map(forgetBooks));
}
