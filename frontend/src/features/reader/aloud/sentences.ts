/** Cuts a chapter's text into the sentences that are read aloud one after another. */

/** A sentence by offsets in code points, with its words. */
export interface Sentence {
  start: number;
  end: number;
  text: string;
}

// Words with a full stop that ends no sentence; a language's own rules do not know a novel's habits.
const SHORT_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  ru: new Set(
    'г гг д др ул пер кн кв т тт п пп гл стр рис см ср напр им св в вв р руб коп тыс млн'.split(' '),
  ),
  en: new Set(
    'mr mrs ms dr st prof rev gen col capt lt sgt hon messrs mme mlle jr sr vs etc no vol ch'.split(' '),
  ),
};
/** Browsers cut off or stall on long utterances; a pause at a comma is heard by nobody. */
const LONGEST = 220;
const AT_COMMA = /[,;:—–]\s/g;

const isShort = (text: string, lang: string): boolean => {
  const word = /(?:^|[\s(«“"])(\p{L}+)\.\s*$/u.exec(text)?.[1];
  if (word === undefined) return false;
  // A single capital is an initial: "А. С. Пушкин".
  if (word.length === 1 && word === word.toUpperCase()) return true;
  return SHORT_WORDS[lang]?.has(word.toLowerCase()) ?? false;
};

const goesOn = (text: string): boolean => /^[\s)»”"']*(?:[—–-]\s+)?\p{Ll}/u.test(text);

function wholeSentences(block: string, lang: string): string[] {
  const segmenter = new Intl.Segmenter(lang || 'ru', { granularity: 'sentence' });
  const joined: string[] = [];
  for (const { segment } of segmenter.segment(block)) {
    const last = joined[joined.length - 1];
    // A remark after speech («— Иди! — сказал он.») belongs to what was said.
    if (last !== undefined && (isShort(last, lang) || goesOn(segment)))
      joined[joined.length - 1] = last + segment;
    else joined.push(segment);
  }
  return joined;
}

function shortened(sentence: string): string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > LONGEST) {
    const commas = [...rest.slice(0, LONGEST).matchAll(AT_COMMA)];
    const last = commas[commas.length - 1];
    const at = last ? last.index + last[0].length : rest.lastIndexOf(' ', LONGEST) + 1;
    if (at <= 1) break;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  parts.push(rest);
  return parts;
}

const SPOKEN = /[\p{L}\p{N}]/u;

/**
 * Sentences of `text`, which begins at `offset` of its chapter, in order; images, breaks and ornaments
 * are left out. Lines of verse are read one by one.
 */
export function sentencesOf(text: string, lang: string, offset = 0): Sentence[] {
  const language = lang.slice(0, 2).toLowerCase();
  const found: Sentence[] = [];
  let at = offset;
  for (const block of text.split('\n')) {
    for (const piece of wholeSentences(block, language).flatMap(shortened)) {
      const length = [...piece].length;
      const before = [...piece.slice(0, piece.length - piece.trimStart().length)].length;
      const spoken = piece.trim().replaceAll('\ufffc', ' ').trim();
      if (SPOKEN.test(spoken))
        found.push({ start: at + before, end: at + before + [...piece.trim()].length, text: spoken });
      at += length;
    }
    at += 1;
  }
  return found;
}
