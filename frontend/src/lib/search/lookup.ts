/** Words as they are looked up, and the passages they are looked up in: the server's `bookcore.text.lookup`. */

import { english, russian } from './snowball';

const AIM = 1_000;
const MOST_CHARS = 2_000;
const MOST_WORDS = 250;
const LONGEST_WORD = 64;
const LETTER = /^[\p{L}\p{N}]$/u;
// All marks above and below letters but the one that makes й of и.
const MARKS = /[\u0300-\u0305\u0307-\u036f]/g;
const RUSSIAN = /^[а-я]+$/;
const ENGLISH = /^[a-z]+$/;
const PLAIN = /^[a-zа-я0-9]*$/;
const SENTENCE_END = /[.!?…]["'»”’)]*\s+/g;
const SPACE = /\s+/g;
const ASTRAL = /[\u{10000}-\u{10ffff}]/gu;

/** Where a word stands: [start, end). */
export interface Word {
  start: number;
  end: number;
}

/** A stretch of a chapter that is searched as a whole; `first` and `count` say which words it has. */
export interface Passage {
  start: number;
  end: number;
  first: number;
  count: number;
}

/** A text in which every character is one: offsets then count as the server's do. */
export const inPoints = (text: string): string => text.replace(ASTRAL, '\ufffd');

const APART = 0;
const INSIDE = 1;
const ALONE = 2;
const MARK = 3;
const kinds = new Map<number, number>();

/** What a character is to words: part of one, one by itself as in scripts without spaces, a mark on one. */
function kindOf(code: number): number {
  if (code < 0x80)
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
      ? INSIDE
      : APART;
  if (code >= 0x410 && code <= 0x44f) return INSIDE;
  let kind = kinds.get(code);
  if (kind === undefined) {
    const alone =
      (code >= 0x3040 && code <= 0x30ff) ||
      (code >= 0x3400 && code <= 0x9fff) ||
      (code >= 0xf900 && code <= 0xfaff);
    if (alone) kind = ALONE;
    else if (code >= 0x300 && code <= 0x36f) kind = MARK;
    else kind = LETTER.test(String.fromCharCode(code)) ? INSIDE : APART;
    kinds.set(code, kind);
  }
  return kind;
}

/** The words of a text: runs of letters and digits with the marks on them. */
export function wordsOf(text: string): Word[] {
  // Read letter by letter: a novel has millions, and a regular expression takes twice as long.
  const found: Word[] = [];
  let start = -1;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind === INSIDE) {
      if (start < 0) start = at;
    } else if (kind !== MARK) {
      if (start >= 0) found.push({ start, end: at });
      start = -1;
      if (kind === ALONE) found.push({ start: at, end: at + 1 });
    }
  }
  if (start >= 0) found.push({ start, end: text.length });
  return found;
}

/** A word without case and without accents, ё as е. */
export function fold(word: string): string {
  const lower = word.slice(0, LONGEST_WORD).toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower.normalize('NFD').replace(MARKS, '').normalize('NFC');
}

/** What a word is found by: its stem, or only its folded form. */
function lexeme(word: string, stemmed: boolean): string {
  const form = fold(word);
  if (!stemmed) return form;
  if (RUSSIAN.test(form)) return russian(form);
  return ENGLISH.test(form) ? english(form) : form;
}

/** The same, remembered: a novel says a few ten thousand different words over and over. */
export function lexemes(stemmed: boolean): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    let found = known.get(word);
    if (found === undefined) {
      found = lexeme(word, stemmed);
      known.set(word, found);
    }
    return found;
  };
}

/** Whether words of a book in this language are found by stems: Russian, English, unknown. */
export const isStemmed = (language: string): boolean =>
  ['ru', 'en', ''].includes((language.split('-')[0] ?? '').toLowerCase());

/** A chapter's text in passages that end where a line ends, or else a sentence. */
export function passagesOf(text: string, words: readonly Word[]): Passage[] {
  const found: Passage[] = [];
  let start = 0;
  let first = 0;
  let pending = 0;
  const close = (end: number) => {
    if (pending > 0) found.push({ start, end, first, count: pending });
    first += pending;
    pending = 0;
  };
  for (const piece of pieces(text, words)) {
    if (pending > 0 && (piece.end - start > MOST_CHARS || pending + piece.count > MOST_WORDS))
      close(piece.start);
    if (pending === 0) start = piece.start;
    pending += piece.count;
    if (pending > 0 && piece.end - start >= AIM) close(piece.end);
  }
  close(text.length);
  return found;
}

/** Lines with the number of their words, and of lines longer than a passage their parts. */
function* pieces(
  text: string,
  words: readonly Word[],
): Generator<{ start: number; end: number; count: number }> {
  let begin = 0;
  let word = 0;
  const upTo = (end: number): number => {
    let next = word;
    while (next < words.length && (words[next]?.start ?? 0) < end) next += 1;
    return next;
  };
  while (begin < text.length) {
    const at = text.indexOf('\n', begin);
    const end = at < 0 ? text.length : at + 1;
    let last = upTo(end);
    while (end - begin > MOST_CHARS || last - word > MOST_WORDS) {
      const cut = cutOf(text, begin, end, words.slice(word, last));
      const next = upTo(cut);
      yield { start: begin, end: cut, count: next - word };
      begin = cut;
      word = next;
    }
    if (begin < end) {
      yield { start: begin, end, count: last - word };
      word = last;
    }
    begin = end;
    last = word;
  }
}

/** The last good place to cut at: behind a sentence, else behind a space, never in a word. */
function cutOf(text: string, begin: number, end: number, here: readonly Word[]): number {
  let most = Math.min(begin + MOST_CHARS, end);
  const beyond = here[MOST_WORDS];
  if (beyond) most = Math.min(most, beyond.start);
  const window = text.slice(begin, most);
  for (const border of [SENTENCE_END, SPACE]) {
    let last = 0;
    for (const match of window.matchAll(border)) last = match.index + match[0].length;
    if (last > 0 && last >= Math.floor((most - begin) / 2)) return begin + last;
  }
  const parted = here.find((word) => word.start < most && most < word.end);
  if (!parted) return most;
  return parted.start > begin ? parted.start : parted.end;
}
