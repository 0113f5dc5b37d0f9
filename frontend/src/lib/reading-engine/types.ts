/** What the reading engine is given and what it tells; nothing here knows of React or of HTTP. */

export type Direction = 1 | -1;

/** A place in a book: offsets count Unicode code points of the chapter's text. */
export interface Place {
  chapter: string;
  offset: number;
}

/** A note that a mark in the chapter points to. */
export interface ChapterNote {
  id: string;
  html: string;
}

export type Writing = 'horizontal-tb' | 'vertical-rl' | 'vertical-lr';

/** A chapter as the server normalised it. */
export interface ChapterSource {
  id: string;
  html: string;
  lang: string;
  chars: number;
  notes: readonly ChapterNote[];
  /** Where lines begin; told by the language when it is left out. */
  dir?: 'ltr' | 'rtl';
  /** Which way lines follow each other; down the page when it is left out. */
  writing?: Writing;
}

export type MarkState = 'ahead' | 'unpainted' | 'painting' | 'ready' | 'failed';

/** A stretch of the chapter's text; a passage is known by it, for two passages may begin together. */
export interface Stretch {
  start: number;
  length: number;
}

/** How much a passage is worth marking: `few` is what even a sparing reader sees. */
export type MarkWeight = 'few' | 'normal' | 'many' | 'own';

/** A described passage, as far as the engine has to know it. */
export interface EngineMark extends Stretch {
  state: MarkState;
  weight: MarkWeight;
  label: string;
}

/** A stretch to be highlighted; `id` is its owner's name for it. */
export interface HighlightRange extends Stretch {
  id?: string;
}

/** A highlighted stretch that a point of the screen falls on. */
export interface HighlightHit extends HighlightRange {
  group: string;
  chapter: string;
}

/** Text that the reader selected, and where on the screen it stands. */
export interface SelectedText extends Stretch {
  chapter: string;
  text: string;
  box: DOMRect;
  /** Made by the keyboard's own means, not by a pointer. */
  byKey: boolean;
}

export type ColumnChoice = 'auto' | 'one' | 'two';
export type ReadingMode = 'pages' | 'scroll';

/** Typography the reader chose; sizes in CSS pixels, lengths in em of the book's font. */
export interface Typography {
  fontFamily: string;
  fontSize: number;
  lineHeight: number;
  measure: number;
  justify: boolean;
  hyphenate: boolean;
  columns: ColumnChoice;
  mode: ReadingMode;
  /** Indent of a paragraph's first line. */
  indent: number;
  /** Space between two paragraphs. */
  paragraphSpacing: number;
  letterSpacing: number;
  wordSpacing: number;
  /** Times the usual width of the margins. */
  margins: number;
}

/** Spacing as a printed novel has it. */
export const USUAL_SPACING = {
  indent: 1.5,
  paragraphSpacing: 0,
  letterSpacing: 0,
  wordSpacing: 0,
  margins: 1,
} as const satisfies Partial<Typography>;

/** Why the page shown is what it is: only the reader's own moves may change the saved place. */
export type MoveCause = 'open' | 'turn' | 'jump' | 'browser' | 'layout';

/** The page on the screen. */
export interface PageView {
  chapter: string;
  page: number;
  pages: number;
  /** The place to save: where the reader's last own move led. */
  anchor: number;
  /** Offset of the first visible character. */
  start: number;
  /** Offset after the last visible character. */
  end: number;
  cause: MoveCause;
  direction: Direction | 0;
}

/** What the engine tells its owner. */
export interface EngineEvents {
  page(view: PageView): void;
  /** A turn would leave the text that is in the document. */
  boundary(direction: Direction): void;
  /** Scrolling came to the end of the text that is in the document. */
  edge?(direction: Direction): void;
  mark(mark: Stretch, chapter: string): void;
  /** Text was selected, or is no longer. */
  selected(selection: SelectedText | null): void;
  middle(): void;
  link(target: Place): void;
  /** A highlighted stretch was tapped; true when that was for it and not for the page. */
  highlight?(hit: HighlightHit): boolean;
}
