/** Speaks sentences with the browser's own voices, one at a time, and tells which one is heard. */

import type { Sentence } from './sentences';

export type SpeakerState = 'silent' | 'speaking' | 'paused';

export interface SpeakerEvents {
  /** A sentence begins to be heard. */
  sentence(sentence: Sentence): void;
  state(state: SpeakerState): void;
  /** Everything given was said. */
  finished(): void;
  /** The browser could not speak. */
  trouble(): void;
}

/** What of the browser's interface is used, so that a test can stand in for it. */
export type Synthesis = Pick<SpeechSynthesis, 'speak' | 'cancel' | 'pause' | 'resume'>;

/** A voice that is asked and does not begin in this time is taken for mute. */
const BEGIN_WITHIN_MS = 8_000;

export class Speaker {
  private sentences: readonly Sentence[] = [];
  private at = 0;
  private lang = '';
  // Chromium forgets an utterance that nobody holds, and its events with it.
  private utterance: SpeechSynthesisUtterance | null = null;
  private watch: ReturnType<typeof setTimeout> | undefined;
  private current: SpeakerState = 'silent';
  rate = 1;
  voice: SpeechSynthesisVoice | null = null;

  private readonly synthesis: Synthesis;
  private readonly events: SpeakerEvents;

  constructor(synthesis: Synthesis, events: SpeakerEvents) {
    this.synthesis = synthesis;
    this.events = events;
  }

  get state(): SpeakerState {
    return this.current;
  }

  get sentence(): Sentence | null {
    return this.sentences[this.at] ?? null;
  }

  /** Reads `sentences` from the one that holds `offset`, or the first one after it. */
  read(sentences: readonly Sentence[], lang: string, offset: number): void {
    this.sentences = sentences;
    this.lang = lang;
    const index = sentences.findIndex((sentence) => sentence.end > offset);
    this.at = index < 0 ? sentences.length : index;
    this.say();
  }

  /** One sentence on or back; beyond the first it is said again. */
  step(by: 1 | -1): void {
    if (this.sentences.length === 0) return;
    this.at = Math.max(0, this.at + by);
    this.say();
  }

  /** Says the same sentence anew: the voice or the speed is another one. */
  again(): void {
    if (this.current === 'speaking') this.say();
  }

  pause(): void {
    if (this.current !== 'speaking') return;
    // Remote voices do not come back from pause(); the sentence is said again instead.
    this.drop();
    this.enter('paused');
  }

  resume(): void {
    if (this.current === 'paused') this.say();
  }

  stop(): void {
    this.drop();
    this.sentences = [];
    this.enter('silent');
  }

  private enter(state: SpeakerState): void {
    if (state === this.current) return;
    this.current = state;
    this.events.state(state);
  }

  private drop(): void {
    clearTimeout(this.watch);
    this.utterance = null;
    this.synthesis.cancel();
  }

  private say(): void {
    this.drop();
    const sentence = this.sentence;
    if (sentence === null) {
      this.enter('silent');
      this.events.finished();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(sentence.text);
    this.utterance = utterance;
    utterance.lang = this.voice?.lang ?? this.lang;
    utterance.voice = this.voice;
    utterance.rate = this.rate;
    const mine = () => this.utterance === utterance;
    utterance.onstart = () => {
      if (mine()) clearTimeout(this.watch);
    };
    utterance.onend = () => {
      if (!mine()) return;
      this.at += 1;
      this.say();
    };
    utterance.onerror = () => {
      if (mine()) this.fail();
    };
    this.enter('speaking');
    this.events.sentence(sentence);
    if (!mine()) return;
    this.watch = setTimeout(() => {
      if (mine()) this.fail();
    }, BEGIN_WITHIN_MS);
    this.synthesis.speak(utterance);
  }

  private fail(): void {
    this.stop();
    this.events.trouble();
  }
}

/** Voices for a language, those on the device first: they need no network and hear nothing. */
export function voicesFor(voices: readonly SpeechSynthesisVoice[], lang: string): SpeechSynthesisVoice[] {
  const language = lang.slice(0, 2).toLowerCase();
  return voices
    .filter((voice) => voice.lang.slice(0, 2).toLowerCase() === language)
    .sort((a, b) => Number(b.localService) - Number(a.localService) || a.name.localeCompare(b.name));
}
