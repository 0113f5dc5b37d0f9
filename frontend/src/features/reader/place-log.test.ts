import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keys } from '@/api/keys';
import type { BookDetail, MovesKept, OtherPlace, Position } from '@/api/model';
import { thisDevice } from '@/lib/device';
import { BookScale } from '@/lib/reading-engine';
import { keepGathered, keepHere, keepQuestion, placesHere } from './local-store';
import type { Move, MovesAnswer } from './moves';
import { PlaceLog } from './place-log';
import { EMPTY_STATE, type ReadingState } from './reading-state';
import { Store } from './store';

const sent = vi.hoisted(() => ({
  moves: [] as { base: string | null; moves: readonly Move[] }[],
  unsent: null as Move | null,
  answer: (_: MovesAnswer): void => undefined,
  live: (_: { kind: string; book_id: string; device: string }): void => undefined,
  position: null as Position | null,
}));

vi.mock('./moves', () => ({
  newMoveId: () => crypto.randomUUID(),
  onMovesKept: (_: string, listener: (answer: MovesAnswer) => void) => {
    sent.answer = listener;
    return () => undefined;
  },
  patience: () => new Promise(() => undefined),
  sendMoves: async (_: string, base: string | null, moves: readonly Move[]) => {
    sent.moves.push({ base, moves });
  },
  unsentPlace: async () => sent.unsent,
}));
vi.mock('@/api/session', () => ({ currentUser: () => ({ id: 'u' }) }));
vi.mock('@/api/client', () => ({ api: { get: async () => sent.position } }));
vi.mock('@/lib/events', () => ({
  onLiveEvent: (listener: typeof sent.live) => {
    sent.live = listener;
    return () => undefined;
  },
}));

const CHAPTERS = [
  { id: 'c1', number: 0, title: 'Первая', level: 1, kind: 'chapter', chars: 10_000 },
  { id: 'c2', number: 1, title: 'Вторая', level: 1, kind: 'chapter', chars: 10_000 },
];
const BOOK = { id: 'b', chapters: CHAPTERS, language: 'ru' } as unknown as BookDetail;

const position = (change: Partial<Position> = {}): Position =>
  ({
    chapter: 'c1',
    offset: 500,
    quote: 'Шёл дождь, и улицы были пусты.',
    quote_before: '',
    quote_after: '',
    normaliser_version: 1,
    furthest: { chapter: 'c1', offset: 900 },
    progress: 0.1,
    spoilers_lifted: false,
    updated_at: '2026-05-03T12:00:00Z',
    head: 'h1',
    device: { id: thisDevice().id, name: 'Стол' },
    settings: {},
    ...change,
  }) as Position;

const move = (chapter: string, offset: number): Move => ({
  id: `${chapter}-${offset}`,
  kind: 'turn',
  chapter,
  offset,
  pageEnd: offset,
  reached: false,
  quote: 'слова этого места',
  before: '',
  after: '',
  version: 1,
  madeAt: '2026-05-03T12:00:00Z',
});

const OTHER: OtherPlace = {
  move: 'h2',
  device: { id: 'phone', name: 'Телефон' },
  at: '2026-05-03T12:00:00Z',
  chapter: 'c2',
  chapter_title: 'Вторая',
  offset: 3_000,
  sentence: 'Он вышел.',
  progress: 0.6,
};

const kept = (change: Partial<Position>, conflict: OtherPlace | null = null): MovesKept => ({
  position: position(change),
  conflict,
});

function setUp(at: Position = position()) {
  const store = new Store<ReadingState>(EMPTY_STATE);
  const queries = new QueryClient();
  const reached = vi.fn();
  const log = new PlaceLog({
    book: BOOK,
    position: at,
    scale: new BookScale(CHAPTERS),
    store,
    queries,
    words: () => ({ quote: 'слова', before: '', after: '', version: 1 }),
    reached,
  });
  return { log, store, queries, reached };
}

const tick = () => new Promise((done) => setTimeout(done));

beforeEach(() => {
  localStorage.clear();
  Object.assign(sent, { moves: [], unsent: null, position: null });
});

describe('where a sitting begins', () => {
  it('is the place that the server knows', async () => {
    expect(await setUp().log.begin()).toEqual({ chapter: 'c1', offset: 500, words: null });
    expect(await setUp(position({ chapter: null })).log.begin()).toBeNull();
  });

  it('is the place of this device while the server has not heard of it', async () => {
    sent.unsent = move('c2', 40);
    expect(await setUp().log.begin()).toMatchObject({ chapter: 'c2', offset: 40 });
  });

  it('is where a killed tab had turned to: what it gathered is sent', async () => {
    keepGathered('u', 'b', 'killed', [move('c2', 70)]);
    await setUp().log.begin();
    expect(sent.moves).toMatchObject([{ base: 'h1', moves: [{ chapter: 'c2', offset: 70 }] }]);
  });

  it('is here while a question is open, and there once the other place is another', async () => {
    keepQuestion('u', 'b', { other: OTHER, here: move('c1', 80) });
    const there = { device: OTHER.device, chapter: 'c2', offset: 3_000 };
    const asked = setUp(position({ ...there, head: 'h2' }));
    expect(await asked.log.begin()).toMatchObject({ chapter: 'c1', offset: 80 });
    expect(asked.store.get().question).toEqual(OTHER);
    // A place kept from before the question answers nothing.
    const offline = setUp(position({ head: 'h1', updated_at: '2026-05-03T11:00:00Z' }));
    expect(await offline.log.begin()).toMatchObject({ chapter: 'c1', offset: 80 });
    expect(offline.store.get().question).toEqual(OTHER);
    // The other device counted its page as read, or turned one more: the question is the same.
    const on = setUp(position({ ...there, head: 'h3', offset: 3_700 }));
    expect(await on.log.begin()).toMatchObject({ chapter: 'c1', offset: 80 });
    expect(on.store.get().question).toMatchObject({ move: 'h3', offset: 3_700 });
    expect(placesHere('u', 'b').question?.other.move).toBe('h3');
    const later = setUp(position({ ...there, head: 'h4', offset: 9_000 }));
    expect(await later.log.begin()).toMatchObject({ chapter: 'c2', offset: 9_000 });
    expect(later.store.get().question).toBeNull();
    expect(placesHere('u', 'b').question).toBeNull();
  });

  it('says that it goes on from another device, and keeps the way back', async () => {
    keepHere('u', 'b', move('c1', 80));
    const { log, store } = setUp(position({ device: OTHER.device, chapter: 'c2', offset: 3_000 }));
    await log.begin();
    expect(store.get().line).toEqual({
      kind: 'continued',
      device: 'Телефон',
      here: { chapter: 'c1', offset: 80 },
    });
  });
});

describe('what the server says to moves', () => {
  it('is known to the pages, and is the base of the next', async () => {
    const { log, queries, reached } = setUp();
    await log.begin();
    sent.answer({ answer: kept({ head: 'h5' }), moves: [{ ...move('c1', 600), reached: true }] });
    expect(queries.getQueryData<Position>(keys.position('b'))?.head).toBe('h5');
    expect(reached).toHaveBeenCalledWith('c1', 600);
    log.keeper.turned(1, { chapter: 'c1', offset: 950 }, 1_000);
    log.keeper.leave();
    expect(sent.moves.at(-1)).toMatchObject({ base: 'h5', moves: [{ offset: 950, reached: true }] });
  });

  it('is asked about when another device has moved on; to stay knows of it', async () => {
    const { log, store } = setUp();
    await log.begin();
    log.keeper.opened({ chapter: 'c1', offset: 500 }, 700, false);
    sent.answer({ answer: kept({ head: 'h2' }, OTHER), moves: [move('c1', 500)] });
    expect(store.get().question).toEqual(OTHER);
    expect(placesHere('u', 'b').question?.other).toEqual(OTHER);
    log.stay();
    expect(store.get().question).toBeNull();
    expect(sent.moves.at(-1)?.base).toBe('h2');
    // An answer to an earlier move comes late: that question was answered.
    sent.answer({ answer: kept({ head: 'h2' }, OTHER), moves: [move('c1', 500)] });
    expect(store.get().question).toBeNull();
  });

  it('an answer holds when the other device has only read on at the page asked about', async () => {
    const { log, store } = setUp();
    await log.begin();
    log.keeper.opened({ chapter: 'c1', offset: 500 }, 700, false);
    sent.answer({ answer: kept({ head: 'h2' }, OTHER), moves: [move('c1', 500)] });
    log.stay();
    const read = { ...OTHER, move: 'h3', offset: 3_000 };
    sent.position = position({
      chapter: 'c2',
      offset: 3_000,
      head: 'h3',
      device: OTHER.device,
      updated_at: '2099-01-01T00:00:00Z',
    });
    sent.live({ kind: 'place.moved', book_id: 'b', device: 'phone' });
    await new Promise((done) => setTimeout(done));
    expect(store.get().question).toBeNull();
    sent.answer({ answer: kept({ head: 'h3' }, read), moves: [move('c1', 500)] });
    expect(store.get().question).toBeNull();
    expect(sent.moves.at(-1)).toMatchObject({ base: 'h3', moves: [{ chapter: 'c1', offset: 500 }] });
    // Taken now; what the other device does from here on is news.
    sent.answer({ answer: kept({ head: 'h4' }), moves: [move('c1', 500)] });
    sent.answer({ answer: kept({ head: 'h5' }, { ...OTHER, move: 'h5' }), moves: [move('c1', 900)] });
    expect(store.get().question?.move).toBe('h5');
  });

  it('an answer does not hold for another page of the other device', async () => {
    const { log, store } = setUp();
    await log.begin();
    log.keeper.opened({ chapter: 'c1', offset: 500 }, 700, false);
    sent.answer({ answer: kept({ head: 'h2' }, OTHER), moves: [move('c1', 500)] });
    log.stay();
    const on = { ...OTHER, move: 'h3', offset: 9_000 };
    sent.answer({ answer: kept({ head: 'h3' }, on), moves: [move('c1', 500)] });
    expect(store.get().question?.move).toBe('h3');
  });

  it('to go leads to the other place with its move as the base', async () => {
    const { log, store } = setUp();
    await log.begin();
    sent.answer({ answer: kept({ head: 'h2' }, OTHER), moves: [move('c1', 500)] });
    expect(log.follow()).toEqual({ chapter: 'c2', offset: 3_000 });
    expect(store.get().question).toBeNull();
    log.keeper.jumpedTo({ chapter: 'c2', offset: 3_000 }, 3_400, true);
    log.keeper.leave();
    expect(sent.moves.at(-1)?.base).toBe('h2');
  });
});

describe('another device while the book is open', () => {
  const moved = { kind: 'place.moved', book_id: 'b', device: 'phone' };

  it('is told of and moves nobody', async () => {
    const { log, store } = setUp();
    await log.begin();
    log.keeper.opened({ chapter: 'c1', offset: 500 }, 700, false);
    sent.position = position({ head: 'h2', device: OTHER.device, chapter: 'c2', offset: 3_000 });
    sent.live(moved);
    await tick();
    expect(store.get().question).toMatchObject({
      move: 'h2',
      chapter: 'c2',
      chapter_title: 'Вторая',
      sentence: 'Шёл дождь, и улицы были пусты.',
    });
    expect(log.keeper.current).toEqual({ chapter: 'c1', offset: 500 });
  });

  it('is not made up from an older answer that is kept on the device', async () => {
    const { log, store } = setUp();
    await log.begin();
    sent.position = position({
      head: 'h0',
      device: OTHER.device,
      chapter: 'c2',
      updated_at: '2026-05-03T11:00:00Z',
    });
    sent.live(moved);
    await tick();
    expect(store.get().question).toBeNull();
  });

  it('asks nothing when it is at the same page, or is this very device', async () => {
    const { log, store } = setUp();
    await log.begin();
    log.keeper.opened({ chapter: 'c1', offset: 500 }, 700, false);
    sent.position = position({ head: 'h2', device: OTHER.device, offset: 1_400 });
    sent.live(moved);
    await tick();
    expect(store.get().question).toBeNull();
    sent.position = position({ head: 'h3', chapter: 'c2', offset: 3_000 });
    sent.live(moved);
    await tick();
    expect(store.get().question).toBeNull();
    log.keeper.turned(1, { chapter: 'c1', offset: 700 }, 900);
    log.keeper.leave();
    expect(sent.moves.at(-1)?.base).toBe('h3');
  });
});
