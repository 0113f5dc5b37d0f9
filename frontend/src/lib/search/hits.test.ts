import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asBeginning, find, parse } from './hits';
import { fold, inPoints, isStemmed, lexemes, passagesOf, wordsOf } from './lookup';

interface Answer {
  start: number;
  end: number;
  words: [number, number][];
}

interface Cases {
  stems: Record<string, string>;
  texts: {
    text: string;
    passages: [number, number][];
    answers: Record<string, Answer[]>;
    unstemmed: Record<string, Answer[]>;
  }[];
}

// Written by the server's own tests (backend/tests/bookcore/text/test_hits.py).
const cases = JSON.parse(readFileSync('src/lib/search/server-cases.json', 'utf8')) as Cases;

function ask(given: string, query: string, stemmed: boolean): Answer[] {
  const text = inPoints(given);
  const terms = parse(query, stemmed);
  if (terms.length === 0) return [];
  const words = wordsOf(text);
  const lexeme = lexemes(stemmed);
  return passagesOf(text, words).flatMap(({ first, count }) => {
    const here = words.slice(first, first + count);
    return find(
      terms,
      here.map(({ start, end }) => lexeme(text.slice(start, end))),
    ).map((found) => ({
      start: here[found.first]?.start ?? -1,
      end: here[found.last]?.end ?? -1,
      words: found.words.map((index): [number, number] => [here[index]?.start ?? -1, here[index]?.end ?? -1]),
    }));
  });
}

describe('as the server does', () => {
  it('stems every word', () => {
    const lexeme = lexemes(true);
    const words = Object.keys(cases.stems);
    expect(words.length).toBeGreaterThan(3_000);
    expect(words.filter((word) => lexeme(word) !== cases.stems[word])).toEqual([]);
  });

  it.each(cases.texts.map((one, index) => [index, one] as const))('cuts text %i', (_, one) => {
    const text = inPoints(one.text);
    expect(passagesOf(text, wordsOf(text)).map(({ start, end }) => [start, end])).toEqual(one.passages);
  });

  it.each(cases.texts.map((one, index) => [index, one] as const))(
    'answers questions to text %i',
    (_, one) => {
      for (const [query, expected] of Object.entries(one.answers))
        expect(ask(one.text, query, true), query).toEqual(expected);
      for (const [query, expected] of Object.entries(one.unstemmed))
        expect(ask(one.text, query, false), query).toEqual(expected);
    },
  );
});

it('takes the last word for a beginning when asked to', () => {
  const terms = parse('серая шин', true);
  expect(asBeginning('серая шин', terms)).toEqual([
    { words: ['сер'], beginning: false },
    { words: ['шин'], beginning: true },
  ]);
  expect(asBeginning('серая ши', parse('серая ши', true))).toEqual([]);
  expect(asBeginning('"серая шин"', parse('"серая шин"', true))).toEqual([]);
  expect(find(asBeginning('серая шин', terms), ['сер', 'шинел'])).toEqual([
    { first: 0, last: 1, words: [0, 1] },
  ]);
});

it('folds case, accents and ё, and stems only the languages it knows', () => {
  expect(['Ёлка', 'за\u0301мок', 'ЙОД', 'Café'].map(fold)).toEqual(['елка', 'замок', 'йод', 'cafe']);
  expect(['ru', 'en-GB', '', 'uk'].map(isStemmed)).toEqual([true, true, true, false]);
});
