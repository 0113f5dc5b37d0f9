import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeCaches } from '@/lib/offline/fake-caches';
import { booksName, OWNER, OWNER_KEY } from '@/lib/offline/names';
import { isMedia, media } from './media';
import type { Release } from './release';
import { Shell, soonest } from './shell';

const release = (n: number): Release => ({
  entry: `/assets/index-${n}.js`,
  assets: [`/assets/index-${n}.js`, `/assets/part-${n}.js`, '/assets/font.woff2'],
  shell: [`/assets/index-${n}.js`, `/assets/part-${n}.js`],
  revision: `${n}`,
});

let storage: CacheStorage;
let served: Map<string, string>;

const publish = (n: number) => {
  served = new Map([['/', `<script type="module" src="/assets/index-${n}.js"></script>`]]);
  for (const path of release(n).assets) served.set(path, `${path} of ${n}`);
};

beforeEach(() => {
  storage = fakeCaches();
  publish(1);
  vi.stubGlobal('fetch', async (request: RequestInfo) => {
    const path = new URL(request instanceof Request ? request.url : request, 'http://localhost').pathname;
    const body = served.get(path);
    return new Response(body ?? 'gone', { status: body === undefined ? 404 : 200 });
  });
});

const offline = () => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
const asked = (path: string) => new Request(`http://localhost${path}`);
const held = async () =>
  (await (await storage.open('bookreader-shell')).keys()).map(({ url }) => new URL(url).pathname);

describe('the program on the device', () => {
  it('starts without the network', async () => {
    const shell = new Shell(release(1), storage);
    await shell.install();
    offline();
    expect(await (await shell.page(asked('/read/1'), 'tab')).text()).toContain('index-1.js');
    expect(await (await shell.asset(asked('/assets/part-1.js'))).text()).toBe('/assets/part-1.js of 1');
  });

  it('is never half there', async () => {
    served.delete('/assets/part-1.js');
    const shell = new Shell(release(1), storage);
    await expect(shell.install()).rejects.toThrow('/assets/part-1.js: 404');
    offline();
    expect((await shell.page(asked('/'), 'tab')).type).toBe('error');
  });

  it('does not take the page of one release for that of another', async () => {
    publish(2);
    served.set('/assets/index-1.js', 'kept by the server').set('/assets/part-1.js', 'too');
    await expect(new Shell(release(1), storage).install()).rejects.toThrow('another release');
  });

  it('keeps an old release for the tab that runs it, and forgets it after', async () => {
    const first = new Shell(release(1), storage);
    await first.install();
    await first.page(asked('/'), 'old-tab');
    publish(2);
    const second = new Shell(release(2), storage);
    await second.install();
    await second.page(asked('/'), 'new-tab');
    await second.prune(['old-tab', 'new-tab']);
    expect(await (await second.asset(asked('/assets/part-1.js'))).text()).toBe('/assets/part-1.js of 1');
    await second.prune(['new-tab']);
    expect(await held()).not.toContain('/assets/part-1.js');
    expect(await held()).toContain('/assets/part-2.js');
  });

  it('forgets nothing while a tab is open of which it knows nothing', async () => {
    await new Shell(release(1), storage).install();
    publish(2);
    const second = new Shell(release(2), storage);
    await second.install();
    await second.prune(['stranger']);
    expect(await held()).toContain('/assets/part-1.js');
  });

  it('does not wait for ever for a network that says nothing', async () => {
    const kept = new Response('kept');
    const silent = new Promise<Response>(() => undefined);
    expect(await soonest(silent, async () => kept, 10)).toBe(kept);
  });
});

describe('pictures of kept books', () => {
  const path = '/api/books/b/pictures/p';

  it('are those, and no other addresses', () => {
    expect([path, '/api/books/b/cover', '/api/books/b/images/aa'].every(isMedia)).toBe(true);
    expect(
      ['/api/books/b', '/api/books/b/pictures/p/why', '/api/books/b/offline/pictures/p'].some(isMedia),
    ).toBe(false);
  });

  it('come from the device in any size, but only for the reader who is here', async () => {
    await (await storage.open(booksName('anna'))).put(path, new Response('picture'));
    offline();
    await expect(media(storage, asked(`${path}?w=480`))).rejects.toThrow();
    await (await storage.open(OWNER)).put(OWNER_KEY, new Response('boris'));
    await expect(media(storage, asked(`${path}?w=480`))).rejects.toThrow();
    await (await storage.open(OWNER)).put(OWNER_KEY, new Response('anna'));
    expect(await (await media(storage, asked(`${path}?w=480`))).text()).toBe('picture');
  });

  it('that the server refuses are not shown from the device', async () => {
    await (await storage.open(booksName('anna'))).put(path, new Response('picture'));
    await (await storage.open(OWNER)).put(OWNER_KEY, new Response('anna'));
    expect((await media(storage, asked(path))).status).toBe(404);
  });
});
