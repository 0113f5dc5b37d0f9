/** Searching the text of one book that is kept on this device, with the same answers as the server. */

import type { BookHits, Hit } from '@/api/model';
import { asBeginning, type Found, find, parse, type Term } from './hits';
import { inPoints, isStemmed, lexemes, type Passage, passagesOf, wordsOf } from './lookup';

const AROUND = 10;
const AROUND_CHARS = 200;
/** The page stays alive while a long book is read through. */
const AT_ONCE_MS = 30;

/** A chapter of a kept book, as the offline store gives it. */
export interface SearchedText {
  chapter: string;
  number: number;
  title: string;
  text: string;
}

/** A place of the book: chapter number and offset; what ends behind it is ahead of the reader. */
export type Until = readonly [chapter: number, offset: number];

export const EVERYTHING: Until = [Number.POSITIVE_INFINITY, 0];

interface IndexedText extends SearchedText {
  /** The text with every character one unit long. */
  points: string;
  starts: Uint32Array;
  ends: Uint32Array;
  lexemes: string[];
  passages: Passage[];
}

interface Answer {
  text: IndexedText;
  passage: Passage;
  found: Found;
}

const pause = () => new Promise<void>((done) => setTimeout(done));

/** A book's words, read once and asked many times. */
export class KeptIndex {
  private readonly bookId: string;
  private readonly stemmed: boolean;
  private readonly texts: IndexedText[] = [];

  private constructor(bookId: string, language: string) {
    this.bookId = bookId;
    this.stemmed = isStemmed(language);
  }

  static async of(bookId: string, language: string, texts: readonly SearchedText[]): Promise<KeptIndex> {
    const index = new KeptIndex(bookId, language);
    const lexeme = lexemes(index.stemmed);
    let since = performance.now();
    for (const one of texts) {
      index.texts.push(indexed(one, lexeme));
      if (performance.now() - since < AT_ONCE_MS) continue;
      await pause();
      since = performance.now();
    }
    return index;
  }

  /** A page of the places that answer a question, as `GET /api/books/…/search` gives it. */
  search(query: string, until: Until, options: { limit: number; begin: number; ahead: boolean }): BookHits {
    let terms = parse(query, this.stemmed);
    let answers = this.answers(terms);
    let beginning = false;
    if (answers.length === 0) {
      terms = asBeginning(query, terms);
      answers = this.answers(terms);
      beginning = answers.length > 0;
    }
    const read = answers.findIndex((answer) => isAhead(answer, until));
    const behind = read < 0 ? answers.length : read;
    const total = options.ahead ? answers.length : behind;
    const end = Math.min(options.begin + options.limit, total);
    return {
      hits: answers
        .slice(options.begin, end)
        .map((answer, i) => this.hit(answer, options.begin + i < behind ? until : null)),
      total,
      ahead: answers.length - behind,
      cursor: end < total ? String(end) : null,
      ready: true,
      beginning,
    };
  }

  private answers(terms: readonly Term[]): Answer[] {
    if (terms.length === 0) return [];
    const found: Answer[] = [];
    for (const text of this.texts) {
      for (const passage of text.passages) {
        const words = text.lexemes.slice(passage.first, passage.first + passage.count);
        // Most passages lack a word, and looking for one alone is quick.
        if (!terms.every((term) => term.beginning || words.includes(term.words[0] ?? ''))) continue;
        for (const one of find(terms, words)) found.push({ text, passage, found: one });
      }
    }
    return found;
  }

  private hit({ text, passage, found }: Answer, until: Until | null): Hit {
    const { points, starts, ends } = text;
    const first = passage.first + found.first;
    const last = passage.first + found.last;
    const start = starts[first] ?? 0;
    const end = ends[last] ?? 0;
    const most = until !== null && until[0] === text.number ? until[1] : points.length;
    let from = first;
    while (from > 0 && first - from < AROUND && (starts[from - 1] ?? 0) >= start - AROUND_CHARS) from -= 1;
    let to = last;
    const limit = Math.min(most, end + AROUND_CHARS);
    while (to + 1 < starts.length && to - last < AROUND && (ends[to + 1] ?? 0) <= limit) to += 1;
    const after = to > last ? withMarks(points, ends[to] ?? end) : end;
    // Letters beyond the usual ones are two units long: of such a text the letters are counted.
    const letters = points === text.text ? null : [...text.text];
    const between = (a: number, b: number) =>
      lineOf(letters ? letters.slice(a, b).join('') : text.text.slice(a, b));
    return {
      book_id: this.bookId,
      chapter: text.chapter,
      chapter_title: text.title,
      number: text.number,
      start,
      end,
      words: found.words.map((index) => ({
        start: starts[passage.first + index] ?? start,
        end: ends[passage.first + index] ?? end,
      })),
      before: from < first ? between(starts[from] ?? start, start) : '',
      match: between(start, end),
      after: to > last ? between(end, Math.min(most, after)) : '',
      ahead: until === null,
    };
  }
}

function indexed(one: SearchedText, lexeme: (word: string) => string): IndexedText {
  const points = inPoints(one.text);
  const words = wordsOf(points);
  return {
    ...one,
    points: points === one.text ? one.text : points,
    starts: Uint32Array.from(words, (word) => word.start),
    ends: Uint32Array.from(words, (word) => word.end),
    lexemes: words.map(({ start, end }) => lexeme(points.slice(start, end))),
    passages: passagesOf(points, words),
  };
}

function isAhead({ text, passage, found }: Answer, until: Until): boolean {
  const end = text.ends[passage.first + found.last] ?? 0;
  return text.number > until[0] || (text.number === until[0] && end > until[1]);
}

const lineOf = (text: string): string => text.replace(/[\n\ufffc]/g, ' ');

/** Behind the marks that follow a word. */
function withMarks(text: string, end: number): number {
  let behind = end;
  while (behind < text.length && !/[\s\p{L}\p{N}]/u.test(text.charAt(behind))) behind += 1;
  return behind;
}
