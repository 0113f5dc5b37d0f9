import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { words as enFirst } from './en';
import { words as enPages } from './en/pages';
import { words as ruFirst } from './ru';
import { words as ruPages } from './ru/pages';

const en = { ...enFirst, ...enPages };
const ru = { ...ruFirst, ...ruPages };

type Flat = Map<string, string>;

const PLURAL = /_(zero|one|two|few|many|other)$/;

function flatten(entries: Record<string, unknown>, prefix: string, into: Flat): void {
  for (const [key, value] of Object.entries(entries)) {
    if (typeof value === 'string') into.set(`${prefix}${key}`, value);
    else flatten(value as Record<string, unknown>, `${prefix}${key}.`, into);
  }
}

function keysOf(language: Record<string, Record<string, unknown>>): Flat {
  const flat: Flat = new Map();
  for (const [namespace, entries] of Object.entries(language)) flatten(entries, `${namespace}:`, flat);
  return flat;
}

const russian = keysOf(ru);
const english = keysOf(en);

const bases = (flat: Flat) => [...new Set([...flat.keys()].map((key) => key.replace(PLURAL, '')))].sort();
const plurals = (flat: Flat) => [
  ...new Set([...flat.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ''))),
];
const holes = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]))].sort();

/** Everything that is given for one meaning, over all its plural forms. */
const variants = (flat: Flat, base: string) =>
  [...flat].filter(([key]) => key.replace(PLURAL, '') === base).map(([, text]) => text);

describe('the two languages', () => {
  it('say the same things', () => {
    expect(bases(russian)).toEqual(bases(english));
  });

  it('have something to say', () => {
    expect(russian.size).toBeGreaterThan(150);
    for (const [key, text] of [...russian, ...english]) expect(text.trim(), key).not.toBe('');
  });

  it('give every plural in all the forms of the language', () => {
    for (const [flat, forms] of [
      [russian, ['one', 'few', 'many', 'other']],
      [english, ['one', 'other']],
    ] as const) {
      for (const base of plurals(flat)) {
        for (const form of forms) expect(flat.has(`${base}_${form}`), `${base}_${form}`).toBe(true);
      }
    }
  });

  it('leave no unit alone on the next line', () => {
    for (const flat of [russian, english])
      for (const key of ['minutes_short', 'hours_short', 'hours_minutes_short'])
        expect(flat.get(`common:${key}`), key).not.toMatch(/\}\} /);
  });

  it('fill the same holes', () => {
    for (const base of bases(russian)) {
      const ours = new Set(variants(russian, base).flatMap(holes));
      const theirs = new Set(variants(english, base).flatMap(holes));
      expect([...ours].sort(), base).toEqual([...theirs].sort());
    }
  });

  it('do not raise the voice', () => {
    for (const [key, text] of [...russian, ...english]) {
      expect(text, key).not.toMatch(/!|\boops\b|упс/iu);
    }
  });

  it('keep to their own letters', () => {
    const foreign = [...english].filter(([, text]) => /[а-яё]/i.test(text)).map(([key]) => key);
    expect(foreign).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

it('every key that the pages ask for exists', () => {
  const missing: string[] = [];
  for (const file of sources('src')) {
    const text = readFileSync(file, 'utf8');
    const own = /useTranslation\('(\w+)'\)/.exec(text)?.[1] ?? 'common';
    for (const match of text.matchAll(/\bt\(\s*'([\w:.-]+)'/g)) {
      const key = match[1] ?? '';
      const full = key.includes(':') ? key : `${own}:${key}`;
      const known = russian.has(full) || russian.has(`${full}_one`);
      if (!known) missing.push(`${file}: ${full}`);
    }
  }
  expect(missing).toEqual([]);
});

/** The codes in the tables of one page of the documentation, under one heading. */
function documented(page: string, heading: string | null): string[] {
  const text = readFileSync(join('..', 'docs', 'develop', page), 'utf8');
  const part = heading === null ? text : (text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '');
  return [...part.matchAll(/^\| `([a-z_]+)` \|/gm)].map((match) => match[1] ?? '');
}

describe.each([
  ['errors', 'problems.md', null, 20],
  ['errors', 'book-errors.md', 'Refusals', 20],
  ['warnings', 'book-errors.md', 'Warnings', 20],
] as const)('%s', (namespace, page, heading, atLeast) => {
  it(`have words for every code of ${page}${heading === null ? '' : `, ${heading}`}`, () => {
    const codes = documented(page, heading);
    expect(codes.length).toBeGreaterThan(atLeast);
    const known = (code: string) =>
      russian.has(`${namespace}:${code}`) || russian.has(`${namespace}:${code}_one`);
    expect(codes.filter((code) => !known(code))).toEqual([]);
  });
});
