/**
 * The session is asked for by the small script that runs first, while the program is still on its way; the
 * program takes the answer. Nothing here needs the rest of the program.
 */

const LEFT = 'bookreader.signed-out';

declare global {
  var bookreaderSession: Promise<Response> | undefined;
}

/** Whether somebody signed out here of which the server has not heard yet. */
export function hasLeft(): boolean {
  try {
    return localStorage.getItem(LEFT) !== null;
  } catch {
    return false;
  }
}

export function noteLeft(left: boolean): void {
  try {
    if (left) localStorage.setItem(LEFT, '1');
    else localStorage.removeItem(LEFT);
  } catch {
    // Without storage nobody is remembered here either.
  }
}

/** Whether a page that is being opened begins with the session: not where the first account is made, and not before a sign-out was heard of. */
export const beginsWithSession = (pathname: string): boolean => pathname !== '/welcome' && !hasLeft();

/** Two tabs that present the same refresh cookie would look like a stolen one, so they queue. */
export async function acrossTabs<T>(work: () => Promise<T>): Promise<T> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  return locks ? await locks.request('bookreader-session', work) : await work();
}

/** Asks the server for the session of this browser's cookie. */
export const askForSession = (): Promise<Response> =>
  fetch('/api/session/refresh', { method: 'POST', credentials: 'same-origin' });

/** Asks before the program has come. */
export function askEarly(): void {
  globalThis.bookreaderSession = acrossTabs(askForSession);
  // Whoever takes it hears of it.
  globalThis.bookreaderSession.catch(() => undefined);
}

/** What was asked early, once. */
export function takeEarly(): Promise<Response> | undefined {
  const asked = globalThis.bookreaderSession;
  globalThis.bookreaderSession = undefined;
  return asked;
}
