/** Links of the text: to notes, which open beside their mark, and to other places of the book. */

import { type NoteLabels, NotePopover } from './notes';
import { cleanFragment, type ImageAddress } from './sanitise';
import type { ChapterSource, Place } from './types';

const LINK = 'a[data-note], a[data-chapter]';

export interface LinkOptions {
  imageAddress: ImageAddress;
  noteLabels: () => NoteLabels;
}

export class Links {
  private readonly notes: NotePopover;
  private readonly options: LinkOptions;
  private readonly leave: (target: Place) => void;

  constructor(host: HTMLElement, options: LinkOptions, leave: (target: Place) => void) {
    this.notes = new NotePopover(host);
    this.options = options;
    this.leave = leave;
  }

  /** A press in the text of a chapter. */
  clicked(event: MouseEvent, source: ChapterSource): void {
    const link = (event.target as Element).closest<HTMLElement>(LINK);
    if (!link) return;
    event.preventDefault();
    this.follow(link, link, source);
  }

  private follow(link: HTMLElement, anchor: HTMLElement, source: ChapterSource): void {
    const { note, chapter, offset } = link.dataset;
    if (note !== undefined) this.openNote(note, anchor, source);
    else if (chapter !== undefined) {
      this.close();
      this.leave({ chapter, offset: Number(offset ?? 0) });
    }
  }

  private openNote(id: string, anchor: HTMLElement, source: ChapterSource): void {
    const note = source.notes.find((candidate) => candidate.id === id);
    if (!note) return;
    const content = cleanFragment(note.html, this.options.imageAddress);
    this.notes.open(content, anchor, this.options.noteLabels(), source.lang, (link) =>
      this.follow(link, anchor, source),
    );
  }

  /** Closes an open note; false when there was none. */
  close(giveFocusBack = false): boolean {
    if (!this.notes.isOpen) return false;
    this.notes.close(giveFocusBack);
    return true;
  }
}
