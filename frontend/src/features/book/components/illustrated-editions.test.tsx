import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeAll, expect, it, vi } from 'vitest';
import type { BookDetail, Edition, Editions } from '@/api/model';
import { pageWords, startTranslation } from '@/app/i18n';
import { IllustratedEditions } from './illustrated-editions';

beforeAll(() => startTranslation('ru').then(pageWords));

const edition = (change: Partial<Edition>): Edition => ({
  id: 'e1',
  pictures: 'met',
  size: 'screen',
  state: 'ready',
  done: 0,
  plates: 0,
  filename: 'Дуэль (с картинками).epub',
  size_bytes: null,
  created_at: new Date().toISOString(),
  ready_at: null,
  error: null,
  ...change,
});

/** The section over a server that knows these editions; gives what was asked of it. */
function shown(known: Partial<Editions>, chapters = { chapters: 3, described_chapters: 3 }) {
  const asked: [string, string, unknown][] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    asked.push([init.method ?? 'GET', path, init.body ? JSON.parse(String(init.body)) : null]);
    if (init.method === 'DELETE') return new Response(null, { status: 204 });
    const body =
      init.method === 'POST' ? edition({ state: 'waiting' }) : { items: [], all_allowed: false, ...known };
    return new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <IllustratedEditions book={{ id: 'b', state: chapters } as BookDetail} />
    </QueryClientProvider>,
  );
  return asked;
}

it.each([
  [{ state: 'waiting' }, 'Жду очереди: сначала то, что вы читаете.'],
  [{ state: 'painting', done: 3, plates: 12 }, 'Рисую недостающие картинки: 3 из 12.'],
  [{ state: 'making', done: 12, plates: 40 }, 'Собираю книгу: 12 из 40 картинок.'],
  [{ state: 'making', done: 5, plates: 21 }, 'Собираю книгу: 5 из 21 картинки.'],
] as const)('says in words how far it is: %o', async (change, said) => {
  const asked = shown({ items: [edition(change)] });
  expect((await screen.findByRole('status')).textContent).toContain(said);
  // Pressed again while one is being made, the button asks for nothing.
  fireEvent.click(screen.getByRole('button', { name: 'Собираю…' }));
  fireEvent.click(screen.getByRole('button', { name: 'Остановить' }));
  await waitFor(() => expect(asked.some(([method]) => method === 'DELETE')).toBe(true));
  expect(asked.find(([method]) => method === 'DELETE')?.[1]).toBe('/api/books/b/editions/e1');
  expect(asked.some(([method]) => method === 'POST')).toBe(false);
});

it.each([
  [1, '1 картинка для обычного экрана, сегодня'],
  [3, '3 картинки для обычного экрана, сегодня'],
  [40, '40 картинок для обычного экрана, сегодня'],
])('tells what a finished one holds: %i', async (plates, said) => {
  shown({ items: [edition({ plates, done: plates, size_bytes: 3_400_000 })] });
  expect(await screen.findByText(said)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Скачать, 3,4 МБ' })).toBeTruthy();
});

it('says why one failed and tries again', async () => {
  const error = { code: 'disk_full', message: 'in English' };
  const asked = shown({ items: [edition({ state: 'failed', error })] });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Собрать книгу не получилось. На диске сервера нет места.');
  fireEvent.click(screen.getByRole('button', { name: 'Попробовать ещё раз' }));
  await waitFor(() =>
    expect(asked).toContainEqual(['POST', '/api/books/b/editions', { pictures: 'met', size: 'screen' }]),
  );
});

it('offers all pictures only to who may see them', async () => {
  const asked = shown({ all_allowed: true });
  fireEvent.click(await screen.findByRole('radio', { name: 'Все' }));
  fireEvent.click(screen.getByRole('radio', { name: 'Электронные чернила' }));
  fireEvent.click(screen.getByRole('button', { name: 'Собрать книгу' }));
  await waitFor(() =>
    expect(asked).toContainEqual(['POST', '/api/books/b/editions', { pictures: 'all', size: 'e-ink' }]),
  );
});

it('says that not all is found yet', async () => {
  shown({}, { chapters: 3, described_chapters: 1 });
  expect(await screen.findByText(/^Описания ещё ищутся/)).toBeTruthy();
  expect(screen.queryByRole('radio', { name: 'Все' })).toBeNull();
});
