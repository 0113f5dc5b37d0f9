/** The reading engine: one chapter at a time, in pages, with its marks, figures and notes. */

import { Figures } from './figures';
import { listenGestures } from './gestures';
import { type Canvas, HighlightGroups, Washes } from './highlights';
import { type Hyphenators, hyphenate, removeHyphens } from './hyphen';
import { PageLayout } from './layout';
import { Markers } from './markers';
import type { PreparedChapter } from './nav';
import { type NoteLabels, NotePopover } from './notes';
import { OffsetMap, pointAt } from './offsets';
import { cleanFragment, type ImageAddress } from './sanitise';
import { paragraphsOf, SelectionWatch } from './selection';
import { settle } from './settle';
import type {
  ChapterSource,
  Direction,
  EngineEvents,
  EngineMark,
  HighlightHit,
  HighlightRange,
  MoveCause,
  PageView,
  Stretch,
  Typography,
} from './types';
import { VisibleText } from './visible';

export interface EngineOptions {
  imageAddress: ImageAddress;
  noteLabels: () => NoteLabels;
  /** Milliseconds a page slides; 0 for none. */
  motion: () => number;
}

function part(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}

export class ReadingEngine {
  private readonly sheet = part('re-sheet');
  private readonly flow = part('re-flow');
  private readonly overlay = part('re-overlay');
  private readonly rest = part('re-rest');
  private readonly layout: PageLayout;
  private readonly markers: Markers;
  private readonly washes = new Washes();
  private readonly groups = new HighlightGroups();
  readonly selection: SelectionWatch;
  private readonly figures = new Figures();
  private readonly notes: NotePopover;
  private readonly stops: (() => void)[] = [];
  private chapter: PreparedChapter | null = null;
  private map: OffsetMap;
  private visible: VisibleText;
  private place = 0;
  private size = '';

  readonly view: HTMLElement;
  private typography: Typography;
  private readonly events: EngineEvents;
  private readonly options: EngineOptions;

  constructor(view: HTMLElement, typography: Typography, events: EngineEvents, options: EngineOptions) {
    this.view = view;
    this.typography = typography;
    this.events = events;
    this.options = options;
    view.classList.add('re-view');
    this.rest.setAttribute('aria-hidden', 'true');
    this.sheet.append(this.flow, this.overlay, this.rest);
    view.append(this.sheet);
    this.layout = new PageLayout(view, this.sheet, this.flow, this.rest);
    this.map = new OffsetMap(this.flow);
    this.visible = new VisibleText(this.map, this.layout);
    this.markers = new Markers(this.overlay, this.layout, events.mark);
    this.notes = new NotePopover(view);
    const mapNow = () => this.map;
    this.selection = new SelectionWatch({
      get map() {
        return mapNow();
      },
      view,
      selected: events.selected,
    });
    this.listen();
  }

  private listen(): void {
    const reversed = () => this.layout.axis.reversed;
    this.stops.push(
      listenGestures(this.view, reversed, {
        turn: (direction) => this.turn(direction),
        middle: () => this.events.middle(),
        drag: (distance) => this.drag(distance),
        taken: (x, y) => this.takesTap(x, y),
      }),
    );
    const stop = new AbortController();
    this.stops.push(() => stop.abort());
    const options = { signal: stop.signal };
    this.flow.addEventListener('click', (event) => this.clicked(event), options);
    this.view.addEventListener('scroll', () => this.followBrowser(), options);
    document.fonts?.addEventListener('loadingdone', () => this.relayout(), options);
    const observer = new ResizeObserver(() => {
      if (this.size !== this.measure()) this.relayout();
    });
    observer.observe(this.view);
    this.stops.push(() => observer.disconnect());
  }

  private measure(): string {
    return `${this.view.clientWidth}x${this.view.clientHeight}`;
  }

  /** Shows a chapter at an offset, or at its last page. */
  open(chapter: PreparedChapter, at: number | 'end', cause: MoveCause, direction: Direction | 0 = 0): void {
    this.notes.close(false);
    this.selection.clear();
    this.markers.set([]);
    this.washes.clear();
    if (this.chapter) this.groups.remove(this.chapter.source.id);
    this.chapter = chapter;
    this.flow.replaceChildren(chapter.content);
    this.figures.adopt(chapter.content);
    this.markers.showOpen(this.figures.inPlace);
    this.map = new OffsetMap(this.flow);
    this.applyLayout();
    this.groups.show(this.canvas);
    if (at === 'end') {
      this.layout.show(this.layout.pages - 1);
      this.place = this.visible.startOf(this.layout.page);
    } else {
      this.place = Math.max(0, at);
      this.layout.show(this.visible.pageOf(this.place));
    }
    this.fade();
    this.tell(cause, direction);
  }

  get source(): ChapterSource | null {
    return this.chapter?.source ?? null;
  }

  /** The saved place: the reader's last own move, whatever the layout did since. */
  get anchor(): number {
    return this.place;
  }

  get offsets(): OffsetMap {
    return this.map;
  }

  private applyLayout(): void {
    const { fontFamily, fontSize, lineHeight, measure, justify, columns } = this.typography;
    const set = (name: string, value: string) => this.view.style.setProperty(name, value);
    set('--re-font', fontFamily);
    set('--re-size', `${fontSize}px`);
    set('--re-line', String(lineHeight));
    this.view.classList.toggle('re-justified', justify);
    this.layout.apply(fontSize, measure, columns);
    this.size = this.measure();
    this.arrange();
  }

  /** What follows from a new count of pages. */
  private arrange(): void {
    this.visible = new VisibleText(this.map, this.layout);
    this.markers.place(this.map);
    const chapter = this.chapter?.source.id ?? '';
    this.washes.follow(chapter);
    this.groups.follow(chapter);
  }

  private get canvas(): Canvas {
    return { chapter: this.chapter?.source.id ?? '', map: this.map, overlay: this.overlay };
  }

  /** Lays out again and finds the same place again; the place itself does not change. */
  private relayout(): void {
    if (!this.chapter || this.view.clientWidth === 0) return;
    this.applyLayout();
    this.layout.show(this.visible.pageOf(this.place));
    this.markers.showPage(this.layout.page);
    this.tell('layout', 0);
  }

  /** Applies typography at once, in place. */
  configure(typography: Typography, hyphenators: Hyphenators | null): void {
    const hyphens = typography.hyphenate && hyphenators;
    const changed = typography.hyphenate !== this.typography.hyphenate;
    this.typography = typography;
    if (!this.chapter) return;
    if (changed) this.hyphenate(hyphens || null);
    this.relayout();
  }

  /** Puts soft hyphens into the chapter shown, or takes them out; pages are counted by the caller. */
  private hyphenate(hyphenators: Hyphenators | null): void {
    if (!this.chapter) return;
    if (hyphenators) hyphenate(this.chapter.content, hyphenators);
    else removeHyphens(this.chapter.content);
    this.map = new OffsetMap(this.flow);
    this.washes.show(this.canvas, this.markers.marks);
    this.groups.show(this.canvas);
  }

  /** One page on or back; beyond the chapter's ends the owner decides. */
  turn(direction: Direction): void {
    if (!this.chapter) return;
    const began = performance.now();
    const page = this.layout.page + direction;
    if (page < 0 || page >= this.layout.pages) {
      this.events.boundary(direction);
      return;
    }
    this.notes.close(false);
    this.selection.clear();
    this.show(page);
    this.place = this.visible.startOf(page);
    this.slide(direction);
    this.tell('turn', direction);
    performance.measure('page-turn', { start: began, end: performance.now() });
  }

  /** Shows the page that holds an offset. */
  goTo(offset: number, cause: MoveCause = 'jump'): void {
    if (!this.chapter) return;
    this.notes.close(false);
    this.selection.clear();
    this.place = Math.max(0, offset);
    this.show(this.visible.pageOf(this.place));
    this.tell(cause, 0);
  }

  private show(page: number): void {
    this.layout.show(page);
    this.markers.showPage(this.layout.page);
  }

  /** The browser scrolled by itself, to a focused link or a found word: stand on a whole page there. */
  private followBrowser(): void {
    if (this.layout.aligned) return;
    // A selection drawn over the edge would pull the next page in with it.
    if (this.selection.dragging) {
      this.layout.show(this.layout.page);
      return;
    }
    const page = Math.min(this.layout.scrolledPage, this.layout.pages - 1);
    const moved = page !== this.layout.page;
    this.show(page);
    if (!moved) return;
    this.place = this.visible.startOf(this.layout.page);
    this.tell('browser', 0);
  }

  private tell(cause: MoveCause, direction: Direction | 0): void {
    this.events.page(this.pageView(cause, direction));
  }

  private pageView(cause: MoveCause, direction: Direction | 0): PageView {
    const { page, pages } = this.layout;
    return {
      chapter: this.chapter?.source.id ?? '',
      page,
      pages,
      anchor: this.place,
      start: this.visible.startOf(page),
      end: page + 1 >= pages ? (this.chapter?.source.chars ?? this.map.end) : this.visible.startOf(page + 1),
      cause,
      direction,
    };
  }

  /** The page as it stands. */
  get page(): PageView {
    return this.pageView('layout', 0);
  }

  private slide(direction: Direction): void {
    const duration = this.options.motion();
    if (duration <= 0 || this.layout.axis.vertical) return;
    const way = direction * (this.layout.axis.reversed ? -1 : 1) * this.layout.geometry.step;
    for (const animation of this.sheet.getAnimations()) animation.cancel();
    this.sheet.animate([{ transform: `translateX(${way + this.dragged}px)` }, { transform: 'none' }], {
      duration,
      easing: 'cubic-bezier(0.2, 0, 0.1, 1)',
    });
    this.dragged = 0;
  }

  private fade(): void {
    const duration = this.options.motion();
    if (duration > 0) this.sheet.animate([{ opacity: 0.2 }, { opacity: 1 }], { duration });
  }

  private dragged = 0;

  private drag(distance: number): void {
    const { page, pages, axis } = this.layout;
    if (axis.vertical || this.options.motion() <= 0) return;
    const forward = distance < 0 !== axis.reversed;
    const stuck = forward ? page + 1 >= pages : page === 0;
    if (distance !== 0) this.dragged = stuck ? distance / 4 : distance;
    this.sheet.style.transform = distance === 0 ? '' : `translateX(${this.dragged}px)`;
    if (distance === 0) {
      const from = this.dragged;
      // A turn that follows in the same task starts its slide from here instead.
      queueMicrotask(() => this.settle(from));
    }
  }

  private settle(from: number): void {
    if (this.dragged !== from || from === 0) return;
    this.dragged = 0;
    this.sheet.animate([{ transform: `translateX(${from}px)` }, { transform: 'none' }], {
      duration: this.options.motion(),
      easing: 'ease-out',
    });
  }

  private clicked(event: MouseEvent): void {
    const target = event.target as Element;
    const link = target.closest<HTMLElement>('a[data-note], a[data-chapter]');
    if (link) {
      event.preventDefault();
      this.follow(link, link);
      return;
    }
  }

  private follow(link: HTMLElement, anchor: HTMLElement): void {
    const { note, chapter, offset } = link.dataset;
    if (note !== undefined) this.openNote(note, anchor);
    else if (chapter !== undefined) {
      this.notes.close(false);
      this.events.link({ chapter, offset: Number(offset ?? 0) });
    }
  }

  private openNote(id: string, anchor: HTMLElement): void {
    const note = this.chapter?.source.notes.find((candidate) => candidate.id === id);
    if (!note) return;
    const content = cleanFragment(note.html, this.options.imageAddress);
    const lang = this.chapter?.source.lang ?? '';
    this.notes.open(content, anchor, this.options.noteLabels(), lang, (link) => this.follow(link, anchor));
  }

  /** Closes an open note; false when there was none. */
  closeNote(): boolean {
    if (!this.notes.isOpen) return false;
    this.notes.close();
    return true;
  }

  /** Replaces the described passages of the chapter shown. */
  setMarks(marks: readonly EngineMark[]): void {
    this.markers.set(marks);
    this.markers.place(this.map);
    this.washes.show(this.canvas, marks);
  }

  /**
   * Replaces the ranges of a named group in a chapter: the one shown, or one that may be shown later, when
   * they will be there at once. Styled as `::highlight(group)`, and `.re-wash-group i` in older browsers.
   */
  setHighlights(group: string, ranges: readonly HighlightRange[], chapter = this.chapter?.source.id): void {
    if (chapter !== undefined) this.groups.set(group, chapter, ranges);
  }

  /** Takes a named group away from all chapters. */
  dropHighlights(group: string): void {
    this.groups.drop(group);
  }

  /** The highlighted stretch at a point of the screen, of the groups that `setHighlights` named. */
  highlightAt(x: number, y: number): HighlightHit | null {
    const point = pointAt(x, y);
    const offset = point && this.map.offsetAt(point);
    return offset === null ? null : this.groups.at(this.canvas.chapter, offset, x, y);
  }

  private takesTap(x: number, y: number): boolean {
    if (!this.events.highlight) return false;
    const hit = this.highlightAt(x, y);
    return hit !== null && this.events.highlight(hit);
  }

  /** Marks whose lozenge stands on the page shown. */
  get marksHere(): EngineMark[] {
    return this.markers.onPage(this.layout.page);
  }

  focusMark(mark: Stretch): void {
    this.markers.buttonOf(mark)?.focus({ preventScroll: true });
  }

  figureOf(mark: Stretch): HTMLElement | undefined {
    return this.figures.get(mark);
  }

  /** The passages whose figures are open. */
  get openFigures(): readonly Stretch[] {
    return this.figures.stretches;
  }

  /**
   * Puts a figure behind the paragraph where its passage ends, without moving the place being read.
   * Says whether the figure stands on the page shown.
   */
  insertFigure(mark: Stretch, figure: HTMLElement): boolean {
    figure.style.removeProperty('--re-figure-room');
    if (!this.figures.insert(this.map, mark, figure)) return false;
    this.afterFigure();
    if (this.figureShown(figure)) return true;
    // A little less tall it may still fit under its paragraph.
    for (const room of [0.42, 0.32]) {
      figure.style.setProperty('--re-figure-room', String(room));
      this.afterFigure();
      if (this.figureShown(figure)) return true;
    }
    figure.style.removeProperty('--re-figure-room');
    this.afterFigure();
    return false;
  }

  /**
   * Puts a figure behind everything that stands on the page shown, so that nothing on it moves: it is
   * there when the page is turned. False when there is no such place.
   */
  insertFigureAhead(mark: Stretch, figure: HTMLElement): boolean {
    figure.style.removeProperty('--re-figure-room');
    if (!this.figures.insert(this.map, mark, figure, this.page.end)) return false;
    settle(figure, this.layout);
    this.afterFigure();
    return true;
  }

  /** Whether a passage's figure stands under its own paragraph. */
  isInPlace(mark: Stretch): boolean {
    const figure = this.figures.get(mark);
    return figure !== undefined && !('ahead' in figure.dataset);
  }

  private figureShown(figure: HTMLElement): boolean {
    const rects = figure.getClientRects();
    const first = rects[0];
    return rects.length === 1 && first !== undefined && this.layout.pageOf(first) === this.layout.page;
  }

  removeFigure(mark: Stretch): void {
    if (this.figures.remove(mark)) this.afterFigure();
  }

  private afterFigure(): void {
    this.markers.showOpen(this.figures.inPlace);
    this.layout.count();
    this.arrange();
    this.show(this.visible.pageOf(this.place));
    this.tell('layout', 0);
  }

  /** Paragraphs of the page shown, as much of each as stands on it and is not longer than `longest`. */
  paragraphsHere(longest: number): Stretch[] {
    const { start, end } = this.page;
    return paragraphsOf(this.map, start, end, longest);
  }

  /** Takes the engine's elements and listeners away. */
  close(): void {
    this.selection.close();
    this.notes.close(false);
    this.washes.clear();
    this.groups.clear();
    for (const stop of this.stops) stop();
    this.sheet.remove();
    this.view.classList.remove('re-view', 're-justified');
  }
}
