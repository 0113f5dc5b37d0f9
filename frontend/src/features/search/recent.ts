/** What a reader asked for last, on this device. */

const MOST = 8;
const keyOf = (user: string) => `bookreader.searches.${user}`;

export function recentQueries(user: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(user)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((query) => typeof query === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Puts a question in front of those before it. */
export function rememberQuery(user: string, query: string): void {
  const asked = query.trim();
  if (asked === '') return;
  const others = recentQueries(user).filter((one) => one.toLowerCase() !== asked.toLowerCase());
  try {
    localStorage.setItem(keyOf(user), JSON.stringify([asked, ...others].slice(0, MOST)));
  } catch {
    // Without room for it nothing is lost but the convenience.
  }
}

export function forgetQueries(user: string): void {
  localStorage.removeItem(keyOf(user));
}
