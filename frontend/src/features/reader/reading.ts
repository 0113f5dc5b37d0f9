import type { QueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import type { BookDetail, Position } from '@/api/model';
import { onLiveEvent } from '@/lib/events';
import { getPreferences, type PictureChoice } from '@/lib/preferences';
import {
  BookScale,
  type Direction,
  type MoveCause,
  Pace,
  type PageView,
  type Place,
  ReadingEngine,
  type SelectionWatch,
  type Stretch,
  type Typography,
} from '@/lib/reading-engine';
import type { SpokenBook } from './aloud/aloud';
import { spokenBook } from './aloud/spoken-book';
import { bookImageAddress } from './api/reading';
import { Chapters } from './chapters';
import { Here } from './here';
import { Jumps } from './jumps';
import { rememberedPace, rememberPace } from './local-store';
import { Neighbours } from './neighbours';
import { Notebook } from './notebook';
import { Passages } from './passages';
import { Pictures, type PictureWords } from './pictures';
import { PlaceLog, type Words } from './place-log';
import { EMPTY_STATE, PASSING_LINES, type ReadingState, type ReadingStore } from './reading-state';
import { ReadingTime } from './reading-time';
import { Store } from './store';
import { offsetNow, wordsAt } from './words-at';

export interface ReadingWords extends PictureWords {
  note(): { note: string; close: string };
}

export interface ReadingSetup {
  book: BookDetail;
  position: Position;
  queries: QueryClient;
  typography: Typography;
  pictures: PictureChoice;
  words: ReadingWords;
  /** A tap in the middle of the page. */
  middle(): void;
  /** The page went on by the reader's own move. */
  moved(): void;
}

function motion(): number {
  const still =
    matchMedia('(prefers-reduced-motion: reduce)').matches || 'ink' in document.documentElement.dataset;
  return still ? 0 : 150;
}

/** One sitting with one book: joins the engine, the server and the place. */
export class Reading {
  readonly store: ReadingStore = new Store<ReadingState>(EMPTY_STATE);
  readonly scale: BookScale;
  readonly pace = new Pace(rememberedPace());
  private readonly time = new ReadingTime(this.pace);
  /** What reading aloud needs of this sitting. */
  readonly spoken: SpokenBook;
  private readonly setup: ReadingSetup;
  private readonly engine: ReadingEngine;
  readonly place: PlaceLog;
  readonly pictures: Pictures;
  readonly passages: Passages;
  readonly notebook: Notebook;
  private readonly chapters: Chapters;
  private readonly neighbours: Neighbours;
  /** What can be done with the page shown. */
  readonly here: Here;
  private readonly jumps = new Jumps(this.store);
  private readonly stops: (() => void)[] = [];
  /** While a search is on: to the next place it found, or back. */
  stepFound: ((direction: Direction) => void) | null = null;
  private typography: Typography;
  private opening = 0;
  /** What the next `open` cause of the engine means for the place. */
  private arrival: 'saved' | 'turn' | 'jump' = 'saved';
  private arrivalJumped = false;
  /** The next jump is the way back of one. */
  private undoing = false;

  constructor(view: HTMLElement, setup: ReadingSetup) {
    this.setup = setup;
    this.typography = setup.typography;
    this.scale = new BookScale(setup.book.chapters);
    const { book, queries } = setup;
    const bookId = book.id;
    this.chapters = new Chapters({ book, queries, hyphenated: () => this.typography.hyphenate });
    this.place = new PlaceLog({
      book,
      position: setup.position,
      scale: this.scale,
      store: this.store,
      queries,
      words: (place) =>
        wordsAt(
          this.engine,
          place,
          this.chapters.view(place.chapter)?.normaliser_version ?? setup.position.normaliser_version ?? 0,
        ),
      // What has just been read may have pictures waiting.
      reached: (chapter, pageEnd) => {
        if (this.pictures.hasUnmet(chapter, pageEnd)) void this.pictures.refresh();
      },
    });
    this.engine = new ReadingEngine(
      view,
      setup.typography,
      {
        page: (page) => this.paged(page),
        boundary: (direction) => void this.beyond(direction),
        edge: () => void this.edge(),
        mark: (mark, chapter) => {
          this.attend(chapter);
          void this.pictures.press(mark);
        },
        selected: (selection) => {
          if (selection) this.attend(selection.chapter);
          this.passages.selected(selection);
        },
        middle: setup.middle,
        link: (target) => void this.jump(target),
        highlight: (hit) => this.notebook.press(hit),
      },
      {
        imageAddress: (hash) => bookImageAddress(bookId, hash),
        noteLabels: setup.words.note,
        motion,
        taps: () => getPreferences().reading.taps,
      },
    );
    this.pictures = new Pictures(bookId, this.engine, this.place.keeper, this.store, setup.words);
    this.pictures.setLevel(setup.book.marks);
    this.pictures.setChoice(setup.pictures);
    this.passages = new Passages({
      bookId,
      queries,
      engine: this.engine,
      keeper: this.place.keeper,
      store: this.store,
      pictures: this.pictures,
    });
    this.notebook = new Notebook({ book, queries, engine: this.engine, store: this.store });
    this.neighbours = new Neighbours({
      engine: this.engine,
      shelf: this.chapters.shelf,
      view: (chapter) => this.chapters.view(chapter),
      came: (view) => this.pictures.neighbour(view.id, view),
    });
    const { engine, store, pictures, passages, notebook } = this;
    this.here = new Here({ engine, store, pictures, passages, notebook });
    this.spoken = spokenBook({
      engine,
      store,
      turn: () => this.turn(1),
      beyond: () => this.beyond(1),
    });
    this.listen();
  }

  private listen(): void {
    const stop = new AbortController();
    const { signal } = stop;
    document.addEventListener('visibilitychange', () => this.time.away(), { signal });
    this.stops.push(() => stop.abort());
    this.stops.push(
      onLiveEvent((event) => {
        if (!('book_id' in event) || event.book_id !== this.setup.book.id) return;
        const { chapter } = this.store.get();
        if (event.kind === 'marks' && event.chapter !== null && event.chapter !== chapter?.id) return;
        if (event.kind === 'marks' || event.kind === 'picture') void this.pictures.refresh();
      }),
    );
  }

  /** Opens the book where the reader stopped, or where a link from elsewhere leads. */
  async start(target: Place | null): Promise<void> {
    const saved = await this.place.begin();
    if (target && this.scale.knows(target.chapter)) {
      if (saved) this.jumps.remember({ ...saved, jumped: this.isAhead(saved) });
      await this.open(target, 'jump', this.isAhead(target));
      return;
    }
    const first = this.setup.book.chapters[0];
    const place = saved ?? (first ? { chapter: first.id, offset: 0 } : null);
    if (place) await this.open(place, 'saved', saved !== null && this.isAhead(saved), 0, saved?.words);
  }

  private isAhead(place: Place): boolean {
    return this.place.isAhead(place);
  }

  /** Shows a chapter; a later call wins over one still under way. */
  private async open(
    place: Place | { chapter: string; offset: 'end' },
    arrival: 'saved' | 'turn' | 'jump',
    jumped: boolean,
    direction: Direction | 0 = 0,
    words: Words | null = null,
  ): Promise<void> {
    const ticket = ++this.opening;
    try {
      const prepared = await this.chapters.shelf.get(place.chapter);
      if (ticket !== this.opening) return;
      const view = this.chapters.view(place.chapter);
      if (!view) return;
      this.arrival = arrival;
      this.arrivalJumped = jumped;
      const { line } = this.store.get();
      this.store.set({
        chapter: view,
        error: null,
        ...(line?.kind === 'chapter_missing' ? { line: null } : {}),
      });
      const cause: MoveCause = arrival === 'turn' ? 'turn' : arrival === 'jump' ? 'jump' : 'open';
      const again = this.pictures.chapterShown === view.id;
      this.engine.open(prepared, offsetNow(prepared, view, place.offset, words), cause, direction);
      if (again) this.enter(view.id);
      this.chapters.shelf.preload([view.next, view.previous]);
    } catch (error) {
      if (ticket !== this.opening) return;
      if (this.store.get().chapter === null) this.store.set({ error });
      else this.store.set({ line: { kind: 'chapter_missing', chapter: place.chapter } });
    }
  }

  /** The marks and pictures spoken of are those of this chapter, whichever holds the place. */
  private attend(chapter: string): void {
    const view = this.chapters.view(chapter);
    if (!view || chapter === this.pictures.chapterShown) return;
    this.engine.attend(chapter);
    this.pictures.enter(view.id, view.lang, view);
  }

  /** The reader came into a chapter, by opening it or by scrolling on. */
  private enter(chapter: string): void {
    const view = this.chapters.view(chapter);
    if (!view) return;
    if (this.store.get().chapter?.id !== chapter) this.store.set({ chapter: view });
    this.pictures.enter(view.id, view.lang, view);
    void this.neighbours.bring(view);
  }

  /** The end of the scroll: its next chapter is still on its way, or the book ends. */
  private async edge(): Promise<void> {
    const { chapter } = this.store.get();
    if (chapter?.next === null) await this.beyond(1);
    else if (chapter) await this.neighbours.bring(chapter);
  }

  private paged(page: PageView): void {
    const { said } = this.store.get();
    if (page.cause !== 'layout' && page.chapter !== this.pictures.chapterShown) this.enter(page.chapter);
    const place = { chapter: page.chapter, offset: page.anchor };
    switch (page.cause) {
      case 'open':
        this.place.keeper.opened(place, page.end, this.arrivalJumped);
        break;
      case 'turn':
        if (page.direction === 1) this.time.readTo(page, this.engine.continuous);
        this.jumps.turned();
        this.place.keeper.turned(page.direction || 1, place, page.end);
        break;
      case 'jump':
        this.place.keeper.jumpedTo(
          place,
          page.end,
          this.arrival === 'jump' && this.arrivalJumped,
          this.undoing ? 'undo' : 'jump',
        );
        this.undoing = false;
        break;
      case 'browser':
        this.place.keeper.jumpedTo(place, page.end, this.isAhead(place));
        break;
      case 'layout':
        this.place.keeper.laidOut(page.end);
        break;
    }
    const moved = page.cause !== 'layout';
    if (moved && !(page.cause === 'turn' && page.direction === 1)) this.time.begin(page);
    const { line } = this.store.get();
    const stale = moved && line !== null && PASSING_LINES.has(line.kind);
    // A scroll tells of every line; aloud is said what would be a new page.
    const news = moved && (said?.chapter !== page.chapter || said.page !== page.page);
    this.store.set({
      page,
      ...(news ? { said: page } : {}),
      ...(stale ? { line: null } : {}),
      ...(moved ? { openNote: null } : {}),
    });
    if (moved) this.pictures.paged();
    if (page.cause === 'turn') this.setup.moved();
  }

  turn(direction: Direction): void {
    this.engine.turn(direction);
  }

  /** A few lines on or back in a scroll, a page elsewhere. */
  nudge(direction: Direction): void {
    this.engine.nudge(direction);
  }

  /** Whether the page that follows lies to the left of the one shown. */
  get reversed(): boolean {
    return this.engine.reversed;
  }

  private async beyond(direction: Direction): Promise<void> {
    const { chapter } = this.store.get();
    if (!chapter) return;
    const next = direction === 1 ? chapter.next : chapter.previous;
    if (next !== null) {
      await this.open({ chapter: next, offset: direction === 1 ? 0 : 'end' }, 'turn', false, direction);
    } else if (direction === 1) {
      this.store.set({ line: { kind: 'book_end' } });
      // The last page is turned like any other, only that nothing lies behind it.
      await this.place.keeper.reachNow().catch(() => undefined);
    }
  }

  /** Goes to a place that the reader chose, and remembers the way back, unless they only pass through. */
  async jump(target: Place, from: 'staying' | 'passing' = 'staying'): Promise<void> {
    const here = this.place.keeper.current;
    if (here && from === 'staying') this.jumps.remember({ ...here, jumped: this.place.keeper.jumped });
    await this.arrive(target, this.isAhead(target));
  }

  private async arrive(target: Place, jumped: boolean): Promise<void> {
    if (target.chapter !== this.store.get().chapter?.id) return this.open(target, 'jump', jumped);
    this.arrival = 'jump';
    this.arrivalJumped = jumped;
    this.engine.goTo(target.offset);
  }

  /** Back to where the last jump began. */
  async back(): Promise<void> {
    const step = this.jumps.back();
    if (!step) return;
    this.undoing = true;
    await this.arrive(step, step.jumped);
    this.undoing = false;
  }

  /** Goes where another device has moved to; the way back leads here. */
  async follow(): Promise<void> {
    const there = this.place.follow();
    if (there) await this.jump(there);
  }

  /** The chapter before or behind the one shown. */
  async chapterBy(direction: Direction): Promise<void> {
    const { chapter, page } = this.store.get();
    if (!chapter) return;
    const own = direction === -1 && (page?.page ?? 0) > 0;
    const target = own ? chapter.id : direction === 1 ? chapter.next : chapter.previous;
    if (target !== null) await this.jump({ chapter: target, offset: 0 });
  }

  /** The chapter's first or last page. */
  async chapterEdge(edge: 'start' | 'end'): Promise<void> {
    const { chapter } = this.store.get();
    if (chapter)
      await this.jump({ chapter: chapter.id, offset: edge === 'start' ? 0 : Math.max(0, chapter.chars - 1) });
  }

  /** Outlines stretches of a chapter under a name of their own. */
  outline(name: string, chapter: string, stretches: readonly Stretch[]): void {
    this.engine.setHighlights(name, stretches, chapter);
  }

  dropOutlines(name: string): void {
    this.engine.dropHighlights(name);
  }

  get selection(): SelectionWatch {
    return this.engine.selection;
  }

  /** The language of the book's own words. */
  get language(): string {
    return this.setup.book.language;
  }

  closeNote(): boolean {
    return this.engine.closeNote();
  }

  closePicture(): void {
    this.store.set({ picture: null });
  }

  /** From an open picture to a place of the book. */
  async leavePictureFor(place: Place): Promise<void> {
    this.closePicture();
    this.engine.view.focus({ preventScroll: true });
    await this.jump(place);
  }

  /** Something could not be done; it is said in the quiet line. */
  tell(error: unknown): void {
    this.store.set({ line: { kind: 'refused', error } });
  }

  dismissLine(): void {
    this.store.set({ line: null });
  }

  async retryChapter(chapter: string): Promise<void> {
    this.store.set({ line: null });
    await this.open({ chapter, offset: 0 }, 'jump', this.isAhead({ chapter, offset: 0 }));
  }

  async setTypography(typography: Typography): Promise<void> {
    const toggled = typography.hyphenate !== this.typography.hyphenate;
    this.typography = typography;
    const lang = this.store.get().chapter?.lang ?? this.setup.book.language;
    const hyphenators = typography.hyphenate ? await this.chapters.hyphenators(lang) : null;
    if (toggled) this.chapters.shelf.forget();
    this.engine.configure(typography, hyphenators);
    const { chapter } = this.store.get();
    if (!chapter) return;
    if (toggled) this.chapters.shelf.preload([chapter.next, chapter.previous]);
    await this.neighbours.bring(chapter);
  }

  /** Ends the sitting; the place is sent on its way. */
  close(): void {
    this.opening += 1;
    rememberPace(this.pace.remembered);
    this.place.close();
    this.pictures.end();
    this.notebook.close();
    for (const stop of this.stops) stop();
    this.engine.close();
    void this.setup.queries.invalidateQueries({ queryKey: keys.library() });
  }
}
