import type { QueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import type { Mark } from '@/api/model';
import { ApiProblem, isPassing } from '@/api/problem';
import { makersQuery } from '@/features/studio/api/studio';
import type { PlaceKeeper, ReadingEngine, SelectedText, Stretch } from '@/lib/reading-engine';
import { sameStretch } from '@/lib/reading-engine';
import { dismissPassage, drawPassage, removePassage, restorePassage } from './api/passages';
import { LONGEST_PASSAGE, passageLength } from './passage-length';
import type { Pictures } from './pictures';
import type { OpenPicture, ReadingStore } from './reading-state';

interface PassagesSetup {
  bookId: string;
  queries: QueryClient;
  engine: ReadingEngine;
  keeper: PlaceKeeper;
  store: ReadingStore;
  pictures: Pictures;
}

/** What the reader says of passages: that one is no description, that another is to be drawn. */
export class Passages {
  private readonly setup: PassagesSetup;

  constructor(setup: PassagesSetup) {
    this.setup = setup;
  }

  selected(selection: SelectedText | null): void {
    this.setup.store.set({ selection });
  }

  /**
   * Selects a paragraph of the page without a pointer: the first, or the neighbour of the one selected. One to
   * be drawn has its length; any can be highlighted.
   */
  selectParagraph(step: -1 | 0 | 1, marking = false): void {
    const { engine, store } = this.setup;
    const paragraphs = engine
      .paragraphsHere(LONGEST_PASSAGE)
      .filter((paragraph) => marking || passageLength(paragraph.length) === 'fits');
    const { selection } = store.get();
    const at = selection ? paragraphs.findIndex(({ start, length }) => start + length > selection.start) : -1;
    const next = paragraphs[Math.min(Math.max(at + step, 0), paragraphs.length - 1)];
    store.set({ marking });
    if (next) engine.selection.select(next);
    else store.set({ line: { kind: marking ? 'nothing_to_mark' : 'nothing_to_draw' } });
  }

  /** Draws a passage: it gets its mark, and its picture opens in its place. */
  async draw(passage: Stretch): Promise<void> {
    const { store, engine, pictures, keeper } = this.setup;
    if (store.get().drawing) return;
    store.set({ drawing: true, line: null });
    const chapter = pictures.chapterShown;
    try {
      const mark = await this.ask(chapter, passage);
      engine.selection.clear();
      engine.view.focus({ preventScroll: true });
      this.tell();
      await pictures.add(chapter, mark);
      void this.offerOthers(mark);
    } catch (error) {
      const ahead = error instanceof ApiProblem && error.code === 'not_reached';
      if (ahead && keeper.jumped) store.set({ line: { kind: 'draw_ahead', passage } });
      else store.set({ line: isPassing(error) ? { kind: 'not_drawn' } : { kind: 'refused', error } });
    } finally {
      store.set({ drawing: false });
    }
  }

  /** The sketch is there; where somebody else can draw as well, that is said once and quietly. */
  private async offerOthers(passage: Stretch): Promise<void> {
    const { bookId, queries, store, pictures } = this.setup;
    if (pictures.sketchesOnly) return;
    const makers = await queries.fetchQuery(makersQuery(bookId)).catch(() => null);
    const others = makers?.may_spend && makers.items.some(({ label, usable }) => label === 'ai' && usable);
    if (others && store.get().line === null) store.set({ line: { kind: 'drawn', passage } });
  }

  private async ask(chapter: string, { start, length }: Stretch): Promise<Mark> {
    const { bookId, keeper } = this.setup;
    try {
      return await drawPassage(bookId, chapter, start, start + length);
    } catch (error) {
      const ahead = error instanceof ApiProblem && error.code === 'not_reached';
      // The page being read counts as read only after a moment; selecting from it says so sooner.
      if (!ahead || keeper.jumped) throw error;
      await keeper.reachNow();
      return drawPassage(bookId, chapter, start, start + length);
    }
  }

  /** The reader says that everything up to this page is read, and has the passage drawn. */
  async readUpToHereAndDraw(passage: Stretch): Promise<void> {
    const { keeper, store } = this.setup;
    try {
      await keeper.reachNow();
    } catch {
      store.set({ line: { kind: 'not_drawn' } });
      return;
    }
    await this.draw(passage);
  }

  /** Takes the passage of an open picture away: refuses a found one, removes one of the reader's own. */
  async takeAway({ id, start, length, own }: OpenPicture): Promise<void> {
    const { bookId, store, engine, pictures } = this.setup;
    pictures.hide(id);
    store.set({ picture: null, line: { kind: own ? 'removed' : 'dismissed', id, start, length } });
    engine.view.focus({ preventScroll: true });
    try {
      await (own ? removePassage(bookId, id) : dismissPassage(bookId, id));
      this.tell();
    } catch (error) {
      pictures.bringBack(id);
      store.set({ line: { kind: 'refused', error } });
    }
  }

  /** Takes back what the quiet line tells of. */
  async undo(): Promise<void> {
    const { bookId, store, pictures } = this.setup;
    const { line } = store.get();
    if (line?.kind !== 'dismissed' && line?.kind !== 'removed') return;
    store.set({ line: null });
    const chapter = pictures.chapterShown;
    try {
      if (line.kind === 'dismissed') {
        await restorePassage(bookId, line.id);
        pictures.bringBack(line.id);
      } else {
        pictures.put(chapter, await drawPassage(bookId, chapter, line.start, line.start + line.length));
      }
      this.tell();
    } catch (error) {
      store.set({ line: { kind: 'refused', error } });
    }
    const back = engineMark(this.setup.engine, line);
    if (back) this.setup.engine.focusMark(back);
  }

  private tell(): void {
    const { bookId, queries } = this.setup;
    for (const queryKey of [keys.dismissals(bookId), keys.gallery(bookId), keys.cast(bookId)]) {
      void queries.invalidateQueries({ queryKey });
    }
  }
}

function engineMark(engine: ReadingEngine, passage: Stretch): Stretch | undefined {
  return engine.marksHere.find((mark) => sameStretch(mark, passage));
}
