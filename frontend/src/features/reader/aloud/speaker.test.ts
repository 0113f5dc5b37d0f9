import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sentencesOf } from './sentences';
import { Speaker, type SpeakerState, voicesFor } from './speaker';

class Utterance {
  lang = '';
  voice: unknown = null;
  rate = 1;
  onstart: (() => void) | null = null;
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function stage() {
  const said: Utterance[] = [];
  const heard: string[] = [];
  const states: SpeakerState[] = [];
  const events = { finished: vi.fn(), trouble: vi.fn() };
  const synthesis = {
    speak: (u: unknown) => void said.push(u as Utterance),
    cancel: vi.fn(),
    pause: vi.fn(),
    resume: vi.fn(),
  };
  const speaker = new Speaker(synthesis, {
    ...events,
    sentence: (sentence) => heard.push(sentence.text),
    state: (state) => states.push(state),
  });
  const last = () => said[said.length - 1] as Utterance;
  return { speaker, said, heard, states, last, ...events };
}

const SENTENCES = sentencesOf('Раз. Два. Три.', 'ru');

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('reading aloud', () => {
  it('goes from sentence to sentence to the end', () => {
    const { speaker, heard, last, states, finished } = stage();
    speaker.read(SENTENCES, 'ru', 0);
    for (let i = 0; i < 3; i++) {
      last().onstart?.();
      last().onend?.();
    }
    expect(heard).toEqual(['Раз.', 'Два.', 'Три.']);
    expect(states).toEqual(['speaking', 'silent']);
    expect(finished).toHaveBeenCalledTimes(1);
  });

  it('begins with the sentence that holds the place', () => {
    const { speaker, heard } = stage();
    speaker.read(SENTENCES, 'ru', 6);
    expect(heard).toEqual(['Два.']);
  });

  it('pauses and says the same sentence again', () => {
    const { speaker, heard, last } = stage();
    speaker.read(SENTENCES, 'ru', 0);
    const dropped = last();
    speaker.pause();
    dropped.onend?.();
    dropped.onerror?.();
    expect(speaker.state).toBe('paused');
    speaker.resume();
    expect(heard).toEqual(['Раз.', 'Раз.']);
  });

  it('steps on and back, and not before the first', () => {
    const { speaker, heard } = stage();
    speaker.read(SENTENCES, 'ru', 0);
    speaker.step(1);
    speaker.step(-1);
    speaker.step(-1);
    expect(heard).toEqual(['Раз.', 'Два.', 'Раз.', 'Раз.']);
  });

  it('tells of a voice that fails and of one that never begins', () => {
    const { speaker, last, trouble } = stage();
    speaker.read(SENTENCES, 'ru', 0);
    last().onerror?.();
    expect(trouble).toHaveBeenCalledTimes(1);
    speaker.read(SENTENCES, 'ru', 0);
    vi.advanceTimersByTime(10_000);
    expect(trouble).toHaveBeenCalledTimes(2);
    expect(speaker.state).toBe('silent');
  });
});

it('voices of the device come before those of a network', () => {
  const voice = (name: string, lang: string, localService: boolean) =>
    ({ name, lang, localService }) as SpeechSynthesisVoice;
  const all = [voice('Net', 'ru-RU', false), voice('En', 'en-GB', true), voice('Own', 'ru_RU', true)];
  expect(voicesFor(all, 'ru').map(({ name }) => name)).toEqual(['Own', 'Net']);
});
