import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '@/api/model';
import { noteReachable } from '@/api/reachability';
import { dropSession, holdSession } from '@/api/session';
import { leftOver, note } from './ledger';
import {
  arrivalsTold,
  drain,
  enqueue,
  outboxState,
  register,
  startOutbox,
  stopOutbox,
  wipeOutbox,
} from './outbox';
import type { Change } from './types';

const signIn = (id: string) =>
  holdSession({
    access_token: `token of ${id}`,
    expires_in: 600,
    user: { id, name: id, is_admin: false, language: 'ru', preferences: {} },
  } as Session);

interface Call {
  method: string;
  path: string;
  body: unknown;
  token: string | null;
  keepalive: boolean;
}

/** A server that notes what it gets; null is a network that is gone. */
function server(answer: (call: Call) => { status: number; body?: unknown } | null) {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const call = {
      method: init.method ?? 'GET',
      path,
      body: init.body ? JSON.parse(String(init.body)) : null,
      token: new Headers(init.headers).get('Authorization'),
      keepalive: init.keepalive === true,
    };
    const reply = answer(call);
    if (reply === null) throw new TypeError('Failed to fetch');
    calls.push(call);
    const { status, body = {} } = reply;
    return new Response(status === 204 ? null : JSON.stringify(body), { status });
  });
  return calls;
}

const change = (body: unknown, more: Partial<Change> = {}): Change => ({
  user: 'anna',
  kind: 'moves',
  path: '/api/books/1/moves',
  method: 'POST',
  body,
  ...more,
});

const lists = {
  merge: (waiting: Change, next: Change): Change => ({
    ...next,
    body: [...(waiting.body as unknown[]), ...(next.body as unknown[])],
  }),
};

let unregister = () => {};
beforeEach(() => signIn('anna'));
afterEach(async () => {
  unregister();
  unregister = () => {};
  for (const user of ['anna', 'boris']) await wipeOutbox(user);
  dropSession();
  noteReachable(true);
  localStorage.clear();
});

describe('what waits', () => {
  it('is sent in order as soon as it can be', async () => {
    const calls = server(() => ({ status: 200 }));
    await startOutbox('anna');
    for (const n of [1, 2, 3]) await enqueue(change(n));
    expect(await drain()).toBe(true);
    expect(calls.map(({ body }) => body)).toEqual([1, 2, 3]);
    expect(calls[0]?.token).toBe('Bearer token of anna');
    expect(outboxState()).toEqual({ waiting: 0, arrived: 0 });
  });

  it('stays while the network is gone, is counted, and arrives when it is back', async () => {
    server(() => null);
    await startOutbox('anna');
    await enqueue(change(1));
    await enqueue(change(2));
    expect(await drain()).toBe(false);
    expect(outboxState().waiting).toBe(2);
    const calls = server(() => ({ status: 204 }));
    dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(outboxState().waiting).toBe(0));
    expect(calls.map(({ body }) => body)).toEqual([1, 2]);
    expect(outboxState().arrived).toBeGreaterThan(0);
    arrivalsTold();
    expect(outboxState().arrived).toBe(0);
  });

  it('survives the end of the program', async () => {
    server(() => null);
    await startOutbox('anna');
    await enqueue(change('kept'));
    await drain();
    stopOutbox();
    const calls = server(() => ({ status: 200 }));
    await startOutbox('anna');
    await drain();
    expect(calls.map(({ body }) => body)).toEqual(['kept']);
  });

  it('survives a tab that is killed before the database has it', async () => {
    note('one', 1, change('first'));
    note('two', 2, change('second'));
    const calls = server(() => ({ status: 200 }));
    await startOutbox('anna');
    await drain();
    expect(calls.map(({ body }) => body)).toEqual(['first', 'second']);
    expect(leftOver('anna')).toEqual([]);
  });

  it('waits for a session that has ended', async () => {
    server(() => ({ status: 401, body: { code: 'session_ended' } }));
    await startOutbox('anna');
    await enqueue(change(1));
    expect(await drain()).toBe(false);
    expect(outboxState().waiting).toBe(1);
  });
});

describe('changes of one key', () => {
  it('become one while they wait, unless one is on its way', async () => {
    unregister = register('moves', lists);
    server(() => null);
    await startOutbox('anna');
    for (const n of [1, 2, 3]) await enqueue(change([n], { key: 'book' }));
    await enqueue(change(['other'], { key: 'another book' }));
    expect(outboxState().waiting).toBe(2);
    let late: ((value: unknown) => void) | null = null;
    const sent: unknown[] = [];
    vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
      sent.push(JSON.parse(String(init.body)));
      if (sent.length === 1) {
        await new Promise((go) => {
          late = go;
        });
      }
      return new Response('{}', { status: 200 });
    });
    const done = drain();
    await vi.waitFor(() => expect(late).not.toBeNull());
    await enqueue(change([4], { key: 'book' }));
    (late as unknown as (value: unknown) => void)(null);
    await done;
    expect(await drain()).toBe(true);
    expect(sent).toEqual([[1, 2, 3], ['other'], [4]]);
  });

  it('hold up nothing else when the server stumbles over them', async () => {
    const calls = server(({ path }) => ({ status: path.endsWith('bad') ? 500 : 200 }));
    await startOutbox('anna');
    await enqueue(change(1, { key: 'a', path: '/api/bad' }));
    await enqueue(change(2, { key: 'a' }));
    await enqueue(change(3, { key: 'b' }));
    expect(await drain()).toBe(false);
    expect(calls.filter(({ path }) => !path.endsWith('bad')).map(({ body }) => body)).toEqual([3]);
    expect(outboxState().waiting).toBe(2);
  });
});

describe('outcomes', () => {
  it('are told to whoever registered', async () => {
    const done = vi.fn();
    const refused = vi.fn();
    unregister = register('moves', { done, refused });
    server(({ body }) =>
      body === 'good' ? { status: 200, body: { at: 7 } } : { status: 409, body: { code: 'conflict' } },
    );
    await startOutbox('anna');
    await enqueue(change('good'));
    await enqueue(change('bad'));
    expect(await drain()).toBe(true);
    expect(done).toHaveBeenCalledExactlyOnceWith({ at: 7 }, change('good'));
    expect(refused).toHaveBeenCalledOnce();
    expect(refused.mock.calls[0]?.[0]).toMatchObject({ code: 'conflict', status: 409 });
  });

  it('are kept for who comes later', async () => {
    server(() => ({ status: 200, body: { at: 7 } }));
    await startOutbox('anna');
    await enqueue(change(1));
    await drain();
    const done = vi.fn();
    unregister = register('moves', { done });
    await vi.waitFor(() => expect(done).toHaveBeenCalledWith({ at: 7 }, change(1)));
  });
});

describe('another reader', () => {
  it('never sends what is not theirs, and the owner still does', async () => {
    server(() => null);
    await startOutbox('anna');
    await enqueue(change('of anna'));
    await drain();
    stopOutbox();
    signIn('boris');
    const calls = server(() => ({ status: 200 }));
    await startOutbox('boris');
    await enqueue(change('of boris', { user: 'boris' }));
    await enqueue(change('late, of anna'));
    await drain();
    expect(calls.map(({ body, token }) => [body, token])).toEqual([['of boris', 'Bearer token of boris']]);
    signIn('anna');
    await startOutbox('anna');
    await drain();
    expect(calls.slice(1).map(({ body, token }) => [body, token])).toEqual([
      ['of anna', 'Bearer token of anna'],
      ['late, of anna', 'Bearer token of anna'],
    ]);
  });

  it('finds nothing of one who signed out', async () => {
    server(() => null);
    await startOutbox('anna');
    await enqueue(change('secret'));
    note('ledger', 1, change('secret'));
    await wipeOutbox('anna');
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('bookreader-outbox-anna');
    expect(Object.keys(localStorage)).toEqual([]);
    const calls = server(() => ({ status: 200 }));
    await startOutbox('anna');
    await drain();
    expect(calls).toEqual([]);
  });
});

describe('a page that is left', () => {
  it('sends at once, and once more later', async () => {
    await startOutbox('anna');
    const calls = server(() => ({ status: 200 }));
    const stored = enqueue(change('last'), true);
    expect(calls.map(({ body, keepalive }) => [body, keepalive])).toEqual([['last', true]]);
    await stored;
    await drain();
    expect(calls.map(({ body }) => body)).toEqual(['last', 'last']);
  });

  it('does not overtake what still waits', async () => {
    server(() => null);
    await startOutbox('anna');
    await enqueue(change('first'));
    await drain();
    const calls = server(() => ({ status: 200 }));
    const stored = enqueue(change('last'), true);
    expect(calls).toEqual([]);
    await stored;
    await drain();
    expect(calls.map(({ body }) => body)).toEqual(['first', 'last']);
  });
});

it('works in memory where the browser gives no database', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('no', 'SecurityError');
    },
    deleteDatabase: indexedDB.deleteDatabase.bind(indexedDB),
  });
  server(() => null);
  await startOutbox('anna');
  await enqueue(change('kept'));
  await drain();
  expect(outboxState().waiting).toBe(1);
  stopOutbox();
  const calls = server(() => ({ status: 200 }));
  await startOutbox('anna');
  await drain();
  expect(calls.map(({ body }) => body)).toEqual(['kept']);
  expect(leftOver('anna')).toEqual([]);
});
