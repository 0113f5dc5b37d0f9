/** Snowball's stemmers of Russian and English, rule for rule those of the server (`bookcore.text.snowball`). */

const RU_VOWELS = 'аеиоуыэюя';
const RU_REGIONS = /^[^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя][^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя]/;

/** Endings by whether they only count behind а or я. */
type Endings = ReadonlyMap<string, boolean>;

const endings = (afterA: string, always: string): Endings =>
  new Map([
    ...always.split(' ').map((ending): [string, boolean] => [ending, false]),
    ...(afterA === '' ? [] : afterA.split(' ')).map((ending): [string, boolean] => [ending, true]),
  ]);

const GERUND = endings('в вши вшись', 'ив ивши ившись ыв ывши ывшись');
const REFLEXIVE = endings('', 'ся сь');
const ADJECTIVE = endings(
  '',
  'ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею',
);
const PARTICIPLE = endings('ем нн вш ющ щ', 'ивш ывш ующ');
const VERB = endings(
  'ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно',
  'ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю',
);
const NOUN = endings(
  '',
  'а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я',
);
const SUPERLATIVE = endings('', 'ейш ейше');
const LONGEST_ENDING = 7;

/** The word without the longest of these endings; null when that one does not count here. */
function without(word: string, known: Endings): string | null {
  for (let length = Math.min(LONGEST_ENDING, word.length); length > 0; length -= 1) {
    const behindA = known.get(word.slice(-length));
    if (behindA === undefined) continue;
    const rest = word.slice(0, -length);
    return !behindA || rest.endsWith('а') || rest.endsWith('я') ? rest : null;
  }
  return null;
}

const withoutEnd = (word: string, end: string): string =>
  word.endsWith(end) ? word.slice(0, -end.length) : word;

function inflected(body: string): string {
  const gerund = without(body, GERUND);
  if (gerund !== null) return gerund;
  const plain = without(body, REFLEXIVE) ?? body;
  const adjective = without(plain, ADJECTIVE);
  if (adjective !== null) return without(adjective, PARTICIPLE) ?? adjective;
  return without(plain, VERB) ?? without(plain, NOUN) ?? plain;
}

/** The stem of a lower-case Russian word without ё. */
export function russian(word: string): string {
  let begin = 0;
  while (begin < word.length && !RU_VOWELS.includes(word.charAt(begin))) begin += 1;
  if (begin === word.length) return word;
  begin += 1;
  const second = RU_REGIONS.exec(word)?.[0].length ?? word.length;
  let body = withoutEnd(inflected(word.slice(begin)), 'и');
  const derived = ['ость', 'ост'].find((ending) => body.endsWith(ending));
  if (derived !== undefined && begin + body.length - derived.length >= second)
    body = withoutEnd(body, derived);
  const superlative = without(body, SUPERLATIVE);
  body = superlative ?? body;
  if (body.endsWith('нн')) body = body.slice(0, -1);
  else if (superlative === null) body = withoutEnd(body, 'ь');
  return word.slice(0, begin) + body;
}

const EN_WHOLE: ReadonlyMap<string, string> = new Map([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
  ...['sky', 'news', 'howe', 'atlas', 'cosmos', 'bias', 'andes'].map((word): [string, string] => [
    word,
    word,
  ]),
]);
const EN_NOT_FURTHER = new Set(
  'inning outing canning herring earring evening proceed exceed succeed'.split(' '),
);
const EN_BEGINNING = /^(?:gener|commun|arsen|past|univers|later|emerg|organ|inter)/;
const EN_REGION = /[^aeiouy]*[aeiouy]+[^aeiouy]/y;
const EN_VOWEL = /[aeiouy]/;
const EN_SHORT = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|^past)$/;
const EN_DOUBLE = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
const pairs = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(' ').map((pair): [string, string] => {
      const [ending = '', instead = ''] = pair.split('>');
      return [ending, instead];
    }),
  );
const EN_SECOND = pairs(
  'tional>tion enci>ence anci>ance abli>able entli>ent izer>ize ization>ize ational>ate ation>ate ator>ate' +
    ' alism>al aliti>al alli>al fulness>ful ousli>ous ousness>ous iveness>ive iviti>ive biliti>ble bli>ble' +
    ' ogi>og ogist>og fulli>ful lessli>less li>',
);
const EN_THIRD = pairs('tional>tion ational>ate alize>al icate>ic iciti>ic ical>ic ful> ness> ative>');
const EN_FOURTH = pairs(
  'al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ism> ate> iti> ous> ive> ize> ion>',
);

function longest(word: string, known: ReadonlyMap<string, string>): string {
  for (let length = Math.min(LONGEST_ENDING, word.length); length > 0; length -= 1) {
    if (known.has(word.slice(-length))) return word.slice(-length);
  }
  return '';
}

function region(word: string, from: number): number {
  EN_REGION.lastIndex = from;
  return EN_REGION.test(word) ? EN_REGION.lastIndex : word.length;
}

/** The stem of a lower-case English word of plain letters. */
export function english(given: string): string {
  if (given.length < 3) return given;
  const whole = EN_WHOLE.get(given);
  if (whole !== undefined) return whole;
  let word = given.replace(/^y|(?<=[aeiouy])y/g, 'Y');
  const first = EN_BEGINNING.exec(word)?.[0].length ?? region(word, 0);
  const second = region(word, first);
  word = plural(word);
  if (!EN_NOT_FURTHER.has(word)) {
    word = past(word, first);
    if (/..[yY]$/.test(word) && !EN_VOWEL.test(word.charAt(word.length - 2))) word = `${word.slice(0, -1)}i`;
    word = suffixes(word, first, second);
  }
  return word.replaceAll('Y', 'y');
}

function plural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  if (/[^us]s$/.test(word) && EN_VOWEL.test(word.slice(0, -2))) return word.slice(0, -1);
  return word;
}

function past(word: string, first: number): string {
  const ending = /(?:eedly|ingly|edly|eed|ing|ed)$/.exec(word)?.[0];
  if (ending === undefined) return word;
  const body = word.slice(0, -ending.length);
  if (ending.startsWith('eed')) return body.length >= first ? `${body}ee` : word;
  if (!EN_VOWEL.test(body)) return word;
  if (/(?:at|bl|iz)$/.test(body)) return `${body}e`;
  if (EN_DOUBLE.test(body)) return /^[aeo]..$/.test(body) ? body : body.slice(0, -1);
  return body.length <= first && EN_SHORT.test(body) ? `${body}e` : body;
}

function suffixes(word: string, first: number, second: number): string {
  let ending = longest(word, EN_SECOND);
  let at = word.length - ending.length;
  if (ending !== '' && at >= first) {
    const before = word.charAt(at - 1);
    const fits = ending === 'ogi' ? before === 'l' : ending !== 'li' || 'cdeghkmnrt'.includes(before);
    if (fits) word = word.slice(0, at) + (EN_SECOND.get(ending) ?? '');
  }
  ending = longest(word, EN_THIRD);
  at = word.length - ending.length;
  if (ending !== '' && at >= (ending === 'ative' ? second : first))
    word = word.slice(0, at) + (EN_THIRD.get(ending) ?? '');
  ending = longest(word, EN_FOURTH);
  at = word.length - ending.length;
  if (ending !== '' && at >= second && (ending !== 'ion' || 'st'.includes(word.charAt(at - 1))))
    word = word.slice(0, at);
  at = word.length - 1;
  if (word.endsWith('e')) {
    const stem = word.slice(0, at);
    return at >= second || (at >= first && !EN_SHORT.test(stem)) ? stem : word;
  }
  return word.endsWith('ll') && at >= second ? word.slice(0, at) : word;
}
