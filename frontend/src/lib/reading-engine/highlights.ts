/** Washes under passages: the CSS Custom Highlight API, or plain rectangles where it is missing. */

import type { OffsetMap } from './offsets';
import type { EngineMark, MarkWeight, Stretch } from './types';

function registry(): HighlightRegistry | null {
  return typeof Highlight === 'function' && CSS.highlights ? CSS.highlights : null;
}

/** Paints one named set of passages; characters outside them, note marks included, stay bare. */
class Wash {
  private ranges: Range[] = [];
  private layer: HTMLElement | null = null;

  private readonly name: string;
  private readonly overlay: HTMLElement;

  constructor(name: string, overlay: HTMLElement) {
    this.name = name;
    this.overlay = overlay;
  }

  /** Replaces the passages shown. */
  show(map: OffsetMap, stretches: readonly Stretch[]): void {
    this.ranges = stretches.flatMap(({ start, length }) => map.pieces(start, start + length));
    const highlights = registry();
    if (!highlights) {
      this.drawRectangles();
    } else if (this.ranges.length === 0) {
      highlights.delete(this.name);
    } else {
      highlights.set(this.name, new Highlight(...this.ranges));
    }
  }

  /** Follows a change of layout; the browser does it itself where it paints the highlight. */
  follow(): void {
    if (!registry()) this.drawRectangles();
  }

  clear(): void {
    registry()?.delete(this.name);
    this.layer?.remove();
    this.layer = null;
    this.ranges = [];
  }

  private drawRectangles(): void {
    this.layer?.remove();
    const layer = document.createElement('div');
    layer.className = `re-wash re-wash-${this.name}`;
    layer.setAttribute('aria-hidden', 'true');
    const origin = this.overlay.getBoundingClientRect();
    for (const range of this.ranges) {
      for (const rect of range.getClientRects()) {
        const box = document.createElement('i');
        box.style.left = `${rect.left - origin.left}px`;
        box.style.top = `${rect.top - origin.top}px`;
        box.style.width = `${rect.width}px`;
        box.style.height = `${rect.height}px`;
        layer.append(box);
      }
    }
    this.overlay.prepend(layer);
    this.layer = layer;
  }
}

const WEIGHTS: readonly MarkWeight[] = ['few', 'normal', 'many', 'own'];

/** The washes of all weights: the more a passage shows, the more can be seen of its wash. */
export class Washes {
  private readonly washes: readonly { weight: MarkWeight; wash: Wash }[];

  constructor(overlay: HTMLElement) {
    this.washes = WEIGHTS.map((weight) => ({ weight, wash: new Wash(`described-${weight}`, overlay) }));
  }

  /** Replaces the passages shown. */
  show(map: OffsetMap, marks: readonly EngineMark[]): void {
    for (const { weight, wash } of this.washes)
      wash.show(
        map,
        marks.filter((mark) => mark.weight === weight),
      );
  }

  follow(): void {
    for (const { wash } of this.washes) wash.follow();
  }

  clear(): void {
    for (const { wash } of this.washes) wash.clear();
  }
}
