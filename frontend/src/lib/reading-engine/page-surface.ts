/** A chapter in pages: CSS columns as wide as the screen, turned one after another. */

import { PageLayout } from './layout';
import type { Piece } from './piece';
import { settle } from './settle';
import type { Followed, Ground, Shown, Surface } from './surface';
import type { Direction, Typography } from './types';
import { VisibleText } from './visible';

export class PageSurface implements Surface {
  readonly layout: PageLayout;
  private readonly rest: HTMLElement;
  private piece: Piece | null = null;
  private visible: VisibleText | null = null;

  constructor(view: HTMLElement, sheet: HTMLElement, flow: HTMLElement) {
    this.rest = document.createElement('div');
    this.rest.className = 're-rest';
    this.rest.setAttribute('aria-hidden', 'true');
    sheet.append(this.rest);
    this.layout = new PageLayout(view, sheet, flow, this.rest);
  }

  get ground(): Ground {
    return this.layout;
  }

  get pieces(): readonly Piece[] {
    return this.piece ? [this.piece] : [];
  }

  get current(): Piece | null {
    return this.piece;
  }

  get atEnd(): boolean {
    return false;
  }

  get stride(): number {
    return this.layout.geometry.step;
  }

  open(piece: Piece): void {
    if (this.piece !== piece) this.piece?.remove();
    this.piece = piece;
    this.layout.flow.replaceChildren(piece.root);
    this.layout.sheet.insertBefore(piece.overlay, this.rest);
  }

  measure(): void {
    this.layout.measure();
  }

  apply(typography: Typography): void {
    this.layout.apply(typography);
    this.measured();
  }

  recount(): void {
    this.layout.count();
    this.measured();
  }

  private measured(): void {
    this.visible = this.piece && new VisibleText(this.piece.map, this.layout);
  }

  show(at: number | 'end'): number {
    if (!this.visible) return 0;
    if (at === 'end') {
      this.layout.show(this.layout.pages - 1);
      return this.visible.startOf(this.layout.page);
    }
    const place = Math.max(0, at);
    this.layout.show(this.visible.pageOf(place));
    return place;
  }

  keep(place: number): void {
    this.show(place);
  }

  turn(direction: Direction): number | null {
    const page = this.layout.page + direction;
    if (!this.visible || page < 0 || page >= this.layout.pages) return null;
    this.layout.show(page);
    return this.visible.startOf(page);
  }

  nudge(): void {
    // A page has no half way.
  }

  shown(): Shown {
    const { page, pages } = this.layout;
    if (!this.visible || !this.piece) return { page, pages, start: 0, end: 0 };
    const { source, map } = this.piece;
    const last = page + 1 >= pages;
    return {
      page,
      pages,
      start: this.visible.startOf(page),
      end: last ? (source.chars ?? map.end) : this.visible.startOf(page + 1),
    };
  }

  unseen(): number {
    return this.shown().end;
  }

  sees(box: HTMLElement): boolean {
    const rects = box.getClientRects();
    const first = rects[0];
    return rects.length === 1 && first !== undefined && this.layout.pageOf(first) === this.layout.page;
  }

  settle(figure: HTMLElement): void {
    settle(figure, this.layout);
  }

  /** The browser went to a focused link or a found word: stand on a whole page there. */
  followed(selecting: boolean): Followed | null {
    if (this.layout.aligned) return null;
    const before = this.layout.page;
    // A selection drawn over the edge would pull the next page in with it.
    if (selecting) {
      this.layout.show(before);
      return null;
    }
    this.layout.show(Math.min(this.layout.scrolledPage, this.layout.pages - 1));
    const { page } = this.layout;
    if (page === before || !this.visible) return null;
    return { place: this.visible.startOf(page), cause: 'browser', direction: page > before ? 1 : -1 };
  }

  originOf(): DOMRect {
    return this.layout.origin;
  }

  close(): void {
    this.piece?.remove();
    this.piece = null;
    this.visible = null;
    this.rest.remove();
    this.layout.view.scrollTo(0, 0);
  }
}
