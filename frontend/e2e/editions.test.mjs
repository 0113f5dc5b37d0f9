/** The book with its pictures: made on the book's page, saved, and looked into. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
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

/** The entries of a ZIP archive in their order, by its own directory. */
function entriesOf(zip) {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  assert.ok(end >= 0, 'a directory of the archive');
  const entries = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameSize, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameSize);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + packed);
    entries.set(name, method === 0 ? bytes : inflateRawSync(bytes));
    at += 46 + nameSize + extra + comment;
  }
  return entries;
}

describe('the book with its pictures', { skip: unable, timeout: 600_000 }, () => {
  let app;
  let page;
  let problems;
  let api;
  let book;
  let met;
  const at = (path) => `/books/${book.id}${path}`;
  const section = () => page.getByRole('region', { name: 'Книга с картинками' });
  const download = async (row) => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('button', { name: /^Скачать, / }).click(),
    ]);
    return { name: file.suggestedFilename(), entries: entriesOf(await readFile(await file.path())) };
  };
  const figuresIn = (entries) =>
    [...entries]
      .filter(([name]) => /text\/c\d+\.xhtml$/.test(name))
      .map(([, bytes]) => bytes.toString().match(/<figure[^>]*class="plate"/g)?.length ?? 0);

  before(async () => {
    app = await startApp();
    ({ page, problems } = await newPage(app));
    await firstAccount(page, app.origin);
    api = await apiClient(app.origin);
    book = (await api.ask('POST', '/books/sample', { language: 'ru' })).body.book;
    await until(async () => (await api.get(at(''))).state.readable, 60, 'the sample');
    book = await api.get(at(''));
    // Enough is found in the first chapter of any length; the rest may come while we look.
    const { id, chars } = book.chapters[2];
    await until(async () => (await api.get(at(`/chapters/${id}/marks`))).described, 120, 'its marks');
    const position = { chapter: id, offset: 0, page_end: chars, reached: true, quote: '' };
    await api.ask('PUT', at('/position'), position);
    met = 0;
    for (const chapter of book.chapters.slice(0, 3)) {
      await until(async () => (await api.get(at(`/chapters/${chapter.id}/marks`))).described, 60, 'marks');
      met += (await api.get(at(`/chapters/${chapter.id}/marks`))).marks.length;
    }
    assert.ok(met > 1, 'marks in the pages read');
  });

  after(async () => {
    await app?.stop();
  });

  test('it is made up to the page by the keyboard, says how far it is, and is saved', async () => {
    await page.goto(`${app.origin}/book/${book.id}`);
    await section().getByText('В нём будут картинки до вашей страницы.').waitFor();
    assert.equal(await section().getByRole('radio', { name: 'Все' }).count(), 0);
    const begin = section().getByRole('button', { name: 'Собрать книгу' });
    await begin.focus();
    await page.keyboard.press('Enter');
    await section().getByRole('button', { name: 'Собираю…' }).waitFor();
    await section()
      .getByRole('status')
      .getByText(/Жду очереди|Рисую недостающие|Собираю книгу/)
      .waitFor();
    const row = section().getByRole('listitem');
    await row.waitFor({ timeout: 120_000 });
    // The button that was pressed is still the one that has the focus.
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Собрать книгу');
    await row.getByText(new RegExp(`^${met} картин\\S+ для обычного экрана, сегодня$`)).waitFor();
    const { name, entries } = await download(row);
    assert.match(name, / \(с картинками\)\.epub$/);
    assert.equal([...entries.keys()][0], 'mimetype');
    assert.equal(entries.get('mimetype').toString(), 'application/epub+zip');
    const plates = [...entries.keys()].filter((one) => one.startsWith('EPUB/plates/'));
    assert.equal(plates.length, met);
    for (const one of plates) assert.equal(entries.get(one).readUInt16BE(0), 0xffd8, one);
    const figures = figuresIn(entries);
    assert.equal(figures.length, book.chapters.length);
    assert.equal(
      figures.slice(0, 3).reduce((sum, one) => sum + one, 0),
      met,
    );
    assert.deepEqual(figures.slice(3), figures.slice(3).fill(0), 'no picture beyond the page');
  });

  test('all pictures can be had once they may be seen, grey and small for e-ink', async () => {
    await until(async () => (await api.get(at(''))).state.stage === 'ready', 240, 'the sample');
    const all = (await api.get(at(''))).state.pictures_wanted;
    assert.ok(all > met);
    await page.goto(`${app.origin}/book/${book.id}`);
    await choose(page.getByRole('switch', { name: 'Показывать картинки непрочитанных страниц' }));
    await choose(section().getByRole('radio', { name: 'Все' }));
    await choose(section().getByRole('radio', { name: 'Электронные чернила' }));
    await section().getByRole('button', { name: 'Собрать книгу' }).click();
    const row = section().getByRole('listitem').filter({ hasText: 'для электронных чернил' });
    await row.waitFor({ timeout: 180_000 });
    const { entries } = await download(row);
    const plates = [...entries.keys()].filter((one) => one.startsWith('EPUB/plates/'));
    assert.equal(plates.length, all);
    assert.equal(await section().getByRole('listitem').count(), 2);
    await row.getByRole('button', { name: 'Удалить' }).click();
    await until(async () => (await section().getByRole('listitem').count()) === 1, 10, 'the row to go');
    assert.equal((await api.get(at('/editions'))).items.length, 1);
  });

  test('a refusal is told in plain words', async () => {
    await page.goto(`${app.origin}/book/${book.id}`);
    await choose(section().getByRole('radio', { name: 'Все' }));
    // Another device turns it back meanwhile.
    await api.ask('PUT', at('/spoilers'), { lifted: false });
    await section().getByRole('button', { name: 'Собрать книгу' }).click();
    await section().getByRole('alert').getByText('Картинки непрочитанных страниц войдут в файл').waitFor();
  });

  test('it is accessible in both languages and themes, and fits a phone', async () => {
    for (const locale of ['ru', 'en']) {
      await api.ask('PATCH', '/me', { language: locale });
      for (const dark of [false, true]) {
        const shape = { width: 360, height: 740, phone: true, dark };
        const { context, page: phone } = await newPage(app, shape);
        await signIn(phone, app.origin);
        await phone.goto(`${app.origin}/book/${book.id}`);
        await phone.locator('#editions-title').scrollIntoViewIfNeeded();
        await accessible(phone, `${locale} ${dark ? 'dark' : 'light'}`);
        assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await context.close();
      }
    }
  });

  test('no script failed and no other server was asked', () => {
    assert.deepEqual(problems, []);
  });
});
