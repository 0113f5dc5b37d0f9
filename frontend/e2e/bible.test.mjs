/** How a book is drawn and the gallery of what was drawn, in the real program over the simulator. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
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
import { startSimulator } from './simulator.mjs';

const SIZES = { desktop: {}, phone: { width: 390, height: 844, phone: true } };

describe('the look of a book', { skip: unable, timeout: 600_000 }, () => {
  let app;
  let simulator;
  let page;
  let problems;
  let api;
  let book;
  let maker;
  const at = (path) => `/books/${book.id}${path}`;
  const bible = () => api.get(at('/bible'));
  const gallery = async () => (await api.get(at('/gallery'))).items.filter(({ picture }) => picture.url);
  /** The addresses of the sketches shown; one painted anew has another. */
  const sketches = async () => {
    const items = (await gallery()).filter(({ picture }) => picture.label === 'sketch');
    return new Map(items.map(({ description_id, picture }) => [description_id, picture.url]));
  };
  const open = async (path, on = page) => {
    await on.goto(`${app.origin}/book/${book.id}${path}`);
    await on.locator('main h1').waitFor();
  };
  /** Waits until the page says that a change is saved, and the server has it. */
  const saved = async (look) => {
    await until(async () => look(await bible()), 20, 'the change to be kept');
    await page.getByText('Сохранено.', { exact: true }).waitFor();
  };
  const fill = async (field, text) => {
    await field.fill(text);
    await field.press('Enter');
  };
  const sum = async (on) =>
    on.evaluate(
      () =>
        new Promise((done) => {
          let total = 0;
          const add = (list) => {
            for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) total += value;
          };
          const observer = new PerformanceObserver(add);
          observer.observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => done(total)));
        }),
    );

  before(async () => {
    [app, simulator] = await Promise.all([startApp(), startSimulator()]);
    ({ page, problems } = await newPage(app));
    page.setDefaultTimeout(30_000);
    await firstAccount(page, app.origin);
    api = await apiClient(app.origin);
    book = (await api.ask('POST', '/books/sample', { language: 'ru' })).body.book;
    await until(async () => (await api.get(at(''))).state.stage === 'ready', 240, 'the sample');
    book = await api.get(at(''));
    const wanted = {
      kind: 'openai',
      name: 'Студия',
      base_url: `${simulator.url}/v1`,
      model: 'gpt-image-2.6-flare',
      key: 'sk-e2e-only-0123456789',
      price_micros: 10_000,
    };
    const added = await api.ask('POST', '/admin/providers', wanted);
    assert.equal(added.status, 201, JSON.stringify(added.body));
    maker = (await api.get(`/makers?book_id=${book.id}`)).items.find(({ name }) => name === 'Студия').id;
  });

  after(async () => {
    await app?.stop();
    await simulator?.stop();
  });

  test('nobody and nothing is there before one has read', async () => {
    await open('/pictures');
    await page.getByText('Пока ни одной.').waitFor();
    await open('/bible');
    await page.getByText('Пока никого.').waitFor();
  });

  test('the gallery has what was met, by chapter, and one picture large', async () => {
    const { id, chars } = book.chapters[2];
    const reached = { chapter: id, offset: 0, page_end: chars, reached: true, quote: '' };
    assert.equal((await api.ask('PUT', at('/position'), reached)).status, 200);
    const items = await until(
      async () => {
        const met = (await api.get(at('/gallery'))).items;
        return met.length > 2 && met.every(({ picture }) => picture.url) ? met : null;
      },
      120,
      'the sketches',
    );
    const asked = { maker };
    const drawing = await api.ask('POST', at(`/descriptions/${items[0].description_id}/drawings`), asked);
    assert.equal(drawing.status, 202, JSON.stringify(drawing.body));
    await until(
      async () => (await gallery()).some(({ picture }) => picture.label === 'ai'),
      60,
      'the picture of an artist',
    );
    await open('');
    await page.getByRole('link', { name: 'Все картинки' }).click();
    await page.locator('main figure').first().waitFor();
    assert.equal(await page.locator('main figure').count(), items.length);
    const images = page.locator('main figure img');
    await until(
      () => images.first().evaluate((one) => one.complete && one.naturalWidth > 0),
      30,
      'a picture',
    );

    const openers = page.getByRole('button', { name: /^Открыть крупно/ });
    await openers.first().focus();
    await page.keyboard.press('Enter');
    const view = page.getByRole('dialog', { name: 'Картинка крупно' });
    await view.getByText('ИИ · Студия').waitFor();
    const first = await view.locator('blockquote').textContent();
    await page.keyboard.press('ArrowRight');
    await until(async () => (await view.locator('blockquote').textContent()) !== first, 10, 'the next one');
    await page.keyboard.press('ArrowLeft');
    await view.getByText(first, { exact: true }).waitFor();
    await view.getByText('Почему так нарисовано').click();
    await view.getByText('Что прочёл художник').waitFor();
    await accessible(page, 'a picture of the gallery');
    await page.keyboard.press('Escape');
    await view.waitFor({ state: 'detached' });
    assert.ok(await openers.first().evaluate((button) => button === document.activeElement));
  });

  test('the gallery is looked through by who drew, what and whom, and leads to the place', async () => {
    const items = await gallery();
    const figures = page.locator('main figure');
    await page.getByLabel('Кто нарисовал').selectOption('Студия');
    await until(async () => (await figures.count()) === 1, 10, 'only the artist’s');
    assert.match(page.url(), /maker=/);
    await page.getByLabel('Кто нарисовал').selectOption('');
    const [{ type }] = items;
    await page.getByLabel('Что нарисовано').selectOption(type);
    const ofType = items.filter((item) => item.type === type).length;
    await until(async () => (await figures.count()) === ofType, 10, 'only of that type');
    await page.getByLabel('Что нарисовано').selectOption('');
    const { items: cast } = await api.get(at('/entities'));
    const [somebody] = cast.toSorted((a, b) => b.traits - a.traits);
    const { passages } = await api.get(at(`/entities/${somebody.id}`));
    await page.getByLabel('Кто или что на картинке').selectOption(somebody.id);
    await until(async () => (await figures.count()) === passages.length, 10, 'only of them');
    await page.reload();
    await until(
      async () => (await figures.count()) === passages.length,
      20,
      'the same after opening it anew',
    );
    await page.getByLabel('Кто или что на картинке').selectOption('');
    await page
      .getByRole('link', { name: /^К этому месту/ })
      .first()
      .click();
    await page.waitForURL(/\/read\/.*chapter=/);
  });

  test('all pictures come as one archive, and one by itself', async () => {
    await open('/pictures');
    const [archive] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Скачать все одним архивом' }).click(),
    ]);
    const bytes = await readFile(await archive.path());
    assert.match(archive.suggestedFilename(), /\.zip$/);
    assert.equal(bytes.subarray(0, 2).toString('latin1'), 'PK');
    await page
      .getByRole('button', { name: /^Открыть крупно/ })
      .first()
      .click();
    const [one] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog').getByRole('button', { name: 'Скачать' }).click(),
    ]);
    assert.ok((await readFile(await one.path())).length > 1_000);
  });

  test('another style is kept at once, says what no longer fits, and is undone', async () => {
    await open('/bible');
    await choose(page.getByRole('radio', { name: 'Гравюра' }));
    await saved(({ style }) => style.id === 'engraving');
    await page.getByText('1 картинка нарисована по прежнему облику и больше не подходит.').waitFor();
    await page.getByRole('button', { name: 'Отменить' }).click();
    await page.getByText('Вернулось прежнее.').waitFor();
    assert.equal((await bible()).style.id, 'storybook');
    await until(async () => (await bible()).stale_pictures === 0, 10, 'all to fit again');
  });

  test('what no longer fits is drawn anew as an order with its cost told first', async () => {
    await choose(page.getByRole('radio', { name: 'Гравюра' }));
    await saved(({ style }) => style.id === 'engraving');
    await page.getByRole('button', { name: 'Посчитать, сколько стоит перерисовать' }).click();
    await page.getByText('Что уйдёт с сервера').waitFor();
    await page.getByRole('button', { name: /^Заказать: Студия/ }).click();
    await until(async () => (await bible()).stale_pictures === 0, 60, 'the picture to be drawn anew');
    await page.getByText(/больше не подход/).waitFor({ state: 'detached' });
    const { requests } = await simulator.log();
    assert.ok(requests.at(-1).prompt.includes('engraving'), requests.at(-1).prompt);
  });

  test('colours, time and country are kept as one leaves them', async () => {
    const before = await sketches();
    assert.ok(before.size > 1);
    await page.getByRole('button', { name: 'Выбрать краски' }).click();
    await saved(({ palette }) => palette.length === 5);
    await until(
      async () => [...(await sketches())].every(([id, url]) => url !== before.get(id)),
      60,
      'the sketches to be painted in these colours',
    );
    await page.getByRole('button', { name: 'Убрать краску 1' }).click();
    await saved(({ palette }) => palette.length === 4);
    await page.getByLabel('Краска 1').fill('#aa3311');
    await saved(({ palette }) => palette[0] === '#aa3311');
    await fill(page.getByLabel('Время'), '1840s');
    await saved(({ era }) => era === '1840s');
    await fill(page.getByLabel('Страна'), 'Russia');
    await saved(({ country }) => country === 'Russia');
  });

  test('somebody looks as one says, from a place on, in every prompt', async () => {
    const { entities } = await bible();
    const one = entities.find(({ kind, traits }) => kind === 'character' && traits.length > 0) ?? entities[0];
    const item = page.getByRole('listitem').filter({ has: page.locator('summary', { hasText: one.name }) });
    await item.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    if (one.traits.length > 0) await item.getByText(one.traits[0].quote).first().waitFor();
    const clause = async () => (await bible()).entities.find(({ id }) => id === one.id).clause;
    const before = await clause();
    await fill(item.getByLabel('Цвет волос').first(), 'bright red');
    // The book may call it red already.
    await until(
      async () => (await clause()) !== before && (await clause()).includes('red'),
      20,
      'the clause to say so',
    );
    await item
      .getByText(await clause(), { exact: true })
      .last()
      .waitFor();
    await item.getByRole('button', { name: 'С этого места выглядит иначе' }).click();
    await until(
      async () => (await bible()).entities.find(({ id }) => id === one.id).looks.length === 2,
      20,
      'the look from here on',
    );
    await fill(item.getByLabel('Цвет волос').nth(1), 'grey');
    await until(async () => (await clause()).includes('grey'), 20, 'the look of this place');
    await accessible(page, 'somebody being described');
    await item
      .getByRole('button', { name: new RegExp(`^Забыть, как в книге: ${one.name}`) })
      .last()
      .click();
    await until(async () => !(await clause()).includes('grey'), 20, 'the look to be forgotten');
  });

  test('a reference card is drawn by an artist and approved', async () => {
    const item = page.locator('li').filter({ has: page.locator('details[open]') });
    await item.getByRole('button', { name: 'Нарисовать портрет' }).click();
    await item.getByRole('button', { name: 'Нарисовать', exact: true }).click();
    const approve = item.getByRole('button', { name: 'Это верный портрет' });
    await approve.waitFor({ timeout: 60_000 });
    await approve.click();
    await item.getByText('Утверждён: теперь он пойдёт вместе со словами.').waitFor();
  });

  test('what somebody changed elsewhere is not overwritten, and that is said', async () => {
    const now = await bible();
    const elsewhere = {
      version: now.version,
      style_id: 'pencil',
      style_words: '',
      palette: [],
      era: '',
      country: '',
    };
    await page.route('**/bible', async (route) => {
      if (route.request().method() === 'PUT') await api.ask('PUT', at('/bible'), elsewhere);
      await route.continue();
    });
    // In a page that a worker serves already, a route set late may see nothing.
    await page.reload();
    await page.getByRole('radio', { name: 'Масло' }).focus();
    await page.keyboard.press('Space');
    await page.getByText('облик книги изменили в другом месте').waitFor();
    await page.unroute('**/bible');
    await until(() => page.getByRole('radio', { name: 'Карандаш' }).isChecked(), 10, 'what was chosen there');
    assert.equal((await bible()).style.id, 'pencil');
  });

  test('every earlier state can be brought back', async () => {
    await page.getByText(/^Прежние состояния: /).click();
    await page.getByRole('button', { name: 'Вернуть: Как было в самом начале' }).click();
    await page.getByText('Вернулось прежнее.').waitFor({ timeout: 40_000 });
    assert.equal((await bible()).style.id, 'storybook');
    assert.deepEqual(problems, []);
  });

  for (const language of ['ru', 'en']) {
    test(`all these pages can be used by everybody, ${language}`, async () => {
      await api.ask('PATCH', '/me', { language });
      for (const dark of [false, true]) {
        for (const [size, shape] of Object.entries(SIZES)) {
          const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
          const other = await newPage(app, { ...shape, locale, dark });
          await signIn(other.page, app.origin);
          for (const path of ['', '/pictures', '/bible', '/cast', 'artists']) {
            const where = `${path || 'book'} ${language} ${dark ? 'dark' : 'light'} ${size}`;
            if (path === 'artists') await other.page.goto(`${app.origin}/settings/painters`);
            else await open(path, other.page);
            await other.page.locator('main h1').waitFor();
            // Before axe, which moves things itself while it measures.
            if (path === '') {
              await other.page.locator('section[aria-labelledby=met-title] img').first().waitFor();
              const moved = await sum(other.page);
              assert.ok(moved < 0.02, `${where} moves: ${moved}`);
            }
            await accessible(other.page, where);
            const wide = await other.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            assert.ok(wide <= 0, `${where}: ${wide} px too wide`);
          }
          assert.deepEqual(other.problems, []);
          await other.context.close();
        }
      }
    });
  }
});
