import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, it, vi } from 'vitest';
import type { Picture } from '@/api/model';
import { pageWords, startTranslation } from '@/app/i18n';
import type { Makers, PictureVersion, PromptPreview, Why } from '@/features/studio/api/shapes';
import StudioPanel from './studio-panel';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children }: { children: string }) => <a href="/">{children}</a>,
}));

beforeAll(() => startTranslation('ru').then(pageWords));

const picture = (id: string, change: Partial<Picture> = {}): Picture => ({
  id,
  state: 'ready',
  url: `/api/books/b/pictures/${id}?v=1`,
  width: 1152,
  height: 768,
  alt: 'Белый дом',
  label: 'sketch',
  maker: 'sketch',
  thumbhash: null,
  colour: '#a0b1c2',
  reason: null,
  ...change,
});
const version = (
  id: string,
  change: Partial<PictureVersion> = {},
  of: Partial<Picture> = {},
): PictureVersion => ({
  picture: picture(id, of),
  variant: 0,
  model: '',
  seed: null,
  created_at: new Date().toISOString(),
  painted_at: new Date().toISOString(),
  shown: false,
  stale: false,
  cost_micros: null,
  cost_exact: false,
  waiting: false,
  ...change,
});
const ai = (id: string, change: Partial<PictureVersion> = {}, of: Partial<Picture> = {}) =>
  version(id, change, { label: 'ai', maker: 'Мастерская', ...of });

const MAKER = 'f'.repeat(32);
const makers: Makers = {
  items: [
    {
      id: 'sketch',
      name: 'sketch',
      label: 'sketch',
      model: '',
      offsite: false,
      price_low: 0,
      price_high: 0,
      checked_on: null,
      seconds: 1,
      max_refs: 0,
      usable: true,
      reason: null,
    },
    {
      id: MAKER,
      name: 'Мастерская',
      label: 'ai',
      model: 'm-1',
      offsite: true,
      price_low: 20_000,
      price_high: 40_000,
      checked_on: '2026-01-01',
      seconds: 20,
      max_refs: 0,
      usable: true,
      reason: null,
    },
    {
      id: 'e'.repeat(32),
      name: 'Другая',
      label: 'ai',
      model: 'm-2',
      offsite: true,
      price_low: null,
      price_high: null,
      checked_on: null,
      seconds: 20,
      max_refs: 0,
      usable: false,
      reason: 'provider_key',
    },
  ],
  left: { pictures: 3, micros: null },
  may_spend: true,
};
const prompt: PromptPreview = {
  prompt: 'a white house on a hill',
  negative: 'text',
  clauses: [{ entity_id: 'e1', name: 'Ольга', text: 'a woman in grey', invented: ['eyes'] }],
  references: [],
  softened: ['blood → red light'],
  refusal: null,
  cost_low: 20_000,
  cost_high: 40_000,
  offsite: true,
  size: [1152, 768],
};
const why: Why = {
  text: 'Белый дом стоял на горе.',
  chapter: 'c1',
  chapter_title: 'Глава первая',
  start: 10,
  caption: 'white house',
  attributes: ['белый дом'],
  traits: [{ name: 'Ольга', text: 'серое платье', quote: 'в сером платье', chapter: 'c1', start: 77 }],
  prompt: 'a white house on a hill',
  negative: '',
  own_words: false,
  style: 'watercolour',
  bible_version: 2,
  model_requested: 'm-1',
  model_used: 'm-1b',
  revised_prompt: '',
  seed: 7,
  cost_micros: 20_000,
  cost_exact: true,
  painted_at: new Date().toISOString(),
  gate: [{ code: 'border', detail: '' }],
  scene: {},
  label: 'ai',
  maker: 'Мастерская',
  original: true,
};

interface Answers {
  versions?: PictureVersion[];
  makers?: Partial<Makers>;
  prompt?: Partial<PromptPreview>;
  made?: PictureVersion;
  refuse?: string;
}

/** The panel over a server that answers so; gives what was asked and what the view was told. */
function shown(answers: Answers, props: { sketchesOnly?: boolean } = {}) {
  const asked: [string, string, unknown][] = [];
  const known = { versions: answers.versions ?? [version('s1', { shown: true })] };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    asked.push([method, path, init.body ? JSON.parse(String(init.body)) : null]);
    const json = (body: unknown, status = 200) =>
      new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
    if (answers.refuse && method === 'POST') return json({ code: answers.refuse, detail: '' }, 409);
    if (method === 'DELETE') {
      known.versions = known.versions.filter(({ picture: { id } }) => !path.includes(id));
      return new Response(null, { status: 204 });
    }
    if (path.includes('/makers')) return json({ ...makers, ...answers.makers });
    if (path.includes('/prompt')) return json({ ...prompt, ...answers.prompt });
    if (path.endsWith('/why')) return json(why);
    if (method === 'POST' && answers.made) {
      known.versions = [
        answers.made,
        ...known.versions.filter(({ picture: { id } }) => id !== answers.made?.picture.id),
      ];
      return json(answers.made);
    }
    if (path.endsWith('/pictures')) return json({ items: known.versions });
    return json({ entities: [], attributes: [] });
  });
  const told = {
    onView: vi.fn(),
    onChanged: vi.fn(),
    onTrouble: vi.fn(),
    onPlace: vi.fn(),
    onTakeAway: vi.fn(),
  };
  const back: { current: (() => boolean) | null } = { current: null };
  const page = render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <StudioPanel
        bookId="b"
        open={{
          id: 'd',
          start: 0,
          length: 9,
          own: false,
          type: 'location',
          passage: 'Дом.',
          lang: 'ru',
          picture: picture('s1'),
        }}
        sketchesOnly={props.sketchesOnly ?? false}
        passage={<p>Белый дом.</p>}
        back={back}
        {...told}
      />
    </QueryClientProvider>,
  );
  return { asked, told, back, page };
}
const posts = (asked: [string, string, unknown][]) => asked.filter(([method]) => method !== 'GET');
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));

it('spends nothing before the words, the price and where they go were seen', async () => {
  const { asked, told } = shown({ made: ai('a1', { waiting: false }, { state: 'painting', url: null }) });
  await press('Нарисовать иначе');
  expect(document.activeElement?.textContent).toBe('Нарисовать иначе');
  const offered = await screen.findAllByRole('radio');
  expect(offered.map((one) => (one as HTMLInputElement).disabled)).toEqual([false, false, true]);
  expect(screen.getByText(/Ключ к художнику не подошёл/)).toBeTruthy();
  fireEvent.click(screen.getByRole('radio', { name: 'Мастерская' }));
  const words = (await screen.findByLabelText('Что прочтёт художник')) as HTMLTextAreaElement;
  expect(words.value).toBe('a white house on a hill');
  expect(screen.getByText(/уйдут с сервера к художнику «Мастерская»/)).toBeTruthy();
  expect(screen.getByText(/Можно нарисовать ещё 3 картинки/)).toBeTruthy();
  expect(screen.getByText('blood → red light')).toBeTruthy();
  expect(screen.getByText(/додумано: глаза/)).toBeTruthy();
  expect(posts(asked)).toEqual([]);
  await press(/^Нарисовать за/);
  await waitFor(() =>
    expect(posts(asked)).toEqual([['POST', '/api/books/b/descriptions/d/drawings', { maker: MAKER }]]),
  );
  expect(
    await screen.findByText(/«Мастерская» рисует эту картинку. Обычно это около 20 секунд/),
  ).toBeTruthy();
  // The sketch stays on the stage until the new picture is there.
  expect(told.onView.mock.lastCall?.[0]).toMatchObject({ id: 's1' });
  expect(told.onChanged).toHaveBeenCalled();
});

it('sends one’s own words only when they were changed', async () => {
  const { asked } = shown({ made: ai('a1') });
  await press('Нарисовать иначе');
  fireEvent.click(await screen.findByRole('radio', { name: 'Мастерская' }));
  fireEvent.change(await screen.findByLabelText('Что прочтёт художник'), {
    target: { value: 'a red house ' },
  });
  expect(screen.getByText(/Это ваши слова/)).toBeTruthy();
  await press(/^Нарисовать за/);
  await waitFor(() => expect(posts(asked)[0]?.[2]).toEqual({ maker: MAKER, prompt: 'a red house' }));
});

it('refuses kindly, offers no button, and leaves the words to be changed', async () => {
  shown({ prompt: { refusal: 'minor' } });
  await press('Нарисовать иначе');
  fireEvent.click(await screen.findByRole('radio', { name: 'Мастерская' }));
  expect(await screen.findByText(/В этой сцене есть дети/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Нарисовать за/ })).toBeNull();
  fireEvent.change(screen.getByLabelText('Что прочтёт художник'), { target: { value: 'a hill' } });
  expect(screen.getByRole('button', { name: /^Нарисовать за/ })).toBeTruthy();
});

it('says in words when the server refuses, and that nothing is left to spend', async () => {
  const refused = shown({ refuse: 'prompt_refused' });
  await press('Нарисовать иначе');
  fireEvent.click(await screen.findByRole('radio', { name: 'Мастерская' }));
  await press(/^Нарисовать за/);
  expect((await screen.findByRole('alert')).textContent).toContain('Такое здесь не рисуют');
  refused.page.unmount();
  shown({ makers: { left: { pictures: 0, micros: null } } });
  await press('Нарисовать иначе');
  fireEvent.click(await screen.findByRole('radio', { name: 'Мастерская' }));
  expect(await screen.findByText(/предел расходов исчерпан/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Нарисовать за/ })).toBeNull();
});

it('offers makers only to who may spend, and only the painter to who wants sketches', async () => {
  const closed = shown({ makers: { may_spend: false }, made: version('s2') });
  await press('Нарисовать иначе');
  expect(await screen.findByText(/может только тот, кто управляет/)).toBeTruthy();
  expect(screen.queryByRole('radio')).toBeNull();
  await press('Нарисовать другой набросок');
  await waitFor(() => expect(posts(closed.asked)[0]?.[2]).toEqual({ maker: 'sketch' }));
  closed.page.unmount();
  const only = shown({ versions: [ai('a1', { shown: true }), version('s1')] }, { sketchesOnly: true });
  await press('Нарисовать иначе');
  expect(screen.getByText(/выбраны только наброски/)).toBeTruthy();
  expect(only.asked.some(([, path]) => path.includes('makers'))).toBe(false);
  expect(only.told.onView.mock.lastCall?.[0]).toMatchObject({ id: 's1' });
});

it('shows a version in the book at a press', async () => {
  const { asked, told } = shown({
    versions: [ai('a1', { shown: true }), version('s1')],
    made: version('s1', { shown: true }),
  });
  const strip = await screen.findByRole('list', { name: 'Как это нарисовано' });
  const [first, second] = within(strip).getAllByRole('button');
  expect(first?.getAttribute('aria-label')).toBe('Картинка 2 из 2: ИИ, Мастерская, сегодня, стоит в книге');
  expect(first?.getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(second as HTMLElement);
  await waitFor(() => expect(posts(asked)).toEqual([['POST', '/api/books/b/pictures/s1/choice', null]]));
  await waitFor(() => expect(told.onView.mock.lastCall?.[0]).toMatchObject({ id: 's1' }));
});

it('removes a version so that it can be undone, and truly when the view is closed', async () => {
  const { asked, page } = shown({ versions: [ai('a1', { shown: true }), version('s1')] });
  await press('Удалить');
  expect(screen.queryByRole('list', { name: 'Как это нарисовано' })).toBeNull();
  // The last sketch stays.
  expect(screen.queryByRole('button', { name: 'Удалить' })).toBeNull();
  await press('Вернуть');
  expect(await screen.findByRole('list', { name: 'Как это нарисовано' })).toBeTruthy();
  expect(posts(asked)).toEqual([]);
  await press('Удалить');
  page.unmount();
  await waitFor(() => expect(posts(asked)).toEqual([['DELETE', '/api/books/b/pictures/a1', null]]));
});

it.each([
  ['provider_away', /Художник не отвечает/],
  ['provider_refused', /отказался рисовать/],
  ['lettering', /посторонние надписи/],
  ['nobody_knows_this', /Что-то не получилось/],
])('says why a picture failed and what stays: %s', async (reason, words) => {
  shown({ versions: [ai('a1', {}, { state: 'failed', url: null, reason }), version('s1', { shown: true })] });
  fireEvent.click(await screen.findByRole('button', { name: /Картинка 2 из 2.*не вышла/ }));
  const said = await screen.findByRole('status');
  expect(said.textContent).toMatch(words);
  expect(said.textContent).toContain('стоит прежняя картинка');
  fireEvent.click(within(said).getByRole('button', { name: 'Попробовать ещё раз' }));
  // Trying again shows the price once more.
  expect(await screen.findByLabelText('Что прочтёт художник')).toBeTruthy();
});

it('stops one that waits', async () => {
  const { asked } = shown({
    versions: [ai('a1', { waiting: true }, { state: 'painting', url: null }), version('s1', { shown: true })],
    made: ai('a1', {}, { state: 'failed', url: null, reason: 'cancelled' }),
  });
  fireEvent.click(await screen.findByRole('button', { name: /Картинка 2 из 2.*рисуется/ }));
  expect((await screen.findByRole('status')).textContent).toContain('ждёт очереди у художника «Мастерская»');
  await press('Не рисовать');
  await waitFor(() => expect(posts(asked)[0]?.[1]).toBe('/api/books/b/pictures/a1/cancellation'));
  expect(await screen.findByText(/Остановлено вами/)).toBeTruthy();
});

it('tells why it looks so, and its quotes lead to their places', async () => {
  const { asked, told, back } = shown({ versions: [ai('a1', { shown: true }), version('s1')] });
  await press('Почему так нарисовано');
  expect(document.activeElement?.textContent).toBe('Почему так нарисовано');
  fireEvent.click(await screen.findByRole('button', { name: 'в сером платье' }));
  expect(told.onPlace).toHaveBeenCalledWith('c1', 77);
  for (const words of [/просили m-1, ответила m-1b/, /0,02/, /Акварель/, /посторонние поля/])
    expect(screen.getByText(words)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Скачать файл художника' }));
  await waitFor(() =>
    expect(asked.map(([, path]) => path)).toContain('/api/books/b/pictures/a1/file?original=1'),
  );
  // Escape leads back to the picture first, and to the button one came by.
  expect(back.current?.()).toBe(true);
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Почему так нарисовано' })),
  );
  expect(back.current?.()).toBe(false);
});

it('says when the looks have changed since, and draws a sketch anew at once', async () => {
  const { asked } = shown({ versions: [version('s1', { shown: true, stale: true })], made: version('s2') });
  expect(await screen.findByText(/Облик книги изменился/)).toBeTruthy();
  await press('Нарисовать заново');
  await waitFor(() => expect(posts(asked)[0]?.[2]).toEqual({ maker: 'sketch' }));
});
