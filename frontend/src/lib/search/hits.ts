/** What a reader asks for, and where in a passage it stands: the server's `bookcore.text.hits`. */

import { fold, lexemes, wordsOf } from './lookup';

const MOST_WORDS = 12;
const SHORTEST_BEGINNING = 3;
const CHUNK = /["«“„]([^"»”“„«]*)["»”“]?|([^\s"«“„]+)/g;

/** One or more words that stand side by side; the last may be only a beginning. */
export interface Term {
  words: readonly string[];
  beginning: boolean;
}

/** Words of a passage, by their numbers, that answer the whole question. */
export interface Found {
  first: number;
  last: number;
  words: readonly number[];
}

/** The terms of a question; what stands in quotes or is glued together must stand together. */
export function parse(query: string, stemmed: boolean): Term[] {
  const found = new Map<string, Term>();
  const lexeme = lexemes(stemmed);
  let left = MOST_WORDS;
  for (const match of query.matchAll(CHUNK)) {
    const chunk = match[1] ?? match[2] ?? '';
    const words = wordsOf(chunk)
      .map(({ start, end }) => lexeme(chunk.slice(start, end)))
      .slice(0, left);
    if (words.length === 0) continue;
    const name = words.join(' ');
    if (!found.has(name)) found.set(name, { words, beginning: false });
    left -= words.length;
  }
  return [...found.values()];
}

/** The same question with its last word taken for the beginning of one; nothing when too short. */
export function asBeginning(query: string, terms: readonly Term[]): Term[] {
  const word = wordsOf(query).at(-1);
  const last = word ? fold(query.slice(word.start, word.end)) : '';
  const term = terms.at(-1);
  if (!term || last.length < SHORTEST_BEGINNING || /["»”“]\s*$/.test(query)) return [];
  return [...terms.slice(0, -1), { words: [...term.words.slice(0, -1), last], beginning: true }];
}

function fits(term: Term, index: number, word: string | undefined): boolean {
  const wanted = term.words[index] ?? '';
  if (word === undefined) return false;
  return term.beginning && index === term.words.length - 1 ? word.startsWith(wanted) : word === wanted;
}

/** The answers in one passage: every place of a single term, the shortest stretches of several. */
export function find(terms: readonly Term[], words: readonly string[]): Found[] {
  const places: { first: number; last: number; term: number }[] = [];
  for (let first = 0; first < words.length; first += 1) {
    terms.forEach((term, number) => {
      if (term.words.every((_, index) => fits(term, index, words[first + index])))
        places.push({ first, last: first + term.words.length - 1, term: number });
    });
  }
  places.sort((a, b) => a.first - b.first || a.last - b.last || a.term - b.term);
  const found: Found[] = [];
  const covers = (window: typeof places) => new Set(window.map(({ term }) => term)).size === terms.length;
  let window: typeof places = [];
  for (const place of places) {
    window.push(place);
    if (!covers(window)) continue;
    while (covers(window.slice(1))) window.shift();
    const inside = new Set<number>();
    for (const { first, last } of window) for (let i = first; i <= last; i += 1) inside.add(i);
    found.push({
      first: window[0]?.first ?? 0,
      last: Math.max(...window.map(({ last }) => last)),
      words: [...inside].sort((a, b) => a - b),
    });
    window = [];
  }
  return found;
}
