import type { Language, User } from '@/api/model';
import { currentUser, dropSession, sessionIsRemembered, subscribeSession } from '@/api/session';
import { OWNER, OWNER_KEY } from './names';

/** Whose device this is while the server is out of reach: a name and no token, until they sign out. */
const KEY = 'bookreader.reader';

const isLanguage = (value: unknown): value is Language => value === 'ru' || value === 'en';

/** The reader who was signed in here last and has not signed out. */
export function rememberedReader(): User | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const { id, name, language } = value as Record<string, unknown>;
    if (typeof id !== 'string' || typeof name !== 'string' || !isLanguage(language)) return null;
    // Without the server nobody administers anything; preferences of this device hold.
    return { id, name, language, is_admin: false, preferences: {} };
  } catch {
    return null;
  }
}

function remember(user: User | null): void {
  try {
    if (user === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify({ id: user.id, name: user.name, language: user.language }));
  } catch {
    // Without storage nothing is kept here that could be read offline.
  }
  if (!('caches' in globalThis)) return;
  void caches
    .open(OWNER)
    .then(async (owner) => {
      if (user === null) await owner.delete(OWNER_KEY);
      else await owner.put(OWNER_KEY, new Response(user.id));
    })
    .catch(() => undefined);
}

/** Follows the session: who signs in is remembered here, and what others kept here goes. */
export function followReader(): () => void {
  const follow = () => {
    const user = currentUser();
    if (user !== null && sessionIsRemembered()) return;
    const before = rememberedReader();
    remember(user);
    if (user !== null && before?.id !== user.id) {
      void import('./forget').then(({ forgetOthers }) => forgetOthers(user.id)).catch(() => undefined);
    }
  };
  // Who signs out in one tab has signed out in all.
  const elsewhere = (event: StorageEvent) => {
    const user = currentUser();
    if (event.key === KEY && user !== null && rememberedReader()?.id !== user.id) dropSession();
  };
  addEventListener('storage', elsewhere);
  if (currentUser() !== null) follow();
  const stop = subscribeSession(follow);
  return () => {
    removeEventListener('storage', elsewhere);
    stop();
  };
}
