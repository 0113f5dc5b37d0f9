import { beforeEach, expect, it } from 'vitest';
import { forgetQueries, recentQueries, rememberQuery } from './recent';

beforeEach(() => localStorage.clear());

it('keeps the last questions of a reader, the newest first and none twice', () => {
  for (const query of ['шинель', 'ёлка', ' Шинель ', '']) rememberQuery('anna', query);
  expect(recentQueries('anna')).toEqual(['Шинель', 'ёлка']);
  expect(recentQueries('boris')).toEqual([]);
  forgetQueries('anna');
  expect(recentQueries('anna')).toEqual([]);
});

it('keeps eight of them', () => {
  for (let n = 0; n < 12; n += 1) rememberQuery('anna', `слово ${n}`);
  expect(recentQueries('anna')).toHaveLength(8);
  expect(recentQueries('anna')[0]).toBe('слово 11');
});

it('does not mind what others left in its place', () => {
  localStorage.setItem('bookreader.searches.anna', '{"no": "list"}');
  expect(recentQueries('anna')).toEqual([]);
  localStorage.setItem('bookreader.searches.anna', 'broken');
  expect(recentQueries('anna')).toEqual([]);
});
