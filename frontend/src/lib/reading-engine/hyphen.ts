/** Soft hyphens put in when a chapter is shown: browsers have no patterns for Russian to offer. */

import { SOFT_HYPHEN } from './offsets';

export type HyphenateWord = (word: string) => string;
export type Hyphenators = ReadonlyMap<string, HyphenateWord>;

const SHORTEST_WORD = 6;
const KEPT_BEFORE = 3;
const KEPT_AFTER = 2;
const WORD = /\p{L}{6,}/gu;
const UNTOUCHED = 'h1, h2, h3, h4, h5, h6, code, pre, .poem, .verse, .noteref, [data-inert]';

/** Takes away the break points too near a word's ends; anything shorter than six letters has none. */
export function pruneBreaks(hyphenated: string): string {
  const parts = hyphenated.split(SOFT_HYPHEN);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length < SHORTEST_WORD) return parts.join('');
  let word = '';
  let before = 0;
  for (const part of parts) {
    const breaks = before >= KEPT_BEFORE && length - before >= KEPT_AFTER;
    word += breaks ? SOFT_HYPHEN + part : part;
    before += part.length;
  }
  return word;
}

/** Makes a hyphenator of whole words with its own memory of those met. */
export function rememberWords(hyphenate: HyphenateWord): HyphenateWord {
  const known = new Map<string, string>();
  return (word) => {
    let result = known.get(word);
    if (result === undefined) {
      result = pruneBreaks(hyphenate(word));
      known.set(word, result);
    }
    return result;
  };
}

/** Puts soft hyphens into every long enough word of a text. */
export function hyphenateText(text: string, hyphenate: HyphenateWord): string {
  return text.replace(WORD, hyphenate);
}

const loading = new Map<string, Promise<HyphenateWord>>();

async function load(language: 'ru' | 'en'): Promise<HyphenateWord> {
  const [{ default: createHyphenator }, { default: patterns }] = await Promise.all([
    import('hyphen'),
    language === 'ru' ? import('hyphen/patterns/ru.js') : import('hyphen/patterns/en-us.js'),
  ]);
  return rememberWords(createHyphenator(patterns, { hyphenChar: SOFT_HYPHEN, minWordLength: 6 }));
}

/** The language of a tag, when there are patterns for it. */
export function patternLanguage(tag: string): 'ru' | 'en' | null {
  const language = tag.toLowerCase().split('-')[0];
  return language === 'ru' || language === 'en' ? language : null;
}

/** Loads the patterns of the languages named; those without patterns are left out. */
export async function loadHyphenators(tags: Iterable<string>): Promise<Hyphenators> {
  const wanted = new Set<'ru' | 'en'>();
  for (const tag of tags) {
    const language = patternLanguage(tag);
    if (language) wanted.add(language);
  }
  const pairs = await Promise.all(
    [...wanted].map(async (language) => {
      let promise = loading.get(language);
      if (!promise) {
        promise = load(language);
        loading.set(language, promise);
        promise.catch(() => loading.delete(language));
      }
      return [language, await promise] as const;
    }),
  );
  return new Map(pairs);
}

/** Languages that occur in a rendered chapter. */
export function languagesOf(root: HTMLElement): Set<string> {
  const found = new Set<string>();
  if (root.lang) found.add(root.lang);
  for (const element of root.querySelectorAll<HTMLElement>('[lang]')) found.add(element.lang);
  return found;
}

/** Hyphenates a rendered chapter in place; headings, verse and code stay as they are. */
export function hyphenate(root: HTMLElement, hyphenators: Hyphenators): void {
  const walk = (element: Element, tag: string): void => {
    if (element.matches(UNTOUCHED)) return;
    const own = element.getAttribute('lang') ?? tag;
    const language = patternLanguage(own);
    const word = language ? hyphenators.get(language) : undefined;
    for (let node = element.firstChild; node; node = node.nextSibling) {
      if (node instanceof Element) walk(node, own);
      else if (node instanceof Text && word && node.data.length >= SHORTEST_WORD) {
        const text = hyphenateText(node.data.replaceAll(SOFT_HYPHEN, ''), word);
        if (text !== node.data) node.data = text;
      }
    }
  };
  walk(root, root.lang);
}

/** Takes all soft hyphens out again. */
export function removeHyphens(root: HTMLElement): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    if (text.data.includes(SOFT_HYPHEN)) text.data = text.data.replaceAll(SOFT_HYPHEN, '');
  }
}
