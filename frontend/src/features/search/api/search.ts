import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { BookCard, BookHits, BookPage, LibraryHits, Position, TextMatch } from '@/api/model';
import { ApiProblem, UNREACHABLE } from '@/api/problem';
import { serverIsReachable } from '@/api/reachability';
import { currentUser } from '@/api/session';
import type { KeptIndex, Until } from '@/lib/search';

const HITS_AT_ONCE = 50;
const HITS_OF_A_BOOK = 3;

/** Places of a book; `kept` says that the copy on this device was searched, not the server's. */
export type FoundInBook = BookHits & { kept: boolean };
export type FoundInLibrary = LibraryHits & { kept: boolean };

const isGone = () => !serverIsReachable() || navigator.onLine === false;
const isSilent = (error: unknown) => error instanceof ApiProblem && error.code === UNREACHABLE;

/** Asks the server, and what is kept here when the server is not there. */
async function served<T extends object>(
  ask: () => Promise<T>,
  kept: () => Promise<T | null>,
): Promise<T & { kept: boolean }> {
  if (isGone()) {
    const found = await kept();
    if (found) return { ...found, kept: true };
  }
  try {
    return { ...(await ask()), kept: false };
  } catch (error) {
    const found = isSilent(error) ? await kept() : null;
    if (!found) throw error;
    return { ...found, kept: true };
  }
}

/** The places of a book, page after page, in reading order. */
export const bookSearchQuery = (bookId: string, query: string, ahead: boolean) =>
  infiniteQueryOptions({
    queryKey: keys.bookSearch(bookId, query, ahead),
    queryFn: ({ pageParam, signal }): Promise<FoundInBook> => {
      const asked = new URLSearchParams({ q: query, limit: String(HITS_AT_ONCE), cursor: pageParam });
      if (ahead) asked.set('ahead', 'true');
      return served(
        () => api.get<BookHits>(`/api/books/${bookId}/search?${asked}`, { signal }),
        () => searchKept(bookId, query, Number(pageParam), ahead),
      );
    },
    initialPageParam: '',
    getNextPageParam: (page: FoundInBook) => page.cursor,
    enabled: query !== '',
    staleTime: 60_000,
    // The server says itself when it is silent; asking thrice would only keep the reader waiting.
    retry: false,
  });

/** Books, texts and notes of the whole library. */
export const librarySearchQuery = (query: string) =>
  infiniteQueryOptions({
    queryKey: keys.librarySearch(query),
    queryFn: ({ pageParam, signal }): Promise<FoundInLibrary> =>
      served(
        () =>
          api.get<LibraryHits>(`/api/search?${new URLSearchParams({ q: query, cursor: pageParam })}`, {
            signal,
          }),
        () => searchKeptLibrary(query),
      ),
    initialPageParam: '',
    getNextPageParam: (page: FoundInLibrary) => page.cursor,
    enabled: query !== '',
    staleTime: 60_000,
    retry: false,
  });

interface Kept {
  index: KeptIndex;
  until: Until;
}

let opened: { bookId: string; kept: Promise<KeptIndex | null> } | null = null;

/** Lets go of the words of the book that was searched last. */
export function forgetKeptIndex(): void {
  opened = null;
}

async function keptIndex(bookId: string, language: string): Promise<KeptIndex | null> {
  if (opened?.bookId === bookId) return opened.kept;
  const kept = (async () => {
    const [{ offlineText }, { KeptIndex: Index }] = await Promise.all([
      import('@/lib/offline'),
      import('@/lib/search'),
    ]);
    const texts = await offlineText(bookId);
    return texts ? Index.of(bookId, language, texts) : null;
  })();
  opened = { bookId, kept };
  const found = await kept.catch(() => null);
  if (found === null && opened?.kept === kept) opened = null;
  return found;
}

async function keptBook(bookId: string): Promise<Kept | null> {
  const { offlineBook } = await import('@/lib/offline');
  const book = await offlineBook(bookId);
  if (!book) return null;
  const index = await keptIndex(bookId, book.language);
  return index && { index, until: untilOf(book.position, book.chapters) };
}

/** The spoiler rule of the server, for when it is not there. */
function untilOf(position: Position, chapters: readonly { id: string }[]): Until {
  if (position.spoilers_lifted) return [Number.POSITIVE_INFINITY, 0];
  const { furthest } = position;
  const number = chapters.findIndex(({ id }) => id === furthest?.chapter);
  return furthest && number >= 0 ? [number, furthest.offset] : [0, 0];
}

async function searchKept(
  bookId: string,
  query: string,
  begin: number,
  ahead: boolean,
): Promise<BookHits | null> {
  const kept = await keptBook(bookId);
  return kept?.index.search(query, kept.until, { limit: HITS_AT_ONCE, begin, ahead }) ?? null;
}

/** The kept books of a library, one after another; notes are searched by the server alone. */
async function searchKeptLibrary(query: string): Promise<LibraryHits | null> {
  const { keptIds } = await import('@/lib/offline/kept-ids');
  const ids = [...keptIds(currentUser()?.id)];
  if (ids.length === 0) return null;
  const shelf = (q: string) => api.get<BookPage>(`/api/books?${new URLSearchParams({ q })}`);
  const named = (await shelf(query)).items;
  const cards = new Map((await shelf('')).items.map((card) => [card.id, card]));
  const texts: TextMatch[] = [];
  let beginning = false;
  for (const id of ids) {
    const kept = await keptBook(id).catch(() => null);
    const book: BookCard | undefined = cards.get(id);
    if (!kept || !book) continue;
    const found = kept.index.search(query, kept.until, { limit: HITS_OF_A_BOOK, begin: 0, ahead: false });
    if (found.total + found.ahead === 0) continue;
    beginning ||= found.beginning;
    texts.push({ book, places: found.total, ahead: found.ahead, hits: found.hits });
  }
  forgetKeptIndex();
  texts.sort((a, b) => b.places - a.places || b.ahead - a.ahead);
  return {
    books: named,
    books_total: named.length,
    texts,
    texts_total: texts.length,
    notes: [],
    notes_total: 0,
    cursor: null,
    waiting: 0,
    beginning,
  };
}
