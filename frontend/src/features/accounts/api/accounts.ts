import { queryOptions } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Language, ServerInfo, Session, User } from '@/api/model';
import { ApiProblem } from '@/api/problem';
import {
  currentUser,
  dropSession,
  holdSession,
  refreshSession,
  replaceUser,
  sessionHasEnded,
  subscribeSession,
} from '@/api/session';
import { setLanguage } from '@/app/i18n';
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

/** Picks up the session the browser still has a cookie for; false when there is none. */
export async function resumeSession(): Promise<boolean> {
  if (currentUser() !== null) return true;
  if (sessionHasEnded()) return false;
  try {
    await settleIn(await refreshSession());
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return false;
    throw error;
  }
}

/** Ends the session here at once, and on the server as soon as it hears of it. */
export async function signOut(): Promise<void> {
  try {
    await api.delete('/api/session');
  } finally {
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
