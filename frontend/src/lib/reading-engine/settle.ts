/** Where a figure that waits behind the page shown stands best: not behind half a page of nothing. */

import { inlineStart, type PageLayout, pageAt } from './layout';

/** How much of a column may stay empty before a figure that did not fit into it. */
const LARGEST_GAP = 0.2;
/** Shares of the page a figure may take, the one of the style sheet first. */
const ROOMS = [null, 0.42, 0.32] as const;
const MOST_BLOCKS = 4;
const NOT_BEHIND = 'h1, h2, h3, h4, h5, h6, hr, .re-figure';

function setRoom(figure: HTMLElement, room: number | null): void {
  if (room === null) figure.style.removeProperty('--re-figure-room');
  else figure.style.setProperty('--re-figure-room', String(room));
}

/** The share of a column that stays empty before a figure. */
function gapBefore(figure: HTMLElement, layout: PageLayout): number {
  const { axis, geometry, origin } = layout;
  const rects = figure.previousElementSibling?.getClientRects();
  const last = rects?.[rects.length - 1];
  const first = figure.getClientRects()[0];
  if (axis.vertical || !last || !first) return 0;
  const column = (rect: DOMRect) => pageAt(inlineStart(rect, origin, axis), geometry.step / geometry.columns);
  if (column(last) === column(first)) return 0;
  const end = layout.view.getBoundingClientRect().top + geometry.blockMargin + geometry.block;
  return (end - last.bottom) / geometry.block;
}

/** Moves a figure behind the next block; false when there is none. */
function moveOn(figure: HTMLElement): boolean {
  let next = figure.nextElementSibling;
  while (next?.matches(NOT_BEHIND)) next = next.nextElementSibling;
  next?.after(figure);
  return next !== null;
}

/** Lets a figure be a little smaller or stand a paragraph further on, if a page would stay half empty. */
export function settle(figure: HTMLElement, layout: PageLayout): void {
  const first = figure.previousElementSibling;
  for (let block = 0; block < MOST_BLOCKS; block += 1) {
    for (const room of ROOMS) {
      setRoom(figure, room);
      if (gapBefore(figure, layout) <= LARGEST_GAP) return;
    }
    if (!moveOn(figure)) break;
  }
  setRoom(figure, null);
  first?.after(figure);
}
