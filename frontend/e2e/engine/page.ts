/** The engine alone on a static page, with handles for the tests. */

import '../../src/app/theme.css';
import '../../src/app/base.css';
import '../../src/app/fonts.css';
import '../../src/lib/reading-engine/book.css';
import {
  type ChapterSource,
  type EngineMark,
  findQuote,
  loadHyphenators,
  type PageView,
  prepareChapter,
  ReadingEngine,
  type SelectedText,
  type Typography,
  USUAL_SPACING,
} from '../../src/lib/reading-engine';

const typography: Typography = {
  fontFamily: 'serif',
  fontSize: 18,
  lineHeight: 1.5,
  measure: 36,
  justify: true,
  hyphenate: true,
  columns: 'auto',
  mode: 'pages',
  ...USUAL_SPACING,
};

const pages: PageView[] = [];
const heard: string[] = [];
const selections: (SelectedText | null)[] = [];
let width = 0;
const view = document.createElement('div');
view.style.cssText = 'position:fixed;inset:0';
document.body.append(view);

const hyphenators = await loadHyphenators(['ru', 'en']);
const imageAddress = (hash: string) => `missing/${hash}`;
const engine = new ReadingEngine(
  view,
  { ...typography },
  {
    page: (page) => {
      pages.push(page);
      width = view.clientWidth;
    },
    boundary: (direction) => heard.push(`boundary ${direction}`),
    edge: (direction) => heard.push(`edge ${direction}`),
    mark: ({ start }) => heard.push(`mark ${start}`),
    selected: (selection) => selections.push(selection),
    middle: () => heard.push('middle'),
    link: (target) => heard.push(`link ${target.chapter} ${target.offset}`),
    highlight: ({ group, id }) => {
      heard.push(`highlight ${group} ${id ?? ''}`);
      return group !== 'found';
    },
  },
  { imageAddress, noteLabels: () => ({ note: 'Note', close: 'Close' }), motion: () => 0 },
);

const onScreen = (offset: number): boolean => {
  // Chromium gives the hyphen of the line before as a first rectangle of the character behind it.
  const rect = [...(engine.offsets.rangeAt(offset)?.getClientRects() ?? [])].at(-1);
  if (rect === undefined) return false;
  const { left, right, top, bottom } = rect;
  const height = view.clientTop + view.clientHeight;
  return left >= -1 && right <= innerWidth + 1 && top >= -1 && bottom <= height + 1;
};

/** Where the line of a character begins, from the upper edge of the screen. */
const lineOf = (offset: number): number =>
  Math.round([...(engine.offsets.rangeAt(offset)?.getClientRects() ?? [])].at(-1)?.top ?? Number.NaN);

const handles = {
  engine,
  pages,
  heard,
  selections,
  open(source: ChapterSource, at: number | 'end' = 0) {
    engine.open(handles.prepare(source), at, 'open');
  },
  prepare: (source: ChapterSource) =>
    prepareChapter(source, imageAddress, typography.hyphenate ? hyphenators : null),
  attach(source: ChapterSource, direction: 1 | -1) {
    engine.attach(handles.prepare(source), direction);
  },
  set(change: Partial<Typography>) {
    Object.assign(typography, change);
    engine.configure({ ...typography }, hyphenators);
  },
  onScreen,
  lineOf,
  findQuote,
  laidOut: () => width,
  marks: (marks: EngineMark[]) => engine.setMarks(marks),
  figure() {
    const figure = document.createElement('figure');
    figure.style.cssText = 'block-size:220px;background:gray';
    figure.textContent = 'a figure is no text of the book';
    return figure;
  },
};

declare global {
  interface Window {
    reading: typeof handles;
  }
}
window.reading = handles;
