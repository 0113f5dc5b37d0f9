import type { Picture } from '@/api/model';
import { pictureAddress, pictureSet } from './api/reading';

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

/** A picture in its place in the text; plain DOM, because it lives among the book's own nodes. */
export class PictureFigure {
  readonly element = element('figure', 'picture-figure');
  private readonly frame = element('div', 'picture-frame');
  private readonly actions: FigureActions;
  private shown = '';

  constructor(passage: string, lang: string, words: FigureWords, actions: FigureActions) {
    this.actions = actions;
    const caption = element('figcaption', 'picture-caption');
    const quote = element('span', 'picture-words', shortCaption(passage));
    quote.lang = lang;
    caption.append(quote, element('span', 'picture-label', words.label));
    this.element.append(this.frame, caption);
  }

  /** Shows the picture as it now is; the frame keeps its shape, so that no line moves. */
  show(picture: Picture, words: FigureWords): void {
    const now = `${picture.state} ${picture.url ?? ''}`;
    if (now === this.shown) return;
    this.shown = now;
    this.element.dataset.state = picture.state;
    this.element.style.setProperty('--picture-shape', `${picture.width} / ${picture.height}`);
    if (picture.state === 'ready' && picture.url !== null) {
      this.frame.replaceChildren(this.image(picture, picture.url, words));
    } else if (picture.state === 'failed') {
      const again = element('button', 'picture-again', words.again);
      again.type = 'button';
      again.addEventListener('click', () => this.actions.again());
      const said = element('p', 'picture-said', words.failed);
      said.setAttribute('role', 'status');
      const more = element('button', 'picture-again', words.more);
      more.type = 'button';
      more.addEventListener('click', () => this.actions.enlarge());
      this.frame.replaceChildren(said, again, more);
    } else {
      const said = element('p', 'picture-said', words.painting);
      said.setAttribute('role', 'status');
      this.frame.replaceChildren(said);
    }
  }

  private image(picture: Picture, url: string, words: FigureWords): HTMLButtonElement {
    const button = element('button', 'picture-button');
    button.type = 'button';
    button.title = words.enlarge;
    const image = document.createElement('img');
    image.width = picture.width;
    image.height = picture.height;
    image.alt = picture.alt;
    image.decoding = 'async';
    image.sizes = 'min(100vw, 40em)';
    image.srcset = pictureSet(url);
    image.src = pictureAddress(url, 1152);
    button.append(image);
    button.addEventListener('click', () => this.actions.enlarge());
    return button;
  }
}
