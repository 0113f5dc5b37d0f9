/** What it is to show chapters on the screen, in pages or as one long scroll. */

import type { Axis, Geometry } from './layout';
import type { Piece } from './piece';
import type { Direction, MoveCause, Typography } from './types';

/** The part of the current chapter that is on the screen. */
export interface Shown {
  page: number;
  pages: number;
  start: number;
  end: number;
}

/** Where the reader came by scrolling, and what that was. */
export interface Followed {
  place: number;
  cause: Extract<MoveCause, 'turn' | 'browser'>;
  direction: Direction;
}

/** Where lozenges are placed: the sizes of the page and how far its parts are from its edge. */
export interface Ground {
  readonly axis: Axis;
  readonly geometry: Geometry;
  readonly page: number;
  pageOf(rect: DOMRect, origin: DOMRect): number;
}

export interface Surface {
  readonly ground: Ground;
  /** Chapters in the document, in reading order. */
  readonly pieces: readonly Piece[];
  /** The chapter that holds the place being read. */
  readonly current: Piece | null;
  /** Shows one chapter alone; the caller lays it out and says where. */
  open(piece: Piece): void;
  /** Takes the measure of the screen, before anything is changed that would have to be laid out first. */
  measure(): void;
  /** Lays the text out by these settings. */
  apply(typography: Typography): void;
  /** Measures again after something was put into the text or taken out. */
  recount(): void;
  /** Shows a place of the current chapter, or its end; tells the place that it is. */
  show(at: number | 'end'): number;
  /** Shows the same place after a change of layout, where on the screen it stood. */
  keep(place: number): void;
  /** One screenful on or back; the new place, or null where nothing more is in the document. */
  turn(direction: Direction): number | null;
  /** A few lines on or back, where the surface has lines to move by. */
  nudge(direction: Direction): void;
  /** What is on the screen. */
  shown(): Shown;
  /** First offset of the current chapter of which nothing is on the screen. */
  unseen(): number;
  /** Whether a box put into the text begins on the screen, in one piece. */
  sees(box: HTMLElement): boolean;
  /** Lets a figure that was put behind the screen find its best stand there. */
  settle(figure: HTMLElement): void;
  /** What the browser's own scrolling means; null when it means nothing. */
  followed(selecting: boolean): Followed | null;
  /** The point from which the overlay of a chapter is measured. */
  originOf(piece: Piece): DOMRect;
  /** Whether the end of what is in the document is on the screen and more would be scrolled to. */
  readonly atEnd: boolean;
  /** How far the last turn moved the text, along the axis it moves on. */
  readonly stride: number;
  /** Takes everything out of the document. */
  close(): void;
}
