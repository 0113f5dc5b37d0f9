import type { ChapterView } from '@/api/model';
import type { ChapterShelf, Direction, ReadingEngine } from '@/lib/reading-engine';

interface NeighboursSetup {
  engine: ReadingEngine;
  shelf: ChapterShelf;
  view(chapter: string): ChapterView | undefined;
  /** A chapter came into the scroll. */
  came(view: ChapterView): void;
}

/** Keeps the chapters before and behind the one being read in the same scroll. */
export class Neighbours {
  private readonly setup: NeighboursSetup;

  constructor(setup: NeighboursSetup) {
    this.setup = setup;
  }

  /** Has the neighbours of a chapter brought; what cannot be had is asked for at the scroll's end. */
  async bring(chapter: ChapterView): Promise<void> {
    if (!this.setup.engine.continuous) return;
    // The one that follows first: it is the one that is read next.
    await this.attach(chapter, chapter.next, 1);
    await this.attach(chapter, chapter.previous, -1);
  }

  private async attach(beside: ChapterView, id: string | null, direction: Direction): Promise<void> {
    const { engine, shelf } = this.setup;
    if (id === null || engine.chaptersShown.includes(id)) return;
    const prepared = await shelf.get(id).catch(() => null);
    const view = this.setup.view(id);
    const edge = engine.chaptersShown.at(direction === 1 ? -1 : 0);
    // The reader may be elsewhere by now.
    if (!prepared || !view || !engine.continuous || edge !== beside.id) return;
    engine.attach(prepared, direction);
    this.setup.came(view);
  }
}
