import { expect, it } from 'vitest';
import { sentName } from './api/studio';
import { blurOf, pictureAddress, pictureSet, placeholderOf } from './picture-source';

const HASH = '1QcSHQRnh493V4dIh4eXh1h4kJUI';

it('a picture’s addresses keep the query the server gave', () => {
  expect(pictureAddress('/p?v=1', 480)).toBe('/p?v=1&w=480&f=webp');
  expect(pictureAddress('/p', 768, 'avif')).toBe('/p?w=768&f=avif');
  expect(pictureSet('/p', 'avif').split(', ')).toEqual([
    '/p?w=480&f=avif 480w',
    '/p?w=768&f=avif 768w',
    '/p?w=1152&f=avif 1152w',
  ]);
});

it('a blur is made of good bytes only', () => {
  expect(blurOf(HASH)).toMatch(/^data:image\/png;base64,/);
  expect(blurOf(HASH)).toBe(blurOf(HASH));
  for (const bad of [null, undefined, '', 'не base64', 'AAA=']) expect(blurOf(bad)).toBeNull();
});

it('a colour is a colour and nothing else', () => {
  expect(placeholderOf({ colour: '#a0b1c2', thumbhash: null })).toEqual({ colour: '#a0b1c2', blur: null });
  expect(placeholderOf({ colour: 'url(//elsewhere)', thumbhash: null }).colour).toBeNull();
});

it('a file bears the name the server gave it', () => {
  expect(sentName("attachment; filename*=UTF-8''%D0%94%D0%BE%D0%BC.webp")).toBe('Дом.webp');
  expect(sentName('attachment; filename="house.webp"')).toBe('house.webp');
  expect(sentName("attachment; filename*=UTF-8''%E0%A4%A")).toBeNull();
  expect(sentName(null)).toBeNull();
});
