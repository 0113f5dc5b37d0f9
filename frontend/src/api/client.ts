import { concerns } from '@/lib/offline/addresses';
import { keptIds } from '@/lib/offline/kept-ids';
import { ApiProblem, problemFrom, UNREACHABLE } from './problem';
import { noteReachable, serverIsReachable } from './reachability';
import { accessToken, currentUser, refreshSession, sessionIsRemembered } from './session';

export interface RequestOptions {
  json?: unknown;
  /** A file, sent as it is. */
  body?: Blob;
  signal?: AbortSignal;
  /** Lets the request outlive the page, for the last position on leaving. */
  keepalive?: boolean;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  const token = accessToken();
  if (token !== null) headers.set('Authorization', `Bearer ${token}`);
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (options.json !== undefined) {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(options.json);
  } else if (options.body) init.body = options.body;
  if (options.signal) init.signal = options.signal;
  if (options.keepalive) init.keepalive = true;
  try {
    const response = await fetch(path, init);
    noteReachable(true);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    noteReachable(false);
    throw new ApiProblem(UNREACHABLE, 0, '');
  }
}

/** One call to the server: bearer token, one renewal and one retry when it has run out. */
export async function fetchAuthorised(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<Response> {
  // A reader who is only remembered must be signed in before anything is asked in their name.
  if (sessionIsRemembered()) await refreshSession();
  const sentWith = accessToken();
  let response = await send(method, path, options);
  if (response.ok) return response;
  const problem = await problemOf(response);
  // A wrong password also answers 401, and no new token makes it right.
  if (problem.status !== 401 || problem.code === 'wrong_credentials' || sentWith === null) throw problem;
  // Another call may have renewed the token while this one was on its way.
  if (accessToken() === sentWith) await refreshSession();
  response = await send(method, path, options);
  if (response.ok) return response;
  throw await problemOf(response);
}

async function problemOf(response: Response): Promise<ApiProblem> {
  return problemFrom(response.status, await response.text(), response.headers.get('Retry-After'));
}

/** How long a kept book waits for a server that may not be there at all. */
const PATIENCE_MS = 2_500;
const LATE = Symbol('late');

/** A question about what is kept on this device: the server's word where it can be had, else the device's. */
async function callKept<T>(user: string, path: string, options?: RequestOptions): Promise<T> {
  const kept = async () =>
    (await import('@/lib/offline/answers')).keptAnswer(user, path) as Promise<T | undefined>;
  const asked = call<T>('GET', path, options);
  asked
    .then(
      async (answer) => (await import('@/lib/offline/keep')).learnAnswer(user, path, answer),
      () => undefined,
    )
    .catch(() => undefined);
  const gone = !serverIsReachable() || navigator.onLine === false;
  const late = new Promise<typeof LATE>((tell) => setTimeout(() => tell(LATE), gone ? 0 : PATIENCE_MS));
  try {
    const first = await Promise.race([asked, late]);
    if (first !== LATE) return first;
  } catch (error) {
    const answer = isSilent(error) ? await kept().catch(() => undefined) : undefined;
    if (answer === undefined) throw error;
    return answer;
  }
  return (await kept().catch(() => undefined)) ?? asked;
}

const isSilent = (error: unknown): boolean => error instanceof ApiProblem && error.code === UNREACHABLE;

async function get<T>(path: string, options?: RequestOptions): Promise<T> {
  const user = currentUser()?.id;
  if (user === undefined || !concerns(keptIds(user), path)) return call<T>('GET', path, options);
  return callKept<T>(user, path, options);
}

async function call<T>(method: Method, path: string, options?: RequestOptions): Promise<T> {
  const response = await fetchAuthorised(method, path, options);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** The typed verbs; `path` starts with `/api`. Refusals are thrown as `ApiProblem`. */
export const api = {
  get,
  post: <T>(path: string, json?: unknown, options?: RequestOptions) =>
    call<T>('POST', path, { ...options, json }),
  put: <T>(path: string, json?: unknown, options?: RequestOptions) =>
    call<T>('PUT', path, { ...options, json }),
  patch: <T>(path: string, json?: unknown, options?: RequestOptions) =>
    call<T>('PATCH', path, { ...options, json }),
  delete: <T = void>(path: string, options?: RequestOptions) => call<T>('DELETE', path, options),
};
