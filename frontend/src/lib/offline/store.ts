import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { BookCard, BookDetail, ChapterMarks, ChapterView, Position } from '@/api/model';
import { booksName } from './names';

/**
 * `keeping` is under way or waits for the network, `kept` is whole; `full` and `failed` stopped and can
 * be gone on with.
 */
export type KeepingState = 'keeping' | 'kept' | 'full' | 'failed';

export interface KeptBook {
  id: string;
  state: KeepingState;
  /** Whether pictures of unread pages lie here, unseen. */
  ahead: boolean;
  /** Which text is read from; another one may be on its way. */
  version: string | null;
  detail: BookDetail;
  position: Position;
  /** Parts that are here and parts there will be: chapters, and files of pictures. */
  done: number;
  total: number;
  bytes: number;
  keptAt: string;
}

export interface KeptText {
  chapter: string;
  number: number;
  title: string;
  text: string;
}

interface Part {
  book: string;
  version: string;
  id: string;
}

interface OfflineSchema extends DBSchema {
  books: { key: string; value: KeptBook };
  chapters: { key: [string, string, string]; value: Part & { bytes: number; view: ChapterView } };
  texts: { key: [string, string, string]; value: Part & KeptText };
  marks: { key: [string, string]; value: { book: string; id: string; marks: ChapterMarks } };
  media: { key: [string, string]; value: { book: string; path: string; bytes: number } };
  /** The last answers to smaller questions about a kept book, by address. */
  answers: { key: [string, string]; value: { book: string; path: string; answer: unknown } };
  /** The whole shelf as last seen, so that one sees what there is though it is not here. */
  cards: { key: string; value: BookCard };
}

export type OfflineDatabase = IDBPDatabase<OfflineSchema>;

const PARTS = ['chapters', 'texts', 'marks', 'media', 'answers'] as const;

let open: { user: string; database: Promise<OfflineDatabase> } | null = null;

/** The kept books of one reader. */
export function offlineStore(user: string): Promise<OfflineDatabase> {
  if (open?.user === user) return open.database;
  void open?.database.then((database) => database.close()).catch(() => undefined);
  const forget = () => {
    if (open?.user === user) open = null;
  };
  const database = openDB<OfflineSchema>(booksName(user), 1, {
    upgrade(fresh) {
      fresh.createObjectStore('books', { keyPath: 'id' });
      fresh.createObjectStore('chapters', { keyPath: ['book', 'version', 'id'] });
      fresh.createObjectStore('texts', { keyPath: ['book', 'version', 'id'] });
      fresh.createObjectStore('marks', { keyPath: ['book', 'id'] });
      fresh.createObjectStore('media', { keyPath: ['book', 'path'] });
      fresh.createObjectStore('answers', { keyPath: ['book', 'path'] });
      fresh.createObjectStore('cards', { keyPath: 'id' });
    },
    // Signing out deletes the database, in this tab or another; it must not wait for us.
    blocking: (_current, _next, event) => {
      forget();
      (event.target as IDBDatabase).close();
    },
    terminated: forget,
  });
  open = { user, database };
  database.catch(forget);
  return database;
}

/** All keys of one book in a store of parts. */
export const ofBook = (book: string, ...more: string[]): IDBKeyRange =>
  IDBKeyRange.bound([book, ...more], [book, ...more, []]);

/** Takes a book off the device, all but the files of its pictures. */
export async function deleteBook(database: OfflineDatabase, book: string): Promise<void> {
  const work = database.transaction(['books', ...PARTS], 'readwrite');
  await work.objectStore('books').delete(book);
  for (const name of PARTS) await work.objectStore(name).delete(ofBook(book));
  await work.done;
}

/** Forgets the chapters of all texts but one. */
export async function keepOnlyVersion(
  database: OfflineDatabase,
  book: string,
  version: string,
): Promise<void> {
  const work = database.transaction(['chapters', 'texts'], 'readwrite');
  for (const name of ['chapters', 'texts'] as const) {
    const store = work.objectStore(name);
    for (const key of await store.getAllKeys(ofBook(book))) if (key[1] !== version) await store.delete(key);
  }
  await work.done;
}

/** What a book takes on the device. */
export async function bytesOf(database: OfflineDatabase, book: string): Promise<number> {
  const chapters = await database.getAll('chapters', ofBook(book));
  const media = await database.getAll('media', ofBook(book));
  return [...chapters, ...media].reduce((sum, { bytes }) => sum + bytes, 0);
}
