/** The reading engine: what the reader does with the text on the stage, and what its owner is told of it. */

import { listenGestures, type Taps } from './gestures';
import type { Hyphenators } from './hyphen';
import { turnsLeft } from './layout';
import { type LinkOptions, Links } from './links';
import { Motion } from './motion';
import type { PreparedChapter } from './nav';
import type { OffsetMap } from './offsets';
import type { Piece } from './piece';
import { paragraphsOf, SelectionWatch } from './selection';
import { Stage } from './stage';
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

export interface EngineOptions extends LinkOptions {
  /** Milliseconds a page slides; 0 for none. */
  motion: () => number;
  /** What a tap on the page does; its sides turn when nothing is said. */
  taps?: () => Taps;
}

/** While the text scrolls, this often it is told where. */
const TELL_EVERY_MS = 120;

export class ReadingEngine {
  readonly view: HTMLElement;
  readonly selection: SelectionWatch;
  private readonly stage: Stage;
  private readonly motion: Motion;
  private readonly links: Links;
  private readonly stops: (() => void)[] = [];
  private readonly events: EngineEvents;
  private readonly taps: EngineOptions['taps'];
  private stopGestures: () => void;
  private telling: ReturnType<typeof setTimeout> | undefined;

  constructor(view: HTMLElement, typography: Typography, events: EngineEvents, options: EngineOptions) {
    this.view = view;
    this.events = events;
    this.taps = options.taps;
    this.stage = new Stage(view, typography, events.mark);
    this.motion = new Motion(this.stage.sheet, options.motion);
    this.links = new Links(view, options, events.link);
    this.selection = new SelectionWatch({
      view,
      axis: () => this.stage.surface.ground.axis,
      pieceOf: (node) => this.stage.pieceOf(node),
      piece: () => this.stage.attending,
      shown: () => this.stage.surface.shown(),
      reached: (direction) => this.turnSelecting(direction),
      selected: events.selected,
    });
    this.stopGestures = this.listenGestures();
    this.listen();
  }

  private listenGestures(): () => void {
    return listenGestures(this.view, () => this.reversed, this.stage.continuous, {
      turn: (direction) => this.turn(direction),
      middle: () => this.events.middle(),
      taps: () => this.taps?.() ?? 'sides',
      drag: (distance) => this.drag(distance),
      taken: (x, y) => this.takesTap(x, y),
    });
  }

  private listen(): void {
    const stop = new AbortController();
    this.stops.push(() => stop.abort());
    const { signal } = stop;
    this.stage.flow.addEventListener(
      'click',
      (event) => {
        const piece = this.stage.pieceOf(event.target as Node);
        if (piece) this.links.clicked(event, piece.source);
      },
      { signal },
    );
    this.view.addEventListener('scroll', () => this.scrolled(), { signal });
    document.fonts?.addEventListener('loadingdone', () => this.relayout(), { signal });
    const observer = new ResizeObserver(() => {
      if (this.stage.resized) this.relayout();
    });
    observer.observe(this.view);
    this.stops.push(() => observer.disconnect());
  }

  /** Shows a chapter at an offset, or at its last page. */
  open(chapter: PreparedChapter, at: number | 'end', cause: MoveCause, direction: Direction | 0 = 0): void {
    this.leave();
    this.stage.open(chapter, at);
    this.motion.fade();
    this.tell(cause, direction);
  }

  /** What was open or selected on a page is over when it goes. */
  private leave(): void {
    this.links.close();
    this.selection.clear();
  }

  /** Whether chapters follow each other in one scroll, and their neighbours are wanted. */
  get continuous(): boolean {
    return this.stage.continuous;
  }

  /** Whether the page that follows lies to the left. */
  get reversed(): boolean {
    return turnsLeft(this.stage.surface.ground.axis);
  }

  /** Chapters in the document, in reading order. */
  get chaptersShown(): readonly string[] {
    return this.stage.surface.pieces.map((piece) => piece.chapter);
  }

  /** Puts the chapter behind or before those in the scroll beside them; nothing on the screen moves. */
  attach(chapter: PreparedChapter, direction: Direction): void {
    this.stage.attach(chapter, direction);
  }

  get source(): ChapterSource | null {
    return this.stage.piece?.source ?? null;
  }

  /** The saved place: the reader's last own move, whatever the layout did since. */
  get anchor(): number {
    return this.stage.place;
  }

  /** The offsets of the chapter that holds the place. */
  get offsets(): OffsetMap {
    return (this.stage.piece as Piece).map;
  }

  /** The words of a passage of the chapter spoken of. */
  textOf({ start, length }: Stretch): string {
    return this.stage.attending?.map.textBetween(start, start + length) ?? '';
  }

  private relayout(): void {
    if (this.stage.relayout()) this.tell('layout', 0);
  }

  /** Applies typography at once, in place. */
  configure(typography: Typography, hyphenators: Hyphenators | null): void {
    if (!this.stage.configure(typography, hyphenators)) {
      this.relayout();
      return;
    }
    this.stopGestures();
    this.stopGestures = this.listenGestures();
    if (this.stage.piece) this.tell('layout', 0);
  }

  /** One page on or back; beyond what is in the document the owner decides. */
  turn(direction: Direction): void {
    if (!this.stage.piece) return;
    const began = performance.now();
    this.follow();
    const before = this.stage.piece;
    const place = this.stage.surface.turn(direction);
    if (place === null) {
      this.events.boundary(direction);
      return;
    }
    this.leave();
    this.moved(place, direction, before);
    performance.measure('page-turn', { start: began, end: performance.now() });
  }

  private moved(place: number, direction: Direction, before: Piece | null): void {
    const { stage } = this;
    stage.place = place;
    stage.showMarks();
    const { ground, stride } = stage.surface;
    if (stage.continuous) this.motion.roll(direction, stride, ground.axis);
    else this.motion.slide(direction, stride, ground.axis);
    if (before !== stage.piece) stage.letGo();
    this.tell('turn', direction);
  }

  /** The selection was drawn over the page's edge: the page turns under it and it goes on. */
  private turnSelecting(direction: Direction): boolean {
    if (this.continuous) return false;
    const place = this.stage.surface.turn(direction);
    if (place !== null) this.moved(place, direction, this.stage.piece);
    return place !== null;
  }

  /** A few lines on or back where chapters scroll; a page elsewhere. */
  nudge(direction: Direction): void {
    if (this.continuous) this.stage.surface.nudge(direction);
    else this.turn(direction);
  }

  /** Shows the page that holds an offset. */
  goTo(offset: number, cause: MoveCause = 'jump'): void {
    if (!this.stage.piece) return;
    this.leave();
    this.stage.place = this.stage.surface.show(offset);
    this.stage.showMarks();
    this.tell(cause, 0);
  }

  private scrolled(): void {
    // A screen of another size moves the text before it is laid out anew: that is no one's wish.
    if (this.stage.resized) this.relayout();
    else if (!this.continuous) this.follow();
    else this.telling ??= setTimeout(() => this.follow(), TELL_EVERY_MS);
  }

  /** The browser scrolled, by the reader's hand or to a focused link or a found word. */
  private follow(): void {
    clearTimeout(this.telling);
    this.telling = undefined;
    const { stage } = this;
    const { surface, piece } = stage;
    if (!piece) return;
    const followed = surface.followed(this.selection.dragging);
    stage.showMarks();
    if (!followed) return;
    stage.place = followed.place;
    if (stage.piece !== piece) stage.letGo();
    this.tell(followed.cause, followed.cause === 'turn' ? followed.direction : 0);
    if (surface.atEnd && followed.direction === 1) this.events.edge?.(1);
  }

  private tell(cause: MoveCause, direction: Direction | 0): void {
    if (cause !== 'layout') this.stage.attend(null);
    this.events.page(this.pageView(cause, direction));
  }

  private pageView(cause: MoveCause, direction: Direction | 0): PageView {
    const chapter = this.stage.piece?.chapter ?? '';
    return { chapter, ...this.stage.surface.shown(), anchor: this.stage.place, cause, direction };
  }

  /** The page as it stands. */
  get page(): PageView {
    return this.pageView('layout', 0);
  }

  private drag(distance: number): void {
    const { ground } = this.stage.surface;
    if (ground.axis.vertical) return;
    const { page, pages } = this.stage.surface.shown();
    const forward = distance < 0 !== ground.axis.reversed;
    this.motion.drag(distance, forward ? page + 1 >= pages : page === 0);
  }

  /** Closes an open note; false when there was none. */
  closeNote(): boolean {
    return this.links.close(true);
  }

  /** Speaks of another chapter in the document until the reader moves: marks, figures, offsets are its own. */
  attend(chapter: string): void {
    this.stage.attend(chapter);
  }

  /** Replaces the described passages of the chapter shown, or of another in the document. */
  setMarks(marks: readonly EngineMark[], chapter?: string): void {
    this.stage.setMarks(marks, chapter);
  }

  /**
   * Replaces the ranges of a named group in a chapter: the one shown, or one that may be shown later, when
   * they will be there at once. Styled as `::highlight(group)`, and `.re-wash-group i` in older browsers.
   */
  setHighlights(group: string, ranges: readonly HighlightRange[], chapter?: string): void {
    this.stage.setHighlights(group, ranges, chapter);
  }

  /** Takes a named group away from all chapters. */
  dropHighlights(group: string): void {
    this.stage.dropHighlights(group);
  }

  /** The highlighted stretch at a point of the screen, of the groups that `setHighlights` named. */
  highlightAt(x: number, y: number): HighlightHit | null {
    return this.stage.highlightAt(x, y);
  }

  private takesTap(x: number, y: number): boolean {
    if (!this.events.highlight) return false;
    const hit = this.stage.highlightAt(x, y);
    return hit !== null && this.events.highlight(hit);
  }

  /** Marks whose lozenge stands on the page shown. */
  get marksHere(): EngineMark[] {
    return this.stage.marksHere;
  }

  focusMark(mark: Stretch): void {
    this.stage.attending?.markers.buttonOf(mark)?.focus({ preventScroll: true });
  }

  figureOf(mark: Stretch): HTMLElement | undefined {
    return this.stage.attending?.figures.get(mark);
  }

  /** The passages whose figures are open. */
  get openFigures(): readonly Stretch[] {
    return this.stage.attending?.figures.stretches ?? [];
  }

  /**
   * Puts a figure behind the paragraph where its passage ends, without moving the place being read.
   * Says whether the figure stands on the page shown.
   */
  insertFigure(mark: Stretch, figure: HTMLElement): boolean {
    const shown = this.stage.insertFigure(mark, figure);
    if (figure.isConnected) this.tell('layout', 0);
    return shown;
  }

  /**
   * Puts a figure behind everything that stands on the page shown, so that nothing on it moves: it is
   * there when the page is turned. False when there is no such place.
   */
  insertFigureAhead(mark: Stretch, figure: HTMLElement): boolean {
    const stands = this.stage.insertFigureAhead(mark, figure);
    if (stands) this.tell('layout', 0);
    return stands;
  }

  /** Whether a passage's figure stands under its own paragraph. */
  isInPlace(mark: Stretch): boolean {
    const figure = this.figureOf(mark);
    return figure !== undefined && !('ahead' in figure.dataset);
  }

  removeFigure(mark: Stretch): void {
    if (this.stage.removeFigure(mark)) this.tell('layout', 0);
  }

  /** Paragraphs of the page shown, as much of each as stands on it and is not longer than `longest`. */
  paragraphsHere(longest: number): Stretch[] {
    const { start, end } = this.page;
    return this.stage.piece ? paragraphsOf(this.stage.piece.map, start, end, longest) : [];
  }

  /** Takes the engine's elements and listeners away. */
  close(): void {
    clearTimeout(this.telling);
    this.selection.close();
    this.links.close();
    this.stopGestures();
    for (const stop of this.stops) stop();
    this.stage.close();
  }
}
