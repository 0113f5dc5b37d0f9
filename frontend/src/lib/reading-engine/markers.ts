/** Lozenges in the margin: real buttons, one for each described passage, placed from its words. */

import { inlineStart } from './layout';
import type { OffsetMap } from './offsets';
import { sameStretch, stretchKey } from './stretch';
import type { Ground } from './surface';
import type { EngineMark, Stretch } from './types';

const SIZE = 36;
const SEPARATION = 26;

interface Marker {
  mark: EngineMark;
  button: HTMLButtonElement;
  page: number;
}

/** Pushes positions in one column apart so that no button covers another. */
export function spread(tops: readonly number[], separation: number): number[] {
  const result: number[] = [];
  for (const top of tops) {
    const previous = result[result.length - 1];
    result.push(previous === undefined ? top : Math.max(top, previous + separation));
  }
  return result;
}

export class Markers {
  private markers: Marker[] = [];
  private open: readonly Stretch[] = [];

  private readonly overlay: HTMLElement;
  private readonly pressed: (mark: Stretch) => void;

  constructor(overlay: HTMLElement, pressed: (mark: Stretch) => void) {
    this.overlay = overlay;
    this.pressed = pressed;
  }

  get marks(): readonly EngineMark[] {
    return this.markers.map((marker) => marker.mark);
  }

  /** Replaces the marks; a button that stays keeps its focus. */
  set(marks: readonly EngineMark[]): void {
    const kept = new Map(this.markers.map((marker) => [stretchKey(marker.mark), marker]));
    this.markers = marks.map((mark) => {
      const known = kept.get(stretchKey(mark));
      kept.delete(stretchKey(mark));
      const button = known?.button ?? this.create(mark);
      button.dataset.state = mark.state;
      button.dataset.weight = mark.weight;
      button.setAttribute('aria-label', mark.label);
      return { mark, button, page: known?.page ?? -1 };
    });
    for (const marker of kept.values()) marker.button.remove();
    this.order();
    this.showOpen(this.open);
  }

  /** The keyboard goes through the buttons as the text does; one that is in its place is not touched. */
  private order(): void {
    let next = this.overlay.querySelector('.re-mark');
    for (const { button } of this.markers) {
      if (button === next) next = button.nextElementSibling;
      else this.overlay.insertBefore(button, next);
    }
  }

  private create({ start, length }: Stretch): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 're-mark';
    button.dataset.start = String(start);
    button.dataset.length = String(length);
    button.append(document.createElement('span'));
    button.addEventListener('click', (event) => {
      event.stopPropagation();
      this.pressed({ start, length });
    });
    return button;
  }

  /** Tells which passages have their picture open in the text. */
  showOpen(passages: readonly Stretch[]): void {
    this.open = passages;
    for (const { mark, button } of this.markers) {
      button.setAttribute('aria-expanded', String(passages.some((passage) => sameStretch(passage, mark))));
    }
  }

  /** Puts every button beside its passage's first line; call it after each change of layout. */
  place(map: OffsetMap, ground: Ground, origin: DOMRect): void {
    const { geometry, axis } = ground;
    const share = geometry.step / geometry.columns;
    const columns = new Map<number, { marker: Marker; block: number }[]>();
    for (const marker of this.markers) {
      const rect = map.rangeAt(marker.mark.start)?.getClientRects()[0];
      if (!rect) continue;
      marker.page = ground.pageOf(rect, origin);
      const column = Math.floor((inlineStart(rect, origin, axis) + 1) / share);
      const block = axis.vertical
        ? (axis.blockReversed ? origin.right - rect.right : rect.left - origin.left) + (rect.width - SIZE) / 2
        : rect.top - origin.top + (rect.height - SIZE) / 2;
      const list = columns.get(column) ?? [];
      list.push({ marker, block });
      columns.set(column, list);
    }
    const size = Math.min(SIZE, Math.max(20, Math.floor(geometry.margin)));
    // Narrow margins: the button's middle lies in the margin's; wide ones: close to the words.
    const centre = Math.min(geometry.margin / 2, 24);
    for (const [column, list] of columns) {
      const blocks = spread(
        list.map(({ block }) => block),
        SEPARATION,
      );
      const inline = (column + 1) * share - geometry.margin + centre - size / 2;
      list.forEach(({ marker: { button } }, index) => {
        button.style.inlineSize = `${size}px`;
        button.style.insetInlineStart = `${inline}px`;
        button.style.insetBlockStart = `${blocks[index] ?? 0}px`;
      });
    }
    this.showPage(ground.page);
  }

  /** Only the buttons of the page shown can be seen and reached. */
  showPage(page: number): void {
    for (const marker of this.markers) marker.button.hidden = marker.page !== page;
  }

  /** Marks whose lozenge stands on a page. */
  onPage(page: number): EngineMark[] {
    return this.markers.filter((marker) => marker.page === page).map((marker) => marker.mark);
  }

  buttonOf(mark: Stretch): HTMLButtonElement | null {
    return this.markers.find((marker) => sameStretch(marker.mark, mark))?.button ?? null;
  }
}
