import { describe, expect, it } from 'vitest';
import { sentenceOf } from './sentence-of';

describe('the sentence at a place', () => {
  it('begins where its beginning is in sight', () => {
    expect(sentenceOf('', 'Шёл дождь, и улицы были пусты. Никто не вышел.', '')).toBe(
      'Шёл дождь, и улицы были пусты.',
    );
    expect(sentenceOf('Стемнело. Он ', 'вышел на крыльцо и закурил. Молчали', '')).toBe(
      'Он вышел на крыльцо и закурил.',
    );
  });

  it('is cut with a sign where it is not', () => {
    const before = 'длинного слова конец, там, где у';
    expect(sentenceOf(before, ' кончался город, стоял дом. И', '')).toBe(
      '… слова конец, там, где у кончался город, стоял дом.',
    );
    expect(sentenceOf('', 'Слово '.repeat(20), '')).toMatch(/^Слово Слово.*…$/);
  });

  it('is not the title of its chapter', () => {
    expect(sentenceOf('', 'Глава вторая. Пять правил\nВыехали в начале марта, по пути. Ехали', '')).toBe(
      'Выехали в начале марта, по пути.',
    );
    expect(sentenceOf('', 'Глава вторая', '')).toMatch(/^Глава/);
  });

  it('has no signs of pictures in it, and may be nothing', () => {
    expect(sentenceOf('', '\ufffcПодпись под картиной стоит тут. Да', '')).toBe(
      'Подпись под картиной стоит тут.',
    );
  });
});
