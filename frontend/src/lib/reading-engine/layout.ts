/** Pages by CSS columns: sizes first as plain numbers, then measured along logical axes. */

import type { ColumnChoice, Typography } from './types';

export interface Viewport {
  /** Extent along the inline axis (the width of horizontal writing). */
  inline: number;
  /** Extent along the block axis. */
  block: number;
}

export interface Geometry {
  columns: 1 | 2;
  column: number;
  margin: number;
  /** How far one page lies from the next along the inline axis; equals the viewport. */
  step: number;
  block: number;
  blockMargin: number;
}

const PHONE = 600;
const NARROWEST_OF_TWO = 30;
const NARROWEST_MARGIN = 12;
const LOWEST_MARGIN = 34;

/**
 * Sizes of a page. The gap between columns is twice the margin, so that pages tile the
 * viewport without a rest and the margins have room for the lozenges.
 */
export function computeGeometry(
  viewport: Viewport,
  fontSize: number,
  measure: number,
  choice: ColumnChoice,
  margins = 1,
): Geometry {
  const phone = viewport.inline < PHONE;
  const usual = phone ? Math.max(1.25 * fontSize, 20) : Math.max(2.5 * fontSize, 44);
  const least = Math.round(Math.max(usual * margins, NARROWEST_MARGIN));
  const roomForTwo = viewport.inline >= 2 * (NARROWEST_OF_TWO * fontSize + 2 * least);
  const two = choice === 'two' ? viewport.inline >= 2 * (16 * fontSize + 2 * least) : roomForTwo;
  const columns = choice !== 'one' && two ? 2 : 1;
  const share = Math.floor(viewport.inline / columns);
  const column = Math.max(1, Math.min(Math.floor(measure * fontSize), share - 2 * least));
  const margin = (viewport.inline / columns - column) / 2;
  const usualBlock = phone ? Math.max(1.9 * fontSize, 34) : Math.max(2.6 * fontSize, 48);
  // What is said at the foot of the page stands in this margin and keeps its room.
  const blockMargin = Math.round(Math.max(usualBlock * margins, LOWEST_MARGIN));
  const block = Math.max(Math.floor(viewport.block - 2 * blockMargin), 4 * fontSize);
  return { columns, column, margin, step: viewport.inline, block, blockMargin };
}

export interface Axis {
  vertical: boolean;
  /** The inline axis runs to the left, or up. */
  reversed: boolean;
  /** Lines follow each other to the left. */
  blockReversed: boolean;
}

/** The axes along which the text of an element runs. */
export function axisOf(element: HTMLElement): Axis {
  const { writingMode, direction } = getComputedStyle(element);
  return {
    vertical: writingMode.startsWith('vertical'),
    reversed: direction === 'rtl',
    blockReversed: writingMode === 'vertical-rl',
  };
}

/** Whether the page that follows lies to the left of the one shown, as one leafs through such a book. */
export const turnsLeft = ({ vertical, reversed, blockReversed }: Axis): boolean =>
  vertical ? blockReversed : reversed;

/** The extents of a box along these axes. */
export function viewportOf({ clientWidth, clientHeight }: HTMLElement, axis: Axis): Viewport {
  return axis.vertical
    ? { inline: clientHeight, block: clientWidth }
    : { inline: clientWidth, block: clientHeight };
}

/** Writes a geometry where the style sheet reads it. */
export function writeGeometry(view: HTMLElement, geometry: Geometry): void {
  const set = (name: string, value: string) => view.style.setProperty(name, value);
  set('--re-columns', String(geometry.columns));
  set('--re-column', `${geometry.column}px`);
  set('--re-margin', `${geometry.margin}px`);
  set('--re-block', `${geometry.block}px`);
  set('--re-block-margin', `${geometry.blockMargin}px`);
}

/** Where a rectangle begins along the inline axis, counted from the edge of the sheet's first page. */
export function inlineStart(rect: DOMRect, sheet: DOMRect, axis: Axis): number {
  if (axis.vertical) return axis.reversed ? sheet.bottom - rect.bottom : rect.top - sheet.top;
  return axis.reversed ? sheet.right - rect.right : rect.left - sheet.left;
}

/** The page a position on the inline axis belongs to; the tolerance takes up rounding. */
export function pageAt(position: number, step: number): number {
  return Math.max(0, Math.floor((position + 1) / step));
}

/** The scrolled box, its columns and the pages in it. */
export class PageLayout {
  geometry: Geometry = computeGeometry({ inline: 1, block: 1 }, 16, 34, 'one');
  axis: Axis = { vertical: false, reversed: false, blockReversed: false };
  pages = 1;
  page = 0;
  private viewport: Viewport = { inline: 1, block: 1 };

  readonly view: HTMLElement;
  readonly sheet: HTMLElement;
  readonly flow: HTMLElement;
  private readonly rest: HTMLElement;

  constructor(view: HTMLElement, sheet: HTMLElement, flow: HTMLElement, rest: HTMLElement) {
    this.view = view;
    this.sheet = sheet;
    this.flow = flow;
    this.rest = rest;
  }

  /** The sheet moves with scrolling, drags and slides, so what is measured from it stays true during them. */
  get origin(): DOMRect {
    return this.sheet.getBoundingClientRect();
  }

  /** Takes the measure of the screen. */
  measure(): void {
    this.axis = axisOf(this.flow);
    this.viewport = viewportOf(this.view, this.axis);
  }

  /** Lays the text out anew and counts its pages; the caller restores the place. */
  apply({ fontSize, measure, columns, margins }: Typography): void {
    this.geometry = computeGeometry(this.viewport, fontSize, measure, columns, margins);
    writeGeometry(this.view, this.geometry);
    this.count();
  }

  /** Counts the pages again after something was put into the flow or taken out. */
  count(): void {
    const last = this.lastRect();
    const position = last ? inlineStart(last, this.origin, this.axis) : 0;
    this.pages = pageAt(position, this.geometry.step) + 1;
    // The scrolled area must reach the end of the last page even where its columns are empty.
    this.rest.style.insetInlineStart = `${this.pages * this.geometry.step - 1}px`;
  }

  private lastRect(): DOMRect | null {
    let node: Element | null = this.flow;
    let rect: DOMRect | null = null;
    while (node) {
      let child: Element | null = node.lastElementChild;
      while (child && child.getClientRects().length === 0) child = child.previousElementSibling;
      if (!child || getComputedStyle(child).display.startsWith('inline')) break;
      const rects: DOMRectList = child.getClientRects();
      rect = rects[rects.length - 1] ?? rect;
      if (child.matches('.re-wide, table, img, figure')) break;
      node = child;
    }
    return rect;
  }

  /** The page that shows the beginning of `rect`. */
  pageOf(rect: DOMRect, origin: DOMRect = this.origin): number {
    return pageAt(inlineStart(rect, origin, this.axis), this.geometry.step);
  }

  /** The page the view stands at, also when the browser scrolled it for its own reasons. */
  get scrolledPage(): number {
    const distance = Math.abs(this.axis.vertical ? this.view.scrollTop : this.view.scrollLeft);
    return Math.round(distance / this.geometry.step);
  }

  get aligned(): boolean {
    const { scrollLeft, scrollTop } = this.view;
    const [inline, block] = this.axis.vertical ? [scrollTop, scrollLeft] : [scrollLeft, scrollTop];
    return Math.abs(Math.abs(inline) - this.page * this.geometry.step) < 1 && block === 0;
  }

  /** Shows a page, at once. */
  show(page: number): void {
    this.page = Math.min(Math.max(page, 0), this.pages - 1);
    const distance = this.page * this.geometry.step * (this.axis.reversed ? -1 : 1);
    if (this.axis.vertical) this.view.scrollTo(0, distance);
    else this.view.scrollTo(distance, 0);
  }
}
