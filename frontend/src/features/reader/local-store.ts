import { COLOURS, type Colour } from '@/features/notes/notes';
import type { PlaceReport } from '@/lib/reading-engine';

/** What must survive a crash or a dead network on this device: the unsaved place, and the reader's pace. */

const placeKey = (bookId: string) => `bookreader.place.${bookId}`;
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

/** Keeps a place that the server does not know yet; null when it does. */
export function keepUnsavedPlace(bookId: string, report: PlaceReport | null): void {
  write(placeKey(bookId), report);
}

/** The place that never reached the server, if there is one. */
export function unsavedPlace(bookId: string): PlaceReport | null {
  const value = read(placeKey(bookId));
  if (typeof value !== 'object' || value === null) return null;
  const { chapter, offset, pageEnd, reached } = value as Record<string, unknown>;
  if (typeof chapter !== 'string' || typeof offset !== 'number' || typeof pageEnd !== 'number') return null;
  return { chapter, offset, pageEnd, reached: reached === true };
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
