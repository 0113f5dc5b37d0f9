import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { BookDetail } from '@/api/model';
import { type ApiProblem, isPassing } from '@/api/problem';
import { currentUser } from '@/api/session';
import { thisDevice } from '@/lib/device';
import { enqueue, register, waitingChanges } from '@/lib/outbox';
import { bringingBack, CHANGES, joined, keeping, removing, subjectOf, withChanges } from '../changes';
import {
  askedFor,
  type ListedNote,
  type Note,
  type NoteChange,
  type NotesFilter,
  withNote,
  withoutNote,
} from '../notes';
import { keptNotes } from './kept-notes';

interface Answer {
  annotations: Note[];
  revision: number;
}

export interface NotesPage {
  items: ListedNote[];
  next_cursor: string | null;
  total: number;
  /** The server is out of reach: these are the notes of books kept on this device. */
  offline?: boolean;
}

interface Kept {
  annotation: Note;
  merged: boolean;
}

const MOST_TRIES = 4;
/** How many changes of a book's notes the server has taken since this page was opened. */
const arrivals = new Map<string, number>();

const reader = (): string => currentUser()?.id ?? '';

/** All notes of a book, those included that the server has yet to hear of. */
export const notesQuery = (queries: QueryClient, bookId: string) =>
  queryOptions({
    queryKey: keys.notes(bookId),
    queryFn: async ({ signal }): Promise<Note[]> => {
      for (let tries = 1; ; tries += 1) {
        const before = arrivals.get(bookId);
        const { annotations } = await api.get<Answer>(`/api/books/${bookId}/annotations`, { signal });
        const changes = await waitingChanges(CHANGES, reader());
        // A change that arrived meanwhile waits no more and may be in no answer: ask once more.
        if (arrivals.get(bookId) !== before && tries < MOST_TRIES) continue;
        const book = queries.getQueryData<BookDetail>(keys.book(bookId));
        return withChanges(annotations, changes, bookId, book);
      }
    },
  });

/** Notes over all books, page by page; without the server those of the books kept here. */
export const allNotesQuery = (filter: NotesFilter) =>
  infiniteQueryOptions({
    queryKey: keys.allNotes(askedFor(filter).toString()),
    queryFn: async ({ pageParam, signal }): Promise<NotesPage> => {
      const asked = askedFor(filter);
      if (pageParam !== '') asked.set('cursor', pageParam);
      try {
        const page = await api.get<NotesPage>(`/api/annotations?${asked}`, { signal });
        const changes = await waitingChanges(CHANGES, reader());
        const gone = new Set(changes.filter(({ method }) => method === 'DELETE').map(({ key }) => key));
        const items = page.items
          .filter(({ id }) => !gone.has(id))
          .map((note) => {
            const own = changes.filter(({ key }) => key === note.id);
            return { ...note, ...withChanges([note], own, note.book_id)[0] };
          });
        return { ...page, items };
      } catch (error) {
        if (!isPassing(error) || pageParam !== '') throw error;
        const kept = await keptNotes(reader(), filter);
        if (kept === null) throw error;
        return { items: kept, next_cursor: null, total: kept.length, offline: true };
      }
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor,
    refetchOnMount: 'always',
  });

export interface AnnotatedBook {
  id: string;
  title: string;
  count: number;
}

export const annotatedBooksQuery = queryOptions({
  queryKey: keys.annotatedBooks(),
  queryFn: async ({ signal }) =>
    (await api.get<{ items: AnnotatedBook[] }>('/api/annotations/books', { signal })).items,
});

export interface Unplaced {
  index: number;
  book: string;
  exact: string;
  reason: 'no_book' | 'not_readable' | 'no_place' | 'bad_entry' | 'too_many';
}

export interface Imported {
  added: number;
  already: number;
  unplaced: Unplaced[];
}

const isListed = (note: Note): note is ListedNote => 'book_title' in note;

/** Shows a note everywhere it stands, or takes it away. */
function show(queries: QueryClient, bookId: string, id: string, note: Note | null): void {
  queries.setQueryData<Note[]>(keys.notes(bookId), (notes) =>
    notes === undefined ? notes : note ? withNote(notes, note) : withoutNote(notes, id),
  );
  queries.setQueriesData<{ pages: NotesPage[]; pageParams: unknown[] }>(
    { queryKey: keys.everyNote() },
    (data) => {
      if (data === undefined) return data;
      const others = (page: NotesPage) => page.items.filter((one) => one.id !== id);
      const changed = (one: ListedNote) => (one.id === id && note ? { ...one, ...note } : one);
      const there = data.pages.some((page) => others(page).length < page.items.length);
      const pages = data.pages.map((page, index) => {
        if (!note) return { ...page, items: others(page), total: page.total - (there ? 1 : 0) };
        // One that was brought back stands first until the server says where.
        const back = !there && index === 0 && isListed(note) ? [note] : [];
        const total = page.total + (!there && isListed(note) ? 1 : 0);
        return { ...page, items: [...back, ...page.items.map(changed)], total };
      });
      return { ...data, pages };
    },
  );
}

const author = () => ({ user: reader(), device: thisDevice() });

/** Keeps a note that was just made; it is shown at once and sent when it can be. */
export function addNote(queries: QueryClient, note: Note): Promise<void> {
  show(queries, note.book_id, note.id, { ...note, waiting: true });
  return enqueue(keeping(author(), null, note));
}

/** Gives a note another colour or text; `leaving` is for a page that is about to go. */
export function changeNote(
  queries: QueryClient,
  before: Note,
  change: NoteChange,
  leaving = false,
): Promise<void> {
  const after: Note = { ...before, ...change, waiting: true, merged: false };
  show(queries, after.book_id, after.id, after);
  return enqueue(keeping(author(), before, after), leaving);
}

export function removeNote(queries: QueryClient, note: Note): Promise<void> {
  show(queries, note.book_id, note.id, null);
  return enqueue(removing(author(), note));
}

/** Undoes a deletion. */
export function restoreNote(queries: QueryClient, note: Note): Promise<void> {
  show(queries, note.book_id, note.id, { ...note, waiting: true });
  return enqueue(bringingBack(author(), note));
}

export interface NotesNews {
  /** Another device changed the same note; both are kept. */
  merged?(note: Note): void;
  /** The server will not have it. */
  refused?(problem: ApiProblem): void;
}

/** Hears what became of the changes of notes, for as long as a page shows them. */
export function followNotes(queries: QueryClient, news: NotesNews = {}): () => void {
  const again = (bookId: string) => {
    void queries.invalidateQueries({ queryKey: keys.notes(bookId) });
    void queries.invalidateQueries({ queryKey: keys.everyNote() });
  };
  return register<Kept>(CHANGES, {
    merge: joined,
    done: (answer, change) => {
      const { annotation, merged } = answer;
      arrivals.set(annotation.book_id, (arrivals.get(annotation.book_id) ?? 0) + 1);
      void waitingChanges(CHANGES, change.user).then((waiting) => {
        const own = waiting.filter(({ key }) => key === annotation.id);
        const kept = annotation.deleted_at === null ? [{ ...annotation, merged }] : [];
        const [note] = withChanges(kept, own, annotation.book_id);
        show(queries, annotation.book_id, annotation.id, note ?? null);
        // One that was to be deleted and stays has to appear again where it is not listed any more.
        const back = (change.body as { back?: boolean } | undefined)?.back === true;
        if (back || (merged && change.method === 'DELETE')) again(annotation.book_id);
        void queries.invalidateQueries({ queryKey: keys.annotatedBooks() });
      });
      if (merged) news.merged?.(annotation);
    },
    refused: (problem, change) => {
      const subject = subjectOf(change);
      if (subject) again(subject.book);
      // What is gone already need not be deleted once more.
      if (change.method !== 'DELETE' || problem.status !== 404) news.refused?.(problem);
    },
  });
}
