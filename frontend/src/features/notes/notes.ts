import type { BookDetail } from '@/api/model';
import type { components } from '@/api/schema';

type KeptNote = components['schemas']['AnnotationOut'];

export const COLOURS = ['yellow', 'green', 'blue', 'pink', 'purple'] as const;
export type Colour = (typeof COLOURS)[number];
export type NoteKind = 'bookmark' | 'highlight';

/** A bookmark, or a highlight with or without a note; offsets count code points. */
export interface Note extends KeptNote {
  /** The server has yet to hear of it, or of its last change. */
  waiting?: boolean;
  /** What another device wrote meanwhile stands in it too. */
  merged?: boolean;
}

/** A note among those of all books. */
export interface ListedNote extends Note {
  book_title: string;
  language: string;
}

/** What of a note may be changed once it is made. */
export interface NoteChange {
  colour?: Colour;
  note?: string;
}

/** An id for something made without asking anybody; `crypto.randomUUID` is there on HTTPS only. */
export function noteId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

type Contents = Pick<BookDetail, 'chapters'>;

/** A note that has just been made here; the server gives it its own words and numbers. */
export function newNote(
  book: Contents & { id: string },
  kind: NoteKind,
  at: { chapter: string; start: number; end: number; exact: string; version: number },
  colour: Colour | '',
): Note {
  const now = new Date().toISOString();
  const chapter = book.chapters.find(({ id }) => id === at.chapter);
  return {
    id: noteId(),
    book_id: book.id,
    kind,
    colour,
    note: '',
    chapter: at.chapter,
    chapter_title: chapter?.title ?? '',
    number: chapter?.number ?? 0,
    start: at.start,
    end: at.end,
    exact: at.exact,
    before: '',
    after: '',
    progression: 0,
    normaliser_version: at.version,
    revision: 0,
    device_id: null,
    created_at: now,
    updated_at: now,
    deleted_at: null,
    waiting: true,
  };
}

const inReadingOrder = (a: Note, b: Note): number =>
  a.number - b.number || a.start - b.start || a.end - b.end || a.id.localeCompare(b.id);

/** The same notes with one put in its place, or changed in it. */
export function withNote(notes: readonly Note[], note: Note): Note[] {
  return [...notes.filter(({ id }) => id !== note.id), note].sort(inReadingOrder);
}

export const withoutNote = (notes: readonly Note[], id: string): Note[] =>
  notes.filter((note) => note.id !== id);

export interface NotesChapter {
  id: string;
  number: number;
  title: string;
  notes: Note[];
}

/** Notes by chapter, in reading order. */
export function byChapter(notes: readonly Note[]): NotesChapter[] {
  const chapters: NotesChapter[] = [];
  for (const note of [...notes].sort(inReadingOrder)) {
    const last = chapters.at(-1);
    if (last?.id === note.chapter) last.notes.push(note);
    else chapters.push({ id: note.chapter, number: note.number, title: note.chapter_title, notes: [note] });
  }
  return chapters;
}

/** The words of a quote as they are shown: pictures in it are not words. */
export const quoteOf = ({ exact, kind }: Pick<Note, 'exact' | 'kind'>): string => {
  const words = exact.replaceAll('\ufffc', '').trim();
  return kind === 'bookmark' && words !== '' ? `${words.replace(/[\s.,;:…–—-]+$/u, '')}…` : words;
};

/** Which notes are looked at; nothing said is everything. */
export interface NotesFilter {
  book?: string;
  colour?: Colour;
  kind?: 'bookmark' | 'highlight' | 'note';
  q?: string;
  sort?: 'book';
}

const KINDS = ['bookmark', 'highlight', 'note'] as const;

/** Reads a filter out of an address; what is not understood filters nothing. */
export function readNotesFilter(search: Record<string, unknown>): NotesFilter {
  const colour = COLOURS.find((one) => one === search.colour);
  const kind = KINDS.find((one) => one === search.kind);
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const book = text(search.book);
  const q = text(search.q)?.slice(0, 200);
  return {
    ...(book ? { book } : {}),
    ...(colour ? { colour } : {}),
    ...(kind ? { kind } : {}),
    ...(q ? { q } : {}),
    ...(search.sort === 'book' ? { sort: 'book' as const } : {}),
  };
}

/** The filter as the server is asked. */
export function askedFor(filter: NotesFilter): URLSearchParams {
  const asked = new URLSearchParams();
  if (filter.book) asked.set('book', filter.book);
  if (filter.colour) asked.set('colour', filter.colour);
  if (filter.kind === 'note') asked.set('has_note', 'true');
  else if (filter.kind) asked.set('kind', filter.kind);
  if (filter.q) asked.set('q', filter.q);
  if (filter.sort) asked.set('sort', filter.sort);
  return asked;
}

const folded = (text: string) => text.toLocaleLowerCase().replaceAll('ё', 'е');

/** Whether a note passes a filter: what the server does, for when it is out of reach. */
export function passes(note: Note, filter: NotesFilter): boolean {
  const words = folded(filter.q ?? '').split(/\s+/);
  const said = folded(`${note.note}\n${note.exact}`);
  return (
    (filter.book === undefined || note.book_id === filter.book) &&
    (filter.colour === undefined || note.colour === filter.colour) &&
    (filter.kind === undefined || (filter.kind === 'note' ? note.note !== '' : note.kind === filter.kind)) &&
    words.every((word) => said.includes(word))
  );
}
