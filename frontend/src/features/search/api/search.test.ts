import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BookDetail, BookHits } from '@/api/model';
import { ApiProblem, UNREACHABLE } from '@/api/problem';
import { noteReachable } from '@/api/reachability';
import { bookSearchQuery, forgetKeptIndex } from './search';

const get = vi.hoisted(() => vi.fn());
const offline = vi.hoisted(() => ({ offlineBook: vi.fn(), offlineText: vi.fn() }));
vi.mock('@/api/client', () => ({ api: { get } }));
vi.mock('@/lib/offline', () => offline);

const NOTHING: BookHits = { hits: [], total: 0, ahead: 0, cursor: null, ready: true, beginning: false };
const BOOK = {
  language: 'ru',
  chapters: [{ id: 'c0' }, { id: 'c1' }],
  position: { furthest: { chapter: 'c0', offset: 100 }, spoilers_lifted: false },
} as unknown as BookDetail;
const TEXTS = [
  { chapter: 'c0', number: 0, title: 'Первая', text: 'Серая шинель висела у двери.' },
  { chapter: 'c1', number: 1, title: 'Вторая', text: 'О шинели молчали.' },
];

async function ask(query: string, ahead = false) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const { pages } = await queries.fetchInfiniteQuery(bookSearchQuery('b', query, ahead));
  return pages[0];
}

beforeEach(() => {
  get.mockReset();
  offline.offlineBook.mockReset().mockResolvedValue(BOOK);
  offline.offlineText.mockReset().mockResolvedValue(TEXTS);
});

afterEach(() => {
  noteReachable(true);
  forgetKeptIndex();
});

it('asks the server while it is there', async () => {
  get.mockResolvedValue({ ...NOTHING, total: 7 });
  expect(await ask('шинель и ёлка', true)).toMatchObject({ total: 7, kept: false });
  const [path] = get.mock.calls[0] ?? [];
  const asked = new URL(path, 'http://here');
  expect(asked.pathname).toBe('/api/books/b/search');
  expect(Object.fromEntries(asked.searchParams)).toEqual({
    q: 'шинель и ёлка',
    limit: '50',
    cursor: '',
    ahead: 'true',
  });
});

it('searches what is kept when the server turns out to be silent, by the same rule of what is ahead', async () => {
  get.mockRejectedValue(new ApiProblem(UNREACHABLE, 0, ''));
  const found = await ask('шинелью');
  expect(found?.hits.map(({ chapter, match }) => [chapter, match])).toEqual([['c0', 'шинель']]);
  expect(found).toMatchObject({ total: 1, ahead: 1, kept: true });
  expect(await ask('шинелью', true)).toMatchObject({ total: 2, kept: true });
});

it('does not wait for a server that is known to be silent', async () => {
  noteReachable(false);
  expect(await ask('шинель')).toMatchObject({ total: 1, kept: true });
  expect(get).not.toHaveBeenCalled();
});

it('reads the text of a kept book once', async () => {
  noteReachable(false);
  await ask('шинель');
  await ask('дверь');
  expect(offline.offlineText).toHaveBeenCalledTimes(1);
});

it('says so when the server is silent and nothing is kept', async () => {
  offline.offlineBook.mockResolvedValue(null);
  get.mockRejectedValue(new ApiProblem(UNREACHABLE, 0, ''));
  await expect(ask('шинель')).rejects.toMatchObject({ code: UNREACHABLE });
});

it('does not take a refusal for silence', async () => {
  get.mockRejectedValue(new ApiProblem('not_found', 404, ''));
  await expect(ask('шинель')).rejects.toMatchObject({ code: 'not_found' });
  expect(offline.offlineBook).not.toHaveBeenCalled();
});
