import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Journal } from '@/api/model';

/** Where the reader has been in a book, the latest first, a stretch at a time. */
export const journalQuery = (bookId: string) =>
  infiniteQueryOptions({
    queryKey: keys.journal(bookId),
    queryFn: ({ pageParam, signal }) =>
      api.get<Journal>(`/api/books/${bookId}/moves?limit=30${pageParam ? `&before=${pageParam}` : ''}`, {
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    // A sitting goes on while one looks back: every opening asks anew.
    staleTime: 0,
    gcTime: 0,
  });
