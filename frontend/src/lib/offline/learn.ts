import type { BookDetail, BookPage, ChapterMarks, Position } from '@/api/model';
import { isShelf, split } from './addresses';
import { cardOf } from './answers';
import { type KeptBook, type OfflineDatabase, offlineStore } from './store';

/** Smaller questions about a book whose last answer is good enough without the server. */
const ANSWERS = /^\/(?:gallery|annotations|entities(?:\/[^/]+)?|dismissals|editions|orders|makers|bible)$/;

export const isLearnt = (rest: string): boolean => ANSWERS.test(rest);

/** Keeps what the server has just said, where it concerns what is kept; whether pictures may be missing now. */
export async function learn(user: string, path: string, answer: unknown): Promise<'pictures' | null> {
  const database = await offlineStore(user);
  if (isShelf(path)) {
    await learnShelf(database, path, answer as BookPage);
    return null;
  }
  const { book: id, rest } = split(path);
  const book = id === null ? undefined : await database.get('books', id);
  if (!book || id === null) return null;
  const chapter = /^\/chapters\/([^/]+)\/marks$/.exec(rest);
  if (rest === '') {
    const detail = answer as BookDetail;
    await change(database, id, { detail, position: detail.position });
    await database.put('cards', cardOf(detail));
  } else if (rest === '/position') await change(database, id, { position: answer as Position });
  else if (chapter?.[1] !== undefined) {
    await learnMarks(database, book, decodeURIComponent(chapter[1]), answer as ChapterMarks);
    return 'pictures';
  } else if (isLearnt(rest)) await database.put('answers', { book: id, path, answer });
  return null;
}

async function change(database: OfflineDatabase, id: string, facts: Partial<KeptBook>): Promise<void> {
  const work = database.transaction('books', 'readwrite');
  const book = await work.store.get(id);
  if (book) await work.store.put({ ...book, ...facts });
  await work.done;
}

/** Newly met passages; what lies here unseen of those ahead stays known. */
async function learnMarks(
  database: OfflineDatabase,
  { id, ahead }: KeptBook,
  chapter: string,
  told: ChapterMarks,
): Promise<void> {
  const before = ahead ? ((await database.get('marks', [id, chapter]))?.marks.marks ?? []) : [];
  const marks = told.marks.map((mark) =>
    mark.id !== null
      ? mark
      : (before.find(({ start, length }) => start === mark.start && length === mark.length) ?? mark),
  );
  await database.put('marks', { book: id, id: chapter, marks: { described: told.described, marks } });
}

async function learnShelf(database: OfflineDatabase, path: string, page: BookPage): Promise<void> {
  const query = new URLSearchParams(path.slice(11));
  const whole = !query.has('q') && !query.has('cursor') && page.next_cursor === null;
  const work = database.transaction('cards', 'readwrite');
  // The whole shelf in one page says as well which books are gone.
  if (whole) await work.store.clear();
  for (const card of page.items) await work.store.put(card);
  await work.done;
}
