import type { Picture } from '@/api/model';
import { pictureAddress, pictureSet, placeholderOf } from '@/features/studio/picture-source';

/** Words on and around a picture, in the reader's language. */
export interface FigureWords {
  painting: string;
  failed: string;
  again: string;
  more: string;
  enlarge: string;
  label: string;
}

export interface FigureActions {
  enlarge(): void;
  again(): void;
}

const CAPTION_LENGTH = 150;
const SIZES = '(min-width: 700px) min(100vw, 40em), 100vw';
/** Shapes that differ by less are filled to the edge; others stand whole in the frame. */
const SAME_SHAPE = 0.02;

/** The beginning of a passage, cut where a word ends. */
export function shortCaption(text: string): string {
  const flat = text.replace(/\s+/g, ' ').replaceAll('\ufffc', '').trim();
  if (flat.length <= CAPTION_LENGTH) return flat;
  const cut = flat.slice(0, CAPTION_LENGTH);
  return `${cut.slice(0, cut.lastIndexOf(' ')).replace(/[\s,;:.—–-]+$/, '')}…`;
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function said(words: string): HTMLElement {
  const made = element('p', 'picture-said', words);
  made.setAttribute('role', 'status');
  return made;
}

/** Waits until a picture can be painted at once; one that cannot be had is shown for its words. */
const decoded = (image: HTMLImageElement): Promise<unknown> =>
  image.decode ? image.decode().catch(() => undefined) : Promise.resolve();

/** A picture in its place in the text; plain DOM, because it lives among the book's own nodes. */
export class PictureFigure {
  readonly element = element('figure', 'picture-figure');
  private readonly frame = element('div', 'picture-frame');
  private readonly label = element('span', 'picture-label');
  private readonly actions: FigureActions;
  private shape: number | null = null;
  private shown = '';
  private said = '';

  constructor(passage: string, lang: string, words: FigureWords, actions: FigureActions) {
    this.actions = actions;
    const caption = element('figcaption', 'picture-caption');
    const quote = element('span', 'picture-words', shortCaption(passage));
    quote.lang = lang;
    this.label.textContent = words.label;
    caption.append(quote, this.label);
    this.element.append(this.frame, caption);
  }

  /** Shows the picture as it now is; the frame keeps the shape it began with, so that no line moves. */
  show(picture: Picture, words: FigureWords): void {
    const now = `${picture.state} ${picture.url ?? ''} ${words.painting}`;
    this.said = words.label;
    if (now === this.shown) {
      // Another picture may be on its way: that is said beside the one that stays.
      this.label.textContent = this.said;
      return;
    }
    this.shown = now;
    this.element.dataset.state = picture.state;
    if (this.shape === null) {
      this.shape = picture.width / picture.height;
      this.element.style.setProperty('--picture-shape', `${picture.width} / ${picture.height}`);
    }
    if (picture.state === 'ready' && picture.url !== null) {
      void this.place(picture, picture.url, words, now);
      return;
    }
    this.label.textContent = words.label;
    if (picture.state === 'failed') this.frame.replaceChildren(...this.failed(words));
    else this.frame.replaceChildren(said(words.painting));
  }

  private failed(words: FigureWords): HTMLElement[] {
    const button = (text: string, press: () => void) => {
      const made = element('button', 'picture-again', text);
      made.type = 'button';
      made.addEventListener('click', press);
      return made;
    };
    return [
      said(words.failed),
      button(words.again, () => this.actions.again()),
      button(words.more, () => this.actions.enlarge()),
    ];
  }

  /** Puts the picture into the frame; one that is there stays until the new one can take its place. */
  private async place(picture: Picture, url: string, words: FigureWords, now: string): Promise<void> {
    const made = this.picture(picture, url);
    const before = this.frame.querySelector<HTMLButtonElement>('.picture-button');
    if (before) {
      await decoded(made.image);
      if (this.shown !== now) return;
      // The button stays, and with it whoever's keyboard is on it.
      before.replaceChildren(made.picture);
      before.title = words.enlarge;
    } else {
      const button = element('button', 'picture-button');
      button.type = 'button';
      button.title = words.enlarge;
      button.append(made.picture);
      button.addEventListener('click', () => this.actions.enlarge());
      this.frame.replaceChildren(button);
    }
    this.label.textContent = this.said;
  }

  private picture(picture: Picture, url: string) {
    const holder = document.createElement('picture');
    for (const format of ['avif', 'webp'] as const) {
      const source = document.createElement('source');
      source.type = `image/${format}`;
      source.sizes = SIZES;
      source.srcset = pictureSet(url, format);
      holder.append(source);
    }
    const image = document.createElement('img');
    image.width = picture.width;
    image.height = picture.height;
    image.alt = picture.alt;
    image.decoding = 'async';
    const { colour, blur } = placeholderOf(picture);
    if (colour) image.style.backgroundColor = colour;
    if (blur) image.style.backgroundImage = `url("${blur}")`;
    const differs = Math.abs(picture.width / picture.height / (this.shape ?? 1) - 1) > SAME_SHAPE;
    image.dataset.fit = differs ? 'whole' : 'fill';
    holder.append(image);
    image.src = pictureAddress(url, 1152);
    return { picture: holder, image };
  }
}
