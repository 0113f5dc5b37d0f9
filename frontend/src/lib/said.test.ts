import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { ApiProblem } from '@/api/problem';
import { pageWords, setLanguage, startTranslation } from '@/app/i18n';
import { sayState, stateShare } from '@/features/library/state-words';
import { readingMinutes, sayBytes, sayCode, sayDay, sayMinutes, sayPercent, sayProblem } from './said';

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
const t = i18next.t;

beforeAll(() => startTranslation('ru').then(pageWords));

describe('Russian', () => {
  beforeAll(() => setLanguage('ru'));

  it.each([
    [1, '1 книга'],
    [2, '2 книги'],
    [5, '5 книг'],
    [11, '11 книг'],
    [21, '21 книга'],
    [112, '112 книг'],
  ])('counts %i books by its rules', (count, words) => {
    expect(t('library:books_count', { count })).toBe(words);
  });

  it('counts chapters after "из" in the genitive', () => {
    expect(t('book:described_some', { number: 12, count: 21 })).toContain('из 21 главы');
    expect(t('book:described_some', { number: 12, count: 40 })).toContain('из 40 глав');
  });

  it('says how long to wait after too many wrong passwords', () => {
    const waiting = (seconds: number) => sayProblem(t, new ApiProblem('too_many_attempts', 429, '', seconds));
    expect(waiting(30)).toContain('через 1 минуту');
    expect(waiting(121)).toContain('через 3 минуты');
    expect(waiting(600)).toContain('через 10 минут.');
  });

  it('says days as people do', () => {
    const now = new Date(2026, 4, 10, 1, 0);
    expect(sayDay('ru', new Date(2026, 4, 9, 23, 30).toISOString(), now)).toBe('вчера');
    expect(sayDay('ru', new Date(2026, 4, 10, 0, 5).toISOString(), now)).toBe('сегодня');
    expect(sayDay('ru', new Date(2026, 4, 3).toISOString(), now)).toBe('3 мая');
    expect(sayDay('ru', new Date(2024, 4, 3).toISOString(), now)).toBe('3 мая 2024 г.');
  });

  it('says sizes and shares in its notation', () => {
    expect(plain(sayBytes('ru', 3_400_000))).toBe('3,4 МБ');
    expect(plain(sayBytes('ru', 10_740_300_000))).toBe('10,7 ГБ');
    expect(plain(sayPercent('ru', 0.426))).toBe('43 %');
  });
});

describe('English', () => {
  beforeAll(() => setLanguage('en'));

  it('counts and says days by its rules', () => {
    expect(t('library:books_count', { count: 1 })).toBe('1 book');
    expect(t('library:books_count', { count: 21 })).toBe('21 books');
    const now = new Date(2026, 4, 10, 12, 0);
    expect(sayDay('en', new Date(2026, 4, 9).toISOString(), now)).toBe('yesterday');
  });

  it('says times without false exactness', () => {
    expect(readingMinutes(10)).toBe(1);
    expect(sayMinutes(t, 12)).toBe('12\u00a0min');
    expect(sayMinutes(t, 80)).toBe('1\u00a0h 20\u00a0min');
    expect(sayMinutes(t, 425)).toBe('7\u00a0h');
  });

  it('never calls a book finished before it is', () => {
    expect(sayPercent('en', 0.999)).toBe('99%');
    expect(sayPercent('en', 1)).toBe('100%');
  });

  it('has words for a code it does not know, and names it', () => {
    expect(sayCode(t, 'zip_damaged')).toContain('does not unpack');
    expect(sayCode(t, 'strange_thing')).toContain('strange_thing');
  });
});

describe('the state of a book', () => {
  const state = {
    stage: 'describing',
    readable: true,
    chapters: 40,
    described_chapters: 6,
    pictures_ready: 0,
    pictures_wanted: 0,
    error: null,
  } as const;

  it('names the work and its end', async () => {
    await setLanguage('ru');
    expect(sayState(t, state)).toBe('Читаю главу 7 из 40…');
    expect(sayState(t, { ...state, described_chapters: 40 })).toBe('Читаю главу 40 из 40…');
    expect(stateShare(state)).toBeCloseTo(0.15);
    expect(stateShare({ ...state, stage: 'parsing' })).toBeNull();
    expect(stateShare({ ...state, stage: 'painting' })).toBeNull();
  });

  it('says why a book could not be read', () => {
    const failed = { ...state, stage: 'failed', error: { code: 'drm', message: 'protected' } } as const;
    expect(sayState(t, failed)).toContain('защищена от копирования');
  });
});
