/** One chapter in the document: its text, the map of its offsets, its marks and its open figures. */

import { Figures } from './figures';
import type { Canvas } from './highlights';
import { Markers } from './markers';
import type { PreparedChapter } from './nav';
import { OffsetMap } from './offsets';
import type { ChapterSource, Stretch } from './types';

function part(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}

export class Piece {
  readonly root = part('re-piece');
  /** Lies over the text without taking room in it. */
  readonly overlay = part('re-overlay');
  readonly markers: Markers;
  readonly figures = new Figures();
  readonly content: HTMLElement;
  readonly source: ChapterSource;
  map: OffsetMap;

  constructor({ source, content }: PreparedChapter, pressed: (mark: Stretch, chapter: string) => void) {
    this.source = source;
    this.content = content;
    this.root.append(content);
    this.map = new OffsetMap(content);
    this.markers = new Markers(this.overlay, (mark) => pressed(mark, source.id));
    this.figures.adopt(content);
    this.markers.showOpen(this.figures.inPlace);
  }

  get chapter(): string {
    return this.source.id;
  }

  get canvas(): Canvas {
    return { chapter: this.chapter, map: this.map, overlay: this.overlay };
  }

  /** The nodes of the text are others now. */
  remap(): void {
    this.map = new OffsetMap(this.content);
  }

  holds(node: Node): boolean {
    return this.root.contains(node) || this.overlay.contains(node);
  }

  /** Takes the chapter out of the document; its text stays ready to be shown again. */
  remove(): void {
    this.overlay.remove();
    this.root.remove();
  }
}
