import { expect, it } from 'vitest';
import type { GalleryItem } from '@/api/model';
import { byChapter, filtered, makersOf, readFilter, seen } from './gallery';

const item = (id: string, change: Partial<GalleryItem> = {}, maker = 'sketch'): GalleryItem => ({
  description_id: id,
  chapter: 'a',
  chapter_title: 'I',
  start: 0,
  text: id,
  type: 'location',
  picture: {
    id,
    state: 'ready',
    url: `/p/${id}`,
    width: 3,
    height: 2,
    alt: '',
    label: maker === 'sketch' ? 'sketch' : 'ai',
    maker,
  },
  ...change,
});
const ids = (items: readonly GalleryItem[]) => items.map(({ description_id }) => description_id);

it('only what can be seen is in the gallery', () => {
  const painting = item('b');
  painting.picture = { ...painting.picture, state: 'painting', url: null };
  expect(ids(seen([item('a'), painting]))).toEqual(['a']);
});

it('is filtered by who drew, what is described and whom it is about', () => {
  const items = [item('a'), item('b', { type: 'character' }, 'Студия'), item('c', { type: 'character' })];
  expect(makersOf([...items].reverse())).toEqual(['sketch', 'Студия']);
  expect(ids(filtered(items, {}, null))).toEqual(['a', 'b', 'c']);
  expect(ids(filtered(items, { maker: 'sketch', type: 'character' }, null))).toEqual(['c']);
  expect(ids(filtered(items, { who: 'e' }, new Set(['b'])))).toEqual(['b']);
  // While it is not known yet which passages those are, nothing is taken away.
  expect(filtered(items, { who: 'e' }, null)).toHaveLength(3);
});

it('stands by chapter in reading order', () => {
  const chapters = byChapter([item('1'), item('2'), item('3', { chapter: 'b', chapter_title: 'II' })]);
  expect(chapters.map(({ title, items }) => [title, ids(items)])).toEqual([
    ['I', ['1', '2']],
    ['II', ['3']],
  ]);
});

it('a filter in an address is taken only as far as it is understood', () => {
  expect(readFilter({ maker: 'sketch', type: 'action', who: 'x', more: 1 })).toEqual({
    maker: 'sketch',
    type: 'action',
    who: 'x',
  });
  expect(readFilter({ maker: '', type: 'mood', who: 3 })).toEqual({});
});
