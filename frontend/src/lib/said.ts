import type { TFunction } from 'i18next';
import type { Language } from '@/api/model';
import { ApiProblem } from '@/api/problem';

const CHARS_PER_MINUTE = 1_100;
const MB = 1_000_000;
const GB = 1_000 * MB;

/** Minutes an unhurried reader needs for so many characters; at least one. */
export function readingMinutes(chars: number): number {
  return Math.max(1, Math.round(chars / CHARS_PER_MINUTE));
}

/** Minutes as people say them: "12 мин", "1 ч 20 мин", "7 ч". */
export function sayMinutes(t: TFunction, minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return t('common:minutes_short', { count: rest });
  // Past three hours nobody counts single minutes.
  if (rest === 0 || hours >= 3) return t('common:hours_short', { count: Math.round(minutes / 60) });
  return t('common:hours_minutes_short', { hours, minutes: rest });
}

/** A share of the whole in the reader's own notation. */
export function sayPercent(language: Language, share: number): string {
  const bounded = Math.min(1, Math.max(0, share));
  // "100 %" is said only of what is really finished.
  const shown = bounded < 1 ? Math.min(bounded, 0.99) : 1;
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(shown);
}

/** A size: "812 кБ", "3,4 МБ", "10,7 ГБ". */
export function sayBytes(language: Language, bytes: number): string {
  const [unit, of] =
    bytes < MB
      ? (['kilobyte', 1_000] as const)
      : bytes < GB
        ? (['megabyte', MB] as const)
        : (['gigabyte', GB] as const);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: bytes < MB ? 0 : 1,
  }).format(bytes < MB ? Math.max(1, bytes / of) : bytes / of);
}

const dayNumber = (date: Date): number =>
  Math.round(new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime() / 86_400_000);

/** A day as people say it: "сегодня", "вчера", "3 мая", "3 мая 2024 г.". */
export function sayDay(language: Language, iso: string, now: Date = new Date()): string {
  const date = new Date(iso);
  const days = dayNumber(date) - dayNumber(now);
  if (days === 0 || days === -1) {
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
  }
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    ...(date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(date);
}

/** A moment as people say it: "сегодня в 21:40", "3 мая в 9:05". */
export function sayMoment(t: TFunction, language: Language, iso: string, now: Date = new Date()): string {
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(
    new Date(iso),
  );
  return t('common:day_at', { day: sayDay(language, iso, now), time });
}

/** What an error code means and what to do, in plain words. */
export function sayCode(t: TFunction, code: string, values: Record<string, unknown> = {}): string {
  return t(`errors:${code}`, { ...values, defaultValue: t('errors:unknown', { code }) });
}

/** The same for anything that was thrown. */
export function sayProblem(t: TFunction, error: unknown): string {
  if (!(error instanceof ApiProblem)) return t('errors:unknown', { code: 'client' });
  const seconds = error.retryAfterSeconds;
  return sayCode(t, error.code, { count: seconds === null ? 15 : Math.max(1, Math.ceil(seconds / 60)) });
}
