/** Reading without the network: books kept on the device, what waits for the server, new releases, two readers. */

import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  accessible,
  apiClient,
  choose,
  firstAccount,
  newPage,
  PASSWORD,
  REPO,
  startApp,
  unable,
  until,
} from './app.mjs';

const RU = {
  keep: 'Держать на этом устройстве',
  begin: 'Сохранить на устройстве',
  kept: 'Книга на устройстве',
};

/** Waits until the program is kept on the device and answers from there. */
const programKept = (page) =>
  until(() => page.evaluate(() => navigator.serviceWorker.controller !== null), 30, 'the service worker');

/** What lies on the device: names of stores, and addresses of kept pictures. */
const onDevice = (page) =>
  page.evaluate(async () => {
    const media = [];
    for (const name of await caches.keys()) {
      if (!name.startsWith('bookreader-books-')) continue;
      for (const request of await (await caches.open(name)).keys()) media.push(new URL(request.url).pathname);
    }
    return {
      stores: [...(await caches.keys()), ...(await indexedDB.databases()).map(({ name }) => name)],
      local: Object.keys(localStorage).filter((key) => /kept|outbox|reader$|ahead/.test(key)),
      media,
    };
  });

const firstWords = (page) =>
  page.evaluate(() => {
    const flow = document.querySelector('.re-flow');
    return [...flow.querySelectorAll('[data-o]')]
      .filter((block) => {
        const box = block.getBoundingClientRect();
        return box.width > 0 && box.left >= 0 && box.left < innerWidth && box.top < innerHeight;
      })
      .map((block) => block.textContent.replaceAll('\u00ad', ''))
      .join(' ')
      .slice(0, 200);
  });

const opened = (page) =>
  until(() => page.locator('.re-flow [data-o]').count(), 15, 'a page of the book').then(() => undefined);

async function signInAs(page, name) {
  await page.locator('input[name=username]').fill(name);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('form button[type=submit]').click();
}

async function keep(page, origin, bookId) {
  await page.goto(`${origin}/book/${bookId}`);
  await programKept(page);
  await choose(page.getByRole('switch', { name: RU.keep }));
  const begin = page.getByRole('button', { name: RU.begin });
  const kept = page.getByText(RU.kept);
  await begin.or(kept).first().waitFor();
  if (await begin.isVisible()) await begin.click();
  await kept.waitFor({ timeout: 60_000 });
}

describe('without the network', { skip: unable, timeout: 900_000 }, () => {
  let app;
  let context;
  let page;
  let problems;
  let api;
  let book;
  let other;

  before(async () => {
    app = await startApp();
    ({ context, page, problems } = await newPage(app));
    await firstAccount(page, app.origin);
    api = await apiClient(app.origin);
    await api.ask('PATCH', '/admin/server', { registration_open: true });
    for (const language of ['ru', 'en']) await api.ask('POST', '/books/sample', { language });
    const ready = await until(
      async () => {
        const { items } = await api.get('/books');
        return items.length === 2 && items.every(({ state }) => state.stage === 'ready') && items;
      },
      240,
      'two books to be ready',
    );
    book = ready.find(({ language }) => language.startsWith('ru'));
    other = ready.find(({ id }) => id !== book.id);
    // Two chapters are read, so that pictures were met.
    const { chapters } = await api.get(`/books/${book.id}`);
    const third = chapters[3];
    await api.ask('PUT', `/books/${book.id}/position`, {
      chapter: third.id,
      offset: 0,
      page_end: 1,
      reached: true,
      quote: '',
    });
  });

  after(async () => {
    await app?.stop();
  });

  test('the program can be installed', async () => {
    const worker = await fetch(`${app.origin}/sw.js`);
    assert.equal(worker.headers.get('cache-control'), 'no-store');
    assert.match(worker.headers.get('content-type'), /javascript/);
    for (const language of ['ru', 'en']) {
      const answer = await fetch(`${app.origin}/manifest.${language}.webmanifest`);
      assert.equal(answer.headers.get('content-type'), 'application/manifest+json');
      const manifest = await answer.json();
      assert.equal(manifest.lang, language);
      for (const icon of manifest.icons.filter(({ type }) => type === 'image/png')) {
        const size = await page.evaluate(async (src) => {
          const picture = await createImageBitmap(await (await fetch(src)).blob());
          return `${picture.width}x${picture.height}`;
        }, icon.src);
        assert.equal(size, icon.sizes);
      }
    }
    const session = await context.newCDPSession(page);
    await page.goto(app.origin);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    assert.deepEqual(
      // A browser driven by a test is none that one installs into.
      installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'),
      [],
    );
  });

  test('a book is kept with the pictures that were met, and no others', async () => {
    await page.goto(`${app.origin}/book/${book.id}`);
    await programKept(page);
    await choose(page.getByRole('switch', { name: RU.keep }));
    await page.getByRole('group', { name: /непрочитанных страниц/ }).waitFor();
    await accessible(page, 'the question about pictures ahead');
    await page.getByRole('button', { name: RU.begin }).click();
    await page.getByText(RU.kept).waitFor({ timeout: 60_000 });
    await accessible(page, 'a kept book');
    const { items } = await api.get(`/books/${book.id}/gallery`);
    assert.ok(items.length > 0, 'some pictures were met');
    const { media } = await onDevice(page);
    assert.deepEqual(
      media.filter((path) => path.includes('/pictures/')).sort(),
      items.map(({ picture }) => picture.url.split('?')[0]).sort(),
    );
  });

  test('after a start without the network the shelf says what can be read', async () => {
    await context.setOffline(true);
    await page.goto(app.origin);
    await page.getByText('Книги с пометкой «На устройстве» можно читать').waitFor();
    await page.getByText('Нет на этом устройстве').waitFor();
    assert.equal(await page.locator(`a[href="/book/${other.id}"]`).count(), 0);
    await page.locator(`a[href="/book/${book.id}"]`).first().waitFor();
    await accessible(page, 'library without the network');
  });

  test('it is read, turned and pictured there', async () => {
    await page.locator(`main a[href="/book/${book.id}"]`).first().click();
    await page.locator(`main a[href^="/read/${book.id}"]`).first().click();
    await opened(page);
    const before = await firstWords(page);
    for (let turn = 0; turn < 3; turn += 1) await page.keyboard.press('ArrowRight');
    await until(async () => (await firstWords(page)) !== before, 10, 'the page to turn');
    const { items } = await (async () => {
      // The server still runs; only the browser is without a network.
      return api.get(`/books/${book.id}/gallery`);
    })();
    const size = await page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return image.naturalWidth;
    }, `${items[0].picture.url}?w=480&f=avif`);
    assert.ok(size > 0);
    await page.reload();
    await opened(page);
  });

  test('what was done waits, and arrives when the network is back', async () => {
    const stopped = await firstWords(page);
    const before = (await api.get(`/books/${book.id}/position`)).offset;
    await page.goto(`${app.origin}/settings/device`);
    await page
      .getByText(/изменени\S+ жд\S+ сети/)
      .first()
      .waitFor();
    await accessible(page, 'changes that wait');
    await context.setOffline(false);
    await page.getByText('Всё, что вы сделали, сервер уже знает').waitFor({ timeout: 60_000 });
    await page.getByText(/^Связь вернулась/).waitFor();
    const position = await until(
      async () => {
        const now = await api.get(`/books/${book.id}/position`);
        return now.offset !== before && now;
      },
      60,
      'the place to reach the server',
    );
    assert.ok(position.offset > 0);
    await page.goto(`${app.origin}/read/${book.id}`);
    await opened(page);
    assert.equal(await firstWords(page), stopped);
  });

  test('pictures ahead come only by the reader’s word, and stay hidden', async () => {
    await page.goto(`${app.origin}/book/${book.id}`);
    await choose(page.getByRole('switch', { name: 'Вместе с картинками непрочитанных страниц' }));
    const met = (await api.get(`/books/${book.id}/gallery`)).items.length;
    const all = await until(
      async () => {
        const { media } = await onDevice(page);
        const pictures = media.filter((path) => path.includes('/pictures/'));
        return pictures.length > met && (await page.getByText(RU.kept).isVisible()) && pictures;
      },
      60,
      'the pictures ahead',
    );
    const { chapters } = await api.get(`/books/${book.id}`);
    await context.setOffline(true);
    await page.goto(`${app.origin}/read/${book.id}?chapter=${chapters.at(-2).id}&offset=0`);
    await opened(page);
    for (let turn = 0; turn < 2; turn += 1) await page.keyboard.press('ArrowRight');
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll('.re-flow img')].map(({ src }) => new URL(src).pathname),
    );
    assert.deepEqual(
      shown.filter((path) => all.includes(path)),
      [],
    );
    await context.setOffline(false);
  });

  test('keeping goes on after an interruption', async () => {
    let let_through = 3;
    // Before the page is opened: in one that a worker serves already, a route set while it loads may see nothing.
    await page.route('**/chapters/*', async (route) => {
      let_through -= 1;
      if (let_through < 0) await route.abort('internetdisconnected');
      else await route.continue();
    });
    await page.goto(`${app.origin}/book/${other.id}`);
    await choose(page.getByRole('switch', { name: RU.keep }));
    await page.getByText(/^Сохранено \d+ из \d+/).waitFor();
    await page.unroute('**/chapters/*');
    await page.goto(`${app.origin}/book/${other.id}`);
    await page.getByText(RU.kept).waitFor({ timeout: 60_000 });
  });

  test('the device’s page shows what lies there and frees it, with a way back', async () => {
    await page.goto(`${app.origin}/settings/device`);
    await page.getByText(/^Занято/).waitFor();
    await accessible(page, 'books on this device');
    const own = (path) => path.includes(other.id);
    assert.ok((await onDevice(page)).media.some(own));
    await page.getByRole('button', { name: `Убрать с устройства: ${other.title}` }).click();
    await page.getByText('больше не лежит на устройстве').waitFor();
    assert.ok(!(await onDevice(page)).media.some(own));
    await page.getByRole('button', { name: 'Вернуть' }).click();
    await until(async () => (await onDevice(page)).media.some(own), 60, 'the book to come back');
  });

  test('in English, in the dark and on a phone it is as good', async () => {
    const phone = await newPage(app, { width: 390, height: 844, phone: true, dark: true, locale: 'en-GB' });
    await phone.page.goto(`${app.origin}/sign-in?next=${encodeURIComponent('/settings/device')}`);
    await signInAs(phone.page, 'Анна');
    await phone.page
      .locator('h1')
      .filter({ hasText: /устройстве|device/ })
      .waitFor();
    await accessible(phone.page, 'device page on a phone');
    const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, 'nothing is wider than the phone');
    await phone.context.close();
  });

  test('who signs out leaves nothing behind, not even without the network', async () => {
    await context.setOffline(true);
    await page.goto(`${app.origin}/settings`);
    const leave = page.getByRole('button', { name: 'Выйти', exact: true });
    await leave.click();
    const lose = page.getByRole('button', { name: 'Выйти и потерять' });
    if (await lose.isVisible()) await lose.click();
    await until(
      async () => {
        const { local, stores, media } = await onDevice(page);
        const kept = stores.filter((name) => /^bookreader-(books|outbox)-/.test(name));
        return local.length === 0 && kept.length === 0 && media.length === 0;
      },
      20,
      'words, books and pictures to go',
    );
    await page.goto(`${app.origin}/read/${book.id}`);
    await page.getByRole('alert').waitFor();
    assert.equal(await page.locator('.re-flow').count(), 0);
    await context.setOffline(false);
    await page.goto(`${app.origin}/book/${book.id}`);
    await page.waitForURL(/sign-in/);
  });

  test('another reader in the same browser finds nothing of the one before', async () => {
    await signInAs(page, 'Анна');
    await page.waitForURL(new RegExp(`/book/${book.id}`));
    await keep(page, app.origin, book.id);
    // Anna's session ends by itself: her books stay for her, until somebody else comes.
    await context.clearCookies();
    await page.goto(`${app.origin}/`);
    await page.waitForURL(/sign-in/);
    assert.ok((await onDevice(page)).media.length > 0);
    const cover = await page.evaluate(
      async (path) => (await fetch(path).catch(() => ({ status: 0 }))).status,
      `/api/books/${book.id}/cover`,
    );
    assert.equal(cover, 401);
    await fetch(`${app.origin}/api/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Борис', password: PASSWORD, language: 'ru' }),
    });
    await signInAs(page, 'Борис');
    await page.waitForURL(`${app.origin}/`);
    await until(async () => (await onDevice(page)).media.length === 0, 20, 'what was Anna’s to go');
    await context.setOffline(true);
    const offline = await page.evaluate(
      async (path) => (await fetch(path).catch(() => ({ status: 0 }))).status,
      `/api/books/${book.id}/cover`,
    );
    assert.equal(offline, 0);
    await page.goto(`${app.origin}/book/${book.id}`);
    await page.getByRole('alert').waitFor();
    await context.setOffline(false);
  });

  test('nothing was asked of another server, and nothing fell over', () => {
    assert.deepEqual(problems, []);
  });
});

/** Turns a built release into the next one in the same place: other names, and the old files gone. */
async function nextRelease(folder) {
  const assets = join(folder, 'assets');
  const names = await readdir(assets);
  const part = names.find((name) => /^settings-page-.*\.js$/.test(name));
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const entry = /\/assets\/(index-[^"]+\.js)/.exec(page)[1];
  // A name ends in eight letters of its content's hash.
  const renamed = new Map(
    [part, entry].map((name) => [name, `${name.slice(0, -'00000000.js'.length)}NEXT0000.js`]),
  );
  const files = [...names.filter((name) => name.endsWith('.js')).map((name) => join(assets, name))];
  for (const file of [...files, join(folder, 'index.html'), join(folder, 'sw.js')]) {
    let text = await readFile(file, 'utf8');
    for (const [old, now] of renamed) text = text.replaceAll(old, now);
    await writeFile(file, text);
  }
  for (const [old, now] of renamed) await rename(join(assets, old), join(assets, now));
  return { entry, part, next: renamed.get(entry) };
}

describe('a new release', { skip: unable, timeout: 300_000 }, () => {
  let app;
  let pages;

  before(async () => {
    pages = await mkdtemp(join(tmpdir(), 'bookreader-pages-'));
    await cp(process.env.FRONT_END_DIR ?? join(REPO, 'frontend', 'dist'), pages, { recursive: true });
    app = await startApp({ FRONT_END_DIR: pages });
  });

  after(async () => {
    await app?.stop();
    await rm(pages, { recursive: true, force: true });
  });

  test('breaks no open tab, is offered, and leaves no old files once nobody needs them', async () => {
    const { context, page, problems } = await newPage(app);
    await firstAccount(page, app.origin);
    await programKept(page);
    // A tab that the worker has seen begin, as any but the very first.
    await page.reload();
    await programKept(page);
    const kept = () =>
      page.evaluate(async () =>
        (await (await caches.open('bookreader-shell')).keys()).map(({ url }) => new URL(url).pathname),
      );
    const { entry, part, next } = await nextRelease(pages);
    assert.equal((await fetch(`${app.origin}/assets/${part}`)).status, 404);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await page.getByText('Готова новая версия программы').waitFor({ timeout: 30_000 });
    // The open tab goes on in its own release, with parts that the server has no more.
    await page.getByRole('link', { name: 'Настройки' }).click();
    await page.getByRole('heading', { level: 1, name: 'Настройки' }).waitFor();
    const running = () =>
      page.evaluate(() => document.querySelector('script[type=module]').getAttribute('src'));
    assert.equal(await running(), `/assets/${entry}`);
    // A browser stops a worker that has nothing to do, and the next one takes over; a worker that is being
    // watched is never stopped, and a page asked for in that very moment is lost between the two.
    const session = await context.newCDPSession(page);
    await session.send('ServiceWorker.enable');
    await until(
      async () => {
        await session.send('ServiceWorker.stopAllWorkers');
        await session.send('ServiceWorker.skipWaiting', { scopeURL: `${app.origin}/` });
        return page.evaluate(async () => {
          const { installing, waiting, active } = await navigator.serviceWorker.getRegistration();
          return !installing && !waiting && active?.state === 'activated';
        });
      },
      40,
      'the new worker to take over',
    );
    const second = await context.newPage();
    await second.goto(app.origin);
    assert.equal(
      await second.evaluate(() => document.querySelector('script[type=module]').getAttribute('src')),
      `/assets/${next}`,
    );
    assert.ok((await kept()).includes(`/assets/${part}`));
    await page.getByRole('button', { name: 'Загрузить её' }).click();
    await until(
      async () => (await running().catch(() => '')) === `/assets/${next}`,
      15,
      'the tab to be of the new release',
    );
    assert.equal(new URL(page.url()).pathname, '/settings');
    await session.send('ServiceWorker.stopAllWorkers');
    await until(
      async () => {
        await second.reload();
        return !(await kept()).includes(`/assets/${part}`);
      },
      60,
      'the old part to go',
    );
    assert.deepEqual(problems, []);
    await context.close();
  });
});
