/** Chapters one below the other in one long scroll; a screenful is what a page is elsewhere. */

import { type Axis, axisOf, computeGeometry, type Geometry, writeGeometry } from './layout';
import type { Segment } from './offsets';
import type { Piece } from './piece';
import type { Followed, Ground, Shown, Surface } from './surface';
import type { Direction, Typography } from './types';
import { firstWhere, rectAt } from './visible';

/** Where the first line stands below the upper edge: so close that little is seen of the one before. */
const PAD = 4;
/** A line counts as whole when no more than this is cut from its box. */
const SLACK = 2;
/** More than this in one movement is no reading: the scroll bar was drawn, or a word found. */
const LONGEST_STEP = 1.5;
const LINES_OF_A_NUDGE = 3;
/** Characters, more than any line has. */
const LONGEST_LINE = 200;

export class ScrollSurface implements Surface {
  private readonly view: HTMLElement;
  private readonly flow: HTMLElement;
  private shownPieces: Piece[] = [];
  current: Piece | null = null;
  private axis: Axis = { vertical: false, reversed: false, blockReversed: false };
  private geometry: Geometry = computeGeometry({ inline: 1, block: 1 }, 16, 34, 'one');
  private line = 24;
  private screen = { width: 1, height: 1 };
  /** How far the text was scrolled when that was last of our doing or told. */
  private known = 0;
  /** Where on the screen the line of the place stood. */
  private height = PAD;
  stride = 0;

  constructor(view: HTMLElement, flow: HTMLElement) {
    this.view = view;
    this.flow = flow;
  }

  get ground(): Ground {
    return { axis: this.axis, geometry: this.geometry, page: 0, pageOf: () => 0 };
  }

  get pieces(): readonly Piece[] {
    return this.shownPieces;
  }

  open(piece: Piece): void {
    for (const other of this.shownPieces) if (other !== piece) other.remove();
    this.shownPieces = [piece];
    this.current = piece;
    this.flow.replaceChildren(piece.root);
    piece.root.append(piece.overlay);
  }

  /** Puts the neighbour of the first or last chapter beside it; what is on the screen stays. */
  attach(piece: Piece, direction: Direction): void {
    piece.root.append(piece.overlay);
    if (direction === 1) {
      this.shownPieces.push(piece);
      this.flow.append(piece.root);
      return;
    }
    this.steady(() => {
      this.shownPieces.unshift(piece);
      this.flow.prepend(piece.root);
    });
  }

  /** Takes a chapter out that is not the current one; what is on the screen stays. */
  detach(piece: Piece): void {
    this.steady(() => {
      this.shownPieces = this.shownPieces.filter((other) => other !== piece);
      piece.remove();
    });
  }

  private steady(change: () => void): void {
    const root = this.current?.root;
    const before = root ? this.start(root.getBoundingClientRect()) : 0;
    change();
    if (root) this.scrollBy(this.start(root.getBoundingClientRect()) - before);
  }

  measure(): void {
    this.axis = axisOf(this.flow);
    const { clientWidth, offsetHeight } = this.view;
    this.screen = { width: clientWidth, height: offsetHeight };
  }

  apply({ fontSize, measure, margins, lineHeight }: Typography): void {
    const { width, height } = this.screen;
    const { vertical } = this.axis;
    const sizes = (low: number) =>
      vertical ? { inline: height - low, block: width } : { inline: width, block: height - low };
    const { blockMargin } = computeGeometry(sizes(0), fontSize, measure, 'one', margins);
    // The margin below is a border of the view and no part of the screen.
    const screen = sizes(blockMargin);
    const geometry = computeGeometry(screen, fontSize, measure, 'one', margins);
    this.geometry = { ...geometry, blockMargin, block: screen.block };
    this.line = fontSize * lineHeight;
    writeGeometry(this.view, this.geometry);
  }

  recount(): void {
    // Nothing is counted here: the text is as long as it is.
  }

  private get distance(): number {
    return Math.abs(this.axis.vertical ? this.view.scrollLeft : this.view.scrollTop);
  }

  private get furthest(): number {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = this.view;
    return this.axis.vertical ? scrollWidth - clientWidth : scrollHeight - clientHeight;
  }

  private scrollBy(extent: number): void {
    const before = this.distance;
    const to = Math.max(0, before + extent);
    if (this.axis.vertical) this.view.scrollLeft = this.axis.blockReversed ? -to : to;
    else this.view.scrollTop = to;
    this.known = this.distance;
    this.stride = Math.abs(this.known - before);
  }

  /** Where a rectangle begins along the block axis, counted from the upper edge of the screen. */
  private start(rect: DOMRect): number {
    const box = this.view.getBoundingClientRect();
    if (!this.axis.vertical) return rect.top - box.top - this.view.clientTop;
    const left = box.left + this.view.clientLeft;
    return this.axis.blockReversed ? left + this.view.clientWidth - rect.right : rect.left - left;
  }

  private end(rect: DOMRect): number {
    return this.start(rect) + (this.axis.vertical ? rect.width : rect.height);
  }

  private heightOf(piece: Piece, place: number): number {
    // A chapter begins above its first line.
    if (place === 0) return this.start(piece.root.getBoundingClientRect()) + PAD;
    const rect = rectAt(piece.map, place);
    if (!rect) return this.start(piece.root.getBoundingClientRect());
    return Math.min(this.start(rect), this.pictureOnLine(piece, place, rect));
  }

  /** A picture among the words of a line makes it begin higher than they do. */
  private pictureOnLine(piece: Piece, place: number, line: DOMRect): number {
    const { segments } = piece.map;
    for (let i = piece.map.indexAt(place); i < segments.length; i++) {
      const segment = segments[i] as Segment;
      if (segment.start > place + LONGEST_LINE) break;
      if (segment.kind !== 'image') continue;
      const box = (segment.node as HTMLElement).getBoundingClientRect();
      if (this.start(box) < this.start(line) && this.end(box) > this.start(line)) return this.start(box);
    }
    return Number.POSITIVE_INFINITY;
  }

  show(at: number | 'end'): number {
    const piece = this.current;
    if (!piece) return 0;
    if (at === 'end') {
      this.scrollBy(this.end(piece.root.getBoundingClientRect()) - this.geometry.block);
      return this.stand();
    }
    const place = Math.max(0, at);
    this.scrollBy(this.heightOf(piece, place) - PAD);
    this.height = this.heightOf(piece, place);
    return place;
  }

  keep(place: number): void {
    if (!this.current) return;
    // A screen that became lower must still hold the line.
    const height = Math.min(this.height, this.geometry.block - 2 * this.line);
    this.scrollBy(this.heightOf(this.current, place) - height);
  }

  /** Takes the first whole line on the screen for the place being read. */
  private stand(): number {
    for (const piece of this.shownPieces) {
      if (this.end(piece.root.getBoundingClientRect()) <= PAD) continue;
      const place = this.firstWhole(piece);
      if (place >= piece.map.end && piece !== this.shownPieces.at(-1)) continue;
      this.current = piece;
      const last = Math.max(0, piece.map.end - 1);
      this.height = this.heightOf(piece, Math.min(place, last));
      return Math.min(place, last);
    }
    return 0;
  }

  private firstWhole(piece: Piece): number {
    if (this.start(piece.root.getBoundingClientRect()) >= -SLACK) return 0;
    return firstWhere(piece.map, (rect) => this.start(rect) >= -SLACK);
  }

  /** First offset of a chapter that is not whole on the screen. */
  private firstCut(piece: Piece): number {
    const { block } = this.geometry;
    return firstWhere(piece.map, (rect) => this.end(rect) > block + SLACK);
  }

  turn(direction: Direction): number | null {
    const before = this.distance;
    const { block } = this.geometry;
    if (direction === 1) {
      if (before >= this.furthest - 1) return null;
      this.scrollBy(this.nextScreen() ?? block - this.line);
    } else {
      if (before <= 0) return null;
      this.scrollBy(-(block - PAD - SLACK));
      // Its first line stands at the top as that of a page does.
      const place = this.stand();
      const { current } = this;
      const cut = current ? this.heightOf(current, place) - PAD : 0;
      // Unless nothing is whole there: what is higher than the screen is seen in parts.
      if (cut > 0 && this.distance + cut < before - this.line) this.scrollBy(cut);
    }
    this.stride = Math.abs(this.distance - before);
    return this.stand();
  }

  /** How far on the first line is that is not whole on the screen; null when that is no way forward. */
  private nextScreen(): number | null {
    const { block } = this.geometry;
    for (const piece of this.shownPieces) {
      const box = piece.root.getBoundingClientRect();
      if (this.end(box) <= block) continue;
      const cut = this.firstCut(piece);
      if (cut >= piece.map.end) continue;
      const extent = this.heightOf(piece, cut) - PAD;
      return extent > block / 3 ? Math.min(extent, block) : null;
    }
    return null;
  }

  nudge(direction: Direction): void {
    const before = this.known;
    this.scrollBy(direction * LINES_OF_A_NUDGE * this.line);
    // Told as a movement of the reader's own, like one by a finger.
    this.known = before;
  }

  shown(): Shown {
    const piece = this.current;
    if (!piece) return { page: 0, pages: 1, start: 0, end: 0 };
    const { block } = this.geometry;
    const box = piece.root.getBoundingClientRect();
    const extent = this.end(box) - this.start(box);
    const pages = Math.max(1, Math.ceil((extent - SLACK) / block));
    const page = Math.min(pages - 1, Math.max(0, Math.round(-this.start(box) / block)));
    const cut = this.firstCut(piece);
    const end = cut >= piece.map.end ? (piece.source.chars ?? cut) : cut;
    return { page, pages, start: Math.min(this.firstWhole(piece), end), end };
  }

  unseen(): number {
    const piece = this.current;
    if (!piece) return 0;
    const { block } = this.geometry;
    return firstWhere(piece.map, (rect) => this.start(rect) >= block);
  }

  sees(box: HTMLElement): boolean {
    const rect = box.getBoundingClientRect();
    return this.start(rect) < this.geometry.block - this.line && this.end(rect) > 0;
  }

  settle(): void {
    // Between two screenfuls nothing is empty.
  }

  followed(): Followed | null {
    const moved = this.distance - this.known;
    if (Math.abs(moved) < 1) return null;
    this.known = this.distance;
    const long = Math.abs(moved) > LONGEST_STEP * this.geometry.block;
    return { place: this.stand(), cause: long ? 'browser' : 'turn', direction: moved > 0 ? 1 : -1 };
  }

  /** Whether the end of what is in the document is on the screen. */
  get atEnd(): boolean {
    return this.distance >= this.furthest - 1;
  }

  originOf(piece: Piece): DOMRect {
    return piece.root.getBoundingClientRect();
  }

  close(): void {
    for (const piece of this.shownPieces) piece.remove();
    this.shownPieces = [];
    this.current = null;
    this.view.scrollTo(0, 0);
  }
}
