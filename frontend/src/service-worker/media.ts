/** Pictures of kept books, which `<img>` asks the server for and which must be there without it. */

import { mediaCacheName, OWNER, OWNER_KEY } from '@/lib/offline/names';

/** The cover of a book, an image of its file, or a picture made for it. */
const MEDIA = /^\/api\/books\/[^/]+\/(?:cover$|images\/|pictures\/[^/]+$)/;

export const isMedia = (path: string): boolean => MEDIA.test(path);

/** Whose books may be opened in this browser now; the page says so at sign-in and at sign-out. */
export async function ownerNow(storage: CacheStorage): Promise<string | null> {
  const noted = await (await storage.open(OWNER)).match(OWNER_KEY);
  return noted ? await noted.text() : null;
}

async function keptMedia(storage: CacheStorage, path: string): Promise<Response | null> {
  const owner = await ownerNow(storage);
  if (owner === null || !(await storage.has(mediaCacheName(owner)))) return null;
  return (await (await storage.open(mediaCacheName(owner))).match(path)) ?? null;
}

/** From the network; where that is gone, the one size that was kept does for all. */
export async function media(storage: CacheStorage, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  try {
    const response = await fetch(request);
    if (response.status < 502 || response.status > 504) return response;
    return (await keptMedia(storage, pathname)) ?? response;
  } catch (error) {
    const kept = await keptMedia(storage, pathname);
    if (kept) return kept;
    throw error;
  }
}
