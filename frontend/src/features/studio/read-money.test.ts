import { expect, it } from 'vitest';
import { readMoney, writeMoney } from './read-money';

it.each([
  ['0,04', 40_000],
  ['.5', 500_000],
  ['$ 1.25', 1_250_000],
  ['1 000', 1_000_000_000],
  ['0.000001', 1],
  ['', null],
  ['  ', null],
  ['-1', undefined],
  ['1,2,3', undefined],
  ['много', undefined],
  ['99999999', undefined],
])('%j is so many millionths of a dollar: %j', (written, micros) => {
  expect(readMoney(written)).toBe(micros);
});

it('a sum is written as it is read', () => {
  for (const micros of [5_000_000, 40_000, 6_500, 1]) {
    for (const language of ['ru', 'en']) expect(readMoney(writeMoney(language, micros))).toBe(micros);
  }
  expect(writeMoney('ru', 40_000)).toBe('0,04');
});
