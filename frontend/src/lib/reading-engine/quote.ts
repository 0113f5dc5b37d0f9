/** Finds a place by the words that stand there, in a text that was normalised by other rules. */

/** The words at a place and those on either side of it. */
export interface Quote {
  quote: string;
  before: string;
  after: string;
}

/** Fewer letters than this stand in many places and prove nothing. */
const LEAST = 8;
const LETTER = /[\p{L}\p{N}]/u;

interface Letters {
  text: string;
  /** For each letter, its offset in code points of the whole text. */
  at: number[];
}

function lettersOf(text: string): Letters {
  const letters: string[] = [];
  const at: number[] = [];
  let offset = 0;
  for (const point of text) {
    // Letters outside the basic plane are left out: one unit of `text` is one letter.
    if (point.length === 1 && LETTER.test(point)) {
      letters.push(point);
      at.push(offset);
    }
    offset += 1;
  }
  return { text: letters.join(''), at };
}

function same(one: string, other: string, fromEnd: boolean): number {
  const most = Math.min(one.length, other.length);
  for (let i = 0; i < most; i++) {
    const [a, b] = fromEnd ? [one.at(-1 - i), other.at(-1 - i)] : [one[i], other[i]];
    if (a !== b) return i;
  }
  return most;
}

/**
 * The offset at which a quote stands: only letters are compared, what is around decides between several,
 * then how near they are. Null when it is not there.
 */
export function findQuote(text: string, words: Quote, near: number): number | null {
  const whole = lettersOf(text);
  const exact = lettersOf(words.quote).text;
  const before = lettersOf(words.before).text;
  const after = lettersOf(words.after).text;
  if (exact === '' || exact.length + before.length + after.length < LEAST) return null;
  let best: { rank: number; far: number; offset: number } | null = null;
  for (let at = whole.text.indexOf(exact); at >= 0; at = whole.text.indexOf(exact, at + 1)) {
    const around =
      same(whole.text.slice(Math.max(0, at - before.length), at), before, true) +
      same(whole.text.slice(at + exact.length, at + exact.length + after.length), after, false);
    if (exact.length + around < LEAST) continue;
    const offset = whole.at[at] ?? 0;
    const far = Math.abs(offset - near);
    if (!best || around > best.rank || (around === best.rank && far < best.far)) {
      best = { rank: around, far, offset };
    }
  }
  return best?.offset ?? null;
}
