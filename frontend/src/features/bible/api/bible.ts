import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { ApiProblem } from '@/api/problem';
import type { PictureVersion } from '@/features/studio/api/shapes';
import { changed } from '../changes';
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
  /** `at` is whose looks the way back stood beside. */
  | { kind: 'restore'; version: number; at?: string | null };

function send(bookId: string, version: number, change: Change): Promise<Bible> {
  const entity = 'entity' in change ? encodeURIComponent(change.entity) : '';
  switch (change.kind) {
    case 'choices':
      return api.put<Bible>(`/api/books/${bookId}/bible`, { version, ...change.choices });
    case 'look':
      return api.put<Bible>(`/api/books/${bookId}/bible/entities/${entity}/look`, {
        version,
        ...change.look,
      });
    case 'no-look': {
      const place = new URLSearchParams({ version: String(version) });
      if (change.from) {
        place.set('chapter', change.from.chapter);
        place.set('offset', String(change.from.offset));
      }
      return api.delete<Bible>(`/api/books/${bookId}/bible/entities/${entity}/look?${place}`);
    }
    case 'restore':
      return api.post<Bible>(`/api/books/${bookId}/bible/restoration`, { version: change.version });
  }
}

function aboutWhom(change: Change): string | null {
  if (change.kind === 'choices') return null;
  return change.kind === 'restore' ? (change.at ?? null) : change.entity;
}

/** What came of the last change. */
export interface Saved {
  /** The version before it, to go back to. */
  before: number;
  restored: boolean;
}

/** Saves changes one after another, each over the version the one before it made; shown as they are made. */
export function useSaveBible(bookId: string) {
  const queries = useQueryClient();
  const waiting = useRef<Change[]>([]);
  const newest = useRef(0);
  const [saved, setSaved] = useState<Saved | null>(null);
  const mutation = useMutation({
    scope: { id: `bible ${bookId}` },
    mutationFn: async (change: Change) => {
      // A reading of the bible that began earlier may have brought back an older version.
      const shown = queries.getQueryData<Bible>(keys.bible(bookId))?.version ?? 0;
      const before = Math.max(shown, newest.current);
      return { before, bible: await send(bookId, before, change) };
    },
    onMutate: async (change) => {
      waiting.current.push(change);
      await queries.cancelQueries({ queryKey: keys.bible(bookId) });
      queries.setQueryData<Bible>(keys.bible(bookId), (bible) => bible && changed(bible, change));
    },
    onSuccess: async ({ before, bible }, change) => {
      newest.current = bible.version;
      await queries.cancelQueries({ queryKey: keys.bible(bookId) });
      const later = waiting.current.filter((other) => other !== change);
      queries.setQueryData(keys.bible(bookId), later.reduce(changed, bible));
      setSaved({ before, restored: change.kind === 'restore' });
      void queries.invalidateQueries({ queryKey: keys.versionsOfBook(bookId) });
      void queries.invalidateQueries({ queryKey: keys.prompts(bookId) });
    },
    onError: () => {
      setSaved(null);
      // Whatever the reason, the page shows what the server has.
      return queries.invalidateQueries({ queryKey: keys.bible(bookId) });
    },
    onSettled: (_answer, _error, change) => {
      waiting.current = waiting.current.filter((other) => other !== change);
    },
  });
  const conflict = mutation.error instanceof ApiProblem && mutation.error.code === 'bible_changed';
  const change = mutation.variables;
  return {
    save: mutation.mutate,
    busy: mutation.isPending,
    error: mutation.error,
    conflict,
    saved,
    /** Whose looks the last change was about; null for the choices for the whole book. */
    changing: change === undefined ? null : aboutWhom(change),
  };
}

export type SavingBible = ReturnType<typeof useSaveBible>;

/** Draws a reference card, and says which card is the right one. */
export function useCards(bookId: string, entityId: string) {
  const queries = useQueryClient();
  const entity = encodeURIComponent(entityId);
  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: keys.bible(bookId) }),
      queries.invalidateQueries({ queryKey: keys.makers(bookId) }),
    ]);
  const draw = useMutation({
    mutationFn: (maker: string) =>
      api.post<PictureVersion>(`/api/books/${bookId}/bible/entities/${entity}/cards`, { maker }),
    onSettled: again,
  });
  const approve = useMutation({
    mutationFn: (pictureId: string) =>
      api.post<Bible>(`/api/books/${bookId}/bible/entities/${entity}/cards/${pictureId}/approval`),
    onSettled: again,
  });
  return { draw, approve };
}
