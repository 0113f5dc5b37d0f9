import type { SpendingLine } from './api/shapes';

export type Period = 'month' | 'before' | 'year';

const iso = (date: Date): string => date.toISOString().slice(0, 10);

/** First and last day of a period, in UTC as the server counts them. */
export function periodDays(period: Period, now: Date): { from: string; to: string } {
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  if (period === 'before') {
    return { from: iso(new Date(Date.UTC(year, month - 1, 1))), to: iso(new Date(Date.UTC(year, month, 0))) };
  }
  return { from: iso(new Date(Date.UTC(year, period === 'year' ? 0 : month, 1))), to: iso(now) };
}

/** The lines of each day together, the newest day first. */
export function byDay(lines: readonly SpendingLine[]): [string, SpendingLine[]][] {
  const days = new Map<string, SpendingLine[]>();
  for (const line of lines) {
    const known = days.get(line.day);
    if (known) known.push(line);
    else days.set(line.day, [line]);
  }
  return [...days].sort(([a], [b]) => b.localeCompare(a));
}

/** All of it together. */
export function totals(
  lines: readonly SpendingLine[],
): Pick<SpendingLine, 'pictures' | 'micros' | 'reserved_micros'> {
  const sum = { pictures: 0, micros: 0, reserved_micros: 0 };
  for (const { pictures, micros, reserved_micros } of lines) {
    sum.pictures += pictures;
    sum.micros += micros;
    sum.reserved_micros += reserved_micros;
  }
  return sum;
}
