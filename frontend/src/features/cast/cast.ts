import type { CastEdit, EntityCard, EntityKind, Picture, Trait } from '@/api/model';

export const KINDS: readonly EntityKind[] = ['character', 'place', 'thing'];

export interface CastGroup {
  kind: EntityKind;
  items: EntityCard[];
}

/** Who is shown, by kind, in the server's order; the hidden ones apart. */
export function castGroups(items: readonly EntityCard[]): { groups: CastGroup[]; hidden: EntityCard[] } {
  const groups = KINDS.map((kind) => ({
    kind,
    items: items.filter((item) => item.kind === kind && !item.hidden),
  })).filter((group) => group.items.length > 0);
  return { groups, hidden: items.filter((item) => item.hidden) };
}

/** The other names, the one shown left out. */
export const otherNames = ({ name, names }: Pick<EntityCard, 'name' | 'names'>): string[] =>
  names.filter((other) => other !== name);

/**
 * What shows an entity at a glance: a model's picture, else a person's card by their known looks,
 * else a sketch of a passage, which shows the place more than the person.
 */
export function likenessOf({ picture, cameo }: Pick<EntityCard, 'picture' | 'cameo'>): Picture | null {
  if (picture?.url && picture.label === 'ai') return picture;
  return cameo ?? picture;
}

/** A letter to stand for a picture. */
export function initialOf(name: string): string {
  const letter = /\p{L}/u.exec(name)?.[0];
  return (letter ?? '·').toLocaleUpperCase();
}

/** Traits that the book tells differently in different places, side by side in reading order. */
export function contradictions(traits: readonly Trait[]): Trait[][] {
  const groups: Set<string>[] = [];
  for (const trait of traits) {
    if (trait.contradicts.length === 0) continue;
    const ids = new Set([trait.id, ...trait.contradicts]);
    for (const group of [...groups]) {
      if (![...group].some((id) => ids.has(id))) continue;
      for (const id of group) ids.add(id);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(ids);
  }
  return groups.map((ids) => traits.filter((trait) => ids.has(trait.id))).filter((group) => group.length > 1);
}

/** What one sentence of the author says, told once however many traits are in it. */
export interface TraitLine {
  key: string;
  first: Trait;
  traits: Trait[];
}

export function traitLines(traits: readonly Trait[]): TraitLine[] {
  const lines = new Map<string, TraitLine>();
  for (const trait of traits) {
    const key = `${trait.chapter} ${trait.start} ${trait.end}`;
    const line = lines.get(key);
    if (line) line.traits.push(trait);
    else lines.set(key, { key, first: trait, traits: [trait] });
  }
  return [...lines.values()];
}

/** A chapter's title that is a bare number, as many novels have. */
export const isNumeral = (title: string): boolean => /^\P{L}*[IVXLC]*\P{L}*$/u.test(title);

/** The correction that hides an entity, to be taken back. */
export function hidingEdit(edits: readonly CastEdit[], entity: Pick<EntityCard, 'name' | 'names'>) {
  const called = new Set([entity.name, ...entity.names]);
  return edits.find((edit) => edit.kind === 'hide' && edit.names.some((name) => called.has(name)));
}
