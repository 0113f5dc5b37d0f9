/** Chapters made ready ahead of the reader, and the way back after a jump. */

import type { ChapterSource, Place } from './types';

/** A chapter whose DOM is made: clean, hyphenated, waiting to be laid out. */
export interface PreparedChapter {
  source: ChapterSource;
  content: HTMLElement;
}

/** Keeps the chapter being read and its neighbours ready; forgets those farthest from use. */
export class ChapterShelf {
  private readonly shelf = new Map<string, Promise<PreparedChapter>>();

  private readonly prepare: (id: string) => Promise<PreparedChapter>;
  private readonly capacity: number;

  constructor(prepare: (id: string) => Promise<PreparedChapter>, capacity = 5) {
    this.prepare = prepare;
    this.capacity = capacity;
  }

  /** The chapter, made ready now if it was not; a failure is not remembered. */
  get(id: string): Promise<PreparedChapter> {
    const known = this.shelf.get(id);
    if (known) {
      // Taken out and put in again: the map's order is the order of last use.
      this.shelf.delete(id);
      this.shelf.set(id, known);
      return known;
    }
    const made = this.prepare(id);
    this.shelf.set(id, made);
    made.catch(() => {
      if (this.shelf.get(id) === made) this.shelf.delete(id);
    });
    for (const oldest of this.shelf.keys()) {
      if (this.shelf.size <= this.capacity) break;
      this.shelf.delete(oldest);
    }
    return made;
  }

  /** Makes chapters ready without waiting; what fails will be tried again when it is needed. */
  preload(ids: readonly (string | null)[]): void {
    for (const id of ids) {
      if (id !== null && !this.shelf.has(id)) this.get(id).catch(() => undefined);
    }
  }

  forget(): void {
    this.shelf.clear();
  }
}

/** Where the reader was before a jump, and whether that was reading on. */
export interface Step extends Place {
  jumped: boolean;
}

/** The way back after jumps: a stack with a bottom, for no one goes back fifty jumps. */
export class JumpHistory {
  private readonly steps: Step[] = [];

  private readonly depth: number;

  constructor(depth = 20) {
    this.depth = depth;
  }

  push(step: Step): void {
    this.steps.push(step);
    if (this.steps.length > this.depth) this.steps.shift();
  }

  pop(): Step | null {
    return this.steps.pop() ?? null;
  }

  get last(): Step | null {
    return this.steps[this.steps.length - 1] ?? null;
  }

  clear(): void {
    this.steps.length = 0;
  }
}

interface Counted {
  id: string;
  chars: number;
}

/** The whole book as one line of characters: progress, ticks, page numbers. */
export class BookScale {
  private readonly before = new Map<string, number>();
  readonly total: number;

  private readonly chapters: readonly Counted[];

  constructor(chapters: readonly Counted[]) {
    this.chapters = chapters;
    let sum = 0;
    for (const { id, chars } of chapters) {
      this.before.set(id, sum);
      sum += chars;
    }
    this.total = sum;
  }

  /** Characters of the book before a place. */
  charsBefore(place: Place): number {
    return (this.before.get(place.chapter) ?? 0) + place.offset;
  }

  /** Share of the book before a place, 0 to 1. */
  progress(place: Place): number {
    return this.total > 0 ? Math.min(1, this.charsBefore(place) / this.total) : 0;
  }

  /** The place a share of the book falls on. */
  placeAt(progress: number): Place | null {
    const wanted = Math.min(Math.max(progress, 0), 1) * this.total;
    let place: Place | null = null;
    for (const { id, chars } of this.chapters) {
      const before = this.before.get(id) ?? 0;
      if (place && before > wanted) break;
      if (chars > 0 || !place) {
        place = {
          chapter: id,
          offset: Math.min(Math.max(0, Math.round(wanted - before)), Math.max(0, chars - 1)),
        };
      }
    }
    return place;
  }

  /** A page number that is the same on every screen and in every size of type. */
  pageNumber(place: Place): number {
    return Math.floor(this.charsBefore(place) / CHARACTERS_OF_A_PAGE) + 1;
  }

  /** Whether `place` lies behind `other` in reading order. */
  isBehind(place: Place, other: Place): boolean {
    return this.charsBefore(place) > this.charsBefore(other);
  }

  /** The chapter's place in reading order; -1 for one that is not in the book. */
  numberOf(chapter: string): number {
    return this.chapters.findIndex(({ id }) => id === chapter);
  }

  charsOf(chapter: string): number {
    return this.chapters.find(({ id }) => id === chapter)?.chars ?? 0;
  }

  knows(chapter: string): boolean {
    return this.before.has(chapter);
  }
}

const CHARACTERS_OF_A_PAGE = 1500;
