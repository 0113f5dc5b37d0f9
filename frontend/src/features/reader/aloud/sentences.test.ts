import { describe, expect, it } from 'vitest';
import { sentencesOf } from './sentences';

const texts = (text: string, lang = 'ru') => sentencesOf(text, lang).map((sentence) => sentence.text);

describe('sentences read aloud', () => {
  it('are cut at their ends and keep their offsets', () => {
    const text = 'Дождь шёл. Никто не спал!\nЗа окном — море?';
    const found = sentencesOf(text, 'ru', 100);
    expect(found.map((sentence) => sentence.text)).toEqual([
      'Дождь шёл.',
      'Никто не спал!',
      'За окном — море?',
    ]);
    for (const { start, end, text: words } of found) expect(text.slice(start - 100, end - 100)).toBe(words);
  });

  it('are not broken by short words and initials', () => {
    expect(texts('В 1834 г. Иванов приехал. На ул. Садовой жил А. С. Петров.')).toEqual([
      'В 1834 г. Иванов приехал.',
      'На ул. Садовой жил А. С. Петров.',
    ]);
    expect(texts('Mr. Brown met Dr. Grey. They bowed.', 'en')).toEqual([
      'Mr. Brown met Dr. Grey.',
      'They bowed.',
    ]);
  });

  it('keep a remark with what was said', () => {
    expect(texts('— Иди сюда! — сказала мать. Он пошёл.')).toEqual([
      '— Иди сюда! — сказала мать.',
      'Он пошёл.',
    ]);
    expect(texts('“Come here!” said she. He came.', 'en')).toEqual(['“Come here!” said she.', 'He came.']);
  });

  it('leave out images, breaks and ornaments', () => {
    expect(texts('\ufffc\n\n* * *\nКонец главы.')).toEqual(['Конец главы.']);
  });

  it('count code points', () => {
    const text = '😀 Смех. Ещё смех.';
    const [, second] = sentencesOf(text, 'ru');
    expect([...text].slice(second?.start, second?.end).join('')).toBe('Ещё смех.');
  });

  it('are cut at commas when a voice would stall on them', () => {
    const long = `${'Он шёл и шёл, '.repeat(40)}и пришёл.`;
    const found = sentencesOf(long, 'ru');
    expect(found.length).toBeGreaterThan(2);
    expect(Math.max(...found.map((sentence) => sentence.text.length))).toBeLessThanOrEqual(220);
    expect(found.map((sentence) => sentence.text).join(' ')).toBe(long);
  });

  it('end for a word without any place to cut', () => {
    expect(texts('ы'.repeat(1000))).toHaveLength(1);
  });
});
