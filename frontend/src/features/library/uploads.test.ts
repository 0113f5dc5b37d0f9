import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BookCard, Session } from '@/api/model';
import { ApiProblem } from '@/api/problem';
import { dropSession, holdSession } from '@/api/session';
import {
  addFiles,
  afterUploadEvent,
  canRetry,
  currentUploads,
  removeUpload,
  retryUpload,
  type Upload,
  whenBookAdded,
} from './uploads';

const book = (id: string): BookCard => ({
  id,
  title: 'Дуэль',
  authors: ['А. П. Чехов'],
  language: 'ru',
  format: 'fb2',
  added_at: '2026-05-03T10:00:00Z',
  opened_at: null,
  cover_url: null,
  chars: 0,
  progress: 0,
  state: {
    stage: 'waiting',
    readable: false,
    chapters: 0,
    described_chapters: 0,
    pictures_ready: 0,
    pictures_wanted: 0,
    error: null,
  },
});

const session = (token: string): Session => ({
  access_token: token,
  expires_in: 600,
  user: { id: 'u1', name: 'Анна', is_admin: false, language: 'ru', preferences: {} },
});

/** Requests as the browser makes them, answered by the test. */
class FakeRequest {
  static made: FakeRequest[] = [];
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  status = 0;
  responseText = '';
  address = '';
  token = '';
  aborted = false;

  open(_method: string, address: string) {
    this.address = address;
  }
  setRequestHeader(name: string, value: string) {
    if (name === 'Authorization') this.token = value;
  }
  getResponseHeader() {
    return null;
  }
  send() {
    FakeRequest.made.push(this);
  }
  abort() {
    this.aborted = true;
    this.onabort?.();
  }
  answer(status: number, body: unknown) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

const file = (name: string, size = 10) => new File([new Uint8Array(size)], name);
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const request = (index: number): FakeRequest => {
  const made = FakeRequest.made[index];
  if (made === undefined) throw new Error(`request ${index} was not made`);
  return made;
};
const states = () => currentUploads().map((upload) => upload.state);

beforeEach(() => {
  FakeRequest.made = [];
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  holdSession(session('token'));
});

afterEach(async () => {
  for (const upload of currentUploads()) removeUpload(upload.id);
  await settle();
  dropSession();
});

describe('the list of uploads', () => {
  const one: Upload = { id: 1, name: 'a.epub', size: 100, state: 'queued' };

  it('follows a file from choice to shelf', () => {
    let list = afterUploadEvent([], { kind: 'chosen', id: 1, name: 'a.epub', size: 100 });
    expect(list).toEqual([one]);
    list = afterUploadEvent(list, { kind: 'progress', id: 1, sent: 40 });
    expect(list[0]).toMatchObject({ state: 'sending', sent: 40 });
    list = afterUploadEvent(list, { kind: 'added', id: 1, book: book('b'), duplicate: true });
    expect(list[0]).toMatchObject({ state: 'added', duplicate: true });
  });

  it('never tells of more than the file holds', () => {
    expect(afterUploadEvent([one], { kind: 'progress', id: 1, sent: 150 })[0]).toMatchObject({ sent: 100 });
  });

  it('leaves the others alone', () => {
    const two = afterUploadEvent([one], { kind: 'chosen', id: 2, name: 'b.fb2', size: 5 });
    expect(afterUploadEvent(two, { kind: 'removed', id: 2 })).toEqual([one]);
    expect(afterUploadEvent(two, { kind: 'progress', id: 2, sent: 1 })[0]).toBe(one);
  });
});

describe('sending', () => {
  it('goes one file after another and tells the library', async () => {
    const told: string[] = [];
    whenBookAdded((added) => told.push(added.id));
    addFiles([file('Дуэль.fb2'), file('b.epub')], 1_000);
    expect(states()).toEqual(['sending', 'queued']);
    expect(request(0).address).toBe(`/api/books?filename=${encodeURIComponent('Дуэль.fb2')}`);
    expect(request(0).token).toBe('Bearer token');
    request(0).upload.onprogress?.({ loaded: 4 });
    expect(currentUploads()[0]).toMatchObject({ sent: 4 });
    request(0).answer(201, { book: book('b1'), duplicate: false });
    await settle();
    expect(states()).toEqual(['added', 'sending']);
    expect(told).toEqual(['b1']);
  });

  it('stops when cancelled and takes up the next', async () => {
    addFiles([file('a.epub'), file('b.epub')], 1_000);
    removeUpload(currentUploads()[0]?.id ?? 0);
    await settle();
    expect(request(0).aborted).toBe(true);
    expect(currentUploads().map((upload) => [upload.name, upload.state])).toEqual([['b.epub', 'sending']]);
  });

  it('sends nothing that is empty or too large', () => {
    addFiles([file('empty.epub', 0), file('huge.epub', 20)], 10);
    expect(FakeRequest.made).toEqual([]);
    expect(currentUploads()).toMatchObject([
      { state: 'refused', problem: { code: 'empty_file' } },
      { state: 'refused', problem: { code: 'too_large' } },
    ]);
  });

  it('tells a refusal by its code and does not offer to repeat it', async () => {
    addFiles([file('a.epub')], 1_000);
    request(0).answer(415, { code: 'type_mismatch' });
    await settle();
    const upload = currentUploads()[0];
    expect(upload).toMatchObject({ state: 'refused', problem: { code: 'type_mismatch' } });
    expect(upload && canRetry(upload)).toBe(false);
  });

  it('can be repeated when the connection broke', async () => {
    addFiles([file('a.epub')], 1_000);
    request(0).onerror?.();
    await settle();
    const upload = currentUploads()[0];
    expect(upload && canRetry(upload)).toBe(true);
    retryUpload(upload?.id ?? 0);
    expect(states()).toEqual(['sending']);
    request(1).answer(201, { book: book('b1'), duplicate: false });
    await settle();
    expect(states()).toEqual(['added']);
  });

  it('renews a session that ran out and sends again', async () => {
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify(session('fresh'))));
    addFiles([file('a.epub')], 1_000);
    request(0).answer(401, { code: 'session_ended' });
    await settle();
    expect(request(1).token).toBe('Bearer fresh');
    request(1).answer(200, { book: book('b1'), duplicate: true });
    await settle();
    expect(currentUploads()[0]).toMatchObject({ state: 'added', duplicate: true });
  });
});

it('an upload that ended for an unknown reason says so', () => {
  const list = afterUploadEvent([{ id: 1, name: 'a', size: 1, state: 'queued' }], {
    kind: 'refused',
    id: 1,
    problem: new ApiProblem('disk_full', 507, ''),
  });
  expect(list[0]).toMatchObject({ state: 'refused', problem: { code: 'disk_full' } });
});
