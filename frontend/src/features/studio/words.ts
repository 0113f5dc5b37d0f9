import type { TFunction } from 'i18next';
import type { Language } from '@/api/model';
import { ApiProblem } from '@/api/problem';
import { sayProblem } from '@/lib/said';
import type { Left, Maker, Micros } from './api/shapes';

const DOLLAR = 1_000_000;

function moneyFormat(language: Language, micros: Micros): Intl.NumberFormat {
  const dollars = micros / DOLLAR;
  const digits = micros === 0 || dollars >= 1 ? 2 : dollars >= 0.01 ? 3 : dollars >= 0.0001 ? 4 : 6;
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  });
}

/** Money in the reader's notation, with as many digits as it takes: $0.006, 0,04 $. */
export const sayMoney = (language: Language, micros: Micros): string =>
  moneyFormat(language, micros).format(micros / DOLLAR);

/** A price as one says it: nothing, one sum, or from and to; words when nobody knows it. */
export function sayPrice(t: TFunction, language: Language, low: Micros | null, high: Micros | null): string {
  if (low === null || high === null) return t('studio:price_unknown');
  if (high === 0) return t('studio:free');
  if (low === high) return sayMoney(language, high);
  return moneyFormat(language, low || high).formatRange(low / DOLLAR, high / DOLLAR);
}

/** How long it usually takes, in seconds while that is little, then in minutes. */
export function sayDuration(t: TFunction, seconds: number): string {
  if (seconds < 90) return t('studio:seconds', { count: Math.max(1, Math.round(seconds)) });
  return t('common:minutes_short', { count: Math.round(seconds / 60) });
}

/** What a code means that stopped a picture or a maker, in plain words. */
export function sayReason(t: TFunction, code: string | null): string {
  return t(`studio:reason_${code || 'failed'}`, { defaultValue: t('studio:reason_failed') });
}

/** What stopped a wish; a maker that cannot be asked tells why. */
export function sayTrouble(t: TFunction, error: unknown): string {
  const why = error instanceof ApiProblem && error.code === 'maker_unusable' ? error.detail : '';
  return t(`studio:reason_${why || 'none'}`, { defaultValue: sayProblem(t, error) });
}

/** Why the program would rather not have this drawn by a model. */
export function sayRefusal(t: TFunction, code: string): string {
  return t(`studio:refusal_${code}`, { defaultValue: t('studio:refusal') });
}

/** What the caps still allow; null when nothing is capped. */
export function sayLeft(t: TFunction, language: Language, { pictures, micros }: Left): string | null {
  const money = micros === null ? null : sayMoney(language, micros);
  if (pictures === null) return money === null ? null : t('studio:left_money', { money });
  if (money === null) return t('studio:left_pictures', { count: pictures });
  return t('studio:left_both', { count: pictures, money });
}

/** A maker's name; our own painter's is in the reader's language. */
export const sayMaker = (t: TFunction, maker: Pick<Maker, 'id' | 'name'>): string =>
  maker.id === 'sketch' ? t('studio:own_painter') : maker.name;
