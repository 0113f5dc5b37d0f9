/** Figures put between the paragraphs; they are no text of the book and no offset knows of them. */

import type { OffsetMap } from './offsets';
import { stretchKey } from './stretch';
import type { Stretch } from './types';

const WHOLES = 'ul, ol, .re-wide, table, figure, pre, .poem, .stanza, .epigraph, .cite';

/** The element a figure goes behind: the block that holds the passage's end, or the whole it is part of. */
export function placeFor(map: OffsetMap, end: number): HTMLElement | null {
  const block = map.blockAt(Math.max(0, end - 1));
  if (!block) return null;
  let place = block;
  for (let at: HTMLElement | null = block; at && at !== map.root; at = at.parentElement) {
    if (at.matches(WHOLES)) place = at;
  }
  return place;
}

const stretchOf = (figure: HTMLElement): Stretch => ({
  start: Number(figure.dataset.start),
  length: Number(figure.dataset.length),
});

/** Figures open in the chapter shown, by their passages. */
export class Figures {
  private readonly open = new Map<string, HTMLElement>();

  get stretches(): Stretch[] {
    return [...this.open.values()].map(stretchOf);
  }

  /** Those that stand under their own paragraphs, and not on a page further on. */
  get inPlace(): Stretch[] {
    return [...this.open.values()].filter((figure) => !('ahead' in figure.dataset)).map(stretchOf);
  }

  get(passage: Stretch): HTMLElement | undefined {
    return this.open.get(stretchKey(passage));
  }

  /**
   * Puts a figure behind the paragraph where its passage ends, or behind the one at `ahead` where that
   * comes later; false when the chapter has no such place.
   */
  insert(map: OffsetMap, passage: Stretch, figure: HTMLElement, ahead = 0): boolean {
    const end = passage.start + passage.length;
    const place = placeFor(map, Math.max(end, ahead));
    if (!place) return false;
    this.remove(passage);
    if (ahead > end) figure.dataset.ahead = '';
    else delete figure.dataset.ahead;
    figure.dataset.inert = '';
    figure.dataset.start = String(passage.start);
    figure.dataset.length = String(passage.length);
    figure.classList.add('re-figure');
    // Two passages of one paragraph: their pictures stand in the order of the passages.
    let after: Element = place;
    for (let next = after.nextElementSibling; next?.matches('.re-figure'); next = next.nextElementSibling) {
      if (stretchOf(next as HTMLElement).start > passage.start) break;
      after = next;
    }
    after.after(figure);
    this.open.set(stretchKey(passage), figure);
    return true;
  }

  remove(passage: Stretch): boolean {
    const key = stretchKey(passage);
    this.open.get(key)?.remove();
    return this.open.delete(key);
  }

  /** Forgets the figures of a chapter that left the screen with them. */
  adopt(content: HTMLElement): void {
    this.open.clear();
    for (const figure of content.querySelectorAll<HTMLElement>('.re-figure')) {
      this.open.set(stretchKey(stretchOf(figure)), figure);
    }
  }
}
