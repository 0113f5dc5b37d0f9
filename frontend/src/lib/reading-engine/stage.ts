/** The chapters in the document with everything on them, laid out by one surface or the other. */

import { HighlightGroups, Washes } from './highlights';
import { type Hyphenators, hyphenate, patternLanguage, removeHyphens } from './hyphen';
import type { PreparedChapter } from './nav';
import { pointAt } from './offsets';
import { PageSurface } from './page-surface';
import { Piece } from './piece';
import { ScrollSurface } from './scroll-surface';
import type { Surface } from './surface';
import { fitTables } from './tables';
import type {
  ChapterSource,
  Direction,
  EngineMark,
  HighlightHit,
  HighlightRange,
  Stretch,
  Typography,
} from './types';
import { directionOf, writeTypography } from './typography';

/** Chapters kept in one scroll beside the one being read, on each side. */
const NEIGHBOURS = 1;
/** Shares of the page that a figure may take when it does not fit under its paragraph. */
const SMALLER_ROOMS = [0.42, 0.32] as const;

function part(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}

export class Stage {
  readonly view: HTMLElement;
  readonly sheet = part('re-sheet');
  readonly flow = part('re-flow');
  surface: Surface;
  typography: Typography;
  /** Where the reader is; only the reader's own moves change it. */
  place = 0;
  private readonly washes = new Washes();
  private readonly groups = new HighlightGroups();
  private readonly pressed: (mark: Stretch, chapter: string) => void;
  /** The chapter whose marks and figures its owner speaks of; that of the place unless it said otherwise. */
  private attended: Piece | null = null;
  private size = '';

  constructor(view: HTMLElement, typography: Typography, pressed: (mark: Stretch, chapter: string) => void) {
    this.view = view;
    this.typography = typography;
    this.pressed = pressed;
    view.classList.add('re-view');
    this.sheet.append(this.flow);
    view.append(this.sheet);
    this.surface = this.makeSurface();
  }

  private makeSurface(): Surface {
    this.view.classList.toggle('re-scroll', this.continuous);
    return this.continuous
      ? new ScrollSurface(this.view, this.flow)
      : new PageSurface(this.view, this.sheet, this.flow);
  }

  get continuous(): boolean {
    return this.typography.mode === 'scroll';
  }

  get piece(): Piece | null {
    return this.surface.current;
  }

  pieceOf(node: Node): Piece | null {
    return this.surface.pieces.find((piece) => piece.holds(node)) ?? null;
  }

  private named(chapter: string | undefined): Piece | null {
    return this.surface.pieces.find((piece) => piece.chapter === chapter) ?? null;
  }

  /** The chapter spoken of. */
  get attending(): Piece | null {
    return this.attended && this.surface.pieces.includes(this.attended) ? this.attended : this.piece;
  }

  attend(chapter: string | null): void {
    this.attended = chapter === null ? null : this.named(chapter);
  }

  private forget(piece: Piece): void {
    this.washes.remove(piece.chapter);
    this.groups.remove(piece.chapter);
  }

  /** Shows a chapter alone, at an offset or at its end. */
  open(chapter: PreparedChapter, at: number | 'end'): void {
    for (const piece of this.surface.pieces) this.forget(piece);
    this.attended = null;
    const piece = new Piece(chapter, this.pressed);
    this.turnTo(chapter.source);
    this.surface.open(piece);
    this.lay();
    this.groups.show(piece.canvas);
    this.place = this.surface.show(at);
    this.showMarks();
  }

  /** The view itself runs as the text does: where scrolling begins follows from it. */
  private turnTo(source: ChapterSource): void {
    this.view.dir = directionOf(source);
    this.view.style.writingMode = source.writing ?? '';
    this.view.classList.toggle('re-vertical', source.writing?.startsWith('vertical') ?? false);
  }

  /** Puts the chapter behind or before those in the scroll beside them; nothing on the screen moves. */
  attach(chapter: PreparedChapter, direction: Direction): void {
    const { surface } = this;
    if (!(surface instanceof ScrollSurface) || this.named(chapter.source.id)) return;
    const piece = new Piece(chapter, this.pressed);
    surface.attach(piece, direction);
    this.arrange(piece);
    this.groups.show(piece.canvas);
    this.letGo();
  }

  /** Takes chapters far from the place out of a scroll. */
  letGo(): void {
    const { surface } = this;
    if (!(surface instanceof ScrollSurface) || !surface.current) return;
    const at = surface.pieces.indexOf(surface.current);
    for (const [index, piece] of [...surface.pieces].entries()) {
      if (Math.abs(index - at) <= NEIGHBOURS) continue;
      this.forget(piece);
      surface.detach(piece);
    }
  }

  /** Whether the page has another size than it was laid out for. */
  get resized(): boolean {
    return this.size !== this.sizeNow;
  }

  private get sizeNow(): string {
    return `${this.view.offsetWidth}x${this.view.offsetHeight}`;
  }

  private lay(): void {
    const { typography, view, surface } = this;
    surface.measure();
    this.size = this.sizeNow;
    writeTypography(view, typography);
    // In lines that are even but cannot be broken within words stand wide holes.
    const broken = typography.hyphenate && patternLanguage(this.piece?.source.lang ?? '') !== null;
    view.classList.toggle('re-justified', typography.justify && broken);
    surface.apply(typography);
    if (surface.pieces.some((piece) => fitTables(piece.content))) surface.recount();
    for (const piece of surface.pieces) this.arrange(piece);
  }

  /** What follows from other measures. */
  private arrange(piece: Piece): void {
    piece.markers.place(piece.map, this.surface.ground, this.surface.originOf(piece));
    this.washes.follow(piece.chapter);
    this.groups.follow(piece.chapter);
  }

  /** Only the lozenges of the page shown can be seen and reached. */
  showMarks(): void {
    const { page } = this.surface.ground;
    for (const piece of this.surface.pieces) piece.markers.showPage(page);
  }

  /** Lays out again and finds the same place again; false when there is nothing to lay out. */
  relayout(): boolean {
    if (!this.piece || this.view.clientWidth === 0) return false;
    this.lay();
    this.surface.keep(this.place);
    this.showMarks();
    return true;
  }

  /** Changes the typography; true when chapters are shown by another surface now. */
  configure(typography: Typography, hyphenators: Hyphenators | null): boolean {
    const before = this.typography;
    this.typography = typography;
    if (typography.hyphenate !== before.hyphenate) this.hyphenate(typography.hyphenate ? hyphenators : null);
    if (typography.mode === before.mode) return false;
    this.changeSurface();
    return true;
  }

  private changeSurface(): void {
    const { current, pieces } = this.surface;
    for (const piece of pieces) if (piece !== current) this.forget(piece);
    this.surface.close();
    this.surface = this.makeSurface();
    if (!current) return;
    this.surface.open(current);
    this.lay();
    this.surface.show(this.place);
    this.showMarks();
  }

  /** Puts soft hyphens into the chapters shown, or takes them out; pages are counted by the caller. */
  private hyphenate(hyphenators: Hyphenators | null): void {
    for (const piece of this.surface.pieces) {
      if (hyphenators) hyphenate(piece.content, hyphenators);
      else removeHyphens(piece.content);
      piece.remap();
      this.washes.show(piece.canvas, piece.markers.marks);
      this.groups.show(piece.canvas);
    }
  }

  setMarks(marks: readonly EngineMark[], chapter = this.attending?.chapter): void {
    const piece = this.named(chapter);
    if (!piece) return;
    piece.markers.set(marks);
    piece.markers.place(piece.map, this.surface.ground, this.surface.originOf(piece));
    this.washes.show(piece.canvas, marks);
  }

  get marksHere(): EngineMark[] {
    const { piece } = this;
    if (!piece) return [];
    if (!this.continuous) return piece.markers.onPage(this.surface.ground.page);
    const { start, end } = this.surface.shown();
    return piece.markers.marks.filter((mark) => mark.start >= start && mark.start < end);
  }

  setHighlights(group: string, ranges: readonly HighlightRange[], chapter = this.piece?.chapter): void {
    if (chapter !== undefined) this.groups.set(group, chapter, ranges);
  }

  dropHighlights(group: string): void {
    this.groups.drop(group);
  }

  highlightAt(x: number, y: number): HighlightHit | null {
    const point = pointAt(x, y);
    const piece = point && this.pieceOf(point.node);
    const offset = piece && point ? piece.map.offsetAt(point) : null;
    return piece && offset !== null ? this.groups.at(piece.chapter, offset, x, y) : null;
  }

  /** Puts a figure under the paragraph of its passage; says whether it stands on the page shown. */
  insertFigure(mark: Stretch, figure: HTMLElement): boolean {
    const piece = this.attending;
    figure.style.removeProperty('--re-figure-room');
    if (!piece?.figures.insert(piece.map, mark, figure)) return false;
    this.afterFigure(piece);
    if (this.surface.sees(figure) || this.continuous) return this.surface.sees(figure);
    for (const room of SMALLER_ROOMS) {
      figure.style.setProperty('--re-figure-room', String(room));
      this.afterFigure(piece);
      if (this.surface.sees(figure)) return true;
    }
    figure.style.removeProperty('--re-figure-room');
    this.afterFigure(piece);
    return false;
  }

  /** Puts a figure behind everything on the screen; false when there is no such place. */
  insertFigureAhead(mark: Stretch, figure: HTMLElement): boolean {
    const { piece } = this;
    figure.style.removeProperty('--re-figure-room');
    if (!piece?.figures.insert(piece.map, mark, figure, this.surface.unseen())) return false;
    this.surface.settle(figure);
    this.afterFigure(piece);
    return true;
  }

  removeFigure(mark: Stretch): boolean {
    const piece = this.attending;
    if (!piece?.figures.remove(mark)) return false;
    this.afterFigure(piece);
    return true;
  }

  private afterFigure(piece: Piece): void {
    piece.markers.showOpen(piece.figures.inPlace);
    this.surface.recount();
    this.surface.keep(this.place);
    this.arrange(piece);
    this.showMarks();
  }

  close(): void {
    this.washes.clear();
    this.groups.clear();
    this.sheet.remove();
    this.view.classList.remove('re-view', 're-justified', 're-scroll', 're-vertical');
    this.view.removeAttribute('dir');
    this.view.style.writingMode = '';
  }
}
