/** Reading aloud: the book's sentences go to the speaker, and the page follows what is heard. */

import type { PageView, Stretch } from '@/lib/reading-engine';
import { Store } from '../store';
import { rememberedVoice, rememberVoice } from './remembered-voice';
import { type Sentence, sentencesOf } from './sentences';
import { Speaker, type SpeakerState, type Synthesis, voicesFor } from './speaker';

/** What of a sitting is needed to read it aloud. */
export interface SpokenBook {
  /** The chapter shown, with its text as the page has it. */
  chapter(): { id: string; lang: string; text: string } | null;
  page(): PageView | null;
  /** Turns one page on, as a reader does who has read it. */
  turn(): void;
  /** Opens the next chapter; false at the end of the book. */
  goOn(): Promise<boolean>;
  /** Marks the sentence that is heard; null takes the mark away. */
  mark(sentence: (Stretch & { chapter: string }) | null): void;
  /** Hears of every page shown; returns what ends it. */
  onPage(listener: (page: PageView) => void): () => void;
}

/** When reading aloud ends by itself: after so many minutes, or where the chapter ends. */
export type Sleep = 'never' | 'chapter' | 15 | 30 | 60;
export const SLEEPS: readonly Sleep[] = ['never', 'chapter', 15, 30, 60];
export const RATES = { min: 0.6, max: 2, step: 0.1 } as const;

export interface AloudState {
  speaker: SpeakerState;
  voices: readonly SpeechSynthesisVoice[];
  voice: SpeechSynthesisVoice | null;
  rate: number;
  sleep: Sleep;
  trouble: boolean;
}

export interface AloudSynthesis extends Synthesis {
  getVoices(): SpeechSynthesisVoice[];
  addEventListener?: (kind: 'voiceschanged', listener: () => void) => void;
  removeEventListener?: (kind: 'voiceschanged', listener: () => void) => void;
}

const MINUTE_MS = 60_000;

export class Aloud {
  readonly store: Store<AloudState>;
  private readonly speaker: Speaker;
  private readonly stops: (() => void)[] = [];
  private sentences: { chapter: string; found: Sentence[] } | null = null;
  // While the page follows the voice, its moves are not the reader's.
  private following = false;
  private sleeping: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  private readonly book: SpokenBook;
  private readonly synthesis: AloudSynthesis;

  constructor(book: SpokenBook, synthesis: AloudSynthesis, lang: string) {
    this.book = book;
    this.synthesis = synthesis;
    const { name, rate } = rememberedVoice(lang);
    this.store = new Store<AloudState>({
      speaker: 'silent',
      voices: [],
      voice: null,
      rate,
      sleep: 'never',
      trouble: false,
    });
    this.speaker = new Speaker(synthesis, {
      sentence: (sentence) => this.heard(sentence),
      state: (speaker) => this.store.set({ speaker }),
      finished: () => void this.chapterEnded(),
      trouble: () => this.failed(),
    });
    this.speaker.rate = rate;
    const learn = () => this.learnVoices(lang, name);
    learn();
    // Chromium knows its voices only a moment after it was asked for the first time.
    synthesis.addEventListener?.('voiceschanged', learn);
    this.stops.push(() => synthesis.removeEventListener?.('voiceschanged', learn));
    this.stops.push(book.onPage((page) => this.paged(page)));
  }

  private learnVoices(lang: string, wanted: string | null): void {
    const voices = voicesFor(this.synthesis.getVoices(), lang);
    const kept = this.store.get().voice?.name ?? wanted;
    const voice = voices.find(({ name }) => name === kept) ?? voices[0] ?? null;
    this.speaker.voice = voice;
    this.store.set({ voices, voice });
  }

  /** Begins with the page shown, pauses, or goes on. */
  toggle(): void {
    const { state } = this.speaker;
    if (state === 'speaking') this.speaker.pause();
    else if (state === 'paused' && this.onPage(this.speaker.sentence)) this.speaker.resume();
    else this.readFrom(this.book.page()?.start ?? 0);
  }

  step(by: 1 | -1): void {
    if (this.speaker.state === 'silent') this.toggle();
    else this.speaker.step(by);
  }

  choose(choice: { voice?: SpeechSynthesisVoice; rate?: number }): void {
    this.speaker.voice = choice.voice ?? this.speaker.voice;
    this.speaker.rate = choice.rate ?? this.speaker.rate;
    this.store.set({ voice: this.speaker.voice, rate: this.speaker.rate });
    rememberVoice(this.speaker.voice, this.speaker.rate);
    this.speaker.again();
  }

  sleepAfter(sleep: Sleep): void {
    clearTimeout(this.sleeping);
    this.store.set({ sleep });
    if (typeof sleep !== 'number') return;
    this.sleeping = setTimeout(() => {
      this.speaker.pause();
      this.store.set({ sleep: 'never' });
    }, sleep * MINUTE_MS);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.sleeping);
    this.speaker.stop();
    this.book.mark(null);
    for (const stop of this.stops) stop();
  }

  private readFrom(offset: number): void {
    const chapter = this.book.chapter();
    if (!chapter) return;
    this.store.set({ trouble: false });
    if (this.sentences?.chapter !== chapter.id)
      this.sentences = { chapter: chapter.id, found: sentencesOf(chapter.text, chapter.lang) };
    this.speaker.read(this.sentences.found, chapter.lang, offset);
  }

  private onPage(sentence: Sentence | null): boolean {
    const page = this.book.page();
    if (!sentence || !page || this.sentences?.chapter !== page.chapter) return false;
    return sentence.end > page.start && sentence.start < page.end;
  }

  private heard(sentence: Sentence): void {
    this.following = true;
    const chapter = this.sentences?.chapter ?? '';
    const behind = () => {
      const page = this.book.page();
      return page?.chapter === chapter && sentence.start >= page.end ? page : null;
    };
    for (let page = behind(); page; page = behind()) {
      this.book.turn();
      if (this.book.page()?.end === page.end) break;
    }
    this.following = false;
    this.book.mark({ chapter, start: sentence.start, length: sentence.end - sentence.start });
  }

  private paged(page: PageView): void {
    if (this.following || this.speaker.state !== 'speaking' || page.cause === 'layout') return;
    // The reader went elsewhere: the voice goes along.
    if (!this.onPage(this.speaker.sentence)) this.readFrom(page.start);
  }

  private async chapterEnded(): Promise<void> {
    this.book.mark(null);
    if (this.store.get().sleep === 'chapter') {
      this.store.set({ sleep: 'never' });
      return;
    }
    this.following = true;
    const went = await this.book.goOn().catch(() => false);
    this.following = false;
    if (went && !this.closed) this.readFrom(0);
  }

  private failed(): void {
    this.book.mark(null);
    this.store.set({ trouble: true });
  }
}
