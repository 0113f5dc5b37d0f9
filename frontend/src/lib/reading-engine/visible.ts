/** Which characters stand on which page, by binary search over rectangles. */

import type { PageLayout } from './layout';
import type { OffsetMap, Segment } from './offsets';

/**
 * The rectangle of one character. Chromium counts the hyphen drawn at the end of the line before
 * to the character behind it, so it is the last rectangle that tells where the character stands.
 */
function rectOf(range: Range): DOMRect | null {
  let found: DOMRect | null = null;
  for (const rect of range.getClientRects()) {
    if (rect.width > 0 || rect.height > 0) found = rect;
  }
  return found;
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
    const { segments } = this.map;
    if (segments.length === 0) return 0;
    const index = this.map.indexAt(offset);
    const rect = this.rectFrom(index, Math.max(offset - (segments[index] as Segment).start, 0));
    return rect ? Math.min(this.layout.pageOf(rect), this.layout.pages - 1) : 0;
  }

  /** The rectangle of the first character at or behind a place that has one. */
  private rectFrom(index: number, point: number): DOMRect | null {
    const seen = this.seek(index, point);
    return seen ? rectOf(this.map.rangeWithin(seen.segment, seen.point, seen.point + 1)) : null;
  }

  private firstSeen(index: number, point: number): number | null {
    const seen = this.seek(index, point);
    return seen ? seen.segment.start + seen.point : null;
  }

  private seek(index: number, from: number): { segment: Segment; point: number } | null {
    const { segments } = this.map;
    let point = from;
    for (let i = index; i < segments.length; i++, point = 0) {
      const segment = segments[i] as Segment;
      if (segment.kind === 'break') continue;
      for (; point < segment.length; point++) {
        if (rectOf(this.map.rangeWithin(segment, point, point + 1))) return { segment, point };
      }
    }
    return null;
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
    const { segments } = this.map;
    const origin = this.layout.origin;
    // A space alone before a line break has no rectangle: what follows speaks for it.
    const reaches = (index: number): boolean => {
      for (let i = index; i < segments.length; i++) {
        const segment = segments[i] as Segment;
        // Chromium puts a break behind a space that hangs over the edge into the column before.
        if (segment.kind === 'break') continue;
        const rects = this.map.rangeWithin(segment, 0, segment.length).getClientRects();
        const rect = rects[rects.length - 1];
        if (rect) return this.layout.pageOf(rect, origin) >= page;
      }
      return true;
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
    if (!segment) return this.map.end;
    let first = 0;
    let behind = segment.length - 1;
    while (first < behind) {
      const middle = (first + behind) >> 1;
      const rect = this.rectWithin(segment, middle);
      if (rect && this.layout.pageOf(rect, origin) >= page) behind = middle;
      else first = middle + 1;
    }
    return this.firstSeen(low, first) ?? this.map.end;
  }

  /** A space swallowed at a line's end has no rectangle: the next character speaks for it. */
  private rectWithin(segment: Segment, point: number): DOMRect | null {
    for (let at = point; at < segment.length; at++) {
      const rect = rectOf(this.map.rangeWithin(segment, at, at + 1));
      if (rect) return rect;
    }
    return null;
  }
}
