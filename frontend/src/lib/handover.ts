/**
 * Words handed over to a dictionary or a translator that their reader has chosen: an address with places for
 * the words and their language. Nothing is asked here; a page of its own opens at the reader's tap.
 */

export type Handover = 'dictionary' | 'translator';

/** Addresses offered by name; any other may be given. */
export const OFFERED: Readonly<Record<Handover, readonly { id: string; address: string }[]>> = {
  dictionary: [{ id: 'wiktionary', address: 'https://{from}.wiktionary.org/wiki/{words}' }],
  translator: [
    { id: 'deepl', address: 'https://www.deepl.com/translator#{from}/{to}/{words}' },
    { id: 'google', address: 'https://translate.google.com/?sl={from}&tl={to}&text={words}' },
    {
      id: 'yandex',
      address: 'https://translate.yandex.ru/?source_lang={from}&target_lang={to}&text={words}',
    },
  ],
};

/** Longer is no word to look up; longer still is more than an address may carry. */
const LONGEST: Readonly<Record<Handover, number>> = { dictionary: 60, translator: 1_000 };
const LONGEST_ADDRESS = 500;
const AROUND_A_WORD = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** Whether words can be put into an address, and it leads to a page. */
export function isHandoverAddress(address: string): boolean {
  if (address.length > LONGEST_ADDRESS || !address.includes('{words}')) return false;
  try {
    return /^https?:$/.test(new URL(filled(address, 'word', 'en', 'ru')).protocol);
  } catch {
    return false;
  }
}

function filled(address: string, words: string, from: string, to: string): string {
  return address
    .replaceAll('{from}', encodeURIComponent(from))
    .replaceAll('{to}', encodeURIComponent(to))
    .replaceAll('{words}', () => encodeURIComponent(words));
}

/** Selected text as it is handed over; empty when there is nothing in it, null when there is too much. */
export function handedWords(kind: Handover, text: string): string | null {
  const plain = text
    .replaceAll(/[\u00ad\ufffc]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const words = kind === 'dictionary' ? plain.replaceAll(AROUND_A_WORD, '') : plain;
  return words.length > LONGEST[kind] ? null : words;
}

/**
 * Where selected text leads, or null when it leads nowhere. `lang` is the book's language, `own` the
 * reader's; a book in the reader's own language is translated into the other one the program speaks.
 */
export function handoverTo(
  kind: Handover,
  address: string,
  text: string,
  lang: string,
  own: string,
): string | null {
  const words = handedWords(kind, text);
  if (!words || !isHandoverAddress(address)) return null;
  const from = lang.split('-')[0]?.toLowerCase() || own;
  const to = from === own ? (own === 'ru' ? 'en' : 'ru') : own;
  return filled(address, words, from, to);
}
