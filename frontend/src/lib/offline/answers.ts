import type { BookCard, BookDetail, BookPage, ChapterMarks, Position } from '@/api/model';
import { waitingChanges } from '@/lib/outbox';
import { isShelf, split } from './addresses';
import { keptIds } from './kept-ids';
import { type KeptBook, type OfflineDatabase, offlineStore } from './store';
import { marksNow, positionNow } from './visible';

/** What the server would say, out of what is kept here; undefined is "not here". */
export async function keptAnswer(user: string, path: string): Promise<unknown> {
  const database = await offlineStore(user);
  if (isShelf(path)) return shelf(database, user, new URLSearchParams(path.slice(11)));
  const { book: id, rest } = split(path);
  if (id === null) return undefined;
  const book = await database.get('books', id);
  if (!book) return undefined;
  if (rest === '') return detailNow(user, book);
  if (rest === '/position') return placeNow(user, book);
  const chapter = /^\/chapters\/([^/]+)(\/marks)?$/.exec(rest);
  if (!chapter) return (await database.get('answers', [id, path]))?.answer;
  const name = decodeURIComponent(chapter[1] ?? '');
  const [marks, position] = await Promise.all([marksOf(database, id, name), placeNow(user, book)]);
  const shown = marksNow(marks, name, position, book.detail.chapters);
  if (chapter[2] !== undefined) return shown;
  const found = book.version === null ? undefined : await database.get('chapters', [id, book.version, name]);
  return found && { ...found.view, ...shown };
}

async function marksOf(database: OfflineDatabase, book: string, chapter: string): Promise<ChapterMarks> {
  return (await database.get('marks', [book, chapter]))?.marks ?? { described: true, marks: [] };
}

async function placeNow(user: string, { id, position, detail }: KeptBook): Promise<Position> {
  const waiting = await waitingChanges('moves', user);
  const own = waiting.filter(({ path }) => split(path).book === id);
  return positionNow(position, own, detail.chapters);
}

async function detailNow(user: string, book: KeptBook): Promise<BookDetail> {
  const position = await placeNow(user, book);
  return { ...book.detail, position, progress: position.progress };
}

const byText = (of: (card: BookCard) => string) => (a: BookCard, b: BookCard) =>
  of(a).localeCompare(of(b), undefined, { sensitivity: 'base', numeric: true });
const byDay = (of: (card: BookCard) => string) => (a: BookCard, b: BookCard) => of(b).localeCompare(of(a));

const ORDERS: Record<string, (a: BookCard, b: BookCard) => number> = {
  recent: byDay(({ opened_at, added_at }) => opened_at ?? added_at),
  added: byDay(({ added_at }) => added_at),
  title: byText(({ title }) => title),
  author: byText(({ authors }) => authors[0] ?? '\uffff'),
};

async function shelf(
  database: OfflineDatabase,
  user: string,
  query: URLSearchParams,
): Promise<BookPage | undefined> {
  const kept = await Promise.all((await database.getAll('books')).map((book) => detailNow(user, book)));
  const cards = new Map((await database.getAll('cards')).map((card) => [card.id, card]));
  for (const book of kept) cards.set(book.id, { ...cards.get(book.id), ...cardOf(book) });
  if (cards.size === 0) return undefined;
  const words = (query.get('q') ?? '').toLocaleLowerCase().replaceAll('ё', 'е').split(/\s+/);
  const found = [...cards.values()].filter(({ title, authors }) => {
    const said = `${title} ${authors.join(' ')}`.toLocaleLowerCase().replaceAll('ё', 'е');
    return words.every((word) => said.includes(word));
  });
  const here = keptIds(user);
  const order = ORDERS[query.get('sort') ?? 'recent'] ?? ORDERS.recent;
  // What can be opened stands first: the rest only says what there is.
  found.sort((a, b) => Number(here.has(b.id)) - Number(here.has(a.id)) || (order?.(a, b) ?? 0));
  return { items: found, next_cursor: null, total: found.length };
}

export const cardOf = (book: BookDetail): BookCard => {
  const { id, title, authors, language, format, added_at, opened_at } = book;
  const { cover_url, chars, progress, state } = book;
  return { id, title, authors, language, format, added_at, opened_at, cover_url, chars, progress, state };
};
