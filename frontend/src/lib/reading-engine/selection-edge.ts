/** When a selection is drawn on to the next page: a pointer held at the edge, or a handle put into the corner. */

import { type Axis, turnsLeft } from './layout';
import type { Direction, Stretch } from './types';

/** So close to the edge of the page a pointer means what lies behind it. */
const EDGE = 24;
const HELD_MS = 600;
/** A handle that rests on a page's last word may only have been put there. */
const RESTS_MS = 900;

/** What the edge of the page under a point leads to. */
export function edgeAt(x: number, y: number, box: DOMRect, axis: Axis): Direction | null {
  const left = turnsLeft(axis) ? 1 : -1;
  if (x <= box.left + EDGE) return left;
  if (x >= box.right - EDGE) return left === 1 ? -1 : 1;
  if (y >= box.bottom - EDGE) return 1;
  return y <= box.top + EDGE ? -1 : null;
}

export class SelectionEdge {
  private readonly view: HTMLElement;
  private readonly axis: () => Axis;
  private readonly over: (direction: Direction) => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private direction: Direction | null = null;
  private byTouch = false;
  private before: Stretch | null = null;

  constructor(view: HTMLElement, axis: () => Axis, over: (direction: Direction) => void) {
    this.view = view;
    this.axis = axis;
    this.over = over;
  }

  begin(pointer: string): void {
    this.end();
    this.byTouch = pointer === 'touch';
  }

  /** A pointer that selects was moved. */
  moved({ clientX, clientY }: Pick<PointerEvent, 'clientX' | 'clientY'>): void {
    this.wait(edgeAt(clientX, clientY, this.view.getBoundingClientRect(), this.axis()), HELD_MS);
  }

  /** Handles were drawn: only a selection that grew up to the page's end leads beyond it. */
  drawn(now: Stretch | null, shown: { start: number; end: number }): void {
    const { before } = this;
    this.before = now;
    if (!this.byTouch || !now || !before) {
      this.wait(null, 0);
      return;
    }
    const end = now.start + now.length;
    const grewOn = now.start === before.start && now.length > before.length && end >= shown.end - 1;
    const grewBack =
      end === before.start + before.length && now.start < before.start && now.start <= shown.start;
    this.wait(grewOn ? 1 : grewBack ? -1 : null, RESTS_MS);
  }

  private wait(direction: Direction | null, milliseconds: number): void {
    if (direction !== null && direction === this.direction) return;
    clearTimeout(this.timer);
    this.direction = direction;
    if (direction === null) return;
    this.timer = setTimeout(() => {
      // Held on, it goes on: page after page.
      this.direction = null;
      this.over(direction);
    }, milliseconds);
  }

  end(): void {
    clearTimeout(this.timer);
    this.direction = null;
    this.before = null;
  }
}
