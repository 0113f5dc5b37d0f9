/** Taps by zone, swipes that follow the finger, and the wheel. Where the text scrolls, the browser does the rest. */

import type { Direction } from './types';

export type Zone = 'back' | 'middle' | 'forward';

/** What a tap does: the sides turn both ways, nearly all of the page turns on, or nothing turns. */
export type Taps = 'sides' | 'forward' | 'none';

/** With one hand, this much of the page's beginning still turns back. */
const BACK_EDGE = 0.22;

const isMiddle = (share: number): boolean => share >= 1 / 3 && share <= 2 / 3;

/** The zone a tap fell into: shares of the page's width in reading direction, and of its height. */
export function zoneOf(along: number, across: number, taps: Taps = 'sides'): Zone {
  if (taps === 'none') return 'middle';
  if (taps === 'forward') {
    if (along < BACK_EDGE) return 'back';
    return isMiddle(along) && isMiddle(across) ? 'middle' : 'forward';
  }
  if (isMiddle(along)) return 'middle';
  return along < 0.5 ? 'back' : 'forward';
}

const SWIPE_DISTANCE = 36;
const SWIPE_SPEED = 0.35;
const TAP_DISTANCE = 10;
/** A finger held longer wants to select, not to turn. */
const TAP_MS = 450;

/** What a finished drag meant: a swipe to the left turns forward when writing runs to the right. */
export function swipeOf(dx: number, dy: number, duration: number, reversed: boolean): Direction | null {
  if (Math.abs(dx) <= 1.2 * Math.abs(dy)) return null;
  const fast = Math.abs(dx) > TAP_DISTANCE && Math.abs(dx) / Math.max(duration, 1) > SWIPE_SPEED;
  if (Math.abs(dx) < SWIPE_DISTANCE && !fast) return null;
  return dx < 0 !== reversed ? 1 : -1;
}

const WHEEL_THRESHOLD = 40;
const WHEEL_PAUSE_MS = 180;

/** Turns a stream of wheel events into single turns; a touchpad's long tail is one turn. */
export class WheelTurns {
  private sum = 0;
  private last = Number.NEGATIVE_INFINITY;
  private spent = false;

  feed(delta: number, time: number): Direction | null {
    if (time - this.last > WHEEL_PAUSE_MS) {
      this.sum = 0;
      this.spent = false;
    }
    this.last = time;
    if (this.spent) return null;
    this.sum += delta;
    if (Math.abs(this.sum) < WHEEL_THRESHOLD) return null;
    this.spent = true;
    return this.sum > 0 ? 1 : -1;
  }
}

export interface GestureEvents {
  turn(direction: Direction): void;
  middle(): void;
  taps(): Taps;
  /** Moves the page with the finger; 0 puts it back. */
  drag(distance: number): void;
  /** Whether a tap at a point of the screen was for something that stands there. */
  taken(x: number, y: number): boolean;
}

const INTERACTIVE = 'a, button, input, select, textarea, label, summary, [role="dialog"], [data-tap]';

interface Press {
  x: number;
  y: number;
  time: number;
  id: number;
  touch: boolean;
  /** May become a swipe. */
  swipes: boolean;
  selected: boolean;
}

/** From the very edge of a screen one swipes back or away by the system's own gesture. */
const SYSTEM_EDGE = 20;
const startsAtEdge = (x: number): boolean => x < SYSTEM_EDGE || x > innerWidth - SYSTEM_EDGE;

function selecting(): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed;
}

/** Listens on the page; returns what takes the listeners away. */
export function listenGestures(
  view: HTMLElement,
  reversed: () => boolean,
  scrolls: boolean,
  events: GestureEvents,
): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let from: Press | null = null;
  let dragging = false;

  const end = () => {
    from = null;
    if (dragging) events.drag(0);
    dragging = false;
  };

  view.addEventListener(
    'pointerdown',
    (event) => {
      if (!event.isPrimary) return end();
      if (event.button !== 0 || (event.target as Element).closest(INTERACTIVE)) return;
      const touch = event.pointerType !== 'mouse';
      from = {
        x: event.clientX,
        y: event.clientY,
        time: event.timeStamp,
        id: event.pointerId,
        touch,
        swipes:
          touch &&
          !scrolls &&
          !startsAtEdge(event.clientX) &&
          !(event.target as Element).closest('[data-scrolls]'),
        selected: selecting(),
      };
    },
    { signal },
  );
  view.addEventListener(
    'pointermove',
    (event) => {
      if (from?.id !== event.pointerId || !from.swipes || selecting()) return;
      const dx = event.clientX - from.x;
      const dy = event.clientY - from.y;
      if (!dragging && (Math.abs(dx) < TAP_DISTANCE || Math.abs(dx) < Math.abs(dy))) return;
      dragging = true;
      events.drag(dx);
    },
    { signal },
  );
  view.addEventListener(
    'pointerup',
    (event) => {
      if (from?.id !== event.pointerId) return;
      const start = from;
      const dx = event.clientX - start.x;
      const dy = event.clientY - start.y;
      end();
      if (selecting()) return;
      const direction = start.swipes ? swipeOf(dx, dy, event.timeStamp - start.time, reversed()) : null;
      if (direction !== null) return events.turn(direction);
      if (Math.hypot(dx, dy) > TAP_DISTANCE) return;
      if (start.touch && event.timeStamp - start.time > TAP_MS) return;
      // The tap that only takes a selection away turns nothing.
      if (start.selected) return;
      if (events.taken(event.clientX, event.clientY)) return;
      if (scrolls) return events.middle();
      const box = view.getBoundingClientRect();
      const along = (event.clientX - box.left) / box.width;
      const across = (event.clientY - box.top) / box.height;
      const zone = zoneOf(reversed() ? 1 - along : along, across, events.taps());
      if (zone === 'middle') events.middle();
      else events.turn(zone === 'forward' ? 1 : -1);
    },
    { signal },
  );
  view.addEventListener('pointercancel', end, { signal });
  if (scrolls) return () => stop.abort();
  const wheel = new WheelTurns();
  view.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || (event.target as Element).closest('[data-scrolls]')) return;
      event.preventDefault();
      const main = Math.abs(event.deltaY) >= Math.abs(event.deltaX);
      const delta = main ? event.deltaY : event.deltaX * (reversed() ? -1 : 1);
      const direction = wheel.feed(event.deltaMode === 1 ? delta * 16 : delta, event.timeStamp);
      if (direction !== null) events.turn(direction);
    },
    { signal, passive: false },
  );
  return () => stop.abort();
}
