/** Selected words are handed to a dictionary and a translator of the reader's choice, and to nobody before. */

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
import { opened } from './reading.mjs';

describe('words handed over', { skip: unable, timeout: 300_000 }, () => {
  let app;
  let api;
  let desk;
  let phone;
  let book;

  before(async () => {
    app = await startApp();
    desk = await newPage(app);
    await firstAccount(desk.page, app.origin);
    api = await apiClient(app.origin);
    book = (await api.ask('POST', '/books/sample', { language: 'ru' })).body.book.id;
    await until(async () => (await api.get(`/books/${book}`)).state.readable, 60, 'the book');
    phone = await newPage(app, { width: 390, height: 844, phone: true, dark: true });
    await signIn(phone.page, app.origin);
  });

  after(() => app?.stop());

  /** Selects so many words of the first long paragraph on the page, and gives them. */
  const select = async (page, count) => {
    await page.goto(`${app.origin}/read/${book}?chapter=c2`);
    await opened(page);
    const words = await page.evaluate((many) => {
      const walker = document.createTreeWalker(document.querySelector('.re-flow'), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const text = node.data;
        const box = node.parentElement.getBoundingClientRect();
        if (text.split(' ').length < 12 || box.left < 0 || box.right > innerWidth) continue;
        const end = [...text.matchAll(/ /g)][many - 1].index;
        getSelection().setBaseAndExtent(node, 0, node, end);
        return text.slice(0, end).replaceAll('\u00ad', '');
      }
      return null;
    }, count);
    await bar(page).waitFor();
    return words;
  };
  const bar = (page) => page.getByRole('toolbar', { name: 'Выделенный отрывок' });
  const kinds = (page, name) => page.getByRole('group', { name, exact: true });
  const kept = (look) =>
    until(async () => look((await api.get('/me')).preferences), 10, 'the account to know');

  test('nobody is offered before one has chosen', async () => {
    await select(desk.page, 1);
    assert.equal(await bar(desk.page).getByRole('link').count(), 0);
  });

  test('a dictionary of the book’s language, and a translator into the other', async () => {
    const { page } = desk;
    await page.goto(`${app.origin}/settings`);
    await choose(kinds(page, 'Словарь').getByRole('radio', { name: 'Викисловарь' }));
    await choose(kinds(page, 'Переводчик').getByRole('radio', { name: 'DeepL' }));
    await kept(({ dictionary, translator }) => dictionary && translator);
    const word = await select(page, 1);
    const look = bar(page).getByRole('link', { name: 'Найти в словаре' });
    const bare = word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    assert.equal(
      await look.getAttribute('href'),
      `https://ru.wiktionary.org/wiki/${encodeURIComponent(bare)}`,
    );
    assert.deepEqual(
      [await look.getAttribute('target'), await look.getAttribute('rel')],
      ['_blank', 'noopener noreferrer'],
    );
    await accessible(page, 'the bar with a dictionary');
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/handover-desk.png` });
    const sentence = await select(page, 9);
    assert.ok(sentence.length > 20);
    const translate = bar(page).getByRole('link', { name: 'Перевести' });
    assert.ok((await translate.getAttribute('href')).startsWith('https://www.deepl.com/translator#ru/en/'));
  });

  test('an address of one’s own, refused when it leads nowhere, opens beside the book', async () => {
    const { page } = phone;
    await page.goto(`${app.origin}/settings`);
    const dictionary = kinds(page, 'Словарь');
    await until(
      () => dictionary.getByRole('radio', { name: 'Викисловарь' }).isChecked(),
      10,
      'the choice made',
    );
    await choose(dictionary.getByRole('radio', { name: 'Свой адрес' }));
    const address = page.getByLabel('Адрес словаря');
    await address.fill('javascript:alert({words})');
    await address.press('Enter');
    await page.getByText('Это должен быть адрес страницы').waitFor();
    await accessible(page, 'a wrong address');
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/handover-settings.png` });
    assert.ok((await api.get('/me')).preferences.dictionary.includes('wiktionary'));
    await address.fill(`${app.origin}/livez?words={words}&of={from}`);
    await address.press('Enter');
    await kept(({ dictionary: now }) => now.startsWith(app.origin));
    assert.equal(await page.getByText('Это должен быть адрес страницы').count(), 0);
    const word = await select(page, 1);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/handover-phone.png` });
    const opening = phone.context.waitForEvent('page');
    await bar(page).getByRole('link', { name: 'Найти в словаре' }).click();
    const other = await opening;
    await other.waitForLoadState();
    const asked = new URL(other.url()).searchParams;
    assert.ok(word.includes(asked.get('words')) && asked.get('words') !== '');
    assert.equal(asked.get('of'), 'ru');
    assert.equal(await other.evaluate(() => document.referrer), '');
    await other.close();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, 'the bar is not wider than the phone');
  });

  test('a device that shares text gives it to its own programs', async () => {
    const { page } = phone;
    await page.addInitScript(() => {
      globalThis.shared = [];
      navigator.share = async (what) => void shared.push(what);
    });
    const word = await select(page, 1);
    await bar(page).getByRole('button', { name: 'Передать в другую программу' }).click();
    assert.deepEqual(await page.evaluate(() => shared), [{ text: word.trim() }]);
  });

  test('nothing was asked of another server, and no script failed', () => {
    assert.deepEqual([...desk.problems, ...phone.problems], []);
  });
});
