/** What the reader selects: as a stretch of the text, told once the pointer lets go. */

import type { Axis } from './layout';
import type { OffsetMap, Segment } from './offsets';
import type { Piece } from './piece';
import { SelectionEdge } from './selection-edge';
import { fitting, trimmed } from './stretch';
import type { Direction, SelectedText, Stretch } from './types';

const SETTLE_MS = 180;
/** About a word of the next page. */
const FIRST_WORD = 4;

/** First segment that ends behind the range's beginning, by binary search in document order. */
function firstWithin(segments: readonly Segment[], range: Range): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { node } = segments[middle] as Segment;
    if (node === range.startContainer || range.comparePoint(node, 0) >= 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** First segment that begins behind the range's end. */
function firstBehind(segments: readonly Segment[], range: Range): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { node } = segments[middle] as Segment;
    if (node !== range.endContainer && range.comparePoint(node, 0) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The book's characters within a range; figures, note marks and the gaps around them do not count. */
export function stretchOf(map: OffsetMap, range: Range): Stretch | null {
  const { segments } = map;
  if (range.collapsed || !range.intersectsNode(map.root)) return null;
  const first = segments[firstWithin(segments, range)];
  const last = segments[firstBehind(segments, range) - 1];
  if (!first || !last) return null;
  const start =
    range.startContainer === first.node && first.kind === 'text'
      ? (map.offsetAt({ node: range.startContainer, index: range.startOffset }) ?? first.start)
      : first.start;
  const end =
    range.endContainer === last.node && last.kind === 'text'
      ? (map.offsetAt({ node: range.endContainer, index: range.endOffset }) ?? last.start)
      : last.start + last.length;
  return end > start ? trimmed(start, map.textBetween(start, end)) : null;
}

/** The last rectangle of a range that lies on the screen: beside it there is room for words about it. */
function boxOf(range: Range, view: DOMRect): DOMRect | null {
  let found: DOMRect | null = null;
  for (const rect of range.getClientRects()) {
    const inside = rect.right > view.left && rect.left < view.right && rect.width > 0;
    if (inside && rect.bottom <= view.bottom + 1 && rect.top >= view.top - 1) found = rect;
  }
  return found;
}

/** What a selection needs to know of the page it is drawn on. */
export interface SelectionOwner {
  readonly view: HTMLElement;
  axis(): Axis;
  pieceOf(node: Node): Piece | null;
  /** The chapter shown. */
  piece(): Piece | null;
  shown(): { start: number; end: number };
  /** The selection was drawn over the page's edge; whether there is a page to go on to. */
  reached(direction: Direction): boolean;
  selected(selection: SelectedText | null): void;
}

/** Follows the document's selection for as long as the page is shown. */
export class SelectionWatch {
  private readonly owner: SelectionOwner;
  private readonly edge: SelectionEdge;
  private readonly stop = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private down = false;
  private byKey = false;
  private told = false;
  /** While the reader presses what is shown beside the selection, losing it means nothing. */
  held = false;

  constructor(owner: SelectionOwner) {
    this.owner = owner;
    this.edge = new SelectionEdge(owner.view, owner.axis, (direction) => this.over(direction));
    const { signal } = this.stop;
    document.addEventListener('selectionchange', () => this.changed(), { signal });
    owner.view.addEventListener(
      'pointerdown',
      (event) => {
        this.byKey = false;
        this.down = event.isPrimary && event.button === 0;
        this.edge.begin(event.pointerType);
      },
      { signal },
    );
    addEventListener('pointermove', (event) => this.dragging && this.edge.moved(event), { signal });
    const up = () => {
      this.edge.end();
      if (!this.down) return;
      this.down = false;
      this.changed();
    };
    addEventListener('pointerup', up, { signal, capture: true });
    addEventListener('pointercancel', up, { signal, capture: true });
  }

  /** Whether a pointer is selecting at this moment. */
  get dragging(): boolean {
    return this.down && !(getSelection()?.isCollapsed ?? true);
  }

  private changed(): void {
    clearTimeout(this.timer);
    if (this.held) return;
    if (getSelection()?.isCollapsed ?? true) {
      this.edge.end();
      this.tell(null);
      return;
    }
    if (this.down) return;
    this.edge.drawn(this.stretch()?.stretch ?? null, this.owner.shown());
    // A finger that draws the handles about sends many; words come when it rests.
    this.timer = setTimeout(() => this.look(), SETTLE_MS);
  }

  private over(direction: Direction): void {
    const before = this.stretch();
    if (!this.owner.reached(direction) || this.down || !before) return;
    // The handle lies on the page left: a word of this one brings it along.
    const { start, end } = this.owner.shown();
    const { stretch } = before;
    const behind = stretch.start + stretch.length;
    this.put(
      direction === 1
        ? { start: stretch.start, length: start + FIRST_WORD - stretch.start }
        : { start: end - FIRST_WORD, length: behind - end + FIRST_WORD },
    );
  }

  private look(): void {
    this.tell(this.seen());
  }

  private stretch(): { stretch: Stretch; piece: Piece; range: Range } | null {
    const selection = getSelection();
    if (!selection || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    const piece = this.owner.pieceOf(range.startContainer) ?? this.owner.pieceOf(range.endContainer);
    const stretch = piece && stretchOf(piece.map, range);
    return piece && stretch ? { stretch, piece, range } : null;
  }

  private seen(): SelectedText | null {
    const found = this.stretch();
    const box = found && boxOf(found.range, this.owner.view.getBoundingClientRect());
    if (!found || !box) return null;
    const { stretch, piece } = found;
    const text = piece.map.textBetween(stretch.start, stretch.start + stretch.length);
    return { ...stretch, chapter: piece.chapter, text, box, byKey: this.byKey };
  }

  private tell(selection: SelectedText | null): void {
    if (selection === null && !this.told) return;
    this.told = selection !== null;
    this.owner.selected(selection);
  }

  private put({ start, length }: Stretch): void {
    const pieces = this.owner.piece()?.map.pieces(start, start + length) ?? [];
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (!first || !last) return;
    getSelection()?.setBaseAndExtent(
      first.startContainer,
      first.startOffset,
      last.endContainer,
      last.endOffset,
    );
  }

  /** Selects a stretch of the text as if the reader had, and tells of it at once. */
  select(stretch: Stretch): void {
    this.put(stretch);
    this.byKey = true;
    clearTimeout(this.timer);
    this.look();
  }

  /** Makes the selection a word longer or shorter, as Shift and an arrow do in a field. */
  extend(direction: 'forward' | 'backward'): void {
    getSelection()?.modify('extend', direction, 'word');
    this.byKey = true;
    clearTimeout(this.timer);
    this.look();
  }

  /** Takes the selection away; false when there was none. */
  clear(): boolean {
    clearTimeout(this.timer);
    this.edge.end();
    const had = this.told;
    this.held = false;
    if (had) getSelection()?.removeAllRanges();
    this.tell(null);
    return had;
  }

  close(): void {
    this.clear();
    this.stop.abort();
  }
}

const HEADINGS = 'h1, h2, h3, h4, h5, h6, .subtitle';

/** The paragraphs of [from, to), headings left out, that have something to select, each no longer than `longest`. */
export function paragraphsOf(map: OffsetMap, from: number, to: number, longest: number): Stretch[] {
  const found: Stretch[] = [];
  let block: HTMLElement | null = null;
  for (let i = map.indexAt(from); i < map.segments.length; i++) {
    const segment = map.segments[i] as Segment;
    if (segment.start >= to) break;
    const at = map.blockAt(segment.start);
    if (!at || at === block) continue;
    block = at;
    if (at.matches(HEADINGS)) continue;
    const begin = Math.max(segment.start, from);
    const text = map.textBetween(begin, Math.min(endOfBlock(map, i, at), to));
    const whole = trimmed(begin, [...text].slice(0, fitting(text, longest)).join(''));
    if (whole) found.push(whole);
  }
  return found;
}

function endOfBlock(map: OffsetMap, index: number, block: HTMLElement): number {
  let end = 0;
  for (let i = index; i < map.segments.length; i++) {
    const segment = map.segments[i] as Segment;
    if (!block.contains(segment.node)) break;
    end = segment.start + segment.length;
  }
  return end;
}
