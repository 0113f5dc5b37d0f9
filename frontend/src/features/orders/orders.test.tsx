import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import i18next from 'i18next';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Estimate, Order } from '@/api/model';
import { pageWords, startTranslation } from '@/app/i18n';
import type { Maker } from '@/features/studio/api/shapes';
import { OrderForm } from './components/order-form';
import { OrderList } from './components/order-list';
import { mayResume, sayOrder, sortOrders, toDraw } from './order-words';

beforeAll(() => startTranslation('ru').then(pageWords));

const bare = (text: string | null | undefined) => (text ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');
const maker = (change: Partial<Maker> = {}): Maker => ({
  id: 'm',
  name: 'Студия',
  label: 'ai',
  model: 'flare',
  offsite: true,
  price_low: 6_000,
  price_high: 40_000,
  checked_on: '2025-11-01',
  seconds: 10,
  max_refs: 0,
  usable: true,
  reason: null,
  ...change,
});
const estimate = (change: Partial<Estimate> = {}): Estimate => ({
  pictures: 12,
  cached: 2,
  cost_low: 60_000,
  cost_high: 440_000,
  seconds: 150,
  leaves: { offsite: true, chars: 5_321, prompts: ['A ship at night'], names: ['Лаевский'] },
  left: { pictures: null, micros: 5_000_000 },
  suggested_cap_micros: 550_000,
  unpriced: false,
  ...change,
});
const order = (change: Partial<Order> = {}): Order => ({
  id: 'o',
  maker: 'm',
  maker_name: 'Студия',
  extent: 'met',
  state: 'running',
  reason: null,
  reached: null,
  total: 10,
  done: 3,
  failed: 0,
  spent_micros: 120_000,
  cap_micros: 500_000,
  created_at: new Date().toISOString(),
  finished_at: null,
  seconds_left: 70,
  ...change,
});

/** Renders over a server with one estimate; gives what was asked of it. */
function over(element: React.ReactElement, said: Estimate = estimate(), status = 200) {
  const asked: [string, string, unknown][] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    asked.push([method, path, init.body ? JSON.parse(String(init.body)) : null]);
    if (path.endsWith('/estimate')) return new Response(JSON.stringify(said));
    if (status !== 200) return new Response(JSON.stringify({ code: 'cap_reached' }), { status });
    return new Response(JSON.stringify(order()));
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={client}>{element}</QueryClientProvider>);
  return asked;
}

const form = (makers = [maker()]) => (
  <OrderForm
    bookId="b"
    makers={makers}
    extents={['chapter', 'met']}
    onDone={() => undefined}
    onCancel={() => undefined}
  />
);

describe('before an order', () => {
  it('its number, cost, time and what leaves the server are told, and nothing is ordered', async () => {
    const asked = over(form());
    const words = bare((await screen.findByText('Картинки')).closest('dl')?.textContent);
    expect(words).toContain('10 картинок. Ещё 2 уже есть');
    expect(words).toContain('0,06–0,44 $');
    expect(words).toMatch(/Время.*3 мин/);
    expect(words).toContain('около 5321 знака, уйдут к художнику «Студия»');
    expect(screen.getByText('A ship at night')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Потратить не больше, $').value).toBe('0,55');
    expect(asked.map(([, path]) => path)).toEqual(['/api/books/b/orders/estimate']);
  });

  it('another part of the book is counted anew', async () => {
    const asked = over(form());
    await screen.findByText('A ship at night');
    fireEvent.click(screen.getByRole('radio', { name: 'Всё прочитанное' }));
    await waitFor(() => expect(asked.at(-1)?.[2]).toEqual({ maker: 'm', extent: 'met' }));
  });

  it('the cap is the reader’s own, and no sum is no order', async () => {
    const asked = over(form());
    const cap = await screen.findByLabelText('Потратить не больше, $');
    fireEvent.change(cap, { target: { value: 'сколько не жалко' } });
    fireEvent.click(screen.getByRole('button', { name: /^Заказать/ }));
    expect(screen.getByRole('alert').textContent).toContain('Нужна сумма');
    fireEvent.change(cap, { target: { value: '0,2' } });
    fireEvent.change(screen.getByLabelText('Нарисовать не больше'), { target: { value: '4' } });
    fireEvent.click(screen.getByRole('button', { name: /^Заказать/ }));
    await waitFor(() =>
      expect(asked).toContainEqual([
        'POST',
        '/api/books/b/orders',
        { maker: 'm', extent: 'chapter', cap_micros: 200_000, cap_pictures: 4 },
      ]),
    );
  });

  it('nothing is ordered of whose price nobody knows, or where all is there', async () => {
    over(form(), estimate({ unpriced: true, cost_low: null, cost_high: null }));
    expect(await screen.findByText(/Никто не знает, сколько берёт этот художник/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Заказать/ })).toBeNull();
  });

  it('where all is there already, that is said', async () => {
    over(form(), estimate({ pictures: 2, cached: 2 }));
    expect(await screen.findByText(/^Всё уже нарисовано: 2 картинки/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Заказать/ })).toBeNull();
  });

  it('a refusal is said in plain words', async () => {
    over(form(), estimate(), 409);
    fireEvent.click(await screen.findByRole('button', { name: /^Заказать/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('Лимит исчерпан');
  });

  it('nobody is asked who cannot be', () => {
    const asked = over(form([maker({ usable: false, reason: 'provider_key' })]));
    expect(screen.getByText('Сейчас просить некого. Попробуйте позже.')).toBeTruthy();
    expect(asked).toEqual([]);
  });

  it('what is there already is not drawn again', () => {
    expect(toDraw(estimate({ pictures: 3, cached: 5 }))).toBe(0);
  });
});

describe('an order', () => {
  it.each([
    [{}, 'Готово 3 из 10. Осталось около 70 секунд.'],
    [{ total: 0, done: 0 }, 'Собираю, что рисовать…'],
    [{ state: 'paused', failed: 1 }, 'Отдыхает. Готово 3 из 10. 1 не вышла: на её месте остался набросок.'],
    [{ state: 'done', done: 10 }, 'Готово: 10 из 10.'],
    [{ state: 'cancelled' }, 'Отменён. Нарисовано 3 из 10, они остаются.'],
    [{ state: 'stopped', reason: 'provider_credit' }, 'У художника кончились оплаченные картинки.'],
  ] as const)('says in words how it is: %o', (change, said) => {
    expect(sayOrder(i18next.t, order(change as Partial<Order>), undefined)).toContain(said);
  });

  it.each([
    ['Исчерпан лимит', { pictures: 0, micros: 900_000 }],
    ['Исчерпан лимит', { pictures: null, micros: 100_000 }],
    ['остановил рисование', { pictures: 0, micros: 0 }],
    ['Дошёл до предела, который вы назвали', { pictures: 20, micros: 5_000_000 }],
    ['Дошёл до предела, который вы назвали', { pictures: null, micros: null }],
  ])('says whose limit is reached: %s of %o', (said, allowed) => {
    const stopped = order({ state: 'stopped', reason: 'cap_reached' });
    expect(sayOrder(i18next.t, stopped, allowed)).toContain(said);
  });

  it.each([
    ['Дошёл до предела, который вы назвали', 'order', 'total'],
    ['на сегодня', 'user', 'day'],
    ['на этот месяц', 'server', 'month'],
    ['остановил рисование', 'server', 'stopped'],
    ['может только тот, кто управляет', 'user', 'forbidden'],
  ] as const)('says whose limit was reached as the server told it: %s of %s', (said, scope, period) => {
    const stopped = order({ state: 'stopped', reason: 'cap_reached', reached: { scope, period } });
    // What is left by now is another matter.
    for (const allowed of [undefined, { pictures: 0, micros: 0 }, { pictures: null, micros: null }])
      expect(sayOrder(i18next.t, stopped, allowed)).toContain(said);
    expect(mayResume(stopped, undefined)).toBe(scope !== 'order');
  });

  it('tells what was spent of its cap, and is paused and cancelled', async () => {
    const asked = over(<OrderList bookId="b" orders={[order()]} allowed={undefined} />);
    expect(bare(screen.getByRole('listitem').textContent)).toContain('Потрачено 0,12 $ из 0,50 $.');
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('30');
    fireEvent.click(screen.getByRole('button', { name: 'Приостановить' }));
    await waitFor(() => expect(asked).toContainEqual(['POST', '/api/books/b/orders/o/pause', null]));
    fireEvent.click(screen.getByRole('button', { name: 'Отменить заказ' }));
    await waitFor(() => expect(asked).toContainEqual(['DELETE', '/api/books/b/orders/o', null]));
  });

  it('that rests or stopped goes on when asked', async () => {
    const asked = over(
      <OrderList
        bookId="b"
        orders={[order({ state: 'stopped', reason: 'provider_credit' })]}
        allowed={undefined}
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Продолжить' }));
    await waitFor(() => expect(asked).toContainEqual(['POST', '/api/books/b/orders/o/resumption', null]));
  });

  it('at its own cap or without its artist is not asked to go on, for it could not', () => {
    for (const reason of ['cap_reached', 'provider_gone']) {
      over(<OrderList bookId="b" orders={[order({ state: 'stopped', reason })]} allowed={undefined} />);
      expect(screen.getByRole('button', { name: 'Отменить заказ' })).toBeTruthy();
      expect(screen.queryByRole('button', { name: 'Продолжить' })).toBeNull();
      cleanup();
    }
  });

  it('that is over goes behind the newer ones', () => {
    const ids = (orders: readonly Order[]) => orders.map(({ id }) => id);
    const { now, over: past } = sortOrders([
      order({ id: 'new', state: 'done' }),
      order({ id: 'going' }),
      order({ id: 'old', state: 'cancelled' }),
    ]);
    expect([ids(now), ids(past)]).toEqual([['new', 'going'], ['old']]);
  });
});
