import type { ChapterView, DescriptionType, OtherPlace, Picture } from '@/api/model';
import type { Note } from '@/features/notes/notes';
import type { PageView, Place, SelectedText, Step, Stretch } from '@/lib/reading-engine';
import type { Store } from './store';

/** A picture shown alone, with the passage it was painted from. */
export interface OpenPicture extends Stretch {
  id: string;
  own: boolean;
  type: DescriptionType;
  passage: string;
  lang: string;
  picture: Picture;
  /** The view begins with the choice of who is to draw it once more. */
  drawing?: boolean;
}

/** One quiet line at the page's foot: something to know, perhaps something to do. */
export type QuietLine =
  | { kind: 'ahead'; passage: Stretch }
  | { kind: 'draw_ahead'; passage: Stretch }
  | ({ kind: 'dismissed'; id: string } & Stretch)
  | ({ kind: 'removed'; id: string } & Stretch)
  | { kind: 'drawn'; passage: Stretch }
  | { kind: 'nothing_to_draw' }
  | { kind: 'not_drawn' }
  | { kind: 'refused'; error: unknown }
  | { kind: 'out_of_reach' }
  | { kind: 'no_picture' }
  | { kind: 'unsaved' }
  | { kind: 'continued'; device: string; here: Place }
  | { kind: 'chapter_missing'; chapter: string }
  | { kind: 'book_end' }
  | { kind: 'note_deleted'; note: Note }
  | { kind: 'bookmark_deleted'; note: Note }
  | { kind: 'note_merged' }
  | { kind: 'nothing_to_mark' }
  | { kind: 'copied' }
  | { kind: 'not_copied' };

/** The note whose card is shown. */
export interface OpenNote {
  id: string;
  /** Its words stand in the lower half of the screen. */
  low: boolean;
  writing: boolean;
}

/** What the components around the page follow. */
export interface ReadingState {
  chapter: ChapterView | null;
  page: PageView | null;
  /** The page as it is said aloud: one that was only laid out anew is no news. */
  said: PageView | null;
  described: boolean;
  marks: number;
  back: Step | null;
  line: QuietLine | null;
  /** Another device has moved on: the reader chooses between its place and this one. */
  question: OtherPlace | null;
  picture: OpenPicture | null;
  selection: SelectedText | null;
  /** A selected passage is on its way to the server. */
  drawing: boolean;
  /** The selection was made by a key to be highlighted. */
  marking: boolean;
  /** The reader's own marks in this book. */
  notes: readonly Note[];
  openNote: OpenNote | null;
  /** The first chapter could not be had; nothing is shown yet. */
  error: unknown;
}

export type ReadingStore = Store<ReadingState>;

export const EMPTY_STATE: ReadingState = {
  chapter: null,
  page: null,
  said: null,
  described: true,
  marks: 0,
  back: null,
  line: null,
  question: null,
  picture: null,
  selection: null,
  drawing: false,
  marking: false,
  notes: [],
  openNote: null,
  error: null,
};

/** Lines that belong to the page they came on and leave with it. */
export const PASSING_LINES: ReadonlySet<QuietLine['kind']> = new Set([
  'ahead',
  'draw_ahead',
  'book_end',
  'continued',
  'dismissed',
  'removed',
  'drawn',
  'nothing_to_draw',
  'refused',
  'not_drawn',
  'note_deleted',
  'bookmark_deleted',
  'nothing_to_mark',
  'copied',
  'not_copied',
]);
