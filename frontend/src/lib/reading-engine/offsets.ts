/** The map between offsets of a chapter's text and places in its DOM, both ways. */

export const SOFT_HYPHEN = '\u00ad';
const IMAGE_CHARACTER = '\ufffc';
const FRAME = '.re-wide';
const SKIPPED = '[data-inert], .noteref';
// A node free of soft hyphens and of surrogates maps one to one, which is nearly every node.
const UNEVEN = /[\u00ad\ud800-\udbff]/;

/** A stretch of text that lies in one DOM node. */
export interface Segment {
  kind: 'text' | 'break' | 'image';
  node: Text | HTMLElement;
  start: number;
  length: number;
  even: boolean;
  /** The frame in which a table too wide for the page may be scrolled. */
  frame: HTMLElement | null;
}

/** A position inside a DOM node, as `Range` wants it. */
export interface DomPoint {
  node: Node;
  index: number;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Code points of `data` before the UTF-16 index `end`, soft hyphens not counted. */
export function countPoints(data: string, end: number = data.length): number {
  let count = 0;
  for (let i = 0; i < end; i++) {
    const unit = data.charCodeAt(i);
    if (unit === 0xad) continue;
    if (isHighSurrogate(unit) && i + 1 < data.length) i++;
    count++;
  }
  return count;
}

/** UTF-16 index of the `point`-th code point of `data`, soft hyphens before it skipped. */
export function indexOfPoint(data: string, point: number): number {
  let count = 0;
  let i = 0;
  while (i < data.length) {
    const unit = data.charCodeAt(i);
    if (unit === 0xad) {
      i++;
      continue;
    }
    if (count === point) return i;
    count++;
    i += isHighSurrogate(unit) && i + 1 < data.length ? 2 : 1;
  }
  return data.length;
}

function widthAt(data: string, index: number): number {
  return isHighSurrogate(data.charCodeAt(index)) && index + 1 < data.length ? 2 : 1;
}

function holdsBlocks(element: Element): boolean {
  for (const child of element.children) {
    if (child.matches('[data-o]:not(.noteref)')) return true;
  }
  return false;
}

function collect(root: HTMLElement): Segment[] {
  const segments: Segment[] = [];
  let frame: HTMLElement | null = null;
  const add = (kind: Segment['kind'], node: Segment['node'], start: number, length: number) => {
    const even = kind !== 'text' || !UNEVEN.test((node as Text).data);
    segments.push({ kind, node, start, length, even, frame });
  };
  const walk = (parent: HTMLElement, block: { next: number } | null): void => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (node instanceof Text) {
        if (!block || node.data === '') continue;
        if (node.data.trim() === '' && holdsBlocks(parent)) continue;
        const length = UNEVEN.test(node.data) ? countPoints(node.data) : node.data.length;
        if (length > 0) add('text', node, block.next, length);
        block.next += length;
      } else if (node instanceof HTMLElement && !node.matches(SKIPPED)) {
        const own = node.dataset.o === undefined ? block : { next: Number(node.dataset.o) };
        if (node instanceof HTMLImageElement) {
          if (own) add('image', node, own.next++, 1);
        } else if (node instanceof HTMLBRElement) {
          if (own) add('break', node, own.next++, 1);
        } else {
          const outer = frame;
          if (node.matches(FRAME)) frame = node;
          walk(node, own);
          frame = outer;
        }
      }
    }
  };
  walk(root, null);
  return segments;
}

/** Offsets of one rendered chapter; rebuild it after the DOM of the text changed. */
export class OffsetMap {
  readonly segments: readonly Segment[];
  private readonly byNode = new Map<Node, Segment>();

  readonly root: HTMLElement;

  constructor(root: HTMLElement) {
    this.root = root;
    this.segments = collect(root);
    for (const segment of this.segments) this.byNode.set(segment.node, segment);
  }

  /** Offset after the last character. */
  get end(): number {
    const last = this.segments[this.segments.length - 1];
    return last ? last.start + last.length : 0;
  }

  /** Index of the segment holding `offset`, or of the next one when it falls between two. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.segments.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const segment = this.segments[middle] as Segment;
      if (segment.start + segment.length > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private unitIndex(segment: Segment, point: number): number {
    if (segment.even) return point;
    return indexOfPoint((segment.node as Text).data, point);
  }

  /** A range over exactly the points [from, to) of one segment. */
  rangeWithin(segment: Segment, from: number, to: number): Range {
    const range = document.createRange();
    if (segment.kind !== 'text') {
      range.selectNode(segment.node);
      return range;
    }
    const data = (segment.node as Text).data;
    range.setStart(segment.node, this.unitIndex(segment, from));
    if (to <= from) {
      range.collapse(true);
    } else {
      // Ends behind the last character wanted, before any soft hyphen that follows it.
      const last = this.unitIndex(segment, to - 1);
      range.setEnd(segment.node, last + widthAt(data, last));
    }
    return range;
  }

  /** The range of the character at `offset`, or of the nearest following one. */
  rangeAt(offset: number): Range | null {
    if (this.segments.length === 0) return null;
    const segment = this.segments[this.indexAt(offset)] as Segment;
    const point = Math.min(Math.max(offset - segment.start, 0), segment.length - 1);
    return this.rangeWithin(segment, point, point + 1);
  }

  /** Ranges that together hold the characters [start, end) and nothing else, one per text node. */
  pieces(start: number, end: number): Range[] {
    const ranges: Range[] = [];
    for (let i = this.indexAt(start); i < this.segments.length; i++) {
      const segment = this.segments[i] as Segment;
      if (segment.start >= end) break;
      const from = Math.max(start - segment.start, 0);
      const to = Math.min(end - segment.start, segment.length);
      if (to > from) ranges.push(this.rangeWithin(segment, from, to));
    }
    return ranges;
  }

  /** The block element that holds the character at `offset`. */
  blockAt(offset: number): HTMLElement | null {
    const segment = this.segments[this.indexAt(offset)];
    if (!segment) return null;
    const from = segment.node instanceof Text ? segment.node.parentElement : segment.node;
    return from?.closest<HTMLElement>('[data-o]:not(.noteref)') ?? null;
  }

  /** The offset of a DOM position, or null outside the book's text. */
  offsetAt(point: DomPoint): number | null {
    if (point.node instanceof Text) {
      const segment = this.byNode.get(point.node);
      if (!segment) return null;
      return segment.start + countPoints(point.node.data, point.index);
    }
    const child = point.node.childNodes[point.index] ?? null;
    const first = this.segments.find((segment) => {
      if (child) return child === segment.node || child.contains(segment.node);
      return point.node.contains(segment.node);
    });
    if (!first) return null;
    if (child) return first.start;
    const last = [...this.segments].reverse().find((s) => point.node.contains(s.node)) ?? first;
    return last.start + last.length;
  }

  /** The characters [start, end) as they stand in the DOM: what the server calls the text. */
  textBetween(start: number, end: number): string {
    let text = '';
    let at = start;
    for (let i = this.indexAt(start); i < this.segments.length; i++) {
      const segment = this.segments[i] as Segment;
      // Between two blocks stands one line break, also where the stretch ends with it.
      if (segment.start > at) text += '\n'.repeat(Math.max(0, Math.min(segment.start, end) - at));
      if (segment.start >= end) break;
      const from = Math.max(start - segment.start, 0);
      const to = Math.min(end - segment.start, segment.length);
      // Behind the last character there is nothing, and no node to ask for it.
      if (from >= to) continue;
      if (segment.kind === 'break') text += '\n';
      else if (segment.kind === 'image') text += IMAGE_CHARACTER;
      else text += this.rangeWithin(segment, from, to).toString().replaceAll(SOFT_HYPHEN, '');
      at = segment.start + to;
    }
    return text;
  }
}

/** The position in the document at a point of the screen. */
export function pointAt(x: number, y: number): DomPoint | null {
  if (document.caretPositionFromPoint) {
    const position = document.caretPositionFromPoint(x, y);
    return position && { node: position.offsetNode, index: position.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, index: range.startOffset } : null;
}
