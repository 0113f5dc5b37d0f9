import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { ApiProblem } from '@/api/problem';
import { pageWords, setLanguage, startTranslation } from '@/app/i18n';
import { sayDuration, sayLeft, sayMoney, sayPrice, sayReason, sayRefusal, sayTrouble } from './words';

beforeAll(() => startTranslation('ru').then(pageWords));
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
  expect(sayLeft(t, 'ru', { pictures: 2, micros: null })).toBe('Можно нарисовать ещё 2 картинки');
  expect(plain(sayLeft(t, 'ru', { pictures: 5, micros: 100_000 }))).toBe(
    'Можно нарисовать ещё 5 картинок, потратив до 0,10 $',
  );
  await setLanguage('en');
  expect(sayLeft(t, 'en', { pictures: 1, micros: null })).toBe('1 more picture may be drawn');
  await setLanguage('ru');
});

describe('codes', () => {
  /** Codes of the server's sources, by what stands before them. */
  const codes = (files: readonly string[], before: RegExp) =>
    files.flatMap((file) =>
      [...readFileSync(join('..', 'backend', 'src', file), 'utf8').matchAll(before)].map(
        (match) => match[1] ?? '',
      ),
    );
  const steps = ['asking', 'ending', 'looking', 'work'].map((name) => `bookreader/attempts/steps/${name}.py`);

  it.each([
    ['of providers', ['bookreader/ports/providers.py'], /^ {4}code = "(\w+)"/gm, 7],
    ['of makers that cannot be asked', ['bookreader/providers/errors.py'], /^[A-Z_]+ = "(\w+)"/gm, 5],
    [
      'of drawings that ended',
      ['bookreader/attempts/service.py', ...steps],
      /\b(?:fail|stop)\(work, "(\w+)"/g,
      2,
    ],
    ['of pictures looked at', ['bookcore/pictures/inspection.py', ...steps], /\bFault\("(\w+)"/g, 4],
    ['of pictures measured', ['bookcore/pictures/surface.py'], /\byield "(\w+)", /g, 3],
  ] as const)('%s have words of their own', (_, files, before, atLeast) => {
    const known = codes(files, before);
    expect(known.length).toBeGreaterThanOrEqual(atLeast);
    for (const code of known) expect(i18next.exists(`studio:reason_${code}`), code).toBe(true);
  });

  it('of a maker that cannot be asked are told where it refuses', () => {
    const refused = new ApiProblem('maker_unusable', 409, 'key_missing');
    expect(sayTrouble(t, refused)).toContain('нужен ключ');
    const other = new ApiProblem('maker_unusable', 409, 'anything else');
    expect(sayTrouble(t, other)).toContain('нельзя попросить');
  });

  it('nobody knows are said in general words', () => {
    expect(sayReason(t, 'something_new')).toBe(sayReason(t, null));
    expect(sayRefusal(t, 'something_new')).toBe(i18next.t('studio:refusal'));
    expect(sayRefusal(t, 'minor')).toContain('дети');
  });
});

it('styles are called as the book of looks calls them', async () => {
  const source = readFileSync(join('..', 'backend', 'src', 'bookcore', 'bible', 'styles.py'), 'utf8');
  const styles = [...source.matchAll(/Style\(\s*"(\w+)",\s*\{"ru": "([^"]+)", "en": "([^"]+)"\}/g)];
  expect(styles.length).toBeGreaterThanOrEqual(12);
  for (const [, id, ru] of styles) expect(i18next.t(`studio:style_${id}`)).toBe(ru);
  await setLanguage('en');
  for (const [, id, , en] of styles) expect(i18next.t(`studio:style_${id}`)).toBe(en);
  await setLanguage('ru');
});
