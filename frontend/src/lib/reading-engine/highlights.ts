/** What is highlighted in the text: washes under described passages, and groups that others name. */

import type { OffsetMap } from './offsets';
import { PaintedSet } from './painted';
import type { EngineMark, HighlightHit, HighlightRange, MarkWeight } from './types';

/** A chapter in the document, as far as highlighting has to know it. */
export interface Canvas {
  chapter: string;
  map: OffsetMap;
  overlay: HTMLElement;
}

const WEIGHTS: readonly MarkWeight[] = ['few', 'normal', 'many', 'own'];

/** The washes of all weights: the more a passage shows, the more can be seen of its wash. */
export class Washes {
  private readonly washes = WEIGHTS.map((weight) => ({ weight, set: new PaintedSet(`described-${weight}`) }));

  /** Replaces the passages of one chapter. */
  show({ chapter, map, overlay }: Canvas, marks: readonly EngineMark[]): void {
    for (const { weight, set } of this.washes) {
      set.show(
        chapter,
        map,
        overlay,
        marks.filter((mark) => mark.weight === weight),
      );
    }
  }

  follow(chapter: string): void {
    for (const { set } of this.washes) set.follow(chapter);
  }

  remove(chapter: string): void {
    for (const { set } of this.washes) set.remove(chapter);
  }

  clear(): void {
    for (const { set } of this.washes) set.clear();
  }
}

interface Group {
  set: PaintedSet;
  ranges: Map<string, readonly HighlightRange[]>;
}

/** A finger is not a pen: a tap this close to a line still means it. */
const NEAR = 4;

const contains = (rect: DOMRect, x: number, y: number): boolean =>
  x >= rect.left - NEAR && x <= rect.right + NEAR && y >= rect.top - NEAR && y <= rect.bottom + NEAR;

/** Named groups of highlighted ranges. What is told of a chapter is kept for when it is shown again. */
export class HighlightGroups {
  private readonly groups = new Map<string, Group>();
  private readonly shown = new Map<string, Canvas>();

  /** Replaces a group's ranges in one chapter, shown or not. */
  set(name: string, chapter: string, ranges: readonly HighlightRange[]): void {
    let group = this.groups.get(name);
    if (!group) {
      group = { set: new PaintedSet(name), ranges: new Map() };
      this.groups.set(name, group);
    }
    if (ranges.length === 0) group.ranges.delete(chapter);
    else group.ranges.set(chapter, ranges);
    const canvas = this.shown.get(chapter);
    if (canvas) group.set.show(chapter, canvas.map, canvas.overlay, ranges);
  }

  /** Takes a group away from all chapters. */
  drop(name: string): void {
    this.groups.get(name)?.set.clear();
    this.groups.delete(name);
  }

  /** A chapter came into the document, or its text was made anew. */
  show(canvas: Canvas): void {
    this.shown.set(canvas.chapter, canvas);
    for (const { set, ranges } of this.groups.values()) {
      set.show(canvas.chapter, canvas.map, canvas.overlay, ranges.get(canvas.chapter) ?? []);
    }
  }

  follow(chapter: string): void {
    for (const { set } of this.groups.values()) set.follow(chapter);
  }

  remove(chapter: string): void {
    if (!this.shown.delete(chapter)) return;
    for (const { set } of this.groups.values()) set.remove(chapter);
  }

  clear(): void {
    for (const { set } of this.groups.values()) set.clear();
    this.groups.clear();
    this.shown.clear();
  }

  /** What is highlighted at a point of the screen, in a chapter shown: the shortest of several. */
  at(chapter: string, offset: number, x: number, y: number): HighlightHit | null {
    const map = this.shown.get(chapter)?.map;
    if (!map) return null;
    let found: HighlightHit | null = null;
    for (const [group, { ranges }] of this.groups) {
      for (const range of ranges.get(chapter) ?? []) {
        // The caret may stand on either side of the character that was touched.
        if (offset < range.start - 1 || offset > range.start + range.length) continue;
        if (found && found.length <= range.length) continue;
        const rects = map.pieces(range.start, range.start + range.length);
        const touched = rects.some((piece) =>
          [...piece.getClientRects()].some((rect) => contains(rect, x, y)),
        );
        if (touched) found = { ...range, group, chapter };
      }
    }
    return found;
  }
}
