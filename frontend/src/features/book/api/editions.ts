import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Edition, Editions, NewEdition } from '@/api/model';
import { saveFile } from './save-file';

/** The EPUBs that were made of a book, the newest first. */
export const editionsQuery = (bookId: string) =>
  queryOptions({
    queryKey: keys.editions(bookId),
    queryFn: ({ signal }) => api.get<Editions>(`/api/books/${bookId}/editions`, { signal }),
  });

/** Whether the server is still at work on one. */
export const isBeingMade = (edition: Edition): boolean => !['ready', 'failed'].includes(edition.state);

/** Has an EPUB made; the answer stands in the list at once. */
export function useAskForEdition(bookId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: NewEdition) => api.post<Edition>(`/api/books/${bookId}/editions`, wanted),
    onSuccess: (edition) => {
      queries.setQueryData<Editions>(keys.editions(bookId), (known) =>
        known ? { ...known, items: [edition, ...known.items.filter(({ id }) => id !== edition.id)] } : known,
      );
    },
    // A refusal, too, says that this page knows too little.
    onSettled: () => queries.invalidateQueries({ queryKey: keys.editions(bookId) }),
  });
}

/** Removes an EPUB, or stops making it. */
export function useRemoveEdition(bookId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (editionId: string) => api.delete(`/api/books/${bookId}/editions/${editionId}`),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.editions(bookId) }),
  });
}

/** Saves an EPUB on the reader's device. */
export function useDownloadEdition(bookId: string) {
  return useMutation({
    mutationFn: (edition: Edition) =>
      saveFile(`/api/books/${bookId}/editions/${edition.id}/file`, edition.filename),
  });
}
