/**
 * Keeps the reader's place: what is written down, when, and what counts as read.
 * Only the reader's own moves change the place; a change of layout never does.
 */

import type { Direction, Place } from './types';

/** `read` is a page read by staying on it, `open` the beginning of a sitting, `undo` the way back of a jump. */
export type MoveKind = 'open' | 'turn' | 'jump' | 'read' | 'undo';

/** One move of the reader. */
export interface PlaceReport extends Place {
  kind: MoveKind;
  pageEnd: number;
  reached: boolean;
}

export interface Clock {
  set(run: () => void, milliseconds: number): unknown;
  clear(timer: unknown): void;
}

export interface PlaceKeeperOptions<Move extends PlaceReport> {
  /** Writes down all that a move has to carry, while its page is the one shown. */
  describe(report: PlaceReport): Move;
  /** Takes moves over for good; resolves when the server knows them, rejects when it refuses them. */
  record(moves: Move[], leaving: boolean): Promise<void>;
  /** Moves that are being gathered: they must survive the end of the page. */
  gathering(moves: readonly Move[]): void;
  /** Whether a place lies beyond everything read so far. */
  isAhead(place: Place): boolean;
  /** Rejects once it makes no sense to wait for the server any longer. */
  patience(): Promise<never>;
  /** The server has not heard of the place for a while, or has again. */
  trouble(lasting: boolean): void;
  clock?: Clock;
}

const SAVE_AFTER_MS = 400;
const READ_AFTER_MS = 2_000;
const TELL_AFTER_MS = 15_000;

const realClock: Clock = {
  set: (run, milliseconds) => setTimeout(run, milliseconds),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

export class PlaceKeeper<Move extends PlaceReport = PlaceReport> {
  private place: Place | null = null;
  private pageEnd = 0;
  private away = false;
  private gathered: Move[] = [];
  private unanswered = 0;
  private told = false;
  private saveTimer: unknown = null;
  private readTimer: unknown = null;
  private tellTimer: unknown = null;
  private readonly clock: Clock;

  private readonly options: PlaceKeeperOptions<Move>;

  constructor(options: PlaceKeeperOptions<Move>) {
    this.options = options;
    this.clock = options.clock ?? realClock;
  }

  /** Whether the reader is where a jump led, and has not read on there. */
  get jumped(): boolean {
    return this.away;
  }

  get current(): Place | null {
    return this.place;
  }

  /** The page on which the book was opened; `jumped` when that place was never read up to. */
  opened(place: Place, pageEnd: number, jumped: boolean): void {
    this.away = jumped;
    this.stand(place, pageEnd);
    this.gather({ ...place, kind: 'open', pageEnd: place.offset, reached: false });
    this.saveSoon();
  }

  /** A page turned by the reader; forward means that the page left is read. */
  turned(direction: Direction, place: Place, pageEnd: number): void {
    if (direction === 1) this.away = false;
    this.stand(place, pageEnd);
    const reached = direction === 1 && this.options.isAhead(place);
    // Where the new page begins, the one left ends.
    this.gather({ ...place, kind: 'turn', pageEnd: place.offset, reached });
    this.saveSoon();
  }

  /** A jump by contents, link, progress line or the way back. */
  jumpedTo(place: Place, pageEnd: number, jumped: boolean, kind: 'jump' | 'undo' = 'jump'): void {
    this.away = jumped;
    this.stand(place, pageEnd);
    this.gather({ ...place, kind, pageEnd: place.offset, reached: false });
    this.saveSoon();
  }

  /** The same place in another layout: only the end of its page is another one. */
  laidOut(pageEnd: number): void {
    if (this.place) this.stand(this.place, pageEnd);
  }

  /** Writes the place down once more: the reader chose to stay at it. */
  affirm(): Promise<void> {
    if (!this.place) return Promise.resolve();
    this.gather({ ...this.place, kind: 'turn', pageEnd: this.place.offset, reached: false });
    return this.flush();
  }

  /** Says now that the page shown is read; resolves when the server knows it. */
  async reachNow(): Promise<void> {
    if (!this.place) return;
    this.away = false;
    this.clock.clear(this.readTimer);
    this.gather({ ...this.place, kind: 'read', pageEnd: this.pageEnd, reached: true });
    await Promise.race([this.flush(), this.options.patience()]);
  }

  /** Hands over what is gathered without waiting for answers: the page is about to go. */
  leave(): void {
    this.flush(true).catch(() => undefined);
  }

  close(): void {
    this.leave();
    this.clock.clear(this.readTimer);
    this.clock.clear(this.tellTimer);
  }

  private stand(place: Place, pageEnd: number): void {
    this.place = place;
    this.pageEnd = pageEnd;
    this.clock.clear(this.readTimer);
    if (this.away) return;
    this.readTimer = this.clock.set(() => {
      if (!this.options.isAhead({ chapter: place.chapter, offset: pageEnd })) return;
      this.gather({ ...place, kind: 'read', pageEnd, reached: true });
      this.flush().catch(() => undefined);
    }, READ_AFTER_MS);
  }

  private gather(report: PlaceReport): void {
    const last = this.gathered[this.gathered.length - 1];
    if (last && saysAllOf(report, last)) this.gathered.pop();
    this.gathered.push(this.options.describe(report));
    this.options.gathering(this.gathered);
  }

  private saveSoon(): void {
    this.clock.clear(this.saveTimer);
    this.saveTimer = this.clock.set(() => void this.flush().catch(() => undefined), SAVE_AFTER_MS);
  }

  private async flush(leaving = false): Promise<void> {
    this.clock.clear(this.saveTimer);
    const moves = this.gathered;
    if (moves.length === 0) return;
    this.gathered = [];
    this.unanswered += 1;
    if (this.unanswered === 1) this.tellLater();
    const recorded = this.options.record(moves, leaving);
    this.options.gathering([]);
    try {
      await recorded;
      this.unanswered = 0;
      this.clock.clear(this.tellTimer);
      if (this.told) this.options.trouble(false);
      this.told = false;
    } catch (error) {
      if (!leaving) throw error;
    }
  }

  private tellLater(): void {
    this.clock.clear(this.tellTimer);
    this.tellTimer = this.clock.set(() => {
      this.told = true;
      this.options.trouble(true);
    }, TELL_AFTER_MS);
  }
}

const isReading = ({ kind }: PlaceReport): boolean => kind === 'turn' || kind === 'read';

/** Whether a later move says all that the one gathered before it said. */
function saysAllOf(next: PlaceReport, last: PlaceReport): boolean {
  // Dragging along the progress line is one jump, to where it ended.
  if (last.kind === 'jump' && next.kind === 'jump') return true;
  if (!isReading(last) || !isReading(next)) return false;
  return !last.reached || (next.reached && next.chapter === last.chapter && next.pageEnd >= last.pageEnd);
}
