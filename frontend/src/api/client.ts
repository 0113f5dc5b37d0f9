import { ApiProblem, problemFrom, UNREACHABLE } from './problem';
import { noteReachable } from './reachability';
import { accessToken, refreshSession } from './session';

export interface RequestOptions {
  json?: unknown;
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
  }
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

async function call<T>(method: Method, path: string, options?: RequestOptions): Promise<T> {
  const response = await fetchAuthorised(method, path, options);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** The typed verbs; `path` starts with `/api`. Refusals are thrown as `ApiProblem`. */
export const api = {
  get: <T>(path: string, options?: RequestOptions) => call<T>('GET', path, options),
  post: <T>(path: string, json?: unknown, options?: RequestOptions) =>
    call<T>('POST', path, { ...options, json }),
  put: <T>(path: string, json?: unknown, options?: RequestOptions) =>
    call<T>('PUT', path, { ...options, json }),
  patch: <T>(path: string, json?: unknown, options?: RequestOptions) =>
    call<T>('PATCH', path, { ...options, json }),
  delete: <T = void>(path: string, options?: RequestOptions) => call<T>('DELETE', path, options),
};
