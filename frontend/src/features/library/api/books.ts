import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { BookAdded, BookCard, BookPage, BookSort, BookState, Language } from '@/api/model';
import { useServerReachable } from '@/api/reachability';
import { useUser } from '@/features/accounts/api/accounts';
import { useLive } from '@/lib/events';
import { useKeptIds } from '@/lib/offline/kept-ids';

const PAGE_SIZE = 60;
const POLL_MS = { live: 15_000, alone: 2_500 };

/** Whether the program still works on a book, so that its state is worth asking for. */
export function isUnderway(state: BookState): boolean {
  return state.stage !== 'ready' && state.stage !== 'failed';
}

/** How often to ask about books underway: seldom while events arrive, often while they do not. */
export function usePollInterval(): number {
  return useLive() ? POLL_MS.live : POLL_MS.alone;
}

/** The books that match, in pages. */
export function booksQuery(search: string, sort: BookSort, pollMs: number) {
  return infiniteQueryOptions({
    queryKey: keys.books(search, sort),
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ sort, limit: String(PAGE_SIZE) });
      if (search !== '') query.set('q', search);
      if (pageParam !== null) query.set('cursor', pageParam);
      return api.get<BookPage>(`/api/books?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some((book) => isUnderway(book.state)))
        ? pollMs
        : false,
  });
}

/** The shelf as it lies when nothing was asked of it: what is shown first, and where the book one is in is found. */
export function useShelf() {
  return useInfiniteQuery({ ...booksQuery('', 'recent', 0), refetchInterval: false });
}

/** The book opened last among some, if any was. */
export function lastOpened(books: readonly BookCard[]): BookCard | null {
  let last: BookCard | null = null;
  for (const book of books) {
    if (book.opened_at === null || !book.state.readable) continue;
    if (last?.opened_at == null || Date.parse(book.opened_at) > Date.parse(last.opened_at)) last = book;
  }
  return last;
}

/** The book one is in; new ones on the shelf do not take its place. */
export function useContinueBook(): BookCard | null {
  const reachable = useServerReachable();
  const kept = useKeptIds(useUser()?.id);
  const books = useShelf().data?.pages.flatMap(({ items }) => items) ?? [];
  return lastOpened(reachable ? books : books.filter(({ id }) => kept.has(id)));
}

/** Puts the sample book of a language on the shelf. */
export function useAddSample() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (language: Language) => api.post<BookAdded>('/api/books/sample', { language }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.library() }),
  });
}
