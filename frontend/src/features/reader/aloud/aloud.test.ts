import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageView, Stretch } from '@/lib/reading-engine';
import { Aloud, type SpokenBook } from './aloud';

const CHAPTERS = ['Раз два три. Четыре пять шесть. Семь восемь.', 'Вторая глава. Её конец.'];
const PAGE = 16;

class Utterance {
  onstart: (() => void) | null = null;
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

class Shelf implements SpokenBook {
  at = 0;
  start = 0;
  marked: Stretch | null = null;
  turns = 0;
  private readonly listeners = new Set<(page: PageView) => void>();

  chapter = () => ({ id: `c${this.at}`, lang: 'ru', text: CHAPTERS[this.at] as string });
  page = (cause: PageView['cause'] = 'turn') =>
    ({ chapter: `c${this.at}`, start: this.start, end: this.start + PAGE, cause }) as PageView;
  private tell(cause: PageView['cause']) {
    for (const listener of this.listeners) listener(this.page(cause));
  }
  turn = () => {
    this.turns += 1;
    this.start += PAGE;
    this.tell('turn');
  };
  jump(start: number) {
    this.start = start;
    this.tell('jump');
  }
  goOn = async () => {
    if (this.at + 1 >= CHAPTERS.length) return false;
    this.at += 1;
    this.start = 0;
    this.tell('turn');
    return true;
  };
  mark = (sentence: Stretch | null) => {
    this.marked = sentence;
  };
  onPage = (listener: (page: PageView) => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
}

function stage() {
  const said: Utterance[] = [];
  const voice = { name: 'Голос', lang: 'ru-RU', localService: true } as SpeechSynthesisVoice;
  const synthesis = {
    speak: (u: unknown) => void said.push(u as Utterance),
    cancel: () => undefined,
    pause: () => undefined,
    resume: () => undefined,
    getVoices: () => [voice],
  };
  const book = new Shelf();
  const aloud = new Aloud(book, synthesis, 'ru');
  const finish = () => said[said.length - 1]?.onend?.();
  return { aloud, book, said, finish, texts: () => said.map(({ text }) => text) };
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a book read aloud', () => {
  it('turns the page when the voice comes to it, and goes on with the next chapter', async () => {
    const { aloud, book, finish, texts } = stage();
    aloud.toggle();
    expect(book.marked).toEqual({ chapter: 'c0', start: 0, length: 12 });
    finish();
    expect(book.turns).toBe(0);
    finish();
    expect(book.turns).toBe(2);
    finish();
    await vi.runAllTicks();
    await Promise.resolve();
    await Promise.resolve();
    expect(texts()).toEqual(['Раз два три.', 'Четыре пять шесть.', 'Семь восемь.', 'Вторая глава.']);
    finish();
    finish();
    await Promise.resolve();
    await Promise.resolve();
    expect(aloud.store.get().speaker).toBe('silent');
    expect(book.marked).toBeNull();
  });

  it('follows the reader who turns back', () => {
    const { aloud, book, finish, texts } = stage();
    aloud.toggle();
    finish();
    finish();
    book.jump(0);
    expect(texts()).toEqual(['Раз два три.', 'Четыре пять шесть.', 'Семь восемь.', 'Раз два три.']);
  });

  it('goes on where it paused, and with the page shown when that is another one', () => {
    const { aloud, book, texts } = stage();
    aloud.toggle();
    aloud.toggle();
    aloud.toggle();
    aloud.toggle();
    book.jump(32);
    aloud.toggle();
    expect(texts()).toEqual(['Раз два три.', 'Раз два три.', 'Семь восемь.']);
  });

  it('falls asleep after the minutes asked for, or with the chapter', async () => {
    const { aloud, finish, said } = stage();
    aloud.sleepAfter(15);
    aloud.toggle();
    said[0]?.onstart?.();
    vi.advanceTimersByTime(15 * 60_000);
    expect(aloud.store.get()).toMatchObject({ speaker: 'paused', sleep: 'never' });
    aloud.sleepAfter('chapter');
    aloud.toggle();
    finish();
    finish();
    finish();
    await Promise.resolve();
    expect(said).toHaveLength(4);
    expect(aloud.store.get()).toMatchObject({ speaker: 'silent', sleep: 'never' });
  });

  it('remembers voice and speed, and says so when the voice fails', () => {
    const { aloud, book, said } = stage();
    aloud.choose({ rate: 1.4 });
    aloud.toggle();
    said[0]?.onerror?.();
    expect(aloud.store.get()).toMatchObject({ speaker: 'silent', trouble: true });
    expect(book.marked).toBeNull();
    expect(stage().aloud.store.get()).toMatchObject({ rate: 1.4, voice: { name: 'Голос' } });
  });

  it('is silent after it was closed', () => {
    const { aloud, book } = stage();
    aloud.toggle();
    aloud.close();
    expect(aloud.store.get().speaker).toBe('silent');
    expect(book.marked).toBeNull();
  });
});
