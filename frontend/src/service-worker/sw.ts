/// <reference lib="webworker" />
import { isMedia, media } from './media';
import type { Release } from './release';
import { Shell } from './shell';

declare const self: ServiceWorkerGlobalScope;
/** Written in by the build. */
declare const __RELEASE__: Release;

const shell = new Shell(__RELEASE__, caches);
const SERVERS_OWN = /^\/(?:api|problems)(?:\/|$)|^\/(?:livez|readyz|metrics|sw\.js)$/;

async function prune(leaving = '', coming = ''): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const ids = new Set(tabs.map(({ id }) => id).filter((id) => id !== leaving));
  if (coming !== '') ids.add(coming);
  await shell.prune([...ids]);
}

self.addEventListener('install', (event) => {
  // It may take over at once: what open tabs need of older releases stays where it is.
  event.waitUntil(shell.install().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim().then(() => prune()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (SERVERS_OWN.test(pathname)) return;
    const page = shell.page(request, event.resultingClientId);
    event.respondWith(page);
    // The tab that navigates leaves its old release behind; what it is of now is noted by then.
    event.waitUntil(page.then(() => prune(event.clientId, event.resultingClientId)));
  } else if (pathname.startsWith('/assets/')) event.respondWith(shell.asset(request));
  else if (isMedia(pathname)) event.respondWith(media(caches, request));
});

self.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(self.skipWaiting());
  if (event.data === 'release?') event.source?.postMessage({ release: __RELEASE__.entry });
});
