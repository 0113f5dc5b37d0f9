/** Whole ways of a reader, on a desk and on a phone: hard files, descriptions, and a reading life over both. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { apiClient, choose, firstAccount, newPage, REPO, signIn, startApp, unable, until } from './app.mjs';
import {
  hereOf,
  keepOnDevice,
  keptNotes,
  onScreen,
  opened,
  painted,
  question,
  rested,
  rows,
  same,
  selectParagraph,
} from './reading.mjs';

const run = promisify(execFile);

/** A small book of our own, as the back end's tests make it. */
async function smallBook(name) {
  const program = `import sys; from tests.books import make_books as b; sys.stdout.buffer.write(b.${name}())`;
  const { stdout } = await run(join(REPO, '.venv', 'bin', 'python'), ['-c', program], {
    cwd: join(REPO, 'backend'),
    encoding: 'buffer',
  });
  return stdout;
}

/** The text of the chapter shown as the page has it: soft hyphens and what is no text apart. */
const shownText = (page) =>
  page.evaluate(() => {
    const chapter = document.querySelector('.re-flow').cloneNode(true);
    for (const other of chapter.querySelectorAll('.noteref, [data-inert]')) other.remove();
    for (const image of chapter.querySelectorAll('img')) image.replaceWith('\ufffc');
    return chapter.textContent.replaceAll('\u00ad', '').replace(/\s+/g, '');
  });

const plain = (text) => text.replace(/\s+/g, '');

describe('scenarios', { skip: unable, timeout: 900_000 }, () => {
  let app;
  let api;
  let desk;
  let phone;
  const read = async ({ page }, book, search = '') => {
    await page.goto(`${app.origin}/read/${book.id}${search}`);
    await opened(page);
  };
  const tap = (device, locator) => (device === phone ? locator.tap() : locator.click());
  const ready = (id, look = ({ stage }) => stage === 'ready') =>
    until(
      async () => {
        const book = await api.get(`/books/${id}`);
        return look(book.state) && book;
      },
      240,
      'the book',
    );

  before(async () => {
    app = await startApp();
    desk = await newPage(app);
    await firstAccount(desk.page, app.origin);
    phone = await newPage(app, { width: 390, height: 844, phone: true });
    await signIn(phone.page, app.origin);
    api = await apiClient(app.origin);
  });

  after(async () => {
    await app?.stop();
  });

  /** Brings a file in by hand. */
  const bringIn = async (device, name, bytes) => {
    const { page } = device;
    await page.goto(app.origin);
    const before = new Set((await api.get('/books')).items.map(({ id }) => id));
    const input = page.locator('input[type=file]').first();
    await input.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
    const { id } = await until(
      async () => (await api.get('/books')).items.find((one) => !before.has(one.id)),
      60,
      `${name} on the shelf`,
    );
    return ready(id);
  };

  /** Every chapter once and in order, each word of it, as the server has them and as the contents say. */
  const walked = async (device, book, expected) => {
    const { page } = device;
    const kept = await rows(
      app,
      `select key, title, text from book_chapters where book_id = '${book.id.replaceAll('-', '')}' order by number`,
    );
    assert.deepEqual(
      kept.map(({ title }) => title),
      expected,
    );
    await read(device, book, `?chapter=${encodeURIComponent(kept[0].key)}&offset=0`);
    for (const [number, chapter] of kept.entries()) {
      if (number > 0) {
        await page.keyboard.press('t');
        const panel = page.getByRole('dialog', { name: 'Содержание' });
        await panel.locator('li').first().waitFor();
        const lines = await panel.locator('li button > span:first-child').allInnerTexts();
        assert.deepEqual(lines, expected);
        await tap(device, panel.locator('li button').nth(number));
        await panel.waitFor({ state: 'detached' });
      }
      await until(
        async () => (await shownText(page)) === plain(chapter.text),
        15,
        `all of «${chapter.title}»`,
      );
    }
  };

  /** A highlight made on the page is what the server has, and is painted as it is. */
  const marked = async (device, book, words) => {
    const { page } = device;
    const found = await selectParagraph(page);
    assert.ok(found?.selected, words);
    await found.bar.getByRole('button', { name: 'Зелёный' }).focus();
    await page.keyboard.press('Enter');
    const [note] = await until(
      async () => {
        const { annotations } = await api.get(`/books/${book.id}/annotations`);
        return annotations.length > 0 && annotations;
      },
      15,
      'the highlight',
    );
    assert.equal(plain(note.exact.replaceAll('\ufffc', '')), plain(found.selected));
    const shown = (await painted(page)).map((piece) => piece.replace(/^green: /, '')).join('');
    assert.equal(plain(shown), plain(note.exact.replaceAll('\ufffc', '')));
    await api.ask('DELETE', `/books/${book.id}/annotations/${note.id}`);
  };

  const coverIsRight = async (device, book) => {
    const { page } = device;
    await page.goto(`${app.origin}/book/${book.id}`);
    const cover = page.getByRole('img', { name: /Обложка/ }).first();
    await until(() => cover.evaluate((image) => image.complete && image.naturalWidth), 15, 'the cover');
    const { ratio, grey } = await cover.evaluate((image) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 1;
      const pen = canvas.getContext('2d');
      pen.drawImage(image, 0, 0, 1, 1);
      const { data } = pen.getImageData(0, 0, 1, 1);
      return { ratio: image.naturalHeight / image.naturalWidth, grey: [...data.slice(0, 3)] };
    });
    assert.ok(Math.abs(ratio - 1.5) < 0.02, `a cover of ${ratio}`);
    for (const shade of grey) assert.ok(Math.abs(shade - 128) < 6, `the book's own cover is grey: ${grey}`);
  };

  const EPUB = [
    'Prologue',
    'Part One: The Harbour',
    '1. The Wall',
    '2. The Song',
    'Part Two: The Sea',
    '1. The Fog',
    '2. The Bell',
  ];
  const FB2 = ['Часть первая', 'Мост', 'Сад', 'Часть вторая', 'Мост'];

  for (const [file, maker, expected, noted, on] of [
    ['the green door.epub', 'whole_epub', EPUB, 2, 'desk'],
    ['сад.fb2', 'fb2_whole', FB2, 1, 'phone'],
    ['сад 2.fb2.zip', 'fb2_whole_zipped', FB2, 1, 'desk'],
  ]) {
    test(`${file}: nothing is lost, doubled or out of order, with its notes and its cover`, async () => {
      const [first, second] = on === 'desk' ? [desk, phone] : [phone, desk];
      const book = await bringIn(first, file, await smallBook(maker));
      for (const device of [first, second]) {
        const { page } = device;
        await coverIsRight(device, book);
        await walked(device, book, expected);
        const chapter = book.chapters[noted];
        await read(device, book, `?chapter=${encodeURIComponent(chapter.id)}&offset=0`);
        await marked(device, book, chapter.title);
        await tap(device, page.locator('.noteref').first());
        await page.getByText(/Grey ones, mostly|Водяная, в два этажа/).waitFor();
        await page.keyboard.press('Escape');
      }
      // The same without the network.
      const { page, context } = second;
      await keepOnDevice(page, app.origin, book.id);
      await context.setOffline(true);
      await walked(second, book, expected);
      await context.setOffline(false);
      await api.ask('DELETE', `/books/${book.id}`);
    });
  }

  test('descriptions come by themselves into an open page, and their characters are the server’s', async () => {
    const { id } = (await api.ask('POST', '/books/sample', { language: 'ru' })).body.book;
    const book = await ready(id, ({ readable }) => readable);
    const washed = ({ page }) =>
      page.evaluate(() =>
        ['few', 'normal', 'many', 'own']
          .flatMap((weight) => [...(CSS.highlights.get(`described-${weight}`) ?? [])])
          .sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b))
          .map((range) => range.toString().replaceAll('\u00ad', '').replace(/\s+/g, ''))
          .join(''),
      );
    const chapter = book.chapters.find(({ chars }) => chars > 3_000);
    await api.ask('PUT', `/books/${id}/spoilers`, { lifted: true });
    const search = `?chapter=${encodeURIComponent(chapter.id)}&offset=0`;
    for (const device of [desk, phone]) await read(device, book, search);
    await ready(id);
    const { marks } = await api.get(`/books/${id}/chapters/${encodeURIComponent(chapter.id)}/marks`);
    assert.ok(marks.length > 0);
    const texts = [];
    for (const mark of marks) texts.push((await api.get(`/books/${id}/descriptions/${mark.id}`)).text);
    const [{ text }] = await rows(
      app,
      `select text from book_chapters where book_id = '${id.replaceAll('-', '')}' and key = '${chapter.id}'`,
    );
    for (const stored of texts) assert.ok(text.includes(stored), 'the spans are of the text');
    const wanted = texts.join('').replaceAll('\ufffc', '').replace(/\s+/g, '');
    for (const device of [desk, phone])
      await until(async () => (await washed(device)) === wanted, 60, 'the marks without a reload');
    await api.ask('PUT', `/books/${id}/spoilers`, { lifted: false });
  });

  test('a reading life: a desk in sepia at 150 %, a phone on the way, and home again', async () => {
    const { id } = (await api.get('/books')).items[0];
    const book = await ready(id);
    const at = (path) => `/books/${id}${path}`;
    const place = () => api.get(at('/position'));
    const chapter = book.chapters.findIndex(({ chars }) => chars > 3_000);
    const start = { chapter: book.chapters[chapter].id, offset: 0, page_end: 1, reached: true, quote: '' };
    await api.ask('PUT', at('/position'), start);
    const turn = async (device) => {
      const { page } = device;
      const before = await hereOf(page, id);
      if (device === phone) await page.touchscreen.tap(386, 420);
      else await page.keyboard.press('ArrowRight');
      await until(async () => !same(await hereOf(page, id), before), 15, 'a page to turn');
      await rested(page, id);
    };

    // On the desk: half as large again, in sepia, by the panel of the page itself.
    await read(desk, book);
    const size = () =>
      desk.page.locator('.re-chapter').evaluate((it) => Number.parseFloat(getComputedStyle(it).fontSize));
    const usual = await size();
    await desk.page.keyboard.press('a');
    const look = desk.page.getByRole('dialog', { name: 'Вид страницы' });
    await choose(look.getByRole('radio', { name: /Сепия/ }));
    const slider = look.getByRole('slider').first();
    await slider.focus();
    for (let press = 0; press < 40 && (await size()) < usual * 1.5 - 0.6; press += 1)
      await desk.page.keyboard.press('ArrowRight');
    await desk.page.keyboard.press('Escape');
    assert.ok(Math.abs((await size()) / usual - 1.5) < 0.05, `${await size()} of ${usual}`);
    assert.equal(await desk.page.evaluate(() => document.documentElement.dataset.theme), 'sepia');

    // A page is read, a bookmark put, words marked in colour with a note, a word found in another form.
    await turn(desk);
    await turn(desk);
    await desk.page.keyboard.press('b');
    await desk.page.getByRole('button', { name: 'Закладка на этой странице. Открыть' }).waitFor();
    const { bar, selected } = await selectParagraph(desk.page);
    await bar.getByRole('button', { name: 'Синий' }).focus();
    await desk.page.keyboard.press('Enter');
    await bar.waitFor({ state: 'detached' });
    const again = await selectParagraph(desk.page);
    assert.equal(again.selected, selected);
    await again.bar.getByRole('button', { name: 'Заметка' }).focus();
    await desk.page.keyboard.press('Enter');
    await desk.page
      .getByRole('dialog', { name: 'Выделенное место' })
      .getByRole('textbox')
      .fill('Перечитать зимой');
    await desk.page.keyboard.press('Escape');
    await desk.page.keyboard.press('/');
    const panel = desk.page.getByRole('dialog', { name: 'Поиск по книге' });
    await panel.getByRole('searchbox').fill('домами');
    await until(async () => (await panel.locator('mark').count()) > 0, 20, 'the word in another form');
    for (const found of await panel.locator('mark').allInnerTexts()) assert.match(found, /^дом/i);
    await desk.page.keyboard.press('Escape');
    await rested(desk.page, id);
    const left = await hereOf(desk.page, id);
    await until(async () => same(await place(), left), 30, 'the place to be saved');
    await desk.page.close();

    // On the phone: the same sentence; kept for the way, turned about, without a network.
    await keepOnDevice(phone.page, app.origin, id);
    await read(phone, book);
    assert.ok(await onScreen(phone.page, left.quote), `«${left.quote}» on the phone`);
    assert.equal(await phone.page.evaluate(() => document.documentElement.dataset.theme), 'sepia');
    await until(async () => (await keptNotes(phone.page, id))?.length === 2, 30, 'the notes on the phone');
    await phone.context.setOffline(true);
    await phone.page.reload();
    await opened(phone.page);
    assert.ok(await onScreen(phone.page, left.quote), 'without the network');
    await phone.page.setViewportSize({ width: 844, height: 390 });
    await until(() => onScreen(phone.page, left.quote), 15, 'the sentence on the turned phone');
    await phone.page.setViewportSize({ width: 390, height: 844 });
    await until(() => onScreen(phone.page, left.quote), 15, 'the sentence on the phone turned back');
    const blue = await painted(phone.page);
    if (blue.length > 0) assert.ok(blue.every((piece) => piece.startsWith('blue: ')));
    for (let n = 0; n < 3; n += 1) await turn(phone);
    await phone.page.keyboard.press('b');
    const away = await hereOf(phone.page, id);

    // Meanwhile somebody reads on at the desk, in another chapter; the phone asks when it is home.
    desk.page = await desk.context.newPage();
    await read(desk, book);
    await desk.page.keyboard.press(']');
    await until(async () => !same(await hereOf(desk.page, id), left), 15, 'the next chapter');
    await turn(desk);
    const there = await hereOf(desk.page, id);
    await until(async () => same(await place(), there), 30, 'the desk to be saved');
    await phone.context.setOffline(false);
    const asked = question(phone.page);
    await asked.waitFor({ timeout: 60_000 });
    assert.ok((await asked.textContent()).includes(there.quote.replaceAll(/\s+/g, ' ').trim().slice(0, 20)));
    assert.ok(await onScreen(phone.page, away.quote), 'nobody was moved');
    await asked.getByRole('button', { name: 'Остаться здесь' }).tap();
    await until(async () => same(await place(), away), 30, 'the phone to have the place');

    // All notes are in the file that is taken home.
    const { annotations } = await until(
      async () => {
        const all = await api.get(at('/annotations'));
        return all.annotations.length === 3 && all;
      },
      30,
      'the bookmark made without a network',
    );
    const note = annotations.find(({ kind }) => kind === 'highlight');
    assert.deepEqual([note.exact, note.colour, note.note], [selected, 'blue', 'Перечитать зимой']);
    for (const device of [desk, phone]) {
      await device.page.goto(`${app.origin}/notes`);
      await device.page.locator('main li').first().waitFor();
      for (const format of ['Markdown', 'JSON']) {
        const [download] = await Promise.all([
          device.page.waitForEvent('download'),
          tap(device, device.page.getByRole('button', { name: format, exact: true })),
        ]);
        const file = await readFile(await download.path(), 'utf8');
        for (const words of [selected, 'Перечитать зимой'])
          assert.ok(file.includes(words), `${format}: ${words}`);
      }
    }
    const { preferences } = await api.get('/me');
    assert.equal(preferences.theme, 'sepia');
  });

  test('nothing was asked of another server and no script failed', () => {
    assert.deepEqual({ desk: desk.problems, phone: phone.problems }, { desk: [], phone: [] });
  });
});
