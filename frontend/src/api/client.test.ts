import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from './client';
import type { Session } from './model';
import { ApiProblem, problemFrom } from './problem';
import { serverIsReachable } from './reachability';
import { accessToken, currentUser, dropSession, holdSession } from './session';

const session = (token: string): Session => ({
  access_token: token,
  expires_in: 600,
  user: { id: 'u1', name: 'Анна', is_admin: true, language: 'ru', preferences: {} },
});

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

type Handler = (path: string, init: RequestInit) => Response | Promise<Response>;

function stubServer(handler: Handler) {
  const calls: { path: string; token: string | null; method: string }[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const token = new Headers(init.headers).get('Authorization');
    calls.push({ path, token, method: init.method ?? 'GET' });
    return handler(path, init);
  });
  return calls;
}

const refreshes = (calls: { path: string }[]) =>
  calls.filter((call) => call.path === '/api/session/refresh').length;

/** A server that takes only the newest token. */
const renewing: Handler = (path, init) => {
  if (path === '/api/session/refresh') return json(200, session('new'));
  const token = new Headers(init.headers).get('Authorization');
  return token === 'Bearer new' ? json(200, { path }) : json(401, { code: 'session_ended' });
};

beforeEach(() => holdSession(session('old')));
afterEach(dropSession);

describe('a token that has run out', () => {
  it('is renewed once and the call is made again', async () => {
    const calls = stubServer(renewing);
    await expect(api.get('/api/me')).resolves.toEqual({ path: '/api/me' });
    expect(calls.map((call) => call.token)).toEqual(['Bearer old', null, 'Bearer new']);
    expect(accessToken()).toBe('new');
  });

  it('is renewed once for calls made at the same time', async () => {
    const calls = stubServer(renewing);
    const answers = await Promise.all(['/api/a', '/api/b', '/api/c'].map((path) => api.get(path)));
    expect(answers).toEqual([{ path: '/api/a' }, { path: '/api/b' }, { path: '/api/c' }]);
    expect(refreshes(calls)).toBe(1);
  });

  it('is not renewed again when another call has done so meanwhile', async () => {
    let release = () => {};
    const late = new Promise<void>((resolve) => {
      release = resolve;
    });
    const calls = stubServer(async (path, init) => {
      if (path === '/api/late' && new Headers(init.headers).get('Authorization') === 'Bearer old') await late;
      return renewing(path, init);
    });
    const slow = api.get('/api/late');
    await api.get('/api/quick');
    release();
    await expect(slow).resolves.toEqual({ path: '/api/late' });
    expect(refreshes(calls)).toBe(1);
  });

  it('ends the session when the server refuses to renew it', async () => {
    const calls = stubServer((path) =>
      json(401, { code: path === '/api/session/refresh' ? 'session_reused' : 'session_ended' }),
    );
    await expect(api.get('/api/me')).rejects.toMatchObject({ code: 'session_reused', status: 401 });
    expect(currentUser()).toBeNull();
    expect(refreshes(calls)).toBe(1);
  });

  it('is tried again only once', async () => {
    const calls = stubServer((path) =>
      path === '/api/session/refresh' ? json(200, session('new')) : json(401, { code: 'not_signed_in' }),
    );
    await expect(api.get('/api/me')).rejects.toMatchObject({ code: 'not_signed_in' });
    expect(calls.filter((call) => call.path === '/api/me')).toHaveLength(2);
  });
});

it('does not renew for a wrong password', async () => {
  const calls = stubServer(() => json(401, { code: 'wrong_credentials' }));
  await expect(api.put('/api/me/password', { current: 'a', new: 'b' })).rejects.toMatchObject({
    code: 'wrong_credentials',
  });
  expect(refreshes(calls)).toBe(0);
});

it('keeps the session while the server cannot be reached', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  await expect(api.get('/api/me')).rejects.toMatchObject({ code: 'unreachable', status: 0 });
  expect(serverIsReachable()).toBe(false);
  expect(accessToken()).toBe('old');
  stubServer(() => json(200, {}));
  await api.get('/api/me');
  expect(serverIsReachable()).toBe(true);
});

describe('a refusal', () => {
  it('is read from problem details', () => {
    const problem = problemFrom(429, '{"code":"too_many_attempts","detail":"wait"}', '61');
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ code: 'too_many_attempts', detail: 'wait', retryAfterSeconds: 61 });
  });

  it('is understood from its status when a proxy wrote it', () => {
    expect(problemFrom(413, '<html>', null).code).toBe('too_large');
    expect(problemFrom(502, '<html>', null).code).toBe('unreachable');
    expect(problemFrom(418, '', null).code).toBe('http_418');
  });
});
