/** Figures put between the paragraphs; they are no text of the book and no offset knows of them. */

import type { OffsetMap } from './offsets';

const WHOLES = 'ul, ol, table, figure, pre, .poem, .stanza, .epigraph, .cite';

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

/** Figures open in the chapter shown, by the offset where their passage begins. */
export class Figures {
  private readonly open = new Map<number, HTMLElement>();

  get starts(): ReadonlySet<number> {
    return new Set(this.open.keys());
  }

  get(start: number): HTMLElement | undefined {
    return this.open.get(start);
  }

  /** Puts a figure in its place; false when the chapter has no such place. */
  insert(map: OffsetMap, start: number, end: number, figure: HTMLElement): boolean {
    const place = placeFor(map, end);
    if (!place) return false;
    this.remove(start);
    figure.dataset.inert = '';
    figure.dataset.start = String(start);
    figure.classList.add('re-figure');
    // Two passages of one paragraph: their pictures stand in the order of the passages.
    let after: Element = place;
    for (let next = after.nextElementSibling; next?.matches('.re-figure'); next = next.nextElementSibling) {
      if (Number((next as HTMLElement).dataset.start) > start) break;
      after = next;
    }
    after.after(figure);
    this.open.set(start, figure);
    return true;
  }

  remove(start: number): boolean {
    const figure = this.open.get(start);
    figure?.remove();
    return this.open.delete(start);
  }

  /** Forgets the figures of a chapter that left the screen with them. */
  adopt(content: HTMLElement): void {
    this.open.clear();
    for (const figure of content.querySelectorAll<HTMLElement>('.re-figure')) {
      this.open.set(Number(figure.dataset.start), figure);
    }
  }
}
