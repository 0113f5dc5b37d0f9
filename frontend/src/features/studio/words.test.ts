import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { setLanguage, startTranslation } from '@/app/i18n';
import { sayDuration, sayLeft, sayMoney, sayPrice, sayReason, sayRefusal } from './words';

beforeAll(() => startTranslation('ru'));
const t: TFunction = ((...words: Parameters<TFunction>) => i18next.t(...words)) as TFunction;
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ');

describe('money', () => {
  it.each([
    [6_000, '$0.006', '0,006 $'],
    [40_000, '$0.04', '0,04 $'],
    [500, '$0.0005', '0,0005 $'],
    [3, '$0.000003', '0,000003 $'],
    [1_234_567, '$1.23', '1,23 $'],
  ])('has as many digits as it takes: %i', (micros, english, russian) => {
    expect(sayMoney('en', micros)).toBe(english);
    expect(plain(sayMoney('ru', micros))).toBe(russian);
  });

  it('is nothing, one sum, two sums or unknown', () => {
    expect(sayPrice(t, 'ru', 0, 0)).toBe('бесплатно');
    expect(plain(sayPrice(t, 'ru', 40_000, 40_000))).toBe('0,04 $');
    expect(plain(sayPrice(t, 'ru', 20_000, 40_000))).toBe('0,02–0,04 $');
    expect(sayPrice(t, 'ru', null, null)).toBe('цена неизвестна');
  });
});

it('says times and what is left by the rules of the language', async () => {
  expect(sayDuration(t, 0.4)).toBe('около 1 секунды');
  expect(sayDuration(t, 15)).toBe('около 15 секунд');
  expect(plain(sayDuration(t, 180))).toBe('3 мин');
  expect(sayLeft(t, 'ru', { pictures: null, micros: null })).toBeNull();
  expect(sayLeft(t, 'ru', { pictures: 2, micros: null })).toBe('Можно нарисовать ещё 2 картины');
  expect(plain(sayLeft(t, 'ru', { pictures: 5, micros: 100_000 }))).toBe(
    'Можно нарисовать ещё 5 картин, потратив до 0,10 $',
  );
  await setLanguage('en');
  expect(sayLeft(t, 'en', { pictures: 1, micros: null })).toBe('1 more picture may be drawn');
  await setLanguage('ru');
});

describe('codes', () => {
  /** Every code of a Python source that stands after `code = `. */
  const codes = (file: string) =>
    [
      ...readFileSync(join('..', 'backend', 'src', 'bookreader', file), 'utf8').matchAll(
        /^ {4}code = "(\w+)"/gm,
      ),
    ].map((match) => match[1] ?? '');

  it('of providers have words of their own', () => {
    const known = codes('ports/providers.py');
    expect(known.length).toBeGreaterThan(6);
    for (const code of known) expect(i18next.exists(`studio:reason_${code}`), code).toBe(true);
    expect(sayReason(t, 'provider_away')).toContain('не отвечает');
  });

  it('nobody knows are said in general words', () => {
    expect(sayReason(t, 'something_new')).toBe(sayReason(t, null));
    expect(sayRefusal(t, 'something_new')).toBe(i18next.t('studio:refusal'));
    expect(sayRefusal(t, 'minor')).toContain('дети');
  });
});
