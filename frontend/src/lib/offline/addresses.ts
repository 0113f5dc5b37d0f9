/** The book an address is about, and what of it. */
export function split(path: string): { book: string | null; rest: string } {
  const found = /^\/api\/books\/([^/?]+)([^?]*)/.exec(path);
  if (found) return { book: found[1] ?? null, rest: found[2] ?? '' };
  const makers = /^\/api\/makers\?book_id=(.+)$/.exec(path);
  return { book: makers?.[1] ? decodeURIComponent(makers[1]) : null, rest: '/makers' };
}

export const isShelf = (path: string): boolean => path.startsWith('/api/books?');

/** Whether an address is about something that is kept on this device. */
export function concerns(kept: ReadonlySet<string>, path: string): boolean {
  if (kept.size === 0) return false;
  const { book } = split(path);
  return book === null ? isShelf(path) : kept.has(book);
}
