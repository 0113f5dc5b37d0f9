import { fetchAuthorised } from '@/api/client';
import type { ChapterMarks, OfflineBook } from '@/api/model';
import { ApiProblem } from '@/api/problem';
import { mediaCacheName } from './names';
import { type OfflineDatabase, ofBook } from './store';

/** A picture of a kept book: under which address a page asks for it, and where it comes from. */
export interface Wanted {
  path: string;
  from: string;
}

type Plan = Pick<OfflineBook, 'cover_url' | 'images'> & { chapters: Pick<ChapterMarks, 'marks'>[] };

const withoutQuery = (address: string) => address.split('?')[0] ?? address;

/** Every picture of a plan, in the one size that suits this device. */
export function wantedOf(book: string, plan: Plan): Wanted[] {
  const base = `/api/books/${book}`;
  const width = globalThis.matchMedia?.('(max-width: 699px)').matches ? 768 : 1152;
  const wanted: Wanted[] = [];
  if (plan.cover_url !== null) wanted.push({ path: withoutQuery(plan.cover_url), from: plan.cover_url });
  for (const hash of plan.images)
    wanted.push({ path: `${base}/images/${hash}`, from: `${base}/images/${hash}` });
  for (const { marks } of plan.chapters) {
    for (const { picture } of marks) {
      if (picture?.state !== 'ready') continue;
      wanted.push({
        path: `${base}/pictures/${picture.id}`,
        from: `${base}/offline/pictures/${picture.id}?w=${width}&f=webp`,
      });
    }
  }
  return wanted;
}

export interface Keeping {
  database: OfflineDatabase;
  user: string;
  book: string;
  wanted: readonly Wanted[];
  signal: AbortSignal;
  /** Whether everything else of this book goes. */
  only: boolean;
}

/** Brings the pictures that are missing; `each` hears of those that were here before and of those that came. */
export async function keepPictures(
  { database, user, book, wanted, signal, only }: Keeping,
  each: (before: boolean) => Promise<void>,
): Promise<void> {
  if (!('caches' in globalThis)) return;
  const cache = await caches.open(mediaCacheName(user));
  const here = new Map((await database.getAll('media', ofBook(book))).map((one) => [one.path, one]));
  for (const { path, from } of wanted) {
    signal.throwIfAborted();
    const known = here.get(path);
    here.delete(path);
    // A cover keeps its address when it changes, so it is asked for again.
    if (known && !path.endsWith('/cover')) {
      await each(false);
      continue;
    }
    const response = await fetchAuthorised('GET', from, { signal }).catch((error: unknown) => {
      // Being painted anew, or gone meanwhile: the next look brings it.
      if (error instanceof ApiProblem && error.status === 404) return null;
      throw error;
    });
    if (response) {
      const data = await response.blob();
      const headers = { 'Content-Type': response.headers.get('Content-Type') ?? data.type };
      await cache.put(path, new Response(data, { headers }));
      await database.put('media', { book, path, bytes: data.size });
    }
    await each(false);
  }
  if (!only) return;
  for (const path of here.keys()) {
    await cache.delete(path);
    await database.delete('media', [book, path]);
  }
}
