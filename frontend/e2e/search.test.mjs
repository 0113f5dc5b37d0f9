/** Searching in the real program: one book, a library, without the network; by keyboard, on a phone, in both languages. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  accessible,
  apiClient,
  choose,
  firstAccount,
  newPage,
  signIn,
  startApp,
  unable,
  until,
} from './app.mjs';

const FILLER = 'Дорога шла полем, и пыль стояла над нею до самого вечера, пока не остыла земля. ';
/** Chapters of our own words: the coat is in all of them, the tree in the first and the last. */
const CHAPTERS = [
  [
    'Серая шинель висела у двери.',
    FILLER.repeat(40),
    'Дверь скрипела, и шинели никто не надевал. Ёлка стояла в углу.',
  ],
  [FILLER.repeat(60), 'О шинели молчали.', FILLER.repeat(20)],
  [FILLER.repeat(10), 'В последней главе шинель нашлась, когда зажгли ёлку.'],
];

const paragraphs = (chapter) =>
  chapter
    .flatMap((piece) => piece.match(/.{1,400}(?:\. |\.$)/g) ?? [piece])
    .map((text) => `<p>${text.trim()}</p>`);

const fb2 = (title, chapters) => `<?xml version="1.0" encoding="utf-8"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>
<genre>prose</genre><author><first-name>Мы</first-name><last-name>Сами</last-name></author>
<book-title>${title}</book-title><lang>ru</lang></title-info></description><body>
${chapters
  .map(
    (chapter, n) => `<section><title><p>Глава ${n + 1}</p></title>${paragraphs(chapter).join('')}</section>`,
  )
  .join('')}
</body></FictionBook>`;

const painted = (page, name) =>
  page.evaluate(
    (group) =>
      [...(CSS.highlights.get(group) ?? [])].map((range) => range.toString().replaceAll('\u00ad', '')),
    name,
  );

describe('search', { skip: unable, timeout: 900_000 }, () => {
  let app;
  let api;
  let book;
  let chapters;
  let page;
  let context;
  let problems;
  const at = (path) => `/books/${book.id}${path}`;
  const panel = (on = page) => on.getByRole('dialog', { name: /Поиск по книге|Search in this book/ });
  const field = (on = page) => panel(on).getByRole('searchbox');
  const places = (on = page) => panel(on).locator('[data-hit]');
  const bar = (on = page) => on.getByRole('region', { name: 'Найденные места' });
  const readUpTo = async (number) => {
    const { id, chars } = chapters[number];
    await api.ask('PUT', at('/position'), {
      chapter: id,
      offset: 0,
      page_end: chars,
      reached: true,
      quote: '',
    });
    await api.ask('PUT', at('/position'), {
      chapter: chapters[0].id,
      offset: 0,
      page_end: 1,
      reached: false,
      quote: '',
    });
  };
  const read = async (on = page, search = '') => {
    await on.goto(`${app.origin}/read/${book.id}${search}`);
    await on.locator('.re-flow [data-o]').first().waitFor({ state: 'attached' });
  };
  const open = async (on = page) => {
    await on.keyboard.press('/');
    await field(on).waitFor();
  };
  const ask = async (words, on = page) => {
    await field(on).fill(words);
    // What is told of older words is gone by then.
    await panel(on)
      .getByRole('status')
      .filter({ hasNotText: /Ищу|Looking/ })
      .waitFor();
  };
  const ready = (id) =>
    until(async () => (await api.get(`/books/${id}/search?q=а`))?.ready, 120, 'the book to be in the index');

  before(async () => {
    app = await startApp();
    ({ context, page, problems } = await newPage(app));
    await firstAccount(page, app.origin);
    api = await apiClient(app.origin);
    ({ book } = (await api.upload('coat.fb2', fb2('Шинель и ёлка', CHAPTERS))).body);
    await ready(book.id);
    ({ chapters } = await api.get(at('')));
  });

  after(() => app?.stop());

  test('what is ahead is only counted, until its reader asks for it', async () => {
    // By a jump: a page that was stopped at for two seconds would have been read.
    await read(page, `?chapter=${encodeURIComponent(chapters[1].id)}&offset=0`);
    await open();
    await ask('шинелью');
    await panel().getByText('В том, что вы прочли, этого нет.').waitFor();
    await panel().getByText('Ещё 4 места впереди, куда вы пока не дочитали.').waitFor();
    assert.equal(await places().count(), 0);
    await accessible(page, 'the panel with places ahead');
    await panel().getByRole('button', { name: 'Всё равно показать' }).click();
    await until(async () => (await places().count()) === 4, 10, 'the places ahead');
    await places().first().getByText('впереди').waitFor();
    await page.keyboard.press('Escape');
  });

  test('what is typed before the panel is there asks nothing of the page', async () => {
    const fresh = await app.browser.newContext({ locale: 'ru-RU', serviceWorkers: 'block' });
    const slow = await fresh.newPage();
    await signIn(slow, app.origin);
    let arrive;
    const late = new Promise((done) => {
      arrive = done;
    });
    await slow.route(/\/assets\/search-desk-.*\.js$/, async (route) => {
      await late;
      await route.continue();
    });
    await read(slow);
    await slow.keyboard.press('/');
    await slow.keyboard.type('nwt');
    assert.equal(await slow.getByRole('dialog').count(), 0);
    arrive();
    await field(slow).waitFor();
    await until(
      () => field(slow).evaluate((one) => one === document.activeElement),
      10,
      'the field to be typed in',
    );
    assert.equal(await slow.getByRole('dialog').count(), 1);
    await fresh.close();
  });

  test('places are grouped by chapter, outlined on the page and gone through by keys', async () => {
    await readUpTo(2);
    await read(page, `?chapter=${encodeURIComponent(chapters[0].id)}&offset=0`);
    await open();
    await ask('шинелью');
    await panel().getByText('Найдено 4 места').waitFor();
    assert.deepEqual(await panel().getByRole('heading', { level: 3 }).allInnerTexts(), [
      'Глава 1',
      'Глава 2',
      'Глава 3',
    ]);
    assert.deepEqual(await panel().locator('mark').allInnerTexts(), ['шинель', 'шинели', 'шинели', 'шинель']);
    await accessible(page, 'the panel with places');
    // Down from the field to the second place, and there.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await panel().waitFor({ state: 'detached' });
    await bar().getByText('2 из 4').waitFor();
    assert.deepEqual(await painted(page, 'found-here'), ['шинели']);
    assert.deepEqual(await painted(page, 'found'), ['шинель', 'шинели']);
    await accessible(page, 'the bar of found places');
    await page.keyboard.press('g');
    await bar().getByText('3 из 4').waitFor();
    await until(
      async () => (await painted(page, 'found-here')).length === 1,
      10,
      'the outline in the next chapter',
    );
    assert.equal(await page.locator('.re-chapter').getAttribute('lang'), 'ru');
    await page.keyboard.press('Shift+G');
    await bar().getByText('2 из 4').waitFor();
    // The way back leads to where the search began, whatever was looked at meanwhile.
    await page.keyboard.press('Backspace');
    await until(
      async () =>
        (await page.evaluate(() => document.querySelector('.re-flow').textContent)).includes('Серая'),
      10,
      'the first page',
    );
    await bar().getByRole('button', { name: 'Закончить поиск' }).click();
    await bar().waitFor({ state: 'detached' });
    assert.deepEqual(await painted(page, 'found'), []);
  });

  test('words in any form, phrases, several words, beginnings, and none', async () => {
    await read();
    await open();
    for (const [words, count] of [
      ['ЕЛКА', 'Найдено 2 места'],
      ['"серая шинель"', 'Найдено 1 место'],
      ['дверь шинель', 'Найдено 2 места'],
    ]) {
      await ask(words);
      await panel().getByText(count, { exact: true }).waitFor();
    }
    await ask('скрип');
    await panel().getByText('Такого слова нет; вот слова, которые так начинаются.').waitFor();
    await ask('нигде и никогда');
    await panel().getByText('«нигде и никогда» в книге не встречается.').waitFor();
    await ask('\'"; DROP TABLE -- *');
    await accessible(page, 'the panel without places');
    await page.keyboard.press('Escape');
  });

  test('earlier questions are offered, and forgotten when told to', async () => {
    await read();
    await open();
    await panel().getByRole('button', { name: 'шинелью' }).click();
    await panel().getByText('Найдено 4 места').waitFor();
    await field().fill('');
    await panel().getByRole('button', { name: 'Забыть' }).click();
    await panel().getByText('Слова находятся в любой форме.').waitFor();
    await page.keyboard.press('Escape');
  });

  test("Ctrl+F stays the browser's own", async () => {
    await read();
    const prevented = await page.evaluate(() => {
      const event = new KeyboardEvent('keydown', {
        key: 'f',
        ctrlKey: true,
        bubbles: true,
        cancelable: true,
      });
      document.activeElement.dispatchEvent(event);
      return event.defaultPrevented;
    });
    assert.equal(prevented, false);
    assert.equal(await panel().count(), 0);
  });

  test('an answer that fails says so, and is asked for again', async () => {
    await page.route('**/search?**', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: '{"code":"busy","status":503,"title":"busy"}',
      }),
    );
    await read();
    await open();
    await field().fill('шинель');
    await panel().getByRole('alert').waitFor();
    await accessible(page, 'the panel in trouble');
    await page.unroute('**/search?**');
    await panel().getByRole('button', { name: 'Попробовать ещё раз' }).click();
    await panel().getByText('Найдено 4 места').waitFor();
    await page.keyboard.press('Escape');
  });

  test('a book that is not in the index yet says so and answers by itself', async () => {
    const real = /\/search\?/;
    await page.route(real, (route) =>
      route.fulfill({ json: { hits: [], total: 0, ahead: 0, cursor: null, ready: false, beginning: false } }),
    );
    await read();
    await open();
    await ask('шинелью');
    await panel().getByText('Книга ещё готовится к поиску.').waitFor();
    await page.unroute(real);
    await panel().getByText('Найдено 4 места').waitFor();
    await page.keyboard.press('Escape');
  });

  test('the library is searched from its field: books, texts, notes', async () => {
    const start = (await api.get(at(`/search?q=${encodeURIComponent('нашлась')}`))).hits[0];
    const note = await api.ask('PUT', at(`/annotations/${crypto.randomUUID()}`), {
      kind: 'highlight',
      chapter: start.chapter,
      start: start.start,
      end: start.end,
      note: 'Про шинель спросить у деда',
    });
    assert.equal(note.status, 200, JSON.stringify(note.body));
    await page.goto(app.origin);
    await page.getByRole('searchbox').fill('шинель');
    await page.getByRole('link', { name: 'Искать «шинель» в тексте книг и в заметках' }).click();
    await page.waitForURL((url) => url.pathname === '/search');
    for (const name of ['Книги', 'В тексте книг', 'В заметках'])
      await page.getByRole('heading', { level: 2, name }).waitFor();
    await page.getByText('Про шинель спросить у деда').waitFor();
    await page.getByText(/Мы Сами · 4 места/).waitFor();
    await accessible(page, 'the page of found things');
    await page.locator('main ul a mark').first().click();
    await page.waitForURL(`${app.origin}/read/${book.id}`);
    await bar().getByText(/ из 4/).waitFor();
    await until(async () => (await painted(page, 'found-here')).length === 1, 10, 'the outline');
    await page.goto(`${app.origin}/search?q=${encodeURIComponent('шинель')}`);
    await page.getByRole('link', { name: /Искать в этой книге/ }).click();
    await panel().getByText('Найдено 4 места').waitFor();
    await page.goto(`${app.origin}/search?q=${encodeURIComponent('нигде и никогда')}`);
    await page.getByText('Ничего не найдено по запросу «нигде и никогда».').waitFor();
    await accessible(page, 'the page with nothing found');
  });

  test('in English, in the dark, on a phone', async () => {
    await api.ask('PATCH', '/me', { language: 'en' });
    const other = await newPage(app, { locale: 'en-GB', width: 390, height: 844, phone: true, dark: true });
    await signIn(other.page, app.origin);
    await read(other.page);
    await open(other.page);
    await ask('шинелью', other.page);
    await panel(other.page).getByText('4 places found').waitFor();
    await accessible(other.page, 'the panel on a phone');
    const inside = await places(other.page).evaluateAll((hits) =>
      hits.every(
        (hit) => hit.getBoundingClientRect().right <= innerWidth && hit.getBoundingClientRect().height >= 44,
      ),
    );
    assert.ok(inside, 'places fit the width of a phone and the tip of a finger');
    await places(other.page).first().tap();
    await other.page.getByRole('region', { name: 'Places found' }).getByText('1 of 4').waitFor();
    await accessible(other.page, 'the bar on a phone');
    const wide = await other.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    assert.ok(wide, 'nothing is wider than the phone');
    await other.page.goto(`${app.origin}/search?q=${encodeURIComponent('шинель')}`);
    await other.page.getByText(/4 places/).waitFor();
    await accessible(other.page, 'the page on a phone');
    assert.deepEqual(other.problems, []);
    await other.context.close();
    await api.ask('PATCH', '/me', { language: 'ru' });
  });

  test('a kept book is searched without the network', async () => {
    await page.goto(`${app.origin}/book/${book.id}`);
    await until(
      () => page.evaluate(() => navigator.serviceWorker.controller !== null),
      30,
      'the service worker',
    );
    await choose(page.getByRole('switch', { name: 'Держать на этом устройстве' }));
    const begin = page.getByRole('button', { name: 'Сохранить на устройстве' });
    const kept = page.getByText('Книга на устройстве');
    await begin.or(kept).first().waitFor();
    if (await begin.isVisible()) await begin.click();
    await kept.waitFor({ timeout: 60_000 });
    await read();
    await context.setOffline(true);
    await open();
    await ask('шинелью');
    await panel().getByText('Найдено 4 места').waitFor();
    await panel().getByText('Без сети: поиск идёт по копии на этом устройстве.').waitFor();
    await places().nth(2).click();
    await bar().getByText('3 из 4').waitFor();
    await until(async () => (await painted(page, 'found-here')).join() === 'шинели', 10, 'the outline');
    await page.goto(`${app.origin}/search?q=${encodeURIComponent('ёлка')}`);
    await page.getByText('Без сети: поиск идёт по книгам, что хранятся на этом устройстве.').waitFor();
    await page.getByText(/Мы Сами · 2 места/).waitFor();
    await context.setOffline(false);
  });

  test('nothing was said in the console and nobody else was asked', () => {
    assert.deepEqual(problems, []);
  });
});
