import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { BookCard, BookDetail, Gallery, Position } from '@/api/model';
import { saveFile } from './save-file';

/** One book with its contents and the reader's place. */
export const bookQuery = (bookId: string) =>
  queryOptions({
    queryKey: keys.book(bookId),
    queryFn: ({ signal }) => api.get<BookDetail>(`/api/books/${bookId}`, { signal }),
  });

/** The pictures already met, in reading order. */
export const galleryQuery = (bookId: string) =>
  queryOptions({
    queryKey: keys.gallery(bookId),
    queryFn: ({ signal }) => api.get<Gallery>(`/api/books/${bookId}/gallery`, { signal }),
  });

/** Forgets a book and all that was made of it. */
export function useDeleteBook(bookId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(`/api/books/${bookId}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.library() }),
  });
}

/** Lifts the spoiler rule for one book, or restores it. */
export function useSpoilerChoice(bookId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (lifted: boolean) => api.put<Position>(`/api/books/${bookId}/spoilers`, { lifted }),
    onSuccess: async () => {
      // Side by side: a long gallery must not hold up what else may be shown now.
      await Promise.all(
        [
          keys.book(bookId),
          keys.gallery(bookId),
          keys.position(bookId),
          keys.marksOfBook(bookId),
          keys.editions(bookId),
          ['chapter', bookId],
        ].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
    },
  });
}

/** Reads a book in once more after a failure. */
export function useRetryBook(bookId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<BookCard>(`/api/books/${bookId}/retry`),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.book(bookId) });
      await queries.invalidateQueries({ queryKey: keys.library() });
    },
  });
}

/** Saves the original file on the reader's device. */
export function useDownload(bookId: string, filename: string) {
  return useMutation({ mutationFn: () => saveFile(`/api/books/${bookId}/file`, filename) });
}
