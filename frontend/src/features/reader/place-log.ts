import type { QueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { BookDetail, OtherPlace, Position } from '@/api/model';
import { currentUser } from '@/api/session';
import { thisDevice } from '@/lib/device';
import { onLiveEvent } from '@/lib/events';
import { type BookScale, type Place, PlaceKeeper, type PlaceReport, type Quote } from '@/lib/reading-engine';
import { keepGathered, keepHere, keepQuestion, placesHere, takeGathered } from './local-store';
import {
  type Move,
  type MovesAnswer,
  newMoveId,
  onMovesKept,
  patience,
  sendMoves,
  unsentPlace,
} from './moves';
import type { ReadingStore } from './reading-state';
import { sentenceOf } from './sentence-of';

/** A page or so: who stands this near is at the same place. */
const NEAR = 2_000;

/** The words at a place, and the rules that its offset is counted by. */
export interface Words extends Quote {
  version: number;
}

export interface PlaceLogSetup {
  book: BookDetail;
  position: Position;
  scale: BookScale;
  store: ReadingStore;
  queries: QueryClient;
  /** The words at a place of the chapter shown, and the rules its offsets are counted by. */
  words(place: Place): Words;
  /** The server has heard that a page was read. */
  reached(chapter: string, pageEnd: number): void;
}

/** Where a sitting begins, and the words to find the place by if the text is another one now. */
export interface Beginning extends Place {
  words: Words | null;
}

/** The reader's place between the page, this device and the server, and what other devices do to it. */
export class PlaceLog {
  readonly keeper: PlaceKeeper<Move>;
  private readonly setup: PlaceLogSetup;
  private readonly user = currentUser()?.id ?? '';
  private readonly sitting = newMoveId();
  private readonly stops: (() => void)[] = [];
  private furthest: Place | null;
  /** The move that the server's place came from when this device last heard of it. */
  private base: string | null;
  private last: Move | null = null;
  /** The place a question was answered about, until the server has taken the answer. */
  private settled: OtherPlace | null = null;
  /** The server's place as last heard of; moves of an ended tab may have changed it since the book was asked for. */
  private now: Position;
  /** When the server's place last changed, as far as this device has heard. */
  private heard: number;

  constructor(setup: PlaceLogSetup) {
    this.setup = setup;
    this.now = setup.position;
    this.furthest = setup.position.furthest;
    this.base = setup.position.head ?? null;
    this.heard = changedAt(setup.position);
    const bookId = setup.book.id;
    this.keeper = new PlaceKeeper<Move>({
      describe: (report) => this.describe(report),
      record: (moves, leaving) => sendMoves(bookId, this.base, moves, leaving),
      gathering: (moves) => keepGathered(this.user, bookId, this.sitting, moves),
      isAhead: (place) => this.isAhead(place),
      patience,
      trouble: (lasting) => this.trouble(lasting),
    });
  }

  /** Begins to listen, takes up what an earlier visit left, and says where to open the book. */
  async begin(): Promise<Beginning | null> {
    const { book, scale, store } = this.setup;
    const gathered = takeGathered(this.user, book.id);
    // A killed tab had gathered them; the server takes each of them once.
    if (gathered.length > 0) void sendMoves(book.id, this.base, gathered, false).catch(() => undefined);
    const unsent =
      (await unsentPlace(book.id)) ?? gathered.filter(({ kind }) => kind !== 'open').at(-1) ?? null;
    // First of all what the server said to moves that were sent meanwhile.
    this.listen();
    const position = this.now;
    const { here, question } = placesHere(this.user, book.id);
    if (unsent && scale.knows(unsent.chapter)) return { ...place(unsent), words: unsent };
    const asked = question ? this.stillAsked(question.other) : null;
    if (question && asked && scale.knows(question.here.chapter)) {
      // It was asked and never answered: neither place may win by silence.
      this.ask(asked, question.here);
      return { ...place(question.here), words: question.here };
    }
    keepQuestion(this.user, book.id, null);
    const { chapter, offset } = position;
    if (chapter === null || !scale.knows(chapter)) return null;
    const elsewhere = position.device && position.device.id !== thisDevice().id;
    if (elsewhere && here && scale.knows(here.chapter) && !isNear(here, { chapter, offset })) {
      store.set({ line: { kind: 'continued', device: position.device?.name ?? '', here: place(here) } });
    }
    return { chapter, offset, words: null };
  }

  private listen(): void {
    // A book that would not open is opened again by the same sitting.
    if (this.stops.length > 0) return;
    const { book } = this.setup;
    const stop = new AbortController();
    const { signal } = stop;
    const leave = () => this.keeper.leave();
    addEventListener('pagehide', leave, { signal });
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState === 'hidden') leave();
        // What other devices did while nobody looked was told to nobody.
        else void this.look();
      },
      { signal },
    );
    this.stops.push(
      () => stop.abort(),
      onMovesKept(book.id, (told) => this.kept(told)),
      onLiveEvent((event) => {
        if (event.kind !== 'place.moved' || event.book_id !== book.id) return;
        if (event.device !== thisDevice().id) void this.look();
      }),
    );
  }

  isAhead(place: Place): boolean {
    const { scale } = this.setup;
    if (!this.furthest) return scale.charsBefore(place) > 0;
    return scale.isBehind(place, this.furthest);
  }

  private describe(report: PlaceReport): Move {
    const { quote, before, after, version } = this.setup.words(report);
    const move: Move = {
      ...report,
      id: newMoveId(),
      quote,
      before,
      after,
      version,
      madeAt: new Date().toISOString(),
    };
    if (move.kind !== 'open') {
      this.last = move;
      keepHere(this.user, this.setup.book.id, move);
    }
    // Without the network too, a page once read is read.
    const end = { chapter: move.chapter, offset: move.pageEnd };
    if (move.reached && this.isAhead(end)) this.furthest = end;
    return move;
  }

  /** What the server says to moves of this device, from this page or another. */
  private kept({ answer, moves }: MovesAnswer): void {
    const { book, queries, reached } = this.setup;
    const { position, conflict } = answer;
    this.now = position;
    const { furthest } = position;
    this.heard = Math.max(this.heard, changedAt(position));
    if (furthest && this.isAhead(furthest)) this.furthest = furthest;
    queries.setQueryData<Position>(keys.position(book.id), position);
    queries.setQueryData<BookDetail>(keys.book(book.id), (known) =>
      known ? { ...known, position, progress: position.progress } : known,
    );
    for (const move of moves) if (move.reached) reached(move.chapter, move.pageEnd);
    if (conflict && conflict.move !== this.base) {
      if (this.isSettled(conflict)) this.insist(conflict.move);
      else this.ask(conflict, moves.at(-1) ?? null);
    } else if (!conflict && moves.some(({ kind }) => kind !== 'open')) this.know(position.head ?? null);
  }

  /** Asks the server whether another device has moved on; the reader is told and never moved. */
  private async look(): Promise<void> {
    const { book, scale } = this.setup;
    const position = await api.get<Position>(`/api/books/${book.id}/position`).catch(() => null);
    const { head = null, device = null } = position ?? {};
    // What is kept on the device for want of a network may be older than what was heard since.
    if (!position || head === null || head === this.base || changedAt(position) < this.heard) return;
    this.heard = changedAt(position);
    const there = { chapter: position.chapter ?? '', offset: position.offset };
    const here = this.keeper.current;
    if (device?.id === thisDevice().id || (here && isNear(here, there))) return this.know(head);
    // What was answered is on its way; the server's word to it comes by itself.
    if (!scale.knows(there.chapter) || this.isSettled({ ...there, device })) return;
    const { question } = placesHere(this.user, book.id);
    this.ask(this.elsewhere(position, head), this.last ?? question?.here ?? null);
  }

  /** The place asked about as it is now; null when the other device has read on, and there is nothing to ask. */
  private stillAsked(other: OtherPlace): OtherPlace | null {
    const { head, device, chapter, offset } = this.now;
    // Without the network the server's place may be one from before the question.
    if (head === other.move || changedAt(this.now) < Date.parse(other.at)) return other;
    // A page counted as read, or one more turned, is a move of its own at the same place.
    const same = chapter !== null && device?.id === other.device?.id && isNear(other, { chapter, offset });
    return same ? this.elsewhere(this.now, head ?? other.move) : null;
  }

  /** The server's place as another device's, to ask about. */
  private elsewhere(position: Position, move: string): OtherPlace {
    return {
      chapter: position.chapter ?? '',
      offset: position.offset,
      move,
      device: position.device ?? null,
      at: position.updated_at ?? new Date().toISOString(),
      chapter_title: this.setup.book.chapters.find(({ id }) => id === position.chapter)?.title ?? '',
      sentence: sentenceOf(position.quote_before, position.quote, position.quote_after),
      progress: position.progress,
    };
  }

  private ask(other: OtherPlace, here: Move | null): void {
    this.setup.store.set({ question: other });
    if (here) keepQuestion(this.user, this.setup.book.id, { other, here });
  }

  /** Whether the reader has said already where to be, this place of the other device being known to them. */
  private isSettled({ chapter, offset, device }: Pick<OtherPlace, 'chapter' | 'offset' | 'device'>): boolean {
    const { settled } = this;
    return settled !== null && settled.device?.id === device?.id && isNear(settled, { chapter, offset });
  }

  /** The other device has only counted as read the page that was asked about: the answer holds. */
  private insist(move: string): void {
    this.base = move;
    this.keeper.affirm().catch(() => undefined);
  }

  private know(head: string | null): void {
    this.base = head;
    this.settled = null;
    this.answered();
  }

  private answered(): void {
    this.setup.store.set({ question: null });
    keepQuestion(this.user, this.setup.book.id, null);
  }

  /** The reader goes where the other device is; the place to go to. */
  follow(): Place | null {
    const { question } = this.setup.store.get();
    if (!question) return null;
    this.base = question.move;
    this.settled = question;
    this.answered();
    return place(question);
  }

  /** The reader stays: what the other device did is known here and the place is this one. */
  stay(): void {
    const { question } = this.setup.store.get();
    if (!question) return;
    this.base = question.move;
    this.settled = question;
    this.answered();
    this.keeper.affirm().catch(() => undefined);
  }

  private trouble(lasting: boolean): void {
    const { store } = this.setup;
    const { line } = store.get();
    if (lasting) store.set({ line: { kind: 'unsaved' } });
    else if (line?.kind === 'unsaved') store.set({ line: null });
  }

  close(): void {
    this.keeper.close();
    for (const stop of this.stops) stop();
  }
}

const place = ({ chapter, offset }: Place): Place => ({ chapter, offset });

const isNear = (a: Place, b: Place): boolean =>
  a.chapter === b.chapter && Math.abs(a.offset - b.offset) <= NEAR;

const changedAt = ({ updated_at: at }: Position): number => (at === null ? 0 : Date.parse(at));
