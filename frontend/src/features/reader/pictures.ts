import type { ChapterMarks, Mark, MarkLevel, Picture } from '@/api/model';
import { isPassing } from '@/api/problem';
import type { PictureChoice } from '@/lib/preferences';
import {
  type EngineMark,
  type MarkState,
  type PlaceKeeper,
  type ReadingEngine,
  type Stretch,
  sameStretch,
  stretchKey,
} from '@/lib/reading-engine';
import { askForPicture, getMarks } from './api/reading';
import { type FigureWords, PictureFigure } from './figure';
import { isMarked, markState, markWeight } from './marks';
import { pictureToOffer } from './picture-to-offer';
import type { OpenPicture, ReadingStore } from './reading-state';
import { Sketches } from './sketches';

const ASK_AGAIN_MS = { painting: 1_500, describing: 4_000 };

export interface PictureWords {
  mark(mark: Mark, state: MarkState): string;
  figure(picture: Picture, coming: boolean): FigureWords;
}

/** The marks of the chapter shown and the pictures opened from them. */
export class Pictures {
  private readonly bookId: string;
  private readonly engine: ReadingEngine;
  private readonly keeper: PlaceKeeper;
  private readonly store: ReadingStore;
  private readonly words: PictureWords;
  private readonly known = new Map<string, ChapterMarks>();
  private readonly figures = new Map<string, PictureFigure>();
  private readonly asked = new Map<string, Picture>();
  /** Taken away by the reader, whatever an answer still on its way says. */
  private readonly gone = new Set<string>();
  /** Closed by the reader, so that they do not come back by themselves. */
  private readonly putAway = new Set<string>();
  private readonly sketches: Sketches;
  private choice: PictureChoice = 'tap';
  private level: MarkLevel = 'many';
  private chapter = '';
  private lang = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private refreshing: Promise<void> | null = null;
  private closed = false;

  constructor(
    bookId: string,
    engine: ReadingEngine,
    keeper: PlaceKeeper,
    store: ReadingStore,
    words: PictureWords,
  ) {
    this.bookId = bookId;
    this.engine = engine;
    this.keeper = keeper;
    this.store = store;
    this.words = words;
    this.sketches = new Sketches(bookId);
  }

  /** A chapter came on the screen; what is known of its marks is shown, then asked for again. */
  enter(chapter: string, lang: string, told: ChapterMarks): void {
    this.chapter = chapter;
    this.lang = lang;
    if (!this.known.has(chapter)) this.known.set(chapter, told);
    this.show();
    void this.refresh();
  }

  get chapterShown(): string {
    return this.chapter;
  }

  private get marks(): readonly Mark[] {
    return this.marksOf(this.chapter);
  }

  private marksOf(chapter: string): readonly Mark[] {
    const known = this.choice === 'off' ? [] : (this.known.get(chapter)?.marks ?? []);
    return known.filter(
      (mark) => isMarked(mark, this.level) && (mark.id === null || !this.gone.has(mark.id)),
    );
  }

  private find(passage: Stretch): Mark | undefined {
    return this.marks.find((mark) => sameStretch(mark, passage));
  }

  /** How many passages this book marks: what is known follows at once, the rest is asked for. */
  setLevel(level: MarkLevel): void {
    if (level === this.level) return;
    this.level = level;
    if (this.chapter !== '') this.show();
  }

  /** Whether pictures come by themselves, only as sketches, at a tap or not at all; holds at once. */
  setChoice(choice: PictureChoice): void {
    if (choice === this.choice) return;
    const before = this.choice;
    this.choice = choice;
    if (this.chapter === '') return;
    if (choice === 'tap') {
      for (const passage of this.engine.openFigures) if (!this.engine.isInPlace(passage)) this.close(passage);
    }
    this.show();
    if (choice === 'sketches') void this.findSketches();
    if (before === 'off') void this.refresh();
  }

  /** The reader wants no pictures and no marks. */
  get isOff(): boolean {
    return this.choice === 'off';
  }

  get sketchesOnly(): boolean {
    return this.choice === 'sketches';
  }

  /** Another page is shown. */
  paged(): void {
    void this.offer();
  }

  /** Takes a passage off the page. */
  hide(id: string): void {
    this.gone.add(id);
    this.show();
  }

  bringBack(id: string): void {
    this.gone.delete(id);
    this.show();
    void this.refresh();
  }

  /** Puts a passage among those of a chapter. */
  put(chapter: string, mark: Mark): void {
    const before = this.known.get(chapter) ?? { described: true, marks: [] };
    const others = before.marks.filter((other) => other.id !== mark.id && !sameStretch(other, mark));
    const marks = [...others, mark].sort((a, b) => a.start - b.start || a.length - b.length);
    this.known.set(chapter, { ...before, marks });
    if (chapter === this.chapter) this.show();
  }

  /** Puts a passage in and opens its picture, if its chapter is still shown. */
  async add(chapter: string, mark: Mark): Promise<void> {
    this.put(chapter, mark);
    if (chapter === this.chapter && mark.id !== null && !this.engine.figureOf(mark))
      await this.open(mark, mark.id);
  }

  /** Whether a stretch of the chapter shown holds marks of which nothing is known yet. */
  hasUnmet(chapter: string, end: number): boolean {
    return chapter === this.chapter && this.marks.some((mark) => mark.id === null && mark.start < end);
  }

  /** Asks for the marks again, once at a time. */
  refresh(): Promise<void> {
    this.refreshing ??= this.load().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  private async load(): Promise<void> {
    const chapter = this.chapter;
    if (chapter === '' || this.closed || this.choice === 'off') return;
    try {
      const marks = await getMarks(this.bookId, chapter);
      this.known.set(chapter, marks);
      // Now that the server has said it itself, an earlier answer to a request is old.
      for (const { id, picture } of marks.marks) {
        if (id !== null && picture?.state !== 'painting') this.asked.delete(id);
      }
      if (this.choice === 'sketches') await this.findSketches();
      if (chapter === this.chapter && !this.closed) this.show();
    } catch {
      // The marks shown stay as they are; the next page, event or moment asks again.
    }
    this.askAgain();
  }

  private askAgain(): void {
    clearTimeout(this.timer);
    if (this.closed || this.choice === 'off') return;
    const described = this.known.get(this.chapter)?.described ?? true;
    const painting = this.engine.openFigures.some((passage) => {
      const mark = this.find(passage);
      return mark !== undefined && this.pictureOf(mark)?.state === 'painting';
    });
    // Events usually come first; this is for when they do not come.
    const wait = painting ? ASK_AGAIN_MS.painting : described ? null : ASK_AGAIN_MS.describing;
    if (wait !== null) this.timer = setTimeout(() => void this.refresh(), wait);
  }

  /** A neighbour of the chapter shown is in the same scroll: what is known of its marks is shown. */
  neighbour(chapter: string, told: ChapterMarks): void {
    if (!this.known.has(chapter)) this.known.set(chapter, told);
    this.engine.setMarks(this.engineMarks(this.marksOf(chapter)), chapter);
  }

  private engineMarks(marks: readonly Mark[]): EngineMark[] {
    return marks.map((mark) => {
      const state = markState(mark);
      const { start, length } = mark;
      return { start, length, state, weight: markWeight(mark), label: this.words.mark(mark, state) };
    });
  }

  private show(): void {
    const marks = this.engineMarks(this.marks);
    this.engine.setMarks(marks);
    // A picture does not outlive its mark.
    for (const passage of this.engine.openFigures) {
      if (!this.find(passage)) this.close(passage);
    }
    for (const mark of this.marks) this.updateFigure(mark);
    const { described } = this.known.get(this.chapter) ?? { described: true };
    this.store.set({ described, marks: marks.length });
    const { picture } = this.store.get();
    if (picture) {
      const mark = this.find(picture);
      const now = mark && this.pictureOf(mark);
      const { id, state, url } = picture.picture;
      if (now && (now.id !== id || now.state !== state || now.url !== url))
        this.store.set({ picture: { ...picture, picture: now } });
    }
    void this.offer();
  }

  private pictureOf(mark: Mark): Picture | null {
    const told = (mark.id !== null ? this.asked.get(mark.id) : undefined) ?? mark.picture;
    if (this.choice !== 'sketches' || told?.label !== 'ai' || mark.id === null) return told;
    return this.sketches.of(mark.id);
  }

  /** Where a provider's picture is to be shown, the sketch it replaced is found again. */
  private async findSketches(): Promise<void> {
    const open = this.engine.openFigures.flatMap((passage) => this.find(passage) ?? []);
    const replaced = open.filter(({ id, picture }) => id !== null && picture?.label === 'ai');
    await Promise.all(replaced.map(({ id }) => id !== null && this.sketches.find(id)));
    for (const mark of replaced) this.updateFigure(mark);
  }

  /** Puts the best picture of the page shown behind it, where it moves nothing. */
  private async offer(): Promise<void> {
    if (this.closed || (this.choice !== 'all' && this.choice !== 'sketches')) return;
    const page = this.engine.page;
    if (page.chapter !== this.chapter) return;
    const mark = pictureToOffer(this.marks, page, (one) => this.engine.figureOf(one) !== undefined);
    if (!mark?.id || this.putAway.has(mark.id)) return;
    if (this.choice === 'sketches' && mark.picture?.label === 'ai') await this.sketches.find(mark.id);
    const picture = this.pictureOf(mark);
    const now = this.engine.page;
    const left = now.chapter !== page.chapter || now.start !== page.start || this.closed;
    if (left || picture?.state !== 'ready' || this.engine.figureOf(mark)) return;
    const figure = this.makeFigure(mark, picture);
    if (!this.engine.insertFigureAhead(mark, figure.element)) this.figures.delete(this.key(mark));
  }

  private key(passage: Stretch): string {
    return `${this.chapter} ${stretchKey(passage)}`;
  }

  private updateFigure(mark: Mark): void {
    const picture = this.pictureOf(mark);
    if (picture) this.figures.get(this.key(mark))?.show(picture, this.words.figure(picture, mark.coming));
  }

  /** A lozenge was pressed: its picture opens in the text, or closes again. */
  async press(passage: Stretch): Promise<void> {
    let mark = this.find(passage);
    if (this.engine.isInPlace(passage)) {
      if (mark?.id) this.putAway.add(mark.id);
      this.close(passage);
      return;
    }
    if (!mark) return;
    if (mark.id === null) {
      if (this.keeper.jumped) {
        this.store.set({ line: { kind: 'ahead', passage } });
        return;
      }
      const chapter = this.chapter;
      if (!(await this.reach()) || chapter !== this.chapter) return;
      mark = this.find(passage);
    }
    if (mark?.id) await this.open(mark, mark.id);
  }

  /** The reader says that everything up to this page is read. */
  async readUpToHere(passage: Stretch): Promise<void> {
    this.store.set({ line: null });
    if (await this.reach()) await this.press(passage);
  }

  private async reach(): Promise<boolean> {
    try {
      await this.keeper.reachNow();
      // A refresh already on its way may have been answered before the place was known.
      await this.refreshing;
      await this.refresh();
      return true;
    } catch {
      this.store.set({ line: { kind: 'out_of_reach' } });
      return false;
    }
  }

  private async open(mark: Mark, id: string): Promise<void> {
    const picture = this.pictureOf(mark);
    if (picture === null || picture.state !== 'ready') {
      await this.ask(id, picture);
    }
    const now = this.pictureOf(this.find(mark) ?? mark);
    if (!now) return;
    const figure = this.makeFigure(mark, now);
    const shown = this.engine.insertFigure(mark, figure.element);
    // It stands in its place, but on the next page; the line being read must not move, so it comes here.
    if (!shown) this.enlarge(mark);
    this.askAgain();
  }

  private makeFigure(mark: Mark, picture: Picture): PictureFigure {
    const passage = this.engine.textOf(mark);
    const words = this.words.figure(picture, mark.coming);
    const figure = new PictureFigure(passage, this.lang, words, {
      enlarge: () => this.enlarge(mark),
      again: () => void this.again(mark),
    });
    figure.show(picture, words);
    this.figures.set(this.key(mark), figure);
    return figure;
  }

  private close(passage: Stretch): void {
    this.figures.delete(this.key(passage));
    this.engine.removeFigure(passage);
  }

  private async ask(id: string, before: Picture | null): Promise<void> {
    try {
      const picture = await askForPicture(this.bookId, id);
      this.asked.set(id, picture);
      if (this.choice === 'sketches' && picture.label === 'ai') await this.sketches.find(id);
    } catch (error) {
      if (before !== null) this.asked.set(id, { ...before, state: 'failed' });
      else this.store.set({ line: { kind: isPassing(error) ? 'out_of_reach' : 'no_picture' } });
    }
  }

  private async again(drawn: Stretch): Promise<void> {
    const mark = this.find(drawn);
    if (!mark?.id) return;
    await this.ask(mark.id, mark.picture);
    this.updateFigure(mark);
    this.askAgain();
  }

  /** Shows a picture alone; with `drawing` the view begins with who is to draw it once more. */
  enlarge(drawn: Stretch, drawing = false): void {
    const mark = this.find(drawn);
    const picture = mark && this.pictureOf(mark);
    if (!mark?.id || !picture) return;
    const passage = this.engine.textOf(mark);
    const { id, start, length, own, type } = mark;
    const open: OpenPicture = { id, start, length, own, type, passage, lang: this.lang, picture, drawing };
    this.store.set({ picture: open });
  }

  /** Ends what waits for answers. */
  end(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }
}
