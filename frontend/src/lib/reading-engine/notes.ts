/** A note near its mark: a popover where there is room, a sheet at the bottom of a phone. */

const GAP = 10;
const EDGE = 12;
const PHONE = 600;

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where a popover of a given size goes: below its mark, above when there is more room, never off the screen. */
export function placePopover(
  mark: Box,
  size: { width: number; height: number },
  screen: { width: number; height: number },
): { left: number; top: number; maxHeight: number } {
  const below = screen.height - EDGE - (mark.top + mark.height + GAP);
  const above = mark.top - GAP - EDGE;
  const under = below >= size.height || below >= above;
  const maxHeight = Math.max(80, under ? below : above);
  const height = Math.min(size.height, maxHeight);
  const top = under ? mark.top + mark.height + GAP : mark.top - GAP - height;
  const centred = mark.left + mark.width / 2 - size.width / 2;
  const left = Math.min(Math.max(EDGE, centred), Math.max(EDGE, screen.width - EDGE - size.width));
  return { left, top, maxHeight };
}

export interface NoteLabels {
  note: string;
  close: string;
}

/** Shows one note at a time. */
export class NotePopover {
  private dialog: HTMLDialogElement | null = null;
  private anchor: HTMLElement | null = null;

  private readonly host: HTMLElement;

  constructor(host: HTMLElement) {
    this.host = host;
  }

  get isOpen(): boolean {
    return this.dialog !== null;
  }

  /** Opens a note; its own marks and links are answered by `follow`. */
  open(
    content: DocumentFragment,
    anchor: HTMLElement,
    labels: NoteLabels,
    lang: string,
    follow: (link: HTMLElement) => void,
  ): void {
    const first = this.anchor ?? anchor;
    this.close(false);
    this.anchor = first;
    const dialog = document.createElement('dialog');
    dialog.className = 're-note';
    dialog.dataset.scrolls = '';
    dialog.setAttribute('aria-label', labels.note);
    const body = document.createElement('div');
    body.className = 're-note-body';
    body.lang = lang;
    body.tabIndex = 0;
    body.append(content);
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 're-note-close';
    close.textContent = labels.close;
    close.addEventListener('click', () => this.close());
    dialog.append(body, close);
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.close();
    });
    dialog.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      this.close();
    });
    dialog.addEventListener('click', (event) => {
      // On the backdrop of the sheet the target is the dialog itself.
      if (event.target === dialog) return this.close();
      const link = (event.target as Element).closest<HTMLElement>('a[data-note], a[data-chapter]');
      if (!link) return;
      event.preventDefault();
      follow(link);
    });
    this.host.append(dialog);
    this.dialog = dialog;
    if (innerWidth < PHONE) {
      dialog.classList.add('re-note-sheet');
      dialog.showModal();
    } else {
      dialog.show();
      const place = placePopover(
        first.getBoundingClientRect(),
        { width: dialog.offsetWidth, height: dialog.offsetHeight },
        { width: innerWidth, height: innerHeight },
      );
      dialog.style.left = `${place.left}px`;
      dialog.style.top = `${place.top}px`;
      dialog.style.maxHeight = `${place.maxHeight}px`;
    }
    body.focus();
  }

  close(giveFocusBack = true): void {
    this.dialog?.close();
    this.dialog?.remove();
    this.dialog = null;
    if (giveFocusBack) this.anchor?.focus({ preventScroll: true });
    this.anchor = null;
  }
}
