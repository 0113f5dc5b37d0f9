import { fetchAuthorised } from '@/api/client';
import type { BookDetail, BookPage, ChapterMarks, ChapterView, OfflineBook, Position } from '@/api/model';
import { ApiProblem, isPassing } from '@/api/problem';
import { split } from './addresses';
import { chapterText } from './chapter-text';
import { tellKept } from './kept';
import { keptIds, noteKept } from './kept-ids';
import { isLearnt, learn } from './learn';
import { keepPictures, type Wanted, wantedOf } from './media';
import { mediaCacheName } from './names';
import {
  bytesOf,
  deleteBook,
  type KeptBook,
  keepOnlyVersion,
  type OfflineDatabase,
  ofBook,
  offlineStore,
} from './store';

/** Smaller answers that a kept book brings along, by what follows its address. */
const BROUGHT = ['/gallery', '/annotations', '/dismissals', '/editions', '/orders'];
const SHELF_PAGE = 60;
const TELL_EVERY_MS = 150;
const CHECK_AFTER_MS = 20_000;

const size = (value: unknown) => new Blob([JSON.stringify(value)]).size;

// The answer must be the server's own: what is kept here cannot renew itself.
async function fresh<T>(path: string, signal: AbortSignal): Promise<T> {
  return (await (await fetchAuthorised('GET', path, { signal })).json()) as T;
}

interface Job {
  id: string;
  stop: AbortController;
}

let queue: Promise<void> = Promise.resolve();
const jobs = new Map<string, Job>();

/** Keeps a book on this device from now on; what was begun before is gone on with. */
export async function keepBook(user: string, id: string, ahead: boolean): Promise<void> {
  const signal = new AbortController().signal;
  const path = `/api/books/${id}`;
  const [detail, position] = await Promise.all([
    fresh<BookDetail>(path, signal),
    fresh<Position>(`${path}/position`, signal),
  ]);
  const database = await offlineStore(user);
  const before = await database.get('books', id);
  await database.put('books', {
    id,
    state: 'keeping',
    ahead,
    version: before?.version ?? null,
    detail,
    position,
    done: before?.done ?? 0,
    total: before?.total ?? detail.chapters.length,
    bytes: before?.bytes ?? 0,
    keptAt: before?.keptAt ?? new Date().toISOString(),
  });
  noteKept(user, id, true);
  void navigator.storage?.persist?.().catch(() => false);
  await tellKept(user);
  renew(user, id);
}

/** Takes a book off this device, or stops bringing it here. */
export async function dropBook(user: string, id: string): Promise<void> {
  jobs.get(id)?.stop.abort();
  noteKept(user, id, false);
  const database = await offlineStore(user);
  const paths = (await database.getAll('media', ofBook(id))).map(({ path }) => path);
  await deleteBook(database, id);
  if ('caches' in globalThis) {
    const cache = await caches.open(mediaCacheName(user));
    for (const path of paths) await cache.delete(path);
  }
  await tellKept(user);
}

/** Brings a kept book up to what the server has; one book at a time, in one tab. */
export function renew(user: string, id: string): void {
  if (jobs.has(id)) return;
  const job = { id, stop: new AbortController() };
  jobs.set(id, job);
  queue = queue
    .then(() => alone(user, () => work(user, job)))
    .catch(() => undefined)
    .finally(() => jobs.delete(id));
}

/** All jobs that were begun in this tab have ended. */
export const allDone = (): Promise<void> => queue;

async function alone(user: string, run: () => Promise<void>): Promise<void> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  await (locks ? locks.request(`bookreader-keeping-${user}`, run) : run());
}

/** Goes on with what was interrupted, and looks whether the rest has changed. */
export async function renewAll(user: string): Promise<void> {
  const database = await offlineStore(user);
  const books = await database.getAll('books');
  for (const { id } of books) noteKept(user, id, true);
  await tellKept(user);
  books.sort((a, b) => Number(b.state === 'keeping') - Number(a.state === 'keeping'));
  // What stopped for want of room waits for the reader's word.
  for (const { id, state } of books) if (state !== 'full') renew(user, id);
}

async function work(user: string, { id, stop }: Job): Promise<void> {
  const { signal } = stop;
  const database = await offlineStore(user);
  try {
    await bring(database, user, id, signal);
    await bringShelf(user, signal);
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof ApiProblem && error.status === 404) return dropBook(user, id);
    await settle(database, id, stateAfter(error));
  }
  await tellKept(user);
}

/** Nobody answered: it goes on by itself. Anything else waits to be asked. */
function stateAfter(error: unknown): KeptBook['state'] {
  if (error instanceof ApiProblem) {
    return isPassing(error) || error.status === 401 || error.status === 429 ? 'keeping' : 'failed';
  }
  return (error as Error | null)?.name === 'QuotaExceededError' ? 'full' : 'failed';
}

async function settle(database: OfflineDatabase, id: string, state: KeptBook['state']): Promise<void> {
  const bytes = await bytesOf(database, id);
  await change(database, id, (book) => ({
    // A whole book that could not be looked after just now is still whole.
    state: state === 'keeping' && book.state === 'kept' ? 'kept' : state,
    bytes,
  }));
}

async function change(
  database: OfflineDatabase,
  id: string,
  to: (book: KeptBook) => Partial<KeptBook>,
): Promise<void> {
  const work = database.transaction('books', 'readwrite');
  const book = await work.store.get(id);
  if (book) await work.store.put({ ...book, ...to(book) });
  await work.done;
}

async function bring(
  database: OfflineDatabase,
  user: string,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const book = await database.get('books', id);
  if (!book) return;
  const path = `/api/books/${id}`;
  const plan = await fresh<OfflineBook>(`${path}/offline${book.ahead ? '?ahead=true' : ''}`, signal);
  const detail = await fresh<BookDetail>(path, signal);
  const version = plan.text_version;
  const here = new Set((await database.getAllKeys('chapters', ofBook(id, version))).map((key) => key[2]));
  const missing = plan.chapters.filter((chapter) => !here.has(chapter.id));
  const pictures = wantedOf(id, plan);
  const total = plan.chapters.length + pictures.length;
  const begun = book.state === 'kept' && missing.length === 0 ? 'kept' : 'keeping';
  await change(database, id, () => ({
    detail,
    position: detail.position,
    state: begun,
    version: book.version ?? version,
    total,
    done: begun === 'kept' ? total : here.size,
  }));
  const progress = tellSometimes(user);

  const marks = database.transaction('marks', 'readwrite');
  await marks.store.delete(ofBook(id));
  for (const one of plan.chapters) {
    await marks.store.put({ book: id, id: one.id, marks: { described: one.described, marks: one.marks } });
  }
  await marks.done;

  for (const { id: name } of missing) {
    const view = await fresh<ChapterView>(`${path}/chapters/${encodeURIComponent(name)}`, signal);
    const part = { book: id, version, id: name };
    const text = { chapter: name, number: view.number, title: view.title, text: chapterText(view) };
    const both = database.transaction(['chapters', 'texts', 'books'], 'readwrite');
    await both.objectStore('chapters').put({ ...part, view, bytes: size(view) + size(text.text) });
    await both.objectStore('texts').put({ ...part, ...text });
    await both.done;
    await change(database, id, ({ done }) => ({ done: done + 1 }));
    await progress();
  }
  await change(database, id, () => ({ version }));
  await keepOnlyVersion(database, id, version);

  for (const rest of BROUGHT) {
    const answer = await fresh(path + rest, signal).catch((error: unknown) => {
      if (isPassing(error) || signal.aborted) throw error;
      return undefined;
    });
    if (answer !== undefined) await learn(user, path + rest, answer);
  }
  await keepPictures({ database, user, book: id, wanted: pictures, signal, only: true }, async (begun) => {
    if (!begun) await change(database, id, ({ done }) => ({ done: Math.min(total, done + 1) }));
    await progress();
  });
  await change(database, id, () => ({ state: 'kept', done: total }));
  await settle(database, id, 'kept');
}

/** The shelf as a whole, so that one sees without the network what there is though it is not here. */
async function bringShelf(user: string, signal: AbortSignal): Promise<void> {
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/api/books?sort=recent&limit=${SHELF_PAGE}${next}`;
    const page: BookPage = await fresh<BookPage>(path, signal);
    await learn(user, path, page);
    cursor = page.next_cursor;
  } while (cursor !== null);
}

function tellSometimes(user: string): () => Promise<void> {
  let last = 0;
  return async () => {
    if (Date.now() - last < TELL_EVERY_MS) return;
    last = Date.now();
    await tellKept(user);
  };
}

/** What the server has just said is kept too; pictures newly met are brought here as one reads. */
export async function learnAnswer(user: string, path: string, answer: unknown): Promise<void> {
  const { book, rest } = split(path);
  if (book !== null && !(rest === '' || rest === '/position' || /\/marks$/.test(rest) || isLearnt(rest)))
    return;
  if ((await learn(user, path, answer)) !== 'pictures' || book === null) return;
  const database = await offlineStore(user);
  const wanted: Wanted[] = wantedOf(book, {
    cover_url: null,
    images: [],
    chapters: [answer as ChapterMarks],
  });
  const stop = new AbortController();
  await keepPictures({ database, user, book, wanted, signal: stop.signal, only: false }, async () => {});
  await change(database, book, () => ({}));
}

const stale = new Set<string>();

/** A kept book has changed on the server; it is looked after once things have calmed down. */
export function noteChanged(user: string, id: string): void {
  if (!keptIds(user).has(id) || stale.has(id)) return;
  stale.add(id);
  setTimeout(() => {
    stale.delete(id);
    renew(user, id);
  }, CHECK_AFTER_MS);
}
