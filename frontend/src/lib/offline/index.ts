/** Books that are kept on this device, for whoever needs more of them than the API client falls back to. */
import type { BookDetail, ChapterView } from '@/api/model';
import { currentUser } from '@/api/session';
import { keptAnswer } from './answers';
import { keptIds } from './kept-ids';
import { type KeptText, ofBook, offlineStore } from './store';

export type { KeptText } from './store';

/** A kept book with its contents and the reader's place; null when it is not kept. */
export async function offlineBook(bookId: string): Promise<BookDetail | null> {
  const user = currentUser()?.id;
  if (user === undefined || !keptIds(user).has(bookId)) return null;
  return ((await keptAnswer(user, `/api/books/${bookId}`)) as BookDetail | undefined) ?? null;
}

/** A chapter of a kept book with the marks that may be seen; null when it is not here. */
export async function offlineChapter(bookId: string, chapterId: string): Promise<ChapterView | null> {
  const user = currentUser()?.id;
  if (user === undefined || !keptIds(user).has(bookId)) return null;
  const path = `/api/books/${bookId}/chapters/${encodeURIComponent(chapterId)}`;
  return ((await keptAnswer(user, path)) as ChapterView | undefined) ?? null;
}

/** The whole text of a kept book, chapter by chapter in reading order, with offsets as the server counts them; null when it is not kept whole. */
export async function offlineText(bookId: string): Promise<KeptText[] | null> {
  const user = currentUser()?.id;
  if (user === undefined || !keptIds(user).has(bookId)) return null;
  const database = await offlineStore(user);
  const book = await database.get('books', bookId);
  if (!book || book.version === null) return null;
  const texts = await database.getAll('texts', ofBook(bookId, book.version));
  if (texts.length < book.detail.chapters.length) return null;
  return texts
    .map(({ chapter, number, title, text }) => ({ chapter, number, title, text }))
    .sort((a, b) => a.number - b.number);
}
