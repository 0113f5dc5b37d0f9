import type { BookDetail, EntityKind } from '@/api/model';
import type { BibleEntity, BiblePlace, BibleTrait, Look } from './api/shapes';

/** What of somebody's looks is said field by field; the words are the painters' own, in English. */
export const FIELDS = [
  'sex',
  'age',
  'build',
  'face',
  'hair',
  'hair_style',
  'eyes',
  'skin',
  'beard',
  'headwear',
  'garment',
  'colour',
  'marks',
] as const;
export type Field = (typeof FIELDS)[number];

/** Fields that have a few values only. */
export const CHOICES: Readonly<Partial<Record<Field, readonly string[]>>> = {
  sex: ['female', 'male'],
  age: ['child', 'young', 'adult', 'old'],
};

/** What one may say in a field, to begin with. */
export const SUGGESTIONS: Readonly<Partial<Record<Field, readonly string[]>>> = {
  build: ['slender', 'stout', 'tall and thin', 'broad-shouldered', 'short'],
  face: ['round', 'long and thin', 'sharp-featured', 'broad', 'pale'],
  hair: ['black', 'dark brown', 'chestnut', 'fair', 'red', 'grey', 'white'],
  hair_style: ['loose', 'in a bun', 'in a braid', 'short', 'curly', 'bald'],
  eyes: ['grey', 'blue', 'green', 'brown', 'black'],
  skin: ['pale', 'ruddy', 'tanned', 'freckled'],
  beard: ['none', 'a moustache', 'a short beard', 'a full beard', 'a long beard'],
  headwear: ['a hat', 'a top hat', 'a cap', 'a fur hat', 'a kerchief', 'a bonnet'],
  garment: ['a plain coat', 'a uniform', 'a dress', 'a shirt and waistcoat', 'a travelling cloak'],
  colour: ['black', 'white', 'grey', 'brown', 'dark blue', 'green', 'red'],
};

/** What a reader says holds for sketches too, unless they say otherwise. */
const EMPTY: Look = { from: null, fields: {}, words: '', approved: true };

export const samePlace = (a: BiblePlace | null, b: BiblePlace | null): boolean =>
  a === b || (a !== null && b !== null && a.chapter === b.chapter && a.offset === b.offset);

/** Somebody's looks in the order of their places, the one from the beginning always among them. */
export function looksOf(entity: Pick<BibleEntity, 'looks'>, book: Pick<BookDetail, 'chapters'>): Look[] {
  const number = new Map(book.chapters.map(({ id }, at) => [id, at]));
  const place = ({ from }: Look) => (from === null ? -1 : (number.get(from.chapter) ?? 0));
  const looks = entity.looks.some(({ from }) => from === null) ? [...entity.looks] : [EMPTY, ...entity.looks];
  return looks.sort((a, b) => place(a) - place(b) || (a.from?.offset ?? 0) - (b.from?.offset ?? 0));
}

/** A look that begins where the reader is, as the one before it was. */
export function lookFrom(looks: readonly Look[], from: BiblePlace): Look {
  const last = looks.at(-1) ?? EMPTY;
  return { from, fields: { ...last.fields }, words: last.words, approved: last.approved };
}

/** Where the reader is, to let somebody look otherwise from there on. */
export function placeOf(book: Pick<BookDetail, 'position'>): BiblePlace | null {
  const { chapter, offset } = book.position;
  return chapter === null ? null : { chapter, offset };
}

/** The same look with one field said otherwise; an empty one is left to the book. */
export function withField(look: Look, field: string, value: string): Look {
  const { [field]: _before, ...rest } = look.fields;
  return { ...look, fields: value === '' ? rest : { ...rest, [field]: value } };
}

/** What one sentence of the author says, told once however many traits are in it. */
export function sentences(traits: readonly BibleTrait[]): BibleTrait[][] {
  const told = new Map<string, BibleTrait[]>();
  for (const trait of traits) {
    const key = `${trait.chapter} ${trait.start} ${trait.quote}`;
    told.set(key, [...(told.get(key) ?? []), trait]);
  }
  return [...told.values()];
}

const KINDS: readonly EntityKind[] = ['character', 'place', 'thing'];

/** People first, then places, then things, each as the server gives them. */
export const byKind = (entities: readonly BibleEntity[]): { kind: EntityKind; items: BibleEntity[] }[] =>
  KINDS.map((kind) => ({ kind, items: entities.filter((entity) => entity.kind === kind) })).filter(
    ({ items }) => items.length > 0,
  );
