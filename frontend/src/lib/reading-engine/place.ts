/**
 * Keeps the reader's place: what is saved, when, and what counts as read.
 * Only the reader's own moves change the place; a change of layout never does.
 */

import type { Direction, Place } from './types';

/** One message to the server. */
export interface PlaceReport extends Place {
  pageEnd: number;
  reached: boolean;
}

export interface Clock {
  set(run: () => void, milliseconds: number): unknown;
  clear(timer: unknown): void;
}

export interface PlaceKeeperOptions {
  send(report: PlaceReport, leaving: boolean): Promise<void>;
  /** Whether a place lies beyond everything read so far. */
  isAhead(place: Place): boolean;
  /** Whether sending again later may help. */
  isPassing(error: unknown): boolean;
  /** The place could not be saved for a while, or can again. */
  trouble(lasting: boolean): void;
  /** A place waits to be saved, or (null) all are. */
  waiting(report: PlaceReport | null): void;
  clock?: Clock;
}

const SAVE_AFTER_MS = 400;
const READ_AFTER_MS = 2_000;
const RETRY_AFTER_MS = [2_000, 5_000, 10_000, 20_000, 30_000] as const;
const FAILURES_TO_TELL = 3;

const realClock: Clock = {
  set: (run, milliseconds) => setTimeout(run, milliseconds),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

export class PlaceKeeper {
  private place: Place | null = null;
  private pageEnd = 0;
  private away = false;
  private queue: PlaceReport[] = [];
  private sending: Promise<void> | null = null;
  private failures = 0;
  private saveTimer: unknown = null;
  private readTimer: unknown = null;
  private retryTimer: unknown = null;
  private closed = false;
  private readonly clock: Clock;

  private readonly options: PlaceKeeperOptions;

  constructor(options: PlaceKeeperOptions) {
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
  }

  /** A page turned by the reader; forward means that the page left is read. */
  turned(direction: Direction, place: Place, pageEnd: number): void {
    if (direction === 1) this.away = false;
    this.stand(place, pageEnd);
    const reached = direction === 1 && this.options.isAhead(place);
    // Where the new page begins, the one left ends.
    this.enqueue({ ...place, pageEnd: place.offset, reached });
    this.saveSoon();
  }

  /** A jump by contents, link, progress line or the way back. */
  jumpedTo(place: Place, pageEnd: number, jumped: boolean): void {
    this.away = jumped;
    this.stand(place, pageEnd);
    this.enqueue({ ...place, pageEnd: place.offset, reached: false });
    this.saveSoon();
  }

  /** The same place in another layout: only the end of its page is another one. */
  laidOut(pageEnd: number): void {
    if (this.place) this.stand(this.place, pageEnd);
  }

  /** Says now that the page shown is read; resolves when the server knows it. */
  async reachNow(): Promise<void> {
    if (!this.place) return;
    this.away = false;
    this.clock.clear(this.readTimer);
    this.enqueue({ ...this.place, pageEnd: this.pageEnd, reached: true });
    await this.flush();
    if (this.queue.length > 0) throw new Error('the place could not be saved');
  }

  /** Sends a place that an earlier visit could not; the page shown is that place. */
  resend(report: PlaceReport): void {
    this.enqueue(report);
    void this.flush();
  }

  /** Tries at once what waits for a retry. */
  retry(): void {
    if (this.queue.length > 0) void this.flush();
  }

  /** Sends what waits without waiting for answers: the page is about to go. */
  leave(): void {
    this.clock.clear(this.saveTimer);
    for (const report of this.queue) {
      this.options.send(report, true).catch(() => undefined);
    }
  }

  close(): void {
    this.leave();
    this.closed = true;
    this.clock.clear(this.readTimer);
    this.clock.clear(this.retryTimer);
  }

  private stand(place: Place, pageEnd: number): void {
    this.place = place;
    this.pageEnd = pageEnd;
    this.clock.clear(this.readTimer);
    if (this.away) return;
    this.readTimer = this.clock.set(() => {
      if (!this.options.isAhead({ chapter: place.chapter, offset: pageEnd })) return;
      this.enqueue({ ...place, pageEnd, reached: true });
      void this.flush();
    }, READ_AFTER_MS);
  }

  private enqueue(report: PlaceReport): void {
    const last = this.queue[this.queue.length - 1];
    // The one on its way stays; of those that wait, a later one may say all an earlier one said.
    const unsent = this.queue.length > (this.sending ? 1 : 0);
    const covers =
      last &&
      (!last.reached || (report.reached && sameChapter(last, report) && report.pageEnd >= last.pageEnd));
    if (unsent && covers) this.queue.pop();
    this.queue.push(report);
    this.options.waiting(report);
  }

  private saveSoon(): void {
    this.clock.clear(this.saveTimer);
    this.saveTimer = this.clock.set(() => void this.flush(), SAVE_AFTER_MS);
  }

  private async flush(): Promise<void> {
    this.clock.clear(this.saveTimer);
    this.clock.clear(this.retryTimer);
    // One at a time and in order: the server's last word must be the reader's last page.
    while (this.sending) await this.sending;
    if (this.queue.length === 0) return;
    this.sending = this.drain().finally(() => {
      this.sending = null;
    });
    await this.sending;
  }

  private async drain(): Promise<void> {
    for (let report = this.queue[0]; report && !this.closed; report = this.queue[0]) {
      try {
        await this.options.send(report, false);
      } catch (error) {
        if (this.options.isPassing(error)) return this.failed();
      }
      this.queue.shift();
      if (this.failures >= FAILURES_TO_TELL) this.options.trouble(false);
      this.failures = 0;
    }
    if (this.queue.length === 0) this.options.waiting(null);
  }

  private failed(): void {
    const wait = RETRY_AFTER_MS[Math.min(this.failures, RETRY_AFTER_MS.length - 1)] ?? READ_AFTER_MS;
    this.failures += 1;
    if (this.failures === FAILURES_TO_TELL) this.options.trouble(true);
    this.retryTimer = this.clock.set(() => void this.flush(), wait);
  }
}

function sameChapter(a: Place, b: Place): boolean {
  return a.chapter === b.chapter;
}
