/** Movements of the page: it slides when turned, follows a finger, and a new chapter fades in. None locks anything. */

import type { Axis } from './layout';
import type { Direction } from './types';

const TURN_EASING = 'cubic-bezier(0.2, 0, 0.1, 1)';

export class Motion {
  private dragged = 0;
  private readonly sheet: HTMLElement;
  /** Milliseconds a movement takes; 0 for none. */
  private readonly duration: () => number;

  constructor(sheet: HTMLElement, duration: () => number) {
    this.sheet = sheet;
    this.duration = duration;
  }

  /** The text already stands where it belongs; it is seen coming there along the inline axis. */
  slide(direction: Direction, extent: number, axis: Axis): void {
    const way = direction * (axis.reversed ? -1 : 1) * extent + this.dragged;
    this.dragged = 0;
    this.come(axis.vertical ? `translateY(${way}px)` : `translateX(${way}px)`);
  }

  /** The same along the block axis, as scrolling goes. */
  roll(direction: Direction, extent: number, axis: Axis): void {
    const way = direction * extent;
    this.come(axis.vertical ? `translateX(${axis.blockReversed ? -way : way}px)` : `translateY(${way}px)`);
  }

  private come(from: string): void {
    const duration = this.duration();
    // A turn that comes during another begins where it should end: nobody waits for a movement.
    for (const animation of this.sheet.getAnimations()) animation.cancel();
    if (duration > 0)
      this.sheet.animate([{ transform: from }, { transform: 'none' }], { duration, easing: TURN_EASING });
  }

  fade(): void {
    const duration = this.duration();
    if (duration > 0) this.sheet.animate([{ opacity: 0.2 }, { opacity: 1 }], { duration });
  }

  /** Moves the page with a finger; at the chapter's edges it resists. 0 lets it go. */
  drag(distance: number, stuck: boolean): void {
    if (this.duration() <= 0) return;
    if (distance !== 0) this.dragged = stuck ? distance / 4 : distance;
    this.sheet.style.transform = distance === 0 ? '' : `translateX(${this.dragged}px)`;
    if (distance !== 0) return;
    const from = this.dragged;
    // A turn that follows in the same task starts its slide from here instead.
    queueMicrotask(() => this.fallBack(from));
  }

  private fallBack(from: number): void {
    if (this.dragged !== from || from === 0) return;
    this.dragged = 0;
    this.sheet.animate([{ transform: `translateX(${from}px)` }, { transform: 'none' }], {
      duration: this.duration(),
      easing: 'ease-out',
    });
  }
}
