/** An artist connected in the browser, and orders of many pictures inside caps, over the simulator. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessible, apiClient, choose, firstAccount, newPage, startApp, unable, until } from './app.mjs';
import { startSimulator } from './simulator.mjs';

const KEY = 'sk-e2e-only-0123456789';
const bare = (text) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('orders', { skip: unable, timeout: 600_000 }, () => {
  let app;
  let simulator;
  let page;
  let problems;
  let api;
  let book;
  const at = (path) => `/books/${book.id}${path}`;
  const orders = async () => (await api.get(at('/orders'))).items;
  const desk = () => page.locator('section[aria-labelledby=orders-title]');
  const newest = () => desk().locator('li').first();
  const says = (words) => newest().getByText(words).waitFor({ timeout: 60_000 });
  const openBook = async () => {
    await page.goto(`${app.origin}/book/${book.id}`);
    await desk().waitFor();
  };
  /** Opens the form, chooses a part of the book and a cap, and orders. */
  const order = async (extent, cap) => {
    await desk().getByRole('button', { name: 'Заказать картинки' }).click();
    await choose(desk().getByRole('radio', { name: extent, exact: true }));
    const field = desk().getByLabel('Потратить не больше, $');
    await field.waitFor();
    await until(async () => (await desk().locator('[aria-busy=false]').count()) > 0, 30, 'the estimate');
    await field.fill(cap);
    await desk()
      .getByRole('button', { name: /^Заказать: / })
      .click();
    await field.waitFor({ state: 'detached' });
  };

  before(async () => {
    [app, simulator] = await Promise.all([startApp(), startSimulator()]);
    ({ page, problems } = await newPage(app));
    page.setDefaultTimeout(20_000);
    await firstAccount(page, app.origin);
    api = await apiClient(app.origin);
    book = (await api.ask('POST', '/books/sample', { language: 'ru' })).body.book;
    await until(async () => (await api.get(at(''))).state.stage === 'ready', 240, 'the sample');
    book = await api.get(at(''));
    const { id, chars } = book.chapters[2];
    const reached = { chapter: id, offset: 0, page_end: chars, reached: true, quote: '' };
    assert.equal((await api.ask('PUT', at('/position'), reached)).status, 200);
  });

  after(async () => {
    await app?.stop();
    await simulator?.stop();
  });

  test('without an artist the book says that sketches are free, and where one is connected', async () => {
    await openBook();
    await desk().getByText('Наброски бесплатны').waitFor();
    await desk().getByRole('link', { name: 'Подключить' }).click();
    await page.waitForURL(`${app.origin}/settings/painters`);
    await page.getByRole('heading', { name: 'Художники и расходы' }).waitFor();
  });

  test('an administrator connects one, checks it, and its key is never seen again', async () => {
    await page.getByLabel('Как называть').fill('Студия');
    await page.getByLabel('Адрес').fill(`${simulator.url}/v1`);
    await page.getByRole('textbox', { name: 'Ключ' }).fill(KEY);
    await page.getByLabel('Цена одной картинки, $').fill('0,04');
    await accessible(page, 'the form of an artist');
    await page.getByRole('button', { name: 'Подключить', exact: true }).click();
    const item = page.getByRole('listitem').filter({ hasText: 'Студия' });
    await item.getByText('Готов рисовать.').waitFor();
    assert.match(bare(await item.textContent()), /Картинка: 0,04 \$ \(цена указана вами\)/);
    await item.getByRole('button', { name: 'Проверить: Студия' }).click();
    await item.getByText('Отвечает, ключ подходит.').waitFor();
    assert.equal((await simulator.billed()).count, 0);
    assert.ok(!(await page.content()).includes(KEY));
    assert.ok(!JSON.stringify(await api.get('/admin/providers')).includes(KEY));
    await item.getByRole('button', { name: 'Изменить: Студия' }).click();
    assert.equal(await item.getByRole('textbox', { name: 'Ключ' }).inputValue(), '');
    await accessible(page, 'an artist being changed');
  });

  test('before an order its cost, time and what leaves are told, and nothing has left', async () => {
    await openBook();
    await desk().getByRole('button', { name: 'Заказать картинки' }).click();
    await choose(desk().getByRole('radio', { name: 'Всё прочитанное' }));
    await desk().getByText('Что уйдёт с сервера').waitFor();
    const words = bare(await desk().locator('dl').textContent());
    const told = await api.ask('POST', at('/orders/estimate'), {
      maker: (await api.get(`/makers?book_id=${book.id}`)).items[1].id,
      extent: 'met',
    });
    assert.ok(words.includes(`${told.body.pictures} картин`), words);
    assert.match(words, /Слова описаний по-английски, около [\d ]+ знак/);
    assert.match(await desk().getByLabel('Потратить не больше, $').inputValue(), /^\d+(,\d\d)?$/);
    await desk()
      .getByText(/^Показать \d пример/)
      .click();
    assert.ok(told.body.leaves.prompts.length > 0);
    await desk().getByText(told.body.leaves.prompts[0]).waitFor();
    await accessible(page, 'an estimate');
    assert.equal((await simulator.log()).requests.filter(({ method }) => method === 'POST').length, 0);
    await desk().getByRole('button', { name: 'Не сейчас' }).click();
  });

  test('an order stops at the sum one named, and says so', async () => {
    await order('Всё прочитанное', '0,09');
    await says(/Дошёл до предела, который вы назвали/);
    assert.match(bare(await newest().textContent()), /Потрачено 0,08 \$ из 0,09 \$/);
    assert.equal((await simulator.billed()).count, 2);
  });

  test('an order rests and goes on when told to, and nothing is paid twice', async () => {
    await simulator.options({ latency: 1 });
    await order('Всё прочитанное', '5');
    await newest().getByRole('button', { name: 'Приостановить' }).click();
    await says(/^Отдыхает/);
    await until(async () => (await simulator.log()).in_flight === 0, 30, 'what was under way');
    const before = (await simulator.billed()).count;
    await accessible(page, 'a resting order');
    await simulator.options({ latency: 0 });
    await newest().getByRole('button', { name: 'Продолжить' }).click();
    await says(/^Готово: /);
    const [done] = await orders();
    assert.equal(done.state, 'done');
    assert.equal(done.done + done.failed, done.total);
    const { count, pictures } = await simulator.billed();
    assert.ok(count >= before);
    // Two of the order before, and one for each of this.
    assert.equal(count, 2 + done.total);
    assert.equal(done.spent_micros, done.total * 40_000);
    assert.equal(new Set(pictures.map(({ number }) => number)).size, count);
    const { items } = await api.get(at('/gallery'));
    assert.ok(items.some(({ picture }) => picture.label === 'ai' && picture.maker === 'Студия'));
  });

  test('a limit of the library is set, stops an order, and is said', async () => {
    await page.goto(`${app.origin}/settings/painters`);
    const spent = (await simulator.billed()).count;
    const limits = page.locator('section[aria-labelledby=limits-title]');
    await limits.getByLabel('Чей').selectOption('book');
    await limits.getByLabel('За какое время').selectOption('total');
    await limits.getByLabel('Денег не больше, $').fill('');
    await limits.getByLabel('Картинок не больше').fill(String(spent + 1));
    await limits.getByRole('button', { name: 'Поставить лимит' }).click();
    await limits.getByText(`Каждая книга за всё время: не больше ${spent + 1} картин`).waitFor();
    await page.getByRole('table').waitFor();
    assert.match(bare(await page.getByRole('table').textContent()), new RegExp(`Всего${spent}`));
    await accessible(page, 'artists, limits and spending');
    await openBook();
    await order('Вся книга', '5');
    await says(/Исчерпан лимит/);
    assert.equal((await simulator.billed()).count, spent + 1);
  });

  test('with all drawing halted nothing more leaves, and the book says so', async () => {
    await page.goto(`${app.origin}/settings/painters`);
    const asked = (await simulator.log()).requests.length;
    const drawing = page.getByRole('switch', { name: 'Нейросетям можно рисовать' });
    await drawing.focus();
    await page.keyboard.press('Space');
    await page.getByText('Сейчас всё остановлено.').waitFor();
    await until(async () => (await api.get('/admin/caps')).stopped, 10, 'the switch to be kept');
    await openBook();
    await desk().getByText('сейчас остановил рисование').waitFor();
    assert.equal(await desk().getByRole('button', { name: 'Заказать картинки' }).count(), 0);
    assert.equal((await simulator.log()).requests.length, asked);
    await accessible(page, 'a book while all is halted');
    assert.deepEqual(problems, []);
  });
});
