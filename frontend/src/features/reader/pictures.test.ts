import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Mark, Picture } from '@/api/model';
import type { PictureChoice } from '@/lib/preferences';
import { type Stretch, sameStretch } from '@/lib/reading-engine';
import { Pictures } from './pictures';
import { EMPTY_STATE, type ReadingState } from './reading-state';
import { Store } from './store';

const server = vi.hoisted(() => ({ getMarks: vi.fn(), askForPicture: vi.fn(), get: vi.fn(), post: vi.fn() }));
vi.mock('./api/reading', () => server);
vi.mock('@/api/client', () => ({ api: server }));

const picture = (id: string, change: Partial<Picture> = {}): Picture => ({
  id,
  state: 'ready',
  url: `/${id}`,
  width: 3,
  height: 2,
  alt: '',
  label: 'sketch',
  maker: 'sketch',
  ...change,
});
const mark = (start: number, change: Partial<Mark> = {}): Mark => ({
  start,
  length: 40,
  type: 'location',
  id: `d${start}`,
  strength: 0.5,
  level: 'normal',
  own: false,
  coming: false,
  picture: picture(`p${start}`),
  ...change,
});

/** An engine that remembers what stands open, and where: in place or ahead. */
function engine() {
  const open: { passage: Stretch; figure: HTMLElement; ahead: boolean }[] = [];
  const find = (passage: Stretch) => open.find((one) => sameStretch(one.passage, passage));
  const take = (passage: Stretch) => {
    const at = open.findIndex((one) => sameStretch(one.passage, passage));
    if (at >= 0) open.splice(at, 1);
  };
  const put = (ahead: boolean) => (passage: Stretch, figure: HTMLElement) => {
    take(passage);
    open.push({ passage: { start: passage.start, length: passage.length }, figure, ahead });
    return true;
  };
  return {
    open,
    page: { chapter: 'c1', start: 0, end: 1_000 },
    setMarks: vi.fn(),
    get openFigures() {
      return open.map(({ passage }) => passage);
    },
    figureOf: (passage: Stretch) => find(passage)?.figure,
    isInPlace: (passage: Stretch) => find(passage)?.ahead === false,
    insertFigure: vi.fn(put(false)),
    insertFigureAhead: vi.fn(put(true)),
    removeFigure: take,
    textOf: () => 'Белый дом.',
  };
}

async function sitting(choice: PictureChoice, marks: Mark[]) {
  server.getMarks.mockResolvedValue({ described: true, marks });
  const page = engine();
  const store = new Store<ReadingState>(EMPTY_STATE);
  const words = {
    mark: () => 'a mark',
    figure: (_: Picture, coming: boolean) => ({
      painting: '',
      failed: '',
      again: '',
      more: '',
      enlarge: '',
      label: coming ? 'a new one' : '',
    }),
  };
  const pictures = new Pictures('b', page as never, { jumped: false } as never, store, words);
  pictures.setChoice(choice);
  pictures.enter('c1', 'ru', { described: true, marks: [] });
  await pictures.refresh();
  return { pictures, page, store };
}
const shown = (figure: HTMLElement | undefined) => figure?.querySelector('img')?.getAttribute('src');

beforeEach(() => {
  for (const call of Object.values(server)) call.mockReset();
});

describe('pictures that come by themselves', () => {
  it('say quietly that another is being drawn, and leave the one that is there alone', async () => {
    const { pictures, page } = await sitting('all', [mark(10)]);
    await vi.waitFor(() => expect(page.open).toHaveLength(1));
    const figure = page.open[0]?.figure;
    const image = figure?.querySelector('img');
    const label = () => figure?.querySelector('.picture-label')?.textContent;
    expect(label()).toBe('');
    server.getMarks.mockResolvedValue({ described: true, marks: [mark(10, { coming: true })] });
    await pictures.refresh();
    expect(label()).toBe('a new one');
    expect(figure?.querySelector('img')).toBe(image);
    server.getMarks.mockResolvedValue({ described: true, marks: [mark(10)] });
    await pictures.refresh();
    expect(label()).toBe('');
  });

  it('wait behind the page, the strongest of it only, and come into their place at a press', async () => {
    const { pictures, page } = await sitting('all', [mark(10), mark(200, { level: 'few' })]);
    await vi.waitFor(() => expect(page.open).toHaveLength(1));
    expect(page.open[0]).toMatchObject({ passage: { start: 200 }, ahead: true });
    await pictures.press({ start: 200, length: 40 });
    expect(page.open).toHaveLength(1);
    expect(page.open[0]?.ahead).toBe(false);
    // Closed by the reader, it does not come back by itself.
    await pictures.press({ start: 200, length: 40 });
    expect(page.open).toEqual([]);
    pictures.paged();
    await pictures.refresh();
    expect(page.open).toEqual([]);
  });

  it('are none of what lies ahead of the reader or is not painted', async () => {
    const { page } = await sitting('all', [
      mark(10, { id: null, picture: null }),
      mark(90, { picture: picture('p', { state: 'painting', url: null }) }),
    ]);
    expect(page.insertFigureAhead).not.toHaveBeenCalled();
  });

  it('go when they are wanted at a tap only, and those in their place stay', async () => {
    const { pictures, page } = await sitting('all', [mark(10)]);
    await vi.waitFor(() => expect(page.open).toHaveLength(1));
    pictures.setChoice('tap');
    expect(page.open).toEqual([]);
    await pictures.press({ start: 10, length: 40 });
    pictures.setChoice('all');
    pictures.setChoice('tap');
    expect(page.open).toHaveLength(1);
  });
});

it('at a tap nothing comes by itself', async () => {
  const { pictures, page } = await sitting('tap', [mark(10)]);
  pictures.paged();
  expect(page.insertFigureAhead).not.toHaveBeenCalled();
  expect(page.setMarks.mock.lastCall?.[0]).toHaveLength(1);
});

it('turned off, neither marks nor pictures are there, and nothing is asked for', async () => {
  const { pictures, page, store } = await sitting('off', [mark(10)]);
  expect(server.getMarks).not.toHaveBeenCalled();
  expect(page.setMarks.mock.lastCall?.[0]).toEqual([]);
  pictures.setChoice('tap');
  await vi.waitFor(() => expect(page.setMarks.mock.lastCall?.[0]).toHaveLength(1));
  await pictures.press({ start: 10, length: 40 });
  expect(page.open).toHaveLength(1);
  pictures.setChoice('off');
  expect(page.open).toEqual([]);
  expect(store.get().marks).toBe(0);
});

describe('only sketches', () => {
  const ai = picture('ai', { label: 'ai', maker: 'Мастерская' });

  it('shows the sketch that a provider’s picture replaced', async () => {
    server.get.mockResolvedValue({
      items: [{ picture: ai }, { picture: picture('s2') }, { picture: picture('s1') }],
    });
    const { pictures, page } = await sitting('tap', [mark(10, { picture: ai })]);
    await pictures.press({ start: 10, length: 40 });
    expect(shown(page.open[0]?.figure)).toContain('/ai');
    pictures.setChoice('sketches');
    await vi.waitFor(() => expect(shown(page.open[0]?.figure)).toContain('/s2'));
    pictures.setChoice('tap');
    await vi.waitFor(() => expect(shown(page.open[0]?.figure)).toContain('/ai'));
  });

  it('has one painted where there was none', async () => {
    server.get.mockResolvedValue({ items: [{ picture: ai }] });
    server.post.mockResolvedValue({ picture: picture('s1') });
    const { page } = await sitting('sketches', [mark(10, { picture: ai })]);
    await vi.waitFor(() => expect(shown(page.open[0]?.figure)).toContain('/s1'));
    expect(server.post).toHaveBeenCalledWith('/api/books/b/descriptions/d10/drawings', { maker: 'sketch' });
  });
});

it('a provider’s picture takes the sketch’s place in an open figure and in the view', async () => {
  const { pictures, page, store } = await sitting('tap', [mark(10)]);
  await pictures.press({ start: 10, length: 40 });
  pictures.enlarge({ start: 10, length: 40 });
  expect(store.get().picture?.picture.id).toBe('p10');
  const ai = picture('ai', { label: 'ai', maker: 'Мастерская' });
  server.getMarks.mockResolvedValue({ described: true, marks: [mark(10, { picture: ai })] });
  await pictures.refresh();
  await vi.waitFor(() => expect(shown(page.open[0]?.figure)).toContain('/ai'));
  expect(store.get().picture?.picture.id).toBe('ai');
});
