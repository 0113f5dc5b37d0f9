import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { BookDetail, Dismissals, MarkLevel } from '@/api/model';

/** How many passages a book marks: shown at once, taken back when the server refuses. */
export function useMarksChoice(bookId: string) {
  const queries = useQueryClient();
  const show = (marks: MarkLevel) =>
    queries.setQueryData<BookDetail>(keys.book(bookId), (book) => (book ? { ...book, marks } : book));
  return useMutation({
    mutationFn: (marks: MarkLevel) => api.put<{ marks: MarkLevel }>(`/api/books/${bookId}/marks`, { marks }),
    onMutate: async (marks) => {
      await queries.cancelQueries({ queryKey: keys.book(bookId), exact: true });
      const before = queries.getQueryData<BookDetail>(keys.book(bookId))?.marks;
      show(marks);
      return before;
    },
    onError: (_error, _marks, before) => {
      if (before !== undefined) show(before);
    },
    onSuccess: async (answer) => {
      // A reading of the book that began before the server knew would bring the old choice back.
      await queries.cancelQueries({ queryKey: keys.book(bookId), exact: true });
      show(answer.marks);
      void queries.invalidateQueries({ queryKey: keys.gallery(bookId) });
      return queries.invalidateQueries({ queryKey: keys.marksOfBook(bookId) });
    },
  });
}

/** The passages the reader said are no descriptions. */
export const dismissalsQuery = (bookId: string) =>
  queryOptions({
    queryKey: keys.dismissals(bookId),
    queryFn: ({ signal }) => api.get<Dismissals>(`/api/books/${bookId}/dismissals`, { signal }),
  });

/** Brings one of them back. */
export function useBringBack(bookId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (descriptionId: string) =>
      api.delete(`/api/books/${bookId}/descriptions/${descriptionId}/dismissal`),
    onSuccess: (_nothing, descriptionId) => {
      queries.setQueryData<Dismissals>(keys.dismissals(bookId), (list) =>
        list ? { items: list.items.filter((item) => item.description_id !== descriptionId) } : list,
      );
      void queries.invalidateQueries({ queryKey: keys.dismissals(bookId) });
      return queries.invalidateQueries({ queryKey: keys.gallery(bookId) });
    },
  });
}
