/** Washes and other named sets of highlighted text: the CSS Custom Highlight API, or rectangles where it is missing. */

import type { OffsetMap } from './offsets';
import type { Stretch } from './types';

function registry(): HighlightRegistry | null {
  return typeof Highlight === 'function' && CSS.highlights ? CSS.highlights : null;
}

interface Painted {
  map: OffsetMap;
  overlay: HTMLElement;
  ranges: Range[];
  layer: HTMLElement | null;
}

/**
 * One named set of stretches over all chapters in the document. Characters outside the stretches, note
 * marks included, stay bare. Styled as `::highlight(name)`, and as `.re-wash-name i` without the API.
 */
export class PaintedSet {
  private readonly chapters = new Map<string, Painted>();

  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** Replaces the stretches of one chapter. */
  show(chapter: string, map: OffsetMap, overlay: HTMLElement, stretches: readonly Stretch[]): void {
    this.chapters.get(chapter)?.layer?.remove();
    const ranges = stretches.flatMap(({ start, length }) => map.pieces(start, start + length));
    if (ranges.length === 0) this.chapters.delete(chapter);
    else this.chapters.set(chapter, { map, overlay, ranges, layer: null });
    this.paint();
    this.follow(chapter);
  }

  /** Forgets a chapter that left the document. */
  remove(chapter: string): void {
    const painted = this.chapters.get(chapter);
    if (!painted) return;
    painted.layer?.remove();
    this.chapters.delete(chapter);
    this.paint();
  }

  clear(): void {
    for (const { layer } of this.chapters.values()) layer?.remove();
    this.chapters.clear();
    this.paint();
  }

  private paint(): void {
    const highlights = registry();
    if (!highlights) return;
    const ranges = [...this.chapters.values()].flatMap((painted) => painted.ranges);
    if (ranges.length === 0) highlights.delete(this.name);
    else highlights.set(this.name, new Highlight(...ranges));
  }

  /** Follows a change of layout; the browser does it itself where it paints the highlight. */
  follow(chapter: string): void {
    const painted = this.chapters.get(chapter);
    if (!painted || registry()) return;
    painted.layer?.remove();
    painted.layer = rectangles(this.name, painted.overlay, painted.ranges);
  }
}

function rectangles(name: string, overlay: HTMLElement, ranges: readonly Range[]): HTMLElement {
  const layer = document.createElement('div');
  layer.className = `re-wash re-wash-${name}`;
  layer.setAttribute('aria-hidden', 'true');
  const origin = overlay.getBoundingClientRect();
  for (const range of ranges) {
    for (const rect of range.getClientRects()) {
      const box = document.createElement('i');
      box.style.left = `${rect.left - origin.left}px`;
      box.style.top = `${rect.top - origin.top}px`;
      box.style.width = `${rect.width}px`;
      box.style.height = `${rect.height}px`;
      layer.append(box);
    }
  }
  overlay.prepend(layer);
  return layer;
}
