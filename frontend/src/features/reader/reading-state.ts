import type { ChapterView, DescriptionType, Picture } from '@/api/model';
import type { PageView, Step } from '@/lib/reading-engine';
import type { Store } from './store';

/** A picture shown alone, with the passage it was painted from. */
export interface OpenPicture {
  id: string;
  start: number;
  type: DescriptionType;
  passage: string;
  lang: string;
  picture: Picture;
}

/** One quiet line at the page's foot: something to know, perhaps something to do. */
export type QuietLine =
  | { kind: 'ahead'; start: number }
  | { kind: 'out_of_reach' }
  | { kind: 'no_picture' }
  | { kind: 'unsaved' }
  | { kind: 'chapter_missing'; chapter: string }
  | { kind: 'book_end' };

/** What the components around the page follow. */
export interface ReadingState {
  chapter: ChapterView | null;
  page: PageView | null;
  described: boolean;
  marks: number;
  back: Step | null;
  line: QuietLine | null;
  picture: OpenPicture | null;
  /** The first chapter could not be had; nothing is shown yet. */
  error: unknown;
}

export type ReadingStore = Store<ReadingState>;

export const EMPTY_STATE: ReadingState = {
  chapter: null,
  page: null,
  described: true,
  marks: 0,
  back: null,
  line: null,
  picture: null,
  error: null,
};
