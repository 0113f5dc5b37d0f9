import type { ReadingEngine } from '@/lib/reading-engine';
import type { Notebook } from './notebook';
import { passageLength } from './passage-length';
import type { Passages } from './passages';
import type { Pictures } from './pictures';
import type { ReadingStore } from './reading-state';

interface HereSetup {
  engine: ReadingEngine;
  store: ReadingStore;
  pictures: Pictures;
  passages: Passages;
  notebook: Notebook;
}

/** What a key does with the page shown and with what is selected on it. */
export class Here {
  private readonly setup: HereSetup;

  constructor(setup: HereSetup) {
    this.setup = setup;
  }

  /** Opens the first picture of the page that is not open yet, else closes the first. */
  picture(): void {
    const { engine, pictures } = this.setup;
    const marks = engine.marksHere;
    const next = marks.find((mark) => !engine.figureOf(mark)) ?? marks[0];
    if (!next) return;
    engine.focusMark(next);
    void pictures.press(next);
  }

  /** Draws what is selected; without a selection, selects a paragraph that could be drawn. */
  draw(): void {
    const { store, pictures, passages } = this.setup;
    if (pictures.isOff) return;
    const { selection } = store.get();
    if (selection && passageLength(selection.length) === 'fits') void passages.draw(selection);
    else passages.selectParagraph(0);
  }

  /** Highlights what is selected with the last pen; without a selection, selects a paragraph to highlight. */
  highlight(): void {
    const { store, passages, notebook } = this.setup;
    const { selection } = store.get();
    if (selection) notebook.highlight(selection, notebook.pen);
    else passages.selectParagraph(0, true);
  }
}
