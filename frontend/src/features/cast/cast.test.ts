import { describe, expect, it } from 'vitest';
import type { CastEdit, EntityCard, Picture, Trait } from '@/api/model';
import {
  castGroups,
  contradictions,
  hidingEdit,
  initialOf,
  isNumeral,
  likenessOf,
  otherNames,
  traitLines,
} from './cast';

const card = (id: string, change: Partial<EntityCard> = {}): EntityCard => ({
  id,
  kind: 'character',
  name: id,
  names: [id],
  gender: null,
  importance: 0.5,
  mentions: 3,
  traits: 0,
  hidden: false,
  picture: null,
  cameo: null,
  first: { chapter: 'c1', start: 0 },
  ...change,
});
const trait = (id: string, ...contradicts: string[]): Trait => ({
  id,
  aspect: 'beard',
  text: '',
  quote: id,
  chapter: 'c1',
  chapter_title: '',
  start: 0,
  end: 1,
  contradicts,
});

describe('the cast', () => {
  it('stands by kind in the server’s order, the hidden ones apart', () => {
    const { groups, hidden } = castGroups([
      card('a'),
      card('town', { kind: 'place' }),
      card('b'),
      card('c', { hidden: true }),
    ]);
    expect(groups.map(({ kind, items }) => [kind, items.map(({ id }) => id)])).toEqual([
      ['character', ['a', 'b']],
      ['place', ['town']],
    ]);
    expect(hidden.map(({ id }) => id)).toEqual(['c']);
  });

  it('has other names and a letter', () => {
    expect(otherNames(card('Наташа', { names: ['Наташа', 'графиня Ростова'] }))).toEqual(['графиня Ростова']);
    expect(initialOf('«ёлка»')).toBe('Ё');
    expect(initialOf('…')).toBe('·');
  });

  it('knows which correction hides somebody', () => {
    const edit = (kind: CastEdit['kind'], ...names: string[]): CastEdit => ({
      id: names.join(),
      kind,
      names,
      name: null,
      created_at: '',
      resting: false,
    });
    const edits = [edit('rename', 'a'), edit('hide', 'b'), edit('hide', 'a')];
    expect(hidingEdit(edits, card('a'))?.id).toBe('a');
    expect(hidingEdit(edits, card('z'))).toBeUndefined();
  });
});

describe('the likeness of somebody', () => {
  const drawn = (id: string, label: Picture['label']): Picture => ({
    id,
    state: 'ready',
    url: `/${id}`,
    width: 3,
    height: 2,
    alt: '',
    label,
    maker: label === 'sketch' ? 'sketch' : 'Studio',
  });

  it('is their card rather than a sketch of a place, and a model’s picture rather than the card', () => {
    const cameo = drawn('cameo', 'sketch');
    const sketch = drawn('sketch', 'sketch');
    const made = drawn('made', 'ai');
    expect(likenessOf({ picture: null, cameo: null })).toBeNull();
    expect(likenessOf({ picture: sketch, cameo: null })).toBe(sketch);
    expect(likenessOf({ picture: sketch, cameo })).toBe(cameo);
    expect(likenessOf({ picture: made, cameo })).toBe(made);
  });
});

describe('what the book tells in two ways', () => {
  const ids = (traits: Trait[]) => contradictions(traits).map((group) => group.map(({ id }) => id));

  it('stands side by side in reading order', () => {
    expect(ids([trait('red'), trait('tall'), trait('black', 'red')])).toEqual([['red', 'black']]);
    expect(ids([trait('red'), trait('black', 'red'), trait('grey', 'black')])).toEqual([
      ['red', 'black', 'grey'],
    ]);
    expect(ids([trait('red'), trait('young'), trait('old', 'young'), trait('black', 'red')])).toEqual([
      ['young', 'old'],
      ['red', 'black'],
    ]);
  });

  it('is nothing when one of the two is not known yet', () => {
    expect(ids([trait('black', 'red')])).toEqual([]);
  });
});

it('a sentence with several traits is told once', () => {
  const at = (id: string, start: number) => ({ ...trait(id), start, end: start + 10 });
  const lines = traitLines([at('hair', 5), at('coat', 5), at('eyes', 90)]);
  expect(lines.map(({ traits }) => traits.map(({ id }) => id))).toEqual([['hair', 'coat'], ['eyes']]);
});

it('knows a chapter that is only numbered', () => {
  expect(['II', '12.', 'XIV', '— 3 —'].every(isNumeral)).toBe(true);
  expect(['Глава 2', 'Чугунка', 'Ship'].some(isNumeral)).toBe(false);
});
