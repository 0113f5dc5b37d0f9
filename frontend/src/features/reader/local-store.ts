import type { OtherPlace } from '@/api/model';
import { COLOURS, type Colour } from '@/features/notes/notes';
import type { Move } from './moves';

/** What must survive a crash or a dead network on this device: moves, the open question, the reader's pace. */

const placeKey = (user: string, bookId: string, what: string) => `bookreader.place.${user}.${bookId}.${what}`;
const PACE_KEY = 'bookreader.pace';
const PEN_KEY = 'bookreader.pen';

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage may be full or forbidden; the server still gets the place when it can be reached.
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function moveOf(value: unknown): Move | null {
  if (!isRecord(value)) return null;
  const texts = ['id', 'kind', 'chapter', 'quote', 'before', 'after', 'madeAt'];
  const numbers = ['offset', 'pageEnd', 'version'];
  if (texts.some((name) => typeof value[name] !== 'string')) return null;
  if (numbers.some((name) => typeof value[name] !== 'number')) return null;
  return typeof value.reached === 'boolean' ? (value as unknown as Move) : null;
}

/** Keeps moves that are being gathered and are not in the queue yet; none when they are. */
export function keepGathered(user: string, bookId: string, sitting: string, moves: readonly Move[]): void {
  write(placeKey(user, bookId, `gathered.${sitting}`), moves.length > 0 ? moves : null);
}

/** The moves that ended tabs had gathered, in order; they are given once. */
export function takeGathered(user: string, bookId: string): Move[] {
  const found: Move[] = [];
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(placeKey(user, bookId, 'gathered.'))) continue;
      const moves = read(key);
      if (Array.isArray(moves)) found.push(...moves.map(moveOf).filter((move) => move !== null));
      write(key, null);
    }
  } catch {
    // Storage is forbidden: nothing was kept there either.
  }
  return found.sort((a, b) => a.madeAt.localeCompare(b.madeAt));
}

/** A question that another device's moves raised, and where the reader was here. */
export interface OpenQuestion {
  other: OtherPlace;
  here: Move;
}

/** Keeps where the reader went last on this device. */
export function keepHere(user: string, bookId: string, move: Move): void {
  write(placeKey(user, bookId, 'here'), move);
}

/** Keeps a question for the next visit; null when it is answered. */
export function keepQuestion(user: string, bookId: string, question: OpenQuestion | null): void {
  write(placeKey(user, bookId, 'asked'), question);
}

/** Where the reader was last on this device, and what was asked and never answered. */
export function placesHere(
  user: string,
  bookId: string,
): { here: Move | null; question: OpenQuestion | null } {
  const asked = read(placeKey(user, bookId, 'asked'));
  const here = moveOf(read(placeKey(user, bookId, 'here')));
  if (!isRecord(asked) || !isRecord(asked.other)) return { here, question: null };
  const { other } = asked;
  const known = typeof other.move === 'string' && typeof other.chapter === 'string';
  const stood = moveOf(asked.here);
  const question = known && stood ? { other: other as unknown as OtherPlace, here: stood } : null;
  return { here, question };
}

export function rememberedPace(): number[] {
  const value = read(PACE_KEY);
  return Array.isArray(value) ? value.filter((speed) => typeof speed === 'number') : [];
}

export function rememberPace(speeds: readonly number[]): void {
  write(PACE_KEY, speeds);
}

/** The colour that was highlighted with last. */
export function rememberedPen(): Colour {
  const value = read(PEN_KEY);
  return COLOURS.find((colour) => colour === value) ?? 'yellow';
}

export function rememberPen(colour: Colour): void {
  write(PEN_KEY, colour);
}
