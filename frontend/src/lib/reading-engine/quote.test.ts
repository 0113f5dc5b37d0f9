import { describe, expect, it } from 'vitest';
import { findQuote } from './quote';

const TEXT = '— Да, — сказал он. Снег шёл. — Да, — сказал он. Дождь лил. — Да, — сказал он. Конец.';
const SAID = '— Да, — сказал он.';
const words = (quote: string, before = '', after = '') => ({ quote, before, after });

describe('a place by its words', () => {
  it('is told from others of the same words by what stands around', () => {
    expect(findQuote(TEXT, words(SAID, '', ' Дождь лил.'), 0)).toBe(TEXT.indexOf('Да, — сказал он. Дождь'));
    expect(findQuote(TEXT, words(SAID, 'Дождь лил. '), 0)).toBe(TEXT.lastIndexOf('Да,'));
    expect(findQuote(TEXT, words(SAID), TEXT.length)).toBe(TEXT.lastIndexOf('Да,'));
    expect(findQuote(TEXT, words(SAID), 0)).toBe(2);
  });

  it('is found whatever became of spaces, dashes and pictures', () => {
    const other = '\ufffc\n–\u00a0Да,\u00a0–\nсказал  он.  Снег\ufffc шёл.';
    expect(findQuote(other, words('— Да, — сказал он. Снег шёл.'), 0)).toBe(4);
  });

  it('counts in code points, as the server does', () => {
    const text = `🙂🙂 ${TEXT}`;
    expect(findQuote(text, words('Снег шёл.', 'сказал он. '), 0)).toBe(TEXT.indexOf('Снег') + 3);
  });

  it('is not made up from a few letters, or where the words are gone', () => {
    expect(findQuote(TEXT, words('он'), 0)).toBeNull();
    expect(findQuote(TEXT, words(''), 0)).toBeNull();
    expect(findQuote(TEXT, words('совсем другие слова'), 0)).toBeNull();
  });
});
