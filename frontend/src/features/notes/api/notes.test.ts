import 'fake-indexeddb/auto';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keys } from '@/api/keys';
import type { Session } from '@/api/model';
import { noteReachable } from '@/api/reachability';
import { dropSession, holdSession } from '@/api/session';
import { drain, startOutbox, wipeOutbox } from '@/lib/outbox';
import { note } from '../made-note';
import type { Note } from '../notes';
import { addNote, changeNote, followNotes, notesQuery, removeNote, restoreNote } from './notes';

let queries: QueryClient;
let stop = () => {};

const shown = () => queries.getQueryData<Note[]>(keys.notes('book')) ?? [];
const look = () => queries.fetchQuery({ ...notesQuery(queries, 'book'), staleTime: 0 });

/** A server that answers by method; null is a network that is gone. */
function server(answers: (method: string, body: unknown) => unknown) {
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    const body = answers(init.method ?? 'GET', init.body ? JSON.parse(String(init.body)) : null);
    if (body === null) throw new TypeError('Failed to fetch');
    return new Response(JSON.stringify(await body), { status: 200 });
  });
}

beforeEach(async () => {
  holdSession({
    access_token: 'token',
    expires_in: 600,
    user: { id: 'anna', name: 'anna', is_admin: false, language: 'ru', preferences: {} },
  } as Session);
  queries = new QueryClient();
  await startOutbox('anna');
});

afterEach(async () => {
  stop();
  stop = () => {};
  await wipeOutbox('anna');
  dropSession();
  noteReachable(true);
  localStorage.clear();
});

it('shows a note at once, keeps it while nobody answers, and says so until it has arrived', async () => {
  server((method) => (method === 'GET' ? { annotations: [], revision: 0 } : null));
  stop = followNotes(queries);
  await look();
  await addNote(queries, note({ revision: 0 }));
  await drain();
  expect(shown()).toMatchObject([{ id: 'a', waiting: true }]);
  // A list asked for now does not know it yet.
  expect(await look()).toMatchObject([{ id: 'a', waiting: true }]);
  server((_method, body) => ({
    annotation: note({ revision: 7, note: String((body as Note).note) }),
    merged: false,
  }));
  noteReachable(true);
  await drain();
  await vi.waitFor(() => expect(shown()[0]?.waiting).toBeUndefined());
  expect(shown()[0]?.revision).toBe(7);
});

it('a list asked for before a deletion does not bring the deleted back', async () => {
  const kept = note({ revision: 3 });
  let late: (value: unknown) => void = () => {};
  let asked = 0;
  server((method) => {
    if (method === 'DELETE')
      return { annotation: note({ revision: 4, deleted_at: '2026-05-03T13:00:00Z' }), merged: false };
    asked += 1;
    if (asked !== 2) return { annotations: asked === 1 ? [kept] : [], revision: 4 };
    return new Promise((answer) => {
      late = () => answer({ annotations: [kept], revision: 3 });
    });
  });
  stop = followNotes(queries);
  await look();
  const again = look();
  await vi.waitFor(() => expect(asked).toBe(2));
  await removeNote(queries, kept);
  await drain();
  late(null);
  expect(await again).toEqual([]);
  expect(shown()).toEqual([]);
});

it('tells of a note that was joined with another device’s, and shows both', async () => {
  const kept = note({ revision: 3, note: 'начало' });
  const both = note({ revision: 9, note: 'моё\n\n— Стол —\nчужое' });
  server((method) =>
    method === 'GET' ? { annotations: [kept], revision: 3 } : { annotation: both, merged: true },
  );
  const merged = vi.fn();
  stop = followNotes(queries, { merged });
  await look();
  await changeNote(queries, kept, { note: 'моё' });
  await drain();
  expect(merged).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(shown()[0]).toMatchObject({ note: both.note, merged: true }));
});

it('a deletion is undone by a word of its own', async () => {
  const kept = note({ revision: 3, note: 'мысль' });
  const sent: unknown[] = [];
  server((method, body) => {
    if (method === 'GET') return { annotations: [kept], revision: 3 };
    sent.push([method, body]);
    const gone = method === 'DELETE' ? { deleted_at: '2026-05-03T13:00:00Z' } : {};
    return { annotation: { ...kept, revision: 4, ...gone }, merged: false };
  });
  stop = followNotes(queries);
  await look();
  await removeNote(queries, kept);
  await drain();
  expect(shown()).toEqual([]);
  await restoreNote(queries, kept);
  await drain();
  expect(sent).toMatchObject([
    ['DELETE', null],
    ['PUT', { back: true, note: 'мысль', colour: 'yellow' }],
  ]);
  await vi.waitFor(() => expect(shown()).toMatchObject([{ id: 'a', note: 'мысль' }]));
});

it('what the server refuses is said, but not that the deleted is gone already', async () => {
  let status = 422;
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) =>
    init.method === 'GET'
      ? new Response(JSON.stringify({ annotations: [], revision: 0 }), { status: 200 })
      : new Response(JSON.stringify({ code: status === 404 ? 'annotation_not_found' : 'highlight_empty' }), {
          status,
        }),
  );
  const refused = vi.fn();
  stop = followNotes(queries, { refused });
  await addNote(queries, note({ revision: 0 }));
  await drain();
  expect(refused).toHaveBeenCalledOnce();
  expect(refused.mock.calls[0]?.[0]).toMatchObject({ code: 'highlight_empty' });
  status = 404;
  await removeNote(queries, note({ revision: 2 }));
  await drain();
  expect(refused).toHaveBeenCalledOnce();
});
