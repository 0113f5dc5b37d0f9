import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import i18next from 'i18next';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { pageWords, startTranslation } from '@/app/i18n';
import type { Limits, Provider, ProviderKind, SpendingLine } from './api/shapes';
import { LimitList } from './components/limit-list';
import { AddProvider } from './components/provider-form';
import { ProviderItem } from './components/provider-item';
import { sayState } from './provider-words';
import { byDay, periodDays, totals } from './spending-days';

beforeAll(() => startTranslation('ru').then(pageWords));

const kind: ProviderKind = {
  id: 'openai',
  label: 'OpenAI',
  needs_key: true,
  takes_key: true,
  local: false,
  default_url: 'https://api.example.test',
  example_models: ['flare'],
  options: [
    {
      name: 'quality',
      type: 'choice',
      default: 'low',
      choices: ['low', 'high'],
      minimum: null,
      maximum: null,
    },
    { name: 'concurrency', type: 'number', default: 2, choices: [], minimum: 1, maximum: 20 },
  ],
};
const provider = (change: Partial<Provider> = {}): Provider => ({
  id: 'p1',
  kind: 'openai',
  name: 'Студия',
  base_url: '',
  model: 'flare',
  options: {},
  has_key: true,
  enabled: true,
  usable: true,
  reason: null,
  last_error: null,
  last_error_at: null,
  open_until: null,
  price_micros: null,
  price: { low: 6_000, high: 40_000, checked_on: '2025-11-01', source: '', stale: false },
  capabilities: null,
  spent_month_micros: 1_500_000,
  pictures_month: 3,
  position: 0,
  ...change,
});

/** Renders over a server that answers each request by `answer`; gives what was asked of it. */
function over(element: React.ReactElement, answer: (method: string, path: string) => unknown = () => ({})) {
  const asked: [string, string, unknown][] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    asked.push([method, path, init.body ? JSON.parse(String(init.body)) : null]);
    return new Response(JSON.stringify(answer(method, path)), {
      headers: { 'Content-Type': 'application/json' },
    });
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={client}>{element}</QueryClientProvider>);
  return asked;
}

describe('a provider', () => {
  it.each([
    [{}, 'Готов рисовать.'],
    [{ enabled: false }, 'Выключен: читателям его не предлагают.'],
    [{ usable: false, reason: 'provider_key' }, 'Ключ не подошёл или не даёт права рисовать.'],
    [{ usable: false, reason: 'key_missing' }, 'Нужен ключ: без него служба не рисует.'],
    [{ open_until: '2999-01-01T10:00:00Z' }, 'Несколько раз не ответил; снова попробуем в '],
  ] as const)('says in words how it is: %o', (change, said) => {
    expect(sayState(i18next.t, 'ru', provider(change))).toContain(said);
  });

  it('tells its price and month, and what a check brought', async () => {
    const asked = over(<ProviderItem provider={provider()} kind={kind} />, () => ({
      ok: false,
      code: 'provider_credit',
      message: 'no credit',
      models: [],
    }));
    const words = screen.getByRole('listitem').textContent ?? '';
    expect(words.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('За месяц: 3 картинки, 1,50 $');
    expect(words).toContain('прейскурант сверен: 1 ноября');
    fireEvent.click(screen.getByRole('button', { name: 'Проверить: Студия' }));
    await screen.findByText(/На счёте у службы кончились деньги/);
    expect(asked).toContainEqual(['POST', '/api/admin/providers/p1/check', null]);
  });

  it('is changed without its key being shown or sent, until a new one is written', async () => {
    const asked = over(<ProviderItem provider={provider()} kind={kind} />, () => provider());
    fireEvent.click(screen.getByRole('button', { name: 'Изменить: Студия' }));
    const key = screen.getByLabelText<HTMLInputElement>('Ключ');
    expect(key.value).toBe('');
    fireEvent.change(screen.getByLabelText('Цена одной картинки, $'), { target: { value: 'даром' } });
    fireEvent.click(screen.getByRole('button', { name: 'Сохранить' }));
    expect(screen.getByRole('alert').textContent).toContain('Нужна сумма');
    fireEvent.change(screen.getByLabelText('Цена одной картинки, $'), { target: { value: '0,02' } });
    fireEvent.click(screen.getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => expect(asked.some(([method]) => method === 'PATCH')).toBe(true));
    const sent = asked.find(([method]) => method === 'PATCH')?.[2];
    expect(sent).toMatchObject({ name: 'Студия', price_micros: 20_000 });
    expect(sent).not.toHaveProperty('key');
    expect(sent).not.toHaveProperty('kind');
  });

  it('is added with its kind, key and options', async () => {
    const asked = over(<AddProvider kinds={[kind]} open />, () => provider({ id: 'new' }));
    fireEvent.change(screen.getByLabelText('Ключ'), { target: { value: 'secret' } });
    fireEvent.change(screen.getByLabelText('Качество'), { target: { value: 'high' } });
    fireEvent.click(screen.getByRole('button', { name: 'Подключить' }));
    await waitFor(() => expect(asked.some(([method]) => method === 'POST')).toBe(true));
    expect(asked.find(([method]) => method === 'POST')?.[2]).toEqual({
      kind: 'openai',
      name: 'OpenAI',
      base_url: 'https://api.example.test',
      model: 'flare',
      key: 'secret',
      options: { quality: 'high' },
      price_micros: null,
    });
  });
});

describe('limits', () => {
  const limits: Limits = {
    items: [{ scope: 'user', period: 'month', subject_id: null, pictures: 2, micros: 5_000_000 }],
    stopped: false,
    everybody: false,
    chosen: true,
  };

  it('are said in words, taken away and brought back at once', async () => {
    const asked = over(<LimitList limits={limits} providers={[provider()]} readers={[]} />, () => limits);
    const line = within(screen.getByRole('list')).getByRole('listitem').textContent ?? '';
    expect(line.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(
      'Каждый читатель в месяц: не больше 2 картинок и 5,00 $',
    );
    fireEvent.click(screen.getByRole('button', { name: /^Убрать/ }));
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]).toEqual(['PUT', '/api/admin/caps', { items: [], stopped: false, everybody: false }]);
    fireEvent.click(await screen.findByRole('button', { name: 'Вернуть' }));
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]?.[2]).toMatchObject({ items: limits.items });
  });

  it('of one artist name it, and one without a number is not set', async () => {
    const asked = over(
      <LimitList limits={{ ...limits, items: [] }} providers={[provider()]} readers={[]} />,
      () => limits,
    );
    fireEvent.change(screen.getByLabelText('Чей'), { target: { value: 'p1' } });
    fireEvent.change(screen.getByLabelText('Денег не больше, $'), { target: { value: '' } });
    fireEvent.click(screen.getByRole('button', { name: 'Поставить лимит' }));
    expect(screen.getByText('Укажите деньги, картинки или то и другое.')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Картинок не больше'), { target: { value: '10' } });
    fireEvent.click(screen.getByRole('button', { name: 'Поставить лимит' }));
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]?.[2]).toMatchObject({
      items: [{ scope: 'provider', subject_id: 'p1', period: 'month', pictures: 10, micros: null }],
    });
  });
});

describe('a limit of one reader', () => {
  const readers = [{ id: 'r1', name: 'Борис' }];
  const items = [{ scope: 'user', period: 'day', subject_id: 'r1', pictures: 3, micros: null }] as const;
  const limits: Limits = { items: [...items], stopped: false, everybody: true, chosen: true };

  it('names them, and one who is gone is still a reader', () => {
    over(<LimitList limits={limits} providers={[]} readers={readers} />);
    expect(screen.getByRole('listitem').textContent).toContain('Борис');
    over(<LimitList limits={limits} providers={[]} readers={[]} />);
    expect(screen.getAllByRole('listitem')[1]?.textContent).toContain('Один из читателей');
  });

  it('is set by their name', async () => {
    const asked = over(
      <LimitList limits={{ ...limits, items: [] }} providers={[provider()]} readers={readers} />,
      () => limits,
    );
    const names = within(screen.getByLabelText('Чей')).getAllByRole('option');
    expect(names.map((one) => one.textContent)).toContain('Борис');
    fireEvent.change(screen.getByLabelText('Чей'), { target: { value: 'r1' } });
    fireEvent.click(screen.getByRole('button', { name: 'Поставить лимит' }));
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]?.[2]).toMatchObject({ items: [{ scope: 'user', subject_id: 'r1', micros: 5_000_000 }] });
  });
});

describe('spending', () => {
  const line = (day: string, micros: number): SpendingLine => ({
    day,
    provider_id: 'p',
    provider: 'Студия',
    user_id: 'u',
    user: 'Анна',
    pictures: 2,
    micros,
    reserved_micros: 10,
    unknown_pictures: 0,
  });

  it('is told by day, the newest first, and together', () => {
    const lines = [line('2026-05-01', 5), line('2026-05-02', 7), line('2026-05-01', 1)];
    expect(byDay(lines).map(([day, of]) => [day, of.length])).toEqual([
      ['2026-05-02', 1],
      ['2026-05-01', 2],
    ]);
    expect(totals(lines)).toEqual({ pictures: 6, micros: 13, reserved_micros: 30 });
  });

  it('is counted over whole months of UTC', () => {
    const now = new Date('2026-03-01T00:30:00Z');
    expect(periodDays('month', now)).toEqual({ from: '2026-03-01', to: '2026-03-01' });
    expect(periodDays('before', now)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(periodDays('year', now)).toEqual({ from: '2026-01-01', to: '2026-03-01' });
  });
});
