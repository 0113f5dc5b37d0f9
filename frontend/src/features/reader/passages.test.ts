import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Mark } from '@/api/model';
import { ApiProblem, UNREACHABLE } from '@/api/problem';
import { isMarked, markWeight } from './marks';
import { LONGEST_PASSAGE, passageLength, SHORTEST_PASSAGE } from './passage-length';
import { Passages } from './passages';
import { EMPTY_STATE, type ReadingState } from './reading-state';
import { Store } from './store';

const server = vi.hoisted(() => ({
  drawPassage: vi.fn(),
  dismissPassage: vi.fn(),
  restorePassage: vi.fn(),
  removePassage: vi.fn(),
}));
vi.mock('./api/passages', () => server);

const studio = vi.hoisted(() => ({ makers: vi.fn() }));
vi.mock('@/features/studio/api/studio', () => ({
  makersQuery: () => ({ queryKey: ['makers'], queryFn: studio.makers, retry: false }),
}));
const sketch = { id: 'sketch', label: 'sketch', usable: true };
const provider = { id: 'a', label: 'ai', usable: true };

const mark = (change: Partial<Mark> = {}): Mark => ({
  start: 10,
  length: 40,
  type: 'location',
  id: 'd1',
  strength: 0.7,
  level: 'normal',
  own: false,
  coming: false,
  picture: null,
  ...change,
});
const open = (change: object = {}) => ({
  id: 'd1',
  start: 10,
  length: 40,
  own: false,
  type: 'location' as const,
  passage: '',
  lang: 'ru',
  picture: {
    id: 'p',
    state: 'ready' as const,
    url: '/p',
    width: 3,
    height: 2,
    alt: '',
    label: 'sketch' as const,
    maker: 'sketch',
  },
  ...change,
});

function sitting(jumped = false) {
  const store = new Store<ReadingState>(EMPTY_STATE);
  const keeper = { jumped, reachNow: vi.fn(async () => undefined) };
  const engine = {
    selection: { clear: vi.fn(), select: vi.fn() },
    view: document.createElement('div'),
    marksHere: [],
    focusMark: vi.fn(),
    paragraphsHere: vi.fn(() => [
      { start: 0, length: 8 },
      { start: 10, length: 60 },
      { start: 80, length: 90 },
    ]),
  };
  const pictures = { chapterShown: 'c1', hide: vi.fn(), bringBack: vi.fn(), put: vi.fn(), add: vi.fn() };
  const passages = new Passages({
    bookId: 'b',
    queries: new QueryClient(),
    engine,
    keeper,
    store,
    pictures,
  } as never);
  return { passages, store, keeper, engine, pictures };
}

beforeEach(() => {
  for (const call of Object.values(server)) call.mockReset();
  studio.makers.mockReset();
  studio.makers.mockResolvedValue({ items: [sketch], may_spend: true });
});

describe('which passages are marked', () => {
  it('follows the setting of the book; one’s own are always there', () => {
    expect(isMarked(mark({ level: 'few' }), 'few')).toBe(true);
    expect(isMarked(mark({ level: 'normal' }), 'few')).toBe(false);
    expect(isMarked(mark({ level: 'many' }), 'normal')).toBe(false);
    expect(isMarked(mark({ level: 'many' }), 'many')).toBe(true);
    expect(isMarked(mark({ level: null }), 'few')).toBe(true);
    expect(isMarked(mark({ level: 'many', own: true }), 'few')).toBe(true);
  });

  it('gives each its weight', () => {
    expect(markWeight(mark({ level: 'few' }))).toBe('few');
    expect(markWeight(mark({ level: null }))).toBe('normal');
    expect(markWeight(mark({ level: 'few', own: true }))).toBe('own');
  });
});

it('knows how long a passage may be', () => {
  expect(passageLength(SHORTEST_PASSAGE - 1)).toBe('short');
  expect(passageLength(SHORTEST_PASSAGE)).toBe('fits');
  expect(passageLength(LONGEST_PASSAGE)).toBe('fits');
  expect(passageLength(LONGEST_PASSAGE + 1)).toBe('long');
});

describe('drawing what is selected', () => {
  it('sends the stretch and opens what comes', async () => {
    const { passages, pictures, engine, store } = sitting();
    const made = mark({ own: true });
    server.drawPassage.mockResolvedValue(made);
    await passages.draw({ start: 10, length: 40 });
    expect(server.drawPassage).toHaveBeenCalledWith('b', 'c1', 10, 50);
    expect(engine.selection.clear).toHaveBeenCalled();
    expect(pictures.add).toHaveBeenCalledWith('c1', made);
    expect(store.get()).toMatchObject({ drawing: false, line: null });
  });

  it('says once, quietly, that somebody else can draw it as well', async () => {
    studio.makers.mockResolvedValue({ items: [sketch, provider], may_spend: true });
    const { passages, store } = sitting();
    const made = mark({ own: true });
    server.drawPassage.mockResolvedValue(made);
    await passages.draw({ start: 10, length: 40 });
    await vi.waitFor(() => expect(store.get().line).toEqual({ kind: 'drawn', passage: made }));
  });

  it.each([
    ['nobody else can', { items: [sketch, { ...provider, usable: false }], may_spend: true }, false],
    ['this reader may not ask them', { items: [sketch, provider], may_spend: false }, false],
    ['only sketches are wanted', { items: [sketch, provider], may_spend: true }, true],
  ])('says nothing of others where %s', async (_, makers, sketchesOnly) => {
    studio.makers.mockResolvedValue(makers);
    const { passages, store, pictures } = sitting();
    Object.assign(pictures, { sketchesOnly });
    server.drawPassage.mockResolvedValue(mark({ own: true }));
    await passages.draw({ start: 10, length: 40 });
    await new Promise((done) => setTimeout(done));
    expect(store.get().line).toBeNull();
  });

  it('says that the page is read when only the two seconds are missing', async () => {
    const { passages, keeper, pictures } = sitting();
    server.drawPassage.mockRejectedValueOnce(new ApiProblem('not_reached', 409, ''));
    server.drawPassage.mockResolvedValueOnce(mark({ own: true }));
    await passages.draw({ start: 10, length: 40 });
    expect(keeper.reachNow).toHaveBeenCalledOnce();
    expect(pictures.add).toHaveBeenCalledOnce();
  });

  it('lifts nothing after a jump until the reader says so', async () => {
    const { passages, keeper, store, pictures } = sitting(true);
    server.drawPassage.mockRejectedValueOnce(new ApiProblem('not_reached', 409, ''));
    const passage = { start: 10, length: 40 };
    await passages.draw(passage);
    expect(keeper.reachNow).not.toHaveBeenCalled();
    expect(store.get().line).toEqual({ kind: 'draw_ahead', passage });
    server.drawPassage.mockResolvedValueOnce(mark({ own: true }));
    await passages.readUpToHereAndDraw(passage);
    expect(keeper.reachNow).toHaveBeenCalledOnce();
    expect(pictures.add).toHaveBeenCalledOnce();
  });

  it('says what went wrong', async () => {
    const { passages, store } = sitting();
    server.drawPassage.mockRejectedValueOnce(new ApiProblem(UNREACHABLE, 0, ''));
    await passages.draw({ start: 10, length: 40 });
    expect(store.get().line).toEqual({ kind: 'not_drawn' });
    const refusal = new ApiProblem('passage_too_short', 422, '');
    server.drawPassage.mockRejectedValueOnce(refusal);
    await passages.draw({ start: 10, length: 40 });
    expect(store.get().line).toEqual({ kind: 'refused', error: refusal });
  });

  it('goes through the paragraphs that can be drawn', () => {
    const { passages, engine, store } = sitting();
    passages.selectParagraph(0);
    expect(engine.selection.select).toHaveBeenLastCalledWith({ start: 10, length: 60 });
    store.set({ selection: { start: 10, length: 60 } as never });
    passages.selectParagraph(1);
    expect(engine.selection.select).toHaveBeenLastCalledWith({ start: 80, length: 90 });
    passages.selectParagraph(-1);
    expect(engine.selection.select).toHaveBeenLastCalledWith({ start: 10, length: 60 });
    engine.paragraphsHere.mockReturnValue([]);
    store.set({ selection: null });
    passages.selectParagraph(0);
    expect(store.get().line).toEqual({ kind: 'nothing_to_draw' });
  });
});

describe('taking a passage away', () => {
  it('hides it at once and offers the way back', async () => {
    const { passages, pictures, store } = sitting();
    server.dismissPassage.mockResolvedValue(undefined);
    const going = passages.takeAway(open());
    expect(pictures.hide).toHaveBeenCalledWith('d1');
    expect(store.get()).toMatchObject({ picture: null, line: { kind: 'dismissed', id: 'd1' } });
    await going;
    expect(server.dismissPassage).toHaveBeenCalledWith('b', 'd1');
    await passages.undo();
    expect(server.restorePassage).toHaveBeenCalledWith('b', 'd1');
    expect(pictures.bringBack).toHaveBeenCalledWith('d1');
    expect(store.get().line).toBeNull();
  });

  it('puts it back when the server refuses', async () => {
    const { passages, pictures, store } = sitting();
    server.dismissPassage.mockRejectedValue(new ApiProblem('internal', 500, ''));
    await passages.takeAway(open());
    expect(pictures.bringBack).toHaveBeenCalledWith('d1');
    expect(store.get().line?.kind).toBe('refused');
  });

  it('removes one of one’s own, and draws it again when it is wanted back', async () => {
    const { passages, pictures } = sitting();
    server.removePassage.mockResolvedValue(undefined);
    await passages.takeAway(open({ own: true }));
    expect(server.removePassage).toHaveBeenCalledWith('b', 'd1');
    const again = mark({ id: 'd2', own: true });
    server.drawPassage.mockResolvedValue(again);
    await passages.undo();
    expect(server.drawPassage).toHaveBeenCalledWith('b', 'c1', 10, 50);
    expect(pictures.put).toHaveBeenCalledWith('c1', again);
  });
});
