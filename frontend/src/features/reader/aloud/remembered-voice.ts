/** The voice and speed chosen on this device; other devices have other voices. */

const KEY = 'bookreader.voice';

interface Remembered {
  /** Names of voices by language. */
  names: Record<string, string>;
  rate: number;
}

const language = (lang: string): string => lang.slice(0, 2).toLowerCase();

function read(): Remembered {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Remembered> | null;
    const rate = Number(value?.rate);
    const names = typeof value?.names === 'object' && value.names !== null ? value.names : {};
    return { names, rate: rate >= 0.6 && rate <= 2 ? rate : 1 };
  } catch {
    return { names: {}, rate: 1 };
  }
}

/** The voice last chosen for a language, if any, and the speed. */
export function rememberedVoice(lang: string): { name: string | null; rate: number } {
  const { names, rate } = read();
  return { name: names[language(lang)] ?? null, rate };
}

export function rememberVoice(voice: SpeechSynthesisVoice | null, rate: number): void {
  const { names } = read();
  const kept = voice ? { ...names, [language(voice.lang)]: voice.name } : names;
  try {
    localStorage.setItem(KEY, JSON.stringify({ names: kept, rate }));
  } catch {
    // Storage may be full or forbidden; the choice holds while the book is open.
  }
}
