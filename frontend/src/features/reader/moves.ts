/** Moves of the reader on their way to the server: through the queue that outlives tab and network. */

import type { MovesKept } from '@/api/model';
import { serverIsReachable, subscribeReachability } from '@/api/reachability';
import { currentUser } from '@/api/session';
import { thisDevice } from '@/lib/device';
import { type Change, enqueue, register, waitingChanges } from '@/lib/outbox';
import type { PlaceReport, Quote } from '@/lib/reading-engine';

/** One move with the words of its place and the rules its offsets were counted by. */
export interface Move extends PlaceReport, Quote {
  id: string;
  version: number;
  madeAt: string;
}

interface SentMove {
  id: string;
  kind: Move['kind'];
  chapter: string;
  offset: number;
  page_end: number;
  reached: boolean;
  quote: string;
  quote_before: string;
  quote_after: string;
  normaliser_version: number;
  made_at: string;
}

interface SentMoves {
  device: { id: string; name: string };
  base: string | null;
  moves: SentMove[];
}

const KIND = 'moves';
const MOST_AT_ONCE = 500;
const PATIENCE_MS = 8_000;

/** `crypto.randomUUID` is there on HTTPS only; a library at home may have none. */
export function newMoveId(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const version4 = `${hex.slice(0, 12)}4${hex.slice(13, 16)}8${hex.slice(17)}`;
  return version4.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const sentMove = (move: Move): SentMove => ({
  id: move.id,
  kind: move.kind,
  chapter: move.chapter,
  offset: move.offset,
  page_end: move.pageEnd,
  reached: move.reached,
  quote: move.quote,
  quote_before: move.before,
  quote_after: move.after,
  normaliser_version: move.version,
  made_at: move.madeAt,
});

const keptMove = (move: SentMove): Move => ({
  id: move.id,
  kind: move.kind,
  chapter: move.chapter,
  offset: move.offset,
  pageEnd: move.page_end,
  reached: move.reached,
  quote: move.quote,
  before: move.quote_before,
  after: move.quote_after,
  version: move.normaliser_version,
  madeAt: move.made_at,
});

/** Moves that wait for the network go together, as long as they were made from the same known place. */
export function mergeMoves(waiting: Change, next: Change): Change | null {
  const [a, b] = [waiting.body as SentMoves, next.body as SentMoves];
  if (a.base !== b.base || a.device.id !== b.device.id) return null;
  const known = new Set(a.moves.map(({ id }) => id));
  const moves = [...a.moves, ...b.moves.filter(({ id }) => !known.has(id))];
  return moves.length > MOST_AT_ONCE ? null : { ...waiting, body: { ...a, moves } };
}

/** What the server said to the moves of one book. */
export interface MovesAnswer {
  answer: MovesKept;
  moves: Move[];
}

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

const waiters = new Map<string, Waiter>();
const listeners = new Map<string, Set<(answer: MovesAnswer) => void>>();
/** Answers to moves of an earlier visit, for the sitting that comes. */
const unheard = new Map<string, MovesAnswer>();

const movesOf = ({ body }: Change): SentMove[] => (body as SentMoves | undefined)?.moves ?? [];

function settle(change: Change, act: (waiter: Waiter) => void): void {
  for (const { id } of movesOf(change)) {
    const waiter = waiters.get(id);
    waiters.delete(id);
    if (waiter) act(waiter);
  }
}

register<MovesKept>(KIND, {
  merge: mergeMoves,
  done(answer, change) {
    const book = change.key ?? '';
    const told = { answer, moves: movesOf(change).map(keptMove) };
    const heard = listeners.get(book);
    if (heard?.size) for (const listener of heard) listener(told);
    else unheard.set(book, told);
    settle(change, ({ resolve }) => resolve());
  },
  refused(problem, change) {
    settle(change, ({ reject }) => reject(problem));
  },
});

/** Hears what the server says to moves of a book, those of an earlier visit first; returns the way to stop. */
export function onMovesKept(bookId: string, listener: (answer: MovesAnswer) => void): () => void {
  const set = listeners.get(bookId) ?? new Set();
  listeners.set(bookId, set.add(listener));
  const before = unheard.get(bookId);
  unheard.delete(bookId);
  if (before) listener(before);
  return () => set.delete(listener);
}

/** Puts moves in the queue; resolves when the server has them, whenever that is. */
export function sendMoves(
  bookId: string,
  base: string | null,
  moves: readonly Move[],
  leaving: boolean,
): Promise<void> {
  const user = currentUser()?.id;
  const last = moves[moves.length - 1];
  if (user === undefined || !last) return Promise.resolve();
  const body: SentMoves = { device: thisDevice(), base, moves: moves.map(sentMove) };
  const known = new Promise<void>((resolve, reject) => waiters.set(last.id, { resolve, reject }));
  const change: Change = {
    user,
    kind: KIND,
    key: bookId,
    path: `/api/books/${bookId}/moves`,
    method: 'POST',
    body,
  };
  enqueue(change, leaving).catch((error: unknown) => waiters.get(last.id)?.reject(error));
  return known;
}

/** The last place that a reader went to in a book and the server has not heard of. */
export async function unsentPlace(bookId: string): Promise<Move | null> {
  const user = currentUser()?.id;
  if (user === undefined) return null;
  const waiting = await waitingChanges(KIND, user).catch(() => []);
  const own = waiting.filter(({ key }) => key === bookId).flatMap(movesOf);
  const last = own.filter(({ kind }) => kind !== 'open').at(-1);
  return last ? keptMove(last) : null;
}

/** Rejects as soon as the server is known to be out of reach, and in any case after a while. */
export function patience(): Promise<never> {
  return new Promise((_, reject) => {
    const lost = () => {
      clearTimeout(timer);
      stop();
      reject(new Error('the place could not be saved'));
    };
    const stop = subscribeReachability(() => serverIsReachable() || lost());
    const timer = setTimeout(lost, serverIsReachable() ? PATIENCE_MS : 0);
  });
}
