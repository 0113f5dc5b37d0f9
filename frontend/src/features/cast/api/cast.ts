import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Cast, CastEdit, CastEdits, EntityView, NewEdit } from '@/api/model';

/** Everybody and everything the reader has met in a book. */
export const castQuery = (bookId: string) =>
  queryOptions({
    queryKey: keys.cast(bookId),
    queryFn: ({ signal }) => api.get<Cast>(`/api/books/${bookId}/entities`, { signal }),
  });

/** One of them with names, traits and passages. */
export const entityQuery = (bookId: string, entityId: string) =>
  queryOptions({
    queryKey: keys.entity(bookId, entityId),
    queryFn: ({ signal }) =>
      api.get<EntityView>(`/api/books/${bookId}/entities/${encodeURIComponent(entityId)}`, { signal }),
  });

/** What the reader corrected, in the order it was done. */
export const castEditsQuery = (bookId: string) =>
  queryOptions({
    queryKey: keys.castEdits(bookId),
    queryFn: ({ signal }) => api.get<CastEdits>(`/api/books/${bookId}/entities/edits`, { signal }),
  });

/** Corrects the cast; the book's own text is never changed. */
export function useCorrect(bookId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (correction: NewEdit) =>
      api.post<CastEdit>(`/api/books/${bookId}/entities/edits`, correction),
    onSuccess: () => castChanged(queries, bookId),
  });
}

/** Takes a correction back. */
export function useUndo(bookId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (editId: string) => api.delete(`/api/books/${bookId}/entities/edits/${editId}`),
    onSuccess: () => castChanged(queries, bookId),
  });
}

async function castChanged(queries: ReturnType<typeof useQueryClient>, bookId: string): Promise<void> {
  await queries.invalidateQueries({ queryKey: keys.cast(bookId) });
  await queries.invalidateQueries({ queryKey: keys.book(bookId) });
}
