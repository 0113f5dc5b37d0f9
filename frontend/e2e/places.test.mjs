/** A place that cannot be lost: two devices, a killed tab, no network, a wrong clock, both open at once. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessible, apiClient, firstAccount, newPage, signIn, startApp, unable, until } from './app.mjs';

const SHOTS = process.env.PLACES_SHOTS;

const opened = (page) =>
  until(() => page.locator('.re-flow [data-o]').count(), 20, 'a page of the book').then(() => undefined);

/** Whether the words stand on the screen: what a reader sees, whatever was saved. */
const onScreen = (page, words) =>
  page.evaluate((wanted) => {
    const flow = document.querySelector('.re-flow');
    const walker = document.createTreeWalker(flow, NodeFilter.SHOW_TEXT);
    const letters = [];
    while (walker.nextNode()) {
      const { data } = walker.currentNode;
      for (let i = 0; i < data.length; i += 1)
        if (/[\p{L}\p{N}]/u.test(data[i])) letters.push([data[i], walker.currentNode, i]);
    }
    const text = letters.map(([letter]) => letter).join('');
    const bare = wanted.replaceAll(/[^\p{L}\p{N}]/gu, '').slice(0, 30);
    const at = text.indexOf(bare);
    if (at < 0 || bare === '') return false;
    const range = document.createRange();
    range.setStart(letters[at][1], letters[at][2]);
    range.setEnd(letters[at][1], letters[at][2] + 1);
    const box = range.getBoundingClientRect();
    return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
  }, words);

/** Where this device says that its reader is. */
const hereOf = (page, book) =>
  page.evaluate((id) => {
    const key = Object.keys(localStorage).find((name) => name.endsWith(`.${id}.here`));
    return key ? JSON.parse(localStorage.getItem(key)) : null;
  }, book.id);

const same = (a, b) => a !== null && b !== null && a.chapter === b.chapter && a.offset === b.offset;

describe('a place that cannot be lost', { skip: unable, timeout: 600_000 }, () => {
  let app;
  let api;
  let book;
  let desk;
  let phone;

  const place = () => api.get(`/books/${book.id}/position`);
  const question = (page) => page.getByRole('region', { name: /Где читать дальше|Where to read on/ });

  /** Waits until the server has the place that this device is at. */
  const saved = (page) =>
    until(
      async () => {
        const now = await place();
        return same(now, await hereOf(page, book)) && now;
      },
      20,
      'the place to be saved',
    );

  const read = async (page) => {
    await page.goto(`${app.origin}/read/${book.id}`);
    await opened(page);
  };

  /** Turns pages as a reader does, each of them seen. */
  const turn = async (page, times, key = 'ArrowRight') => {
    for (let n = 0; n < times; n += 1) {
      const before = await hereOf(page, book);
      await page.keyboard.press(key);
      await until(async () => !same(await hereOf(page, book), before), 10, 'a page to turn');
    }
  };

  const shot = async (page, name) => {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` });
  };

  before(async () => {
    app = await startApp();
    desk = await newPage(app);
    await firstAccount(desk.page, app.origin);
    phone = await newPage(app, { width: 390, height: 844, phone: true });
    await signIn(phone.page, app.origin);
    api = await apiClient(app.origin);
    await api.ask('POST', '/books/sample', { language: 'ru' });
    book = await until(
      async () => {
        const { items } = await api.get('/books');
        return items[0]?.state.readable && items[0];
      },
      120,
      'the book to be readable',
    );
  });

  after(async () => {
    await app?.stop();
  });

  test('what is read on a desk goes on at the same sentence on a phone', async () => {
    await read(desk.page);
    await desk.page.keyboard.press(']');
    await turn(desk.page, 3);
    const now = await saved(desk.page);
    assert.ok(now.quote.length > 30);
    assert.ok(await onScreen(desk.page, now.quote));
    assert.match(now.device.name, /Chrome/);
    await read(phone.page);
    assert.ok(await onScreen(phone.page, now.quote), 'the sentence is on the phone');
    assert.ok(same(await place(), now), 'opening a book moves nobody');
  });

  test('another layout is no move', async () => {
    // The page counts as read once one has stayed on it, which is a move of its own.
    const before = await until(
      async () => {
        const now = await place();
        return now.furthest.chapter === now.chapter && now.furthest.offset > now.offset && now;
      },
      20,
      'the page to count as read',
    );
    await desk.page.setViewportSize({ width: 900, height: 700 });
    await until(() => onScreen(desk.page, before.quote), 10, 'the place in the smaller window');
    await desk.page.setViewportSize({ width: 1280, height: 800 });
    await until(() => onScreen(desk.page, before.quote), 10, 'the place in the old window');
    await phone.page.setViewportSize({ width: 844, height: 390 });
    await until(() => onScreen(phone.page, before.quote), 10, 'the place on the turned phone');
    await phone.page.setViewportSize({ width: 390, height: 844 });
    await until(() => onScreen(phone.page, before.quote), 10, 'the place on the phone');
    assert.deepEqual(await place(), before);
  });

  test('a tab that is killed at the turn of a page loses nothing', async () => {
    await turn(phone.page, 2);
    const last = await hereOf(phone.page, book);
    const session = await phone.context.newCDPSession(phone.page);
    const crashed = new Promise((done) => phone.page.once('crash', done));
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    await phone.page.close();
    phone.page = await phone.context.newPage();
    await read(phone.page);
    assert.ok(await onScreen(phone.page, last.quote), 'the page that was turned last is shown');
    await until(async () => same(await place(), last), 20, 'the server to hear of it');
  });

  test('two devices apart: the second is asked, by device, time and sentence', async () => {
    // The desk was told of the phone while it stayed where it was.
    const atDesk = await hereOf(desk.page, book);
    assert.ok(await onScreen(desk.page, atDesk.quote), 'the desk was not moved');
    await desk.page.reload();
    await opened(desk.page);
    await phone.context.setOffline(true);
    await turn(phone.page, 4);
    const read4 = await hereOf(phone.page, book);
    await desk.page.keyboard.press(']');
    await turn(desk.page, 1);
    const moved = await saved(desk.page);
    await phone.context.setOffline(false);
    const asked = question(phone.page);
    await asked.waitFor({ timeout: 40_000 });
    assert.match(await asked.textContent(), /На устройстве «Chrome, Linux( 2)?» вы были сегодня в \d/);
    // Where pages begin is the fonts' affair: of the quote only its first sentence is told.
    const [first] = moved.quote.trim().split(/(?<=[.!?…])\s|\n/);
    const words = first.replaceAll(/\s+/g, ' ').slice(0, 20);
    assert.ok((await asked.textContent()).includes(words), 'the sentence there is told');
    assert.ok(await onScreen(phone.page, read4.quote), 'the phone was not moved');
    assert.ok(same(await place(), moved), 'nor was the place');
    await accessible(phone.page, 'the question');
    await shot(phone.page, 'question-phone-ru');
  });

  test('a question that was not answered is asked again, in the language of the reader', async () => {
    await api.ask('PATCH', '/me', { language: 'en' });
    const read4 = await hereOf(phone.page, book);
    await phone.page.reload();
    await opened(phone.page);
    const asked = question(phone.page);
    await asked.waitFor();
    assert.match(await asked.textContent(), /On “Chrome, Linux( 2)?” you were here today at \d/);
    assert.ok(await onScreen(phone.page, read4.quote), 'the book is open where the phone was');
    await shot(phone.page, 'question-phone-en');
    await api.ask('PATCH', '/me', { language: 'ru' });
  });

  test('to stay makes this the place, and the other device is asked without being moved', async () => {
    const mine = await hereOf(phone.page, book);
    const theirs = await hereOf(desk.page, book);
    await question(phone.page).getByRole('button', { name: 'Stay here' }).click();
    await until(async () => same(await place(), mine), 20, 'the phone to have the place');
    const asked = question(desk.page);
    await asked.waitFor({ timeout: 20_000 });
    assert.ok(await onScreen(desk.page, theirs.quote), 'the desk is where it was');
    await shot(desk.page, 'question-desk-ru');
    await asked.getByRole('button', { name: 'Перейти туда' }).click();
    await until(() => onScreen(desk.page, mine.quote), 10, 'the desk at the sentence of the phone');
    await asked.waitFor({ state: 'detached' });
    const back = desk.page.getByRole('button', { name: /Вернуться на страницу \d+/ });
    await back.click();
    await until(() => onScreen(desk.page, theirs.quote), 10, 'the desk back at its own page');
    await saved(desk.page);
  });

  test('a wrong clock puts nothing out of order', async () => {
    await phone.page.clock.setFixedTime(new Date('1999-01-01T03:00:00Z'));
    await read(phone.page);
    await turn(phone.page, 2);
    const now = await saved(phone.page);
    assert.ok(await onScreen(phone.page, now.quote));
    await phone.page.clock.setFixedTime(new Date('2099-01-01T03:00:00Z'));
    await turn(phone.page, 1);
    await saved(phone.page);
    const { stops } = await api.get(`/books/${book.id}/moves`);
    for (const { ended_at: at } of stops) assert.ok(Math.abs(new Date(at) - Date.now()) < 3_600_000, at);
    await phone.page.close();
    phone.page = await phone.context.newPage();
    await read(phone.page);
  });

  test('two pages of one device do not fight', async () => {
    await desk.page.reload();
    await opened(desk.page);
    const second = await desk.context.newPage();
    await second.goto(`${app.origin}/read/${book.id}`);
    await opened(second);
    await second.keyboard.press(']');
    for (let n = 0; n < 2; n += 1) {
      await turn(second, 1);
      await turn(desk.page, 1);
    }
    await saved(second);
    assert.equal(await question(desk.page).count(), 0);
    assert.equal(await question(second).count(), 0);
    await second.close();
  });

  test('any place of the journal is a tap away, and so is the way back', async () => {
    await desk.page.reload();
    await opened(desk.page);
    const from = await place();
    await desk.page.keyboard.press('j');
    const panel = desk.page.getByRole('dialog', { name: 'Где я был' });
    const stops = panel.getByRole('listitem');
    await stops.first().waitFor();
    assert.ok((await stops.count()) > 3);
    const told = await stops.allInnerTexts();
    assert.ok(
      told.some((line) => line.includes('Android') || line.includes('Chrome')),
      told.join('\n'),
    );
    assert.match(told.join('\n'), /сегодня/);
    await accessible(desk.page, 'the journal');
    await shot(desk.page, 'journal-desk-ru');
    const { stops: kept } = await api.get(`/books/${book.id}/moves`);
    const target = kept.find(({ last }) => last.chapter !== from.chapter);
    const index = kept.indexOf(target);
    await stops.nth(index).getByRole('button').first().click();
    await until(() => onScreen(desk.page, target.last.sentence.replace(/^… /, '')), 10, 'the earlier place');
    await desk.page.keyboard.press('Backspace');
    await until(() => onScreen(desk.page, from.quote), 10, 'the way back');
    const now = await saved(desk.page);
    assert.ok(same(now, from));
    await until(
      async () => {
        const { stops: now } = await api.get(`/books/${book.id}/moves`);
        const leaps = now.map(({ kind }) => kind).filter((kind) => kind !== 'sitting');
        return leaps[0] === 'undo' && leaps[1] === 'jump';
      },
      10,
      'the journal to tell of the jump and of the way back',
    );
  });

  test('a phone comes to the journal without a keyboard', async () => {
    await read(phone.page);
    await phone.page.touchscreen.tap(195, 420);
    await phone.page.getByRole('button', { name: 'Содержание' }).tap();
    await phone.page.getByRole('button', { name: 'Где я был' }).tap();
    await phone.page.getByRole('dialog', { name: 'Где я был' }).getByRole('listitem').first().waitFor();
    await accessible(phone.page, 'the journal on a phone');
    await shot(phone.page, 'journal-phone-ru');
  });

  test('devices are named and forgotten in the settings', async () => {
    const { page } = desk;
    await page.goto(`${app.origin}/settings`);
    const list = page.getByRole('region', { name: 'Устройства' });
    await list.getByRole('listitem').first().waitFor();
    assert.equal(await list.getByRole('listitem').count(), 2);
    const own = list.getByRole('listitem').filter({ hasText: 'Это устройство' });
    await own.getByRole('button', { name: /^Переименовать/ }).click();
    await page.getByLabel('Имя устройства').fill('Стол у окна');
    await page.keyboard.press('Enter');
    await list.getByText('Стол у окна').waitFor();
    await accessible(page, 'settings with devices');
    await shot(page, 'devices-desk-ru');
    await list.getByRole('button', { name: /^Забыть/ }).click();
    await until(async () => (await list.getByRole('listitem').count()) === 1, 10, 'the device to go');
    // What was read with it stays where it was.
    assert.ok((await api.get(`/books/${book.id}/moves`)).stops.length > 3);
    assert.deepEqual([...desk.problems, ...phone.problems], []);
  });
});
