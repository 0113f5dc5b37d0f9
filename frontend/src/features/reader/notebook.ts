import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import type { BookDetail } from '@/api/model';
import { ApiProblem } from '@/api/problem';
import {
  addNote,
  changeNote,
  followNotes,
  notesQuery,
  removeNote,
  restoreNote,
} from '@/features/notes/api/notes';
import { COLOURS, type Colour, type Note, type NoteChange, newNote } from '@/features/notes/notes';
import type {
  HighlightHit,
  HighlightRange,
  PageView,
  ReadingEngine,
  SelectedText,
} from '@/lib/reading-engine';
import { rememberedPen, rememberPen } from './local-store';
import type { ReadingStore } from './reading-state';

const LONGEST_HIGHLIGHT = 20_000;
/** How much of the text a bookmark is known by. */
const BOOKMARK_WORDS = 64;
const colourGroup = (colour: Colour) => `note-${colour}`;
/** Highlights that have a note, so that it can be seen where there is something to read. */
const WORDS = 'note-words';
const GROUPS = [...COLOURS.map(colourGroup), WORDS];

interface NotebookSetup {
  book: BookDetail;
  queries: QueryClient;
  engine: ReadingEngine;
  store: ReadingStore;
}

/** Whether a note stands on a page. */
export function standsOn(note: Note, page: PageView): boolean {
  if (note.chapter !== page.chapter) return false;
  if (note.kind === 'bookmark') return note.start >= page.start && note.start < page.end;
  return note.start < page.end && note.end > page.start;
}

/** What each group paints in each chapter. */
export function painted(notes: readonly Note[]): Map<string, Map<string, HighlightRange[]>> {
  const groups = new Map(GROUPS.map((group) => [group, new Map<string, HighlightRange[]>()]));
  for (const { id, kind, colour, note, chapter, start, end } of notes) {
    if (kind !== 'highlight' || colour === '') continue;
    for (const group of note === '' ? [colourGroup(colour)] : [colourGroup(colour), WORDS]) {
      const chapters = groups.get(group);
      const ranges = chapters?.get(chapter) ?? [];
      ranges.push({ id, start, length: end - start });
      chapters?.set(chapter, ranges);
    }
  }
  return groups;
}

/** The reader's own marks in one book: bookmarks, highlights, notes. */
export class Notebook {
  private readonly setup: NotebookSetup;
  private readonly stops: (() => void)[] = [];
  private notes: readonly Note[] = [];
  private shown = new Map<string, Map<string, HighlightRange[]>>();
  /** Where on the screen the pointer was last, to open a note beside it and not over it. */
  private pointer = 0;

  constructor(setup: NotebookSetup) {
    this.setup = setup;
    const { queries, book, store, engine } = setup;
    const observer = new QueryObserver(queries, notesQuery(queries, book.id));
    this.take(observer.getCurrentResult().data ?? []);
    this.stops.push(observer.subscribe(({ data }) => this.take(data ?? [])));
    this.stops.push(
      followNotes(queries, {
        merged: () => store.set({ line: { kind: 'note_merged' } }),
        refused: (error) => store.set({ line: { kind: 'refused', error } }),
      }),
    );
    const stop = new AbortController();
    engine.view.addEventListener(
      'pointerup',
      ({ clientY }) => {
        this.pointer = clientY;
      },
      { signal: stop.signal, capture: true },
    );
    this.stops.push(() => stop.abort());
  }

  private take(notes: readonly Note[]): void {
    this.notes = notes;
    this.paint();
    const { openNote } = this.setup.store.get();
    const gone = openNote !== null && !notes.some(({ id }) => id === openNote.id);
    this.setup.store.set({ notes, ...(gone ? { openNote: null } : {}) });
  }

  private paint(): void {
    const next = painted(this.notes);
    for (const [group, chapters] of next) {
      const before = this.shown.get(group);
      for (const chapter of new Set([...(before?.keys() ?? []), ...chapters.keys()]))
        this.setup.engine.setHighlights(group, chapters.get(chapter) ?? [], chapter);
    }
    this.shown = next;
  }

  get pen(): Colour {
    return rememberedPen();
  }

  /** A highlight was tapped: opens it. */
  press(hit: HighlightHit): boolean {
    if (hit.id === undefined || !GROUPS.includes(hit.group)) return false;
    this.open(hit.id, this.pointer > innerHeight / 2);
    return true;
  }

  /** Shows a note in its card; `low` says that its words stand in the lower half of the screen. */
  open(id: string, low = false, writing = false): void {
    this.setup.store.set({ openNote: { id, low, writing } });
  }

  closeNote(): boolean {
    if (this.setup.store.get().openNote === null) return false;
    this.setup.store.set({ openNote: null });
    this.setup.engine.view.focus({ preventScroll: true });
    return true;
  }

  /** Highlights what is selected; the same words once more only get another colour. */
  highlight(selection: SelectedText, colour: Colour, writing = false): void {
    const { engine, store, queries } = this.setup;
    if (selection.length > LONGEST_HIGHLIGHT) {
      store.set({ line: { kind: 'refused', error: new ApiProblem('highlight_too_long', 422, '') } });
      return;
    }
    rememberPen(colour);
    const { chapter, start, length, text, box } = selection;
    const end = start + length;
    const same = this.notes.find(
      (one) => one.kind === 'highlight' && one.chapter === chapter && one.start === start && one.end === end,
    );
    const note = same ?? this.made('highlight', { chapter, start, end, exact: text }, colour);
    if (same === undefined) void addNote(queries, note);
    else if (same.colour !== colour) void changeNote(queries, same, { colour });
    engine.selection.clear();
    if (writing) this.open(note.id, box.top > innerHeight / 2, true);
    else engine.view.focus({ preventScroll: true });
  }

  private made(
    kind: 'bookmark' | 'highlight',
    at: { chapter: string; start: number; end: number; exact: string },
    colour: Colour | '',
  ): Note {
    const { book, store } = this.setup;
    const version = store.get().chapter?.normaliser_version ?? 0;
    const note = newNote(book, kind, { ...at, version }, colour);
    // The list may still be on its way; what was made here must not wait for it.
    if (!this.notes.some(({ id }) => id === note.id)) this.take([...this.notes, note]);
    return note;
  }

  /** The bookmarks of the page shown. */
  bookmarksHere(): Note[] {
    const { page } = this.setup.store.get();
    if (!page) return [];
    return this.notes.filter((note) => note.kind === 'bookmark' && standsOn(note, page));
  }

  /** Sets a bookmark where the page begins, or takes the page's bookmark away. */
  toggleBookmark(): void {
    const { engine, store, queries } = this.setup;
    const [here] = this.bookmarksHere();
    if (here) {
      this.remove(here);
      return;
    }
    const { page } = store.get();
    if (!page) return;
    const { chapter, start } = page;
    const exact =
      engine.source?.id === chapter ? engine.offsets.textBetween(start, start + BOOKMARK_WORDS) : '';
    const { line } = store.get();
    if (line?.kind === 'bookmark_deleted') store.set({ line: null });
    void addNote(queries, this.made('bookmark', { chapter, start, end: start, exact }, ''));
  }

  change(note: Note, change: NoteChange, leaving = false): void {
    if (change.colour) rememberPen(change.colour);
    void changeNote(this.setup.queries, note, change, leaving);
  }

  /** Deletes a note; the quiet line can bring it back. */
  remove(note: Note): void {
    const { queries, store } = this.setup;
    void removeNote(queries, note);
    const kind = note.kind === 'bookmark' ? 'bookmark_deleted' : 'note_deleted';
    store.set({ openNote: null, line: { kind, note } });
  }

  restore(note: Note): void {
    this.setup.store.set({ line: null });
    void restoreNote(this.setup.queries, note);
  }

  /** Puts the selected words on the clipboard; outside HTTPS only the old way is there. */
  async copy({ text }: SelectedText): Promise<void> {
    const { engine, store } = this.setup;
    const words = text.replaceAll('\ufffc', '');
    const copied = await (navigator.clipboard?.writeText(words) ?? Promise.reject(new Error('no clipboard')))
      .then(() => true)
      .catch(() => copyByCommand(words));
    if (copied) engine.selection.clear();
    store.set({ line: { kind: copied ? 'copied' : 'not_copied' } });
  }

  close(): void {
    for (const stop of this.stops) stop();
  }
}

function copyByCommand(words: string): boolean {
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', words);
    event.preventDefault();
  };
  document.addEventListener('copy', put, { once: true });
  const copied = document.execCommand('copy');
  document.removeEventListener('copy', put);
  return copied;
}
