import { queryOptions } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Language, ServerInfo, Session, User } from '@/api/model';
import { ApiProblem, problemFrom, UNREACHABLE } from '@/api/problem';
import {
  currentUser,
  dropSession,
  holdRemembered,
  holdSession,
  refreshSession,
  replaceUser,
  sessionHasEnded,
  subscribeSession,
} from '@/api/session';
import { setLanguage } from '@/app/i18n';
import { beginsWithSession, hasLeft, noteLeft } from '@/lib/early-session';
import { rememberedReader } from '@/lib/offline/reader-here';
import { adoptAccountPreferences } from '@/lib/preferences';

/** What the server says about itself before anyone signs in. */
export const serverQuery = queryOptions({
  queryKey: keys.server(),
  queryFn: ({ signal }) => api.get<ServerInfo>('/api/server', { signal }),
  staleTime: 60_000,
});

/** The signed-in reader, or null. */
export function useUser(): User | null {
  return useSyncExternalStore(subscribeSession, currentUser);
}

async function settleIn(session: Session): Promise<User> {
  noteLeft(false);
  holdSession(session);
  adoptAccountPreferences(session.user);
  await setLanguage(session.user.language);
  return session.user;
}

export interface NewAccount {
  name: string;
  password: string;
  language: Language;
  setup_code?: string;
}

export async function createAccount(account: NewAccount): Promise<User> {
  return settleIn(await api.post<Session>('/api/accounts', account));
}

export async function signIn(name: string, password: string): Promise<User> {
  return settleIn(await api.post<Session>('/api/session', { name, password }));
}

/** How long a start waits for the server when the reader is known here and may begin without it. */
const PATIENCE_MS = 3_000;

let begun: Promise<Session> | null = null;

/** Asks for the session while the program is still on its way; `resumeSession` takes the answer. */
export function beginSession(): void {
  if (!beginsWithSession(location.pathname)) return;
  begun = refreshSession();
  begun.catch(() => undefined);
}

/** Picks up the session the browser still has a cookie for; false when there is none. */
export async function resumeSession(): Promise<boolean> {
  const early = begun;
  begun = null;
  if (early === null) {
    if (currentUser() !== null) return true;
    if (sessionHasEnded()) return false;
    if (await endLeftOver()) return false;
  }
  const reader = rememberedReader();
  const asked = (early ?? refreshSession()).then(settleIn);
  try {
    if (reader === null) await asked;
    else await Promise.race([asked, after(PATIENCE_MS)]);
    if (currentUser() !== null) return true;
    asked.catch(() => undefined);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return false;
    if (reader === null || !(error instanceof ApiProblem) || error.code !== UNREACHABLE) throw error;
  }
  if (reader === null) return false;
  // Without the server one is who one was, until it can be asked.
  holdRemembered(reader);
  await setLanguage(reader.language);
  return true;
}

const after = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

/** The cookie alone says whose session ends; a remembered reader has nothing else. */
async function endOnServer(): Promise<void> {
  const response = await fetch('/api/session', { method: 'DELETE', credentials: 'same-origin' }).catch(
    () => null,
  );
  if (response === null) throw new ApiProblem(UNREACHABLE, 0, '');
  if (!response.ok) throw problemFrom(response.status, await response.text(), null);
}

/** A sign-out that the server could not hear of is told to it before anything else. */
async function endLeftOver(): Promise<boolean> {
  if (!hasLeft()) return false;
  await endOnServer();
  noteLeft(false);
  dropSession();
  return true;
}

/** Ends the session here at once with all that was kept of it, and on the server as soon as it hears of it. */
export async function signOut(): Promise<void> {
  const user = currentUser();
  noteLeft(true);
  try {
    await endOnServer();
    noteLeft(false);
  } finally {
    if (user) await (await import('@/lib/offline/forget')).forgetReader(user.id).catch(() => undefined);
    dropSession();
  }
}

export async function changePassword(current: string, next: string): Promise<void> {
  await api.put('/api/me/password', { current, new: next });
}

/** Changes the language of the interface and remembers it in the account. */
export async function chooseLanguage(language: Language): Promise<void> {
  await setLanguage(language);
  if (currentUser() === null) return;
  replaceUser(await api.patch<User>('/api/me', { language }));
}
