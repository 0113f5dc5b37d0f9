import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keys } from '@/api/keys';
import { listenForEvents, onLiveEvent, readLiveEvent, staleAfter } from './events';

class FakeSource {
  static made: FakeSource[] = [];
  static readonly CLOSED = 2;
  readyState = 0;
  onopen?: () => void;
  onerror?: () => void;
  private readonly heard = new Map<string, (message: { type: string; data: string }) => void>();

  constructor() {
    FakeSource.made.push(this);
  }
  addEventListener(kind: string, listener: (message: { type: string; data: string }) => void) {
    this.heard.set(kind, listener);
  }
  close() {
    this.readyState = FakeSource.CLOSED;
  }
  tell(type: string, data: unknown) {
    this.heard.get(type)?.({ type, data: JSON.stringify(data) });
  }
}

const last = (): FakeSource => {
  const source = FakeSource.made.at(-1);
  if (source === undefined) throw new Error('no stream was opened');
  return source;
};

beforeEach(() => {
  FakeSource.made = [];
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
});
afterEach(() => vi.useRealTimers());

describe('a message', () => {
  it('is read by its kind', () => {
    expect(readLiveEvent('library', '{}')).toEqual({ kind: 'library' });
    expect(readLiveEvent('marks', '{"book_id":"b","chapter":"c1"}')).toEqual({
      kind: 'marks',
      book_id: 'b',
      chapter: 'c1',
    });
  });

  it('of an edition has every list of editions looked at again', () => {
    const edition = readLiveEvent('edition', '{"edition_id":"e"}');
    expect(edition).toEqual({ kind: 'edition' });
    expect(edition && staleAfter(edition)).toEqual([keys.editions('b').slice(0, 1)]);
  });

  it.each(['order', 'bible'] as const)('of a kind of a book, %s, has that looked at again', (kind) => {
    const event = readLiveEvent(kind, '{"book_id":"b","order_id":"o"}');
    expect(event).toEqual({ kind, book_id: 'b' });
    expect(event && staleAfter(event)).toContainEqual(kind === 'order' ? keys.orders('b') : keys.bible('b'));
    expect(readLiveEvent(kind, '{}')).toBeNull();
  });

  it('may speak of a whole book', () => {
    const marks = readLiveEvent('marks', '{"book_id":"b"}');
    expect(marks).toEqual({ kind: 'marks', book_id: 'b', chapter: null });
    expect(marks && staleAfter(marks)).toEqual([
      keys.marksOfBook('b'),
      keys.gallery('b'),
      keys.book('b'),
      keys.dismissals('b'),
    ]);
    const cast = readLiveEvent('entities', '{"book_id":"b"}');
    expect(cast && staleAfter(cast)).toEqual([keys.cast('b'), keys.book('b')]);
  });

  it('is passed over when it is not understood', () => {
    expect(readLiveEvent('weather', '{"book_id":"b"}')).toBeNull();
    expect(readLiveEvent('book', '{}')).toBeNull();
    expect(readLiveEvent('picture', '{"book_id":7}')).toBeNull();
    expect(readLiveEvent('book', 'not json')).toBeNull();
  });

  it('never makes a chapter itself stale: its words do not change', () => {
    const touched = [
      ...staleAfter({ kind: 'marks', book_id: 'b', chapter: 'c' }),
      ...staleAfter({ kind: 'picture', book_id: 'b', description_id: 'd' }),
      ...staleAfter({ kind: 'book', book_id: 'b' }),
    ];
    expect(touched.map(([name]) => name)).not.toContain('chapter');
  });
});

describe('the stream', () => {
  it('asks once for what many events made stale', () => {
    const queries = new QueryClient();
    const asked = vi.spyOn(queries, 'invalidateQueries');
    const stop = listenForEvents(queries);
    last().onopen?.();
    for (let turn = 0; turn < 20; turn += 1) last().tell('book', { book_id: 'b' });
    expect(asked).not.toHaveBeenCalled();
    vi.advanceTimersByTime(300);
    expect(asked.mock.calls.map(([filters]) => filters?.queryKey)).toEqual([keys.library(), keys.book('b')]);
    stop();
  });

  it('passes every event on', () => {
    const heard: string[] = [];
    const stop = listenForEvents(new QueryClient());
    const deaf = onLiveEvent((event) => heard.push(event.kind));
    last().tell('picture', { book_id: 'b', description_id: 'd' });
    deaf();
    last().tell('picture', { book_id: 'b', description_id: 'd' });
    expect(heard).toEqual(['picture']);
    stop();
  });

  it('is closed while the page is hidden and catches up when it is seen again', () => {
    const queries = new QueryClient();
    const stop = listenForEvents(queries);
    const first = last();
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(first.readyState).toBe(FakeSource.CLOSED);
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(FakeSource.made).toHaveLength(2);
    const asked = vi.spyOn(queries, 'invalidateQueries');
    last().onopen?.();
    expect(asked.mock.calls.map(([filters]) => filters?.queryKey)).toContainEqual(['library']);
    stop();
    vi.restoreAllMocks();
  });
});
