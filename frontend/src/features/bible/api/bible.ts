import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { ApiProblem } from '@/api/problem';
import type { PictureVersion } from '@/features/studio/api/shapes';
import type { Bible, BibleChoices, BiblePlace, Look } from './shapes';

/** The visual bible of a book, of the people only those the reader has met. */
export const bibleQuery = (bookId: string) =>
  queryOptions({
    queryKey: keys.bible(bookId),
    queryFn: ({ signal }) => api.get<Bible>(`/api/books/${bookId}/bible`, { signal }),
  });

/** One change of the bible; each is saved as it is made. */
export type Change =
  | { kind: 'choices'; choices: BibleChoices }
  | { kind: 'look'; entity: string; look: Look }
  | { kind: 'no-look'; entity: string; from: BiblePlace | null }
  | { kind: 'restore'; version: number };

function send(bookId: string, version: number, change: Change): Promise<Bible> {
  const at = `/api/books/${bookId}/bible`;
  switch (change.kind) {
    case 'choices':
      return api.put<Bible>(at, { version, ...change.choices });
    case 'look':
      return api.put<Bible>(`${at}/entities/${encodeURIComponent(change.entity)}/look`, {
        version,
        ...change.look,
      });
    case 'no-look': {
      const place = new URLSearchParams({ version: String(version) });
      if (change.from) {
        place.set('chapter', change.from.chapter);
        place.set('offset', String(change.from.offset));
      }
      return api.delete<Bible>(`${at}/entities/${encodeURIComponent(change.entity)}/look?${place}`);
    }
    case 'restore':
      return api.post<Bible>(`${at}/restoration`, { version: change.version });
  }
}

/** What came of the last change. */
export interface Saved {
  /** The version before it, to go back to. */
  before: number;
  restored: boolean;
}

/** Saves changes one after another, each over the version the one before it made. */
export function useSaveBible(bookId: string) {
  const queries = useQueryClient();
  const [saved, setSaved] = useState<Saved | null>(null);
  const mutation = useMutation({
    scope: { id: `bible ${bookId}` },
    mutationFn: async (change: Change) => {
      const before = queries.getQueryData<Bible>(keys.bible(bookId))?.version ?? 0;
      return { before, bible: await send(bookId, before, change) };
    },
    onSuccess: ({ before, bible }, change) => {
      queries.setQueryData(keys.bible(bookId), bible);
      setSaved({ before, restored: change.kind === 'restore' });
      void queries.invalidateQueries({ queryKey: keys.versionsOfBook(bookId) });
      void queries.invalidateQueries({ queryKey: keys.prompts(bookId) });
    },
    onError: () => {
      setSaved(null);
      // Whatever the reason, the page shows what the server has.
      return queries.invalidateQueries({ queryKey: keys.bible(bookId) });
    },
  });
  const conflict = mutation.error instanceof ApiProblem && mutation.error.code === 'bible_changed';
  return { save: mutation.mutate, busy: mutation.isPending, error: mutation.error, conflict, saved };
}

/** Draws a reference card, and says which card is the right one. */
export function useCards(bookId: string, entityId: string) {
  const queries = useQueryClient();
  const at = `/api/books/${bookId}/bible/entities/${encodeURIComponent(entityId)}/cards`;
  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: keys.bible(bookId) }),
      queries.invalidateQueries({ queryKey: keys.makers(bookId) }),
    ]);
  const draw = useMutation({
    mutationFn: (maker: string) => api.post<PictureVersion>(at, { maker }),
    onSettled: again,
  });
  const approve = useMutation({
    mutationFn: (pictureId: string) => api.post(`${at}/${pictureId}/approval`),
    onSettled: again,
  });
  return { draw, approve };
}
