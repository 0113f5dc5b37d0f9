import { describe, expect, it } from 'vitest';
import { EVERYTHING, KeptIndex, type SearchedText } from './kept-index';

const TEXTS: SearchedText[] = [
  {
    chapter: 'c0',
    number: 0,
    title: 'Глава 0',
    text:
      'Серая шинель висела у двери. Дверь скрипела, и шинели никто не надевал.\n' +
      '«Где моя шинель?» — спросил он. Ёлка стояла в углу; кое-что блестело на ней.',
  },
  { chapter: 'c1', number: 1, title: 'Глава 1', text: '🙂 Утром 🙂 шёл снег. Шинели 🙂 сохли.' },
];
const every = { limit: 50, begin: 0, ahead: false };
const index = await KeptIndex.of('book', 'ru', TEXTS);

describe('a kept book', () => {
  it('is found in by any form of a word, in reading order', () => {
    const answer = index.search('шинелью', EVERYTHING, every);
    expect(answer.hits.map(({ number, match }) => [number, match])).toEqual([
      [0, 'шинель'],
      [0, 'шинели'],
      [0, 'шинель'],
      [1, 'Шинели'],
    ]);
    expect(answer).toMatchObject({ total: 4, ahead: 0, cursor: null, ready: true, beginning: false });
  });

  it('tells some ten words around, letter by letter where it stands', () => {
    const [hit] = index.search('дверь шинель', EVERYTHING, every).hits;
    expect(hit).toMatchObject({
      chapter: 'c0',
      before: 'Серая ',
      match: 'шинель висела у двери',
      after: '. Дверь скрипела, и шинели никто не надевал. «Где моя шинель?»',
    });
    expect(hit?.words.map(({ start, end }) => TEXTS[0]?.text.slice(start, end))).toEqual(['шинель', 'двери']);
  });

  it('counts letters beyond the usual as one, as the server does', () => {
    const [hit] = index.search('снег', EVERYTHING, every).hits;
    expect([hit?.start, hit?.end, hit?.before, hit?.match]).toEqual([
      14,
      18,
      '🙂 Утром 🙂 шёл '.slice(3),
      'снег',
    ]);
  });

  it('only counts what is ahead, and cuts what is told there', () => {
    const until = [0, TEXTS[0]?.text.indexOf('никто') ?? 0] as const;
    const answer = index.search('шинель', until, every);
    expect(answer.hits.map(({ match, after }) => [match, after])).toEqual([
      ['шинель', ' висела у двери. Дверь скрипела, и шинели '.trimEnd()],
      ['шинели', ''],
    ]);
    expect([answer.total, answer.ahead]).toEqual([2, 2]);
    const all = index.search('шинель', until, { ...every, ahead: true });
    expect(all.hits.map(({ ahead }) => ahead)).toEqual([false, false, true, true]);
    expect([all.total, all.ahead]).toEqual([4, 2]);
  });

  it('gives page after page', () => {
    const first = index.search('шинель', EVERYTHING, { ...every, limit: 3 });
    expect([first.hits.length, first.cursor]).toEqual([3, '3']);
    const second = index.search('шинель', EVERYTHING, { ...every, limit: 3, begin: 3 });
    expect([second.hits.length, second.cursor]).toEqual([1, null]);
  });

  it('takes the last word for a beginning when no word is found', () => {
    expect(index.search('серая шин', EVERYTHING, every)).toMatchObject({ beginning: true, total: 1 });
    expect(index.search('нигде', EVERYTHING, every)).toMatchObject({ beginning: false, total: 0 });
  });
});
