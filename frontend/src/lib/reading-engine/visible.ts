/** Which characters stand on which page, by binary search over rectangles. */

import type { PageLayout } from './layout';
import type { OffsetMap, Segment } from './offsets';

/**
 * The rectangles of some characters of a segment. What may be scrolled out of a table's frame stands where
 * the frame does.
 */
function rectsOf(map: OffsetMap, segment: Segment, from: number, to: number): DOMRect[] {
  const framed = segment.frame !== null && 'scrolls' in segment.frame.dataset;
  const holder = framed ? (segment.frame as HTMLElement) : map.rangeWithin(segment, from, to);
  return [...holder.getClientRects()].filter((rect) => rect.width > 0 || rect.height > 0);
}

/**
 * The rectangle of one character. Chromium counts the hyphen drawn at the end of the line before
 * to the character behind it, so it is the last rectangle that tells where the character stands.
 */
const rectOf = (map: OffsetMap, segment: Segment, point: number): DOMRect | null =>
  rectsOf(map, segment, point, point + 1).at(-1) ?? null;

function seek(map: OffsetMap, index: number, from: number): { segment: Segment; point: number } | null {
  const { segments } = map;
  let point = from;
  for (let i = index; i < segments.length; i++, point = 0) {
    const segment = segments[i] as Segment;
    if (segment.kind === 'break') continue;
    for (; point < segment.length; point++) {
      if (rectOf(map, segment, point)) return { segment, point };
    }
  }
  return null;
}

/** The rectangle of the character at an offset, or of the first behind it that has one. */
export function rectAt(map: OffsetMap, offset: number): DOMRect | null {
  const index = map.indexAt(offset);
  const segment = map.segments[index];
  const seen = segment && seek(map, index, Math.max(offset - segment.start, 0));
  return seen ? rectOf(map, seen.segment, seen.point) : null;
}

/** A space swallowed at a line's end has no rectangle: the next character speaks for it. */
function rectWithin(map: OffsetMap, segment: Segment, point: number): DOMRect | null {
  for (let at = point; at < segment.length; at++) {
    const rect = rectOf(map, segment, at);
    if (rect) return rect;
  }
  return null;
}

/**
 * Offset of the first character whose rectangle satisfies a test that holds for all behind it; the end
 * of the text when there is none.
 */
export function firstWhere(map: OffsetMap, holds: (rect: DOMRect) => boolean): number {
  const { segments } = map;
  const reaches = (index: number): boolean => {
    const own = segments[index] as Segment;
    // Chromium puts a break behind a space that hangs over the edge into the column before.
    const last = own.kind === 'break' ? undefined : rectsOf(map, own, 0, own.length).at(-1);
    if (last) return holds(last);
    // A space alone before a line break has no rectangle: the character that follows speaks for it.
    const seen = seek(map, index + 1, 0);
    const next = seen && rectOf(map, seen.segment, seen.point);
    return next === null || holds(next);
  };
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reaches(middle)) high = middle;
    else low = middle + 1;
  }
  while (segments[low]?.kind === 'break') low += 1;
  const segment = segments[low];
  if (!segment) return map.end;
  let first = 0;
  let behind = segment.length - 1;
  while (first < behind) {
    const middle = (first + behind) >> 1;
    const rect = rectWithin(map, segment, middle);
    if (rect && holds(rect)) behind = middle;
    else first = middle + 1;
  }
  const seen = seek(map, low, first);
  return seen ? seen.segment.start + seen.point : map.end;
}

/** Answers where characters stand in the present layout; throw it away when the layout changes. */
export class VisibleText {
  private readonly starts = new Map<number, number>();

  private readonly map: OffsetMap;
  private readonly layout: PageLayout;

  constructor(map: OffsetMap, layout: PageLayout) {
    this.map = map;
    this.layout = layout;
  }

  /** The page of the character at `offset`. */
  pageOf(offset: number): number {
    const rect = rectAt(this.map, offset);
    return rect ? Math.min(this.layout.pageOf(rect), this.layout.pages - 1) : 0;
  }

  /** Offset of the first character on `page`; the end of the text behind the last page. */
  startOf(page: number): number {
    if (page <= 0) return 0;
    if (page >= this.layout.pages) return this.map.end;
    const known = this.starts.get(page);
    if (known !== undefined) return known;
    const found = this.search(page);
    this.starts.set(page, found);
    return found;
  }

  private search(page: number): number {
    const origin = this.layout.origin;
    return firstWhere(this.map, (rect) => this.layout.pageOf(rect, origin) >= page);
  }
}
