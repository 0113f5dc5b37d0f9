import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/api/client';
import type { Session } from '@/api/model';
import { noteReachable } from '@/api/reachability';
import { dropSession, holdRemembered, holdSession } from '@/api/session';
import { fakeCaches } from './fake-caches';
import { forgetOthers, forgetReader } from './forget';
import { offlineBook, offlineChapter, offlineText } from './index';
import { allDone, dropBook, keepBook, renew } from './keep';
import { keptIds } from './kept-ids';
import { booksName, mediaCacheName } from './names';
import { offlineStore } from './store';

const user = { id: 'anna', name: 'Анна', is_admin: false, language: 'ru' as const, preferences: {} };
const signIn = () => holdSession({ access_token: 't', expires_in: 600, user } as Session);

const chapters = ['one', 'two'].map((id, number) => ({
  id,
  number,
  title: id,
  level: 1,
  kind: 'chapter',
  chars: 11,
}));
const view = (id: string, word: string) => ({
  ...chapters.find((one) => one.id === id),
  lang: 'ru',
  html: `<p data-o="0">${word}</p><p data-o="6">конец</p>`,
  notes: [],
  marks: [],
  described: true,
  previous: null,
  next: null,
});
const picture = (id: string) => ({ id, state: 'ready', url: `/api/books/b/pictures/${id}`, alt: '' });
const mark = (start: number, id: string) => ({
  start,
  length: 2,
  type: 'object',
  id,
  picture: picture(`p${id}`),
});
const position = {
  chapter: 'one',
  offset: 0,
  quote: '',
  furthest: { chapter: 'one', offset: 5 },
  progress: 0,
};

let server: {
  gone: boolean;
  version: string;
  word: string;
  missing: Set<string>;
  asked: string[];
  full: boolean;
};

function answer(path: string): unknown {
  const bare = path.split('?')[0] ?? '';
  if (bare === '/api/books/b') return { id: 'b', title: 'Книга', authors: [], chapters, position, state: {} };
  if (bare === '/api/books/b/position') return position;
  if (bare === '/api/books/b/offline') {
    return {
      text_version: server.version,
      cover_url: '/api/books/b/cover?v=1',
      images: ['aa'],
      chapters: [
        { id: 'one', described: true, marks: [mark(2, 'm1'), mark(8, 'm2')] },
        { id: 'two', described: true, marks: [mark(1, 'm3')] },
      ],
    };
  }
  const chapter = /chapters\/(\w+)$/.exec(bare)?.[1];
  if (chapter) return view(chapter, server.word);
  if (bare === '/api/books') return { items: [], next_cursor: null, total: 0 };
  if (/gallery|annotations|dismissals|editions|orders/.test(bare)) return { items: [] };
  return null;
}

beforeEach(() => {
  server = { gone: false, version: '1-a', word: 'слово', missing: new Set(), asked: [], full: false };
  vi.stubGlobal('caches', fakeCaches());
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    init?.signal?.throwIfAborted();
    if (server.gone || server.missing.has(path)) throw new TypeError('Failed to fetch');
    server.asked.push(path);
    const found = answer(path);
    return found === null ? new Response('picture') : new Response(JSON.stringify(found));
  });
  signIn();
});

afterEach(async () => {
  await allDone();
  await forgetReader('anna');
  dropSession();
  noteReachable(true);
});

const kept = async () => {
  await keepBook('anna', 'b', false);
  await allDone();
};
const record = async () => (await offlineStore('anna')).get('books', 'b');
const media = async () =>
  (await (await caches.open(mediaCacheName('anna'))).keys()).map(({ url }) => new URL(url).pathname);

describe('a kept book', () => {
  it('is there as a whole: texts, pictures and facts', async () => {
    await kept();
    expect(await record()).toMatchObject({ state: 'kept', version: '1-a' });
    expect(keptIds('anna')).toEqual(new Set(['b']));
    expect((await media()).sort()).toEqual([
      '/api/books/b/cover',
      '/api/books/b/images/aa',
      '/api/books/b/pictures/pm1',
      '/api/books/b/pictures/pm2',
      '/api/books/b/pictures/pm3',
    ]);
    expect(await offlineText('b')).toEqual([
      { chapter: 'one', number: 0, title: 'one', text: 'слово\nконец' },
      { chapter: 'two', number: 1, title: 'two', text: 'слово\nконец' },
    ]);
    expect((await offlineBook('b'))?.title).toBe('Книга');
  });

  it('answers for a server that is gone, and hides what lies ahead', async () => {
    await kept();
    server.gone = true;
    const chapter = await api.get<{ html: string; marks: { id: string | null }[] }>(
      '/api/books/b/chapters/one',
    );
    expect(chapter.html).toContain('слово');
    expect(chapter.marks.map(({ id }) => id)).toEqual(['m1', null]);
    expect((await offlineChapter('b', 'two'))?.marks.map(({ id }) => id)).toEqual([null]);
    await expect(api.get('/api/books/other')).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('is begun with by a reader who is only remembered', async () => {
    await kept();
    dropSession();
    server.gone = true;
    holdRemembered(user);
    await expect(api.get('/api/books/b')).resolves.toMatchObject({ title: 'Книга' });
  });

  it('goes on where it was interrupted', async () => {
    server.missing.add('/api/books/b/chapters/two');
    await kept();
    expect(await record()).toMatchObject({ state: 'keeping', done: 1 });
    server.missing.clear();
    server.asked = [];
    renew('anna', 'b');
    await allDone();
    expect((await record())?.state).toBe('kept');
    expect(server.asked.filter((path) => path.includes('/chapters/'))).toEqual(['/api/books/b/chapters/two']);
  });

  it('follows a new text, and is read in the old one until the new is whole', async () => {
    await kept();
    server.version = '2-a';
    server.word = 'новое';
    server.missing.add('/api/books/b/chapters/two');
    renew('anna', 'b');
    await allDone();
    expect((await offlineText('b'))?.map(({ text }) => text)).toEqual(['слово\nконец', 'слово\nконец']);
    server.missing.clear();
    renew('anna', 'b');
    await allDone();
    expect((await offlineText('b'))?.map(({ text }) => text)).toEqual(['новое\nконец', 'новое\nконец']);
    expect(await (await offlineStore('anna')).count('chapters')).toBe(2);
  });

  it('says when there is no room, and keeps what it has', async () => {
    const cache = await caches.open(mediaCacheName('anna'));
    vi.spyOn(cache, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    await kept();
    expect((await record())?.state).toBe('full');
    expect(await offlineText('b')).not.toBeNull();
  });

  it('leaves nothing when it is taken off', async () => {
    await kept();
    await dropBook('anna', 'b');
    expect(await media()).toEqual([]);
    expect(await record()).toBeUndefined();
    expect(await (await offlineStore('anna')).count('texts')).toBe(0);
    expect(keptIds('anna').size).toBe(0);
  });
});

describe('other readers', () => {
  it('find no books of one who was here before', async () => {
    await kept();
    await forgetOthers('boris');
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(booksName('anna'));
    expect(await caches.keys()).not.toContain(mediaCacheName('anna'));
    expect(keptIds('anna').size).toBe(0);
  });

  it('keep their own', async () => {
    await kept();
    await forgetOthers('anna');
    expect((await record())?.state).toBe('kept');
  });
});
