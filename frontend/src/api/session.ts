import { acrossTabs, askForSession, takeEarly } from '@/lib/early-session';
import type { Session, User } from './model';
import { ApiProblem, problemFrom, UNREACHABLE } from './problem';
import { noteReachable } from './reachability';

/** The signed-in state. The access token lives in memory only; the browser keeps the refresh cookie. */
interface Held {
  /** Null while the reader is only remembered and the server has not been reached. */
  token: string | null;
  expiresAt: number;
  user: User;
}

let held: Held | null = null;
let ended = false;
let refreshing: Promise<Session> | null = null;
let renewal: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

const announce = () => {
  for (const listener of listeners) listener();
};

/** Remembers a session and renews it before it ends, because pictures rely on a cookie of the same lifetime. */
export function holdSession(session: Session): void {
  ended = false;
  held = {
    token: session.access_token,
    expiresAt: Date.now() + session.expires_in * 1000,
    user: session.user,
  };
  clearTimeout(renewal);
  renewal = setTimeout(() => void refreshSession().catch(() => undefined), session.expires_in * 800);
  announce();
}

/** Begins without the server: the reader is known from their last visit, and nobody has asked for a token yet. */
export function holdRemembered(user: User): void {
  if (held !== null) return;
  held = { token: null, expiresAt: 0, user };
  announce();
}

export function sessionIsRemembered(): boolean {
  return held !== null && held.token === null;
}

export function dropSession(): void {
  clearTimeout(renewal);
  ended = true;
  if (held === null) return;
  held = null;
  announce();
}

export function accessToken(): string | null {
  return held?.token ?? null;
}

export function currentUser(): User | null {
  return held?.user ?? null;
}

export function replaceUser(user: User): void {
  if (held === null) return;
  held = { ...held, user };
  announce();
}

export function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether it is known that the cookie opens nothing any more, so that asking again is idle. */
export function sessionHasEnded(): boolean {
  return ended;
}

export function sessionHasExpired(): boolean {
  return held !== null && Date.now() >= held.expiresAt;
}

/** Renews the session by its cookie; callers at the same time share one request. */
export function refreshSession(): Promise<Session> {
  refreshing ??= acrossTabs(renew).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function renew(): Promise<Session> {
  let response: Response;
  try {
    response = await (takeEarly() ?? askForSession());
    noteReachable(true);
  } catch {
    noteReachable(false);
    throw new ApiProblem(UNREACHABLE, 0, '');
  }
  if (!response.ok) {
    const problem = problemFrom(response.status, await response.text(), response.headers.get('Retry-After'));
    if (problem.status === 401) dropSession();
    throw problem;
  }
  const session = (await response.json()) as Session;
  holdSession(session);
  return session;
}
