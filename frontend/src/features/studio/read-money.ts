import type { Micros } from './api/shapes';

const DOLLAR = 1_000_000;
const MOST = 1_000_000;

/** Dollars as people write them, with a comma or a point; null for nothing, undefined for no sum. */
export function readMoney(written: string): Micros | null | undefined {
  const bare = written.replace(/[\s$]/g, '').replace(',', '.');
  if (bare === '') return null;
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(bare)) return undefined;
  const dollars = Number(bare);
  return dollars <= MOST ? Math.round(dollars * DOLLAR) : undefined;
}

/** The same sum as it stands in a field, without a sign. */
export function writeMoney(language: string, micros: Micros): string {
  return new Intl.NumberFormat(language, {
    useGrouping: false,
    minimumFractionDigits: micros % DOLLAR === 0 ? 0 : 2,
    maximumFractionDigits: 6,
  }).format(micros / DOLLAR);
}
