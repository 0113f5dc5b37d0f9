/** Which characters stand on which page, by binary search over rectangles. */

import type { PageLayout } from './layout';
import type { OffsetMap, Segment } from './offsets';

function firstRect(range: Range): DOMRect | null {
  for (const rect of range.getClientRects()) {
    if (rect.width > 0 || rect.height > 0) return rect;
  }
  return null;
}

function lastRect(segment: Segment, map: OffsetMap): DOMRect | null {
  const rects = map.rangeWithin(segment, 0, segment.length).getClientRects();
  return rects[rects.length - 1] ?? null;
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
    const { segments } = this.map;
    let from = point;
    for (let i = index; i < segments.length; i++, from = 0) {
      const segment = segments[i] as Segment;
      for (let at = from; at < segment.length; at++) {
        const rect = firstRect(this.map.rangeWithin(segment, at, at + 1));
        if (rect) return rect;
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
    const reaches = (segment: Segment): boolean => {
      const rect = lastRect(segment, this.map);
      return rect !== null && this.layout.pageOf(rect, origin) >= page;
    };
    let low = 0;
    let high = segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (reaches(segments[middle] as Segment)) high = middle;
      else low = middle + 1;
    }
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
    return segment.start + first;
  }

  /** A space swallowed at a line's end has no rectangle: the next character speaks for it. */
  private rectWithin(segment: Segment, point: number): DOMRect | null {
    for (let at = point; at < segment.length; at++) {
      const rect = firstRect(this.map.rangeWithin(segment, at, at + 1));
      if (rect) return rect;
    }
    return null;
  }
}
