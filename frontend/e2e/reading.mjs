/** What a reader does and sees on a page, for tests over several devices. */

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { choose, REPO, until } from './app.mjs';

const run = promisify(execFile);
export const COLOURS = {
  yellow: 'Жёлтый',
  green: 'Зелёный',
  blue: 'Синий',
  pink: 'Розовый',
  purple: 'Фиолетовый',
};

export const opened = (page) =>
  until(() => page.locator('.re-flow [data-o]').count(), 30, 'a page of the book').then(() => undefined);

/** Whether the words stand on the screen: what a reader sees, whatever was saved. */
export const onScreen = (page, words) =>
  page.evaluate((wanted) => {
    const flow = document.querySelector('.re-flow');
    if (!flow) return false;
    const walker = document.createTreeWalker(flow, NodeFilter.SHOW_TEXT);
    const letters = [];
    while (walker.nextNode()) {
      const { data } = walker.currentNode;
      for (let i = 0; i < data.length; i += 1)
        if (/[\p{L}\p{N}]/u.test(data[i])) letters.push([data[i], walker.currentNode, i]);
    }
    const text = letters.map(([letter]) => letter).join('');
    // Signs of two code units are left out on both sides: the walk goes by one.
    const bare = wanted.replaceAll(/[^\p{L}\p{N}]|[\u{10000}-\u{10ffff}]/gu, '').slice(0, 30);
    if (bare === '') return false;
    // The same words may stand elsewhere in the chapter, too.
    for (let at = text.indexOf(bare); at >= 0; at = text.indexOf(bare, at + 1)) {
      const range = document.createRange();
      // A letter right after a hyphen has its box on both sides of the page's edge; one a little on has not.
      const [, node, index] = letters[Math.min(at + 5, letters.length - 1)];
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const box = range.getBoundingClientRect();
      if (box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight) return true;
    }
    return false;
  }, words);

/** Where this device says that its reader is: the last move made on it. */
export const hereOf = (page, bookId) =>
  page.evaluate((id) => {
    const key = Object.keys(localStorage).find((name) => name.endsWith(`.${id}.here`));
    return key ? JSON.parse(localStorage.getItem(key)) : null;
  }, bookId);

/** Waits until what was gathered on the page is in the queue. */
export const rested = (page, bookId) =>
  until(
    () =>
      page.evaluate(
        (id) => !Object.keys(localStorage).some((name) => name.includes(`.${id}.gathered.`)),
        bookId,
      ),
    20,
    'the moves to be in the queue',
  );

/** Waits until the server has heard of all that was done on the page: what is still on its way comes after what a test does there. */
export const allSent = (page) =>
  until(
    () =>
      page.evaluate(async () => {
        const named = (await indexedDB.databases()).filter(({ name }) =>
          name.startsWith('bookreader-outbox-'),
        );
        const counts = await Promise.all(
          named.map(
            ({ name }) =>
              new Promise((done, fail) => {
                const opening = indexedDB.open(name);
                opening.onerror = () => fail(opening.error);
                opening.onsuccess = () => {
                  const count = opening.result.transaction('changes').objectStore('changes').count();
                  count.onsuccess = () => done(count.result);
                  opening.result.close();
                };
              }),
          ),
        );
        return counts.every((count) => count === 0);
      }),
    20,
    'the server to hear of all changes',
  );

export const same = (a, b) => a !== null && b !== null && a.chapter === b.chapter && a.offset === b.offset;

export const question = (page) => page.getByRole('region', { name: 'Где читать дальше' });

/** Kills the tab as a phone without memory does, and gives a new one. */
export async function killTab(device) {
  const session = await device.context.newCDPSession(device.page);
  const crashed = new Promise((done) => device.page.once('crash', done));
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await device.page.close();
  device.page = await device.context.newPage();
}

/** Keeps a book on the device, by the switch on its page. */
export async function keepOnDevice(page, origin, bookId) {
  await page.goto(`${origin}/book/${bookId}`);
  await until(
    () => page.evaluate(() => navigator.serviceWorker.controller !== null),
    60,
    'the service worker',
  );
  await choose(page.getByRole('switch', { name: 'Держать на этом устройстве' }));
  const begin = page.getByRole('button', { name: 'Сохранить на устройстве' });
  const kept = page.getByText('Книга на устройстве');
  await begin.or(kept).first().waitFor();
  if (await begin.isVisible()) await begin.click();
  await kept.waitFor({ timeout: 60_000 });
}

/** What the browser really paints in the chapter shown: colour and words, in the order of the text. */
export const painted = (page) =>
  page.evaluate((colours) => {
    const flow = document.querySelector('.re-flow');
    const pieces = colours.flatMap((colour) =>
      [...(CSS.highlights.get(`note-${colour}`) ?? [])].map((range) => ({ colour, range })),
    );
    pieces.sort((a, b) => a.range.compareBoundaryPoints(Range.START_TO_START, b.range));
    return pieces
      .filter(({ range }) => range.intersectsNode(flow))
      .map(({ colour, range }) => `${colour}: ${range.toString().replaceAll('\u00ad', '')}`);
  }, Object.keys(COLOURS));

/** The annotations of a book as this device keeps them for a time without a network. */
export const keptNotes = (page, bookId) =>
  page.evaluate(async (id) => {
    const { name } = (await indexedDB.databases()).find((one) => one.name.startsWith('bookreader-books-'));
    const asked = (request) =>
      new Promise((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    const database = await asked(indexedDB.open(name));
    const store = database.transaction('answers').objectStore('answers');
    const kept = await asked(store.get([id, `/api/books/${id}/annotations`]));
    database.close();
    return kept?.answer.annotations ?? null;
  }, bookId);

/** What the keyboard selects, words as the text has them, with the bar that marks them. */
export async function selectParagraph(page, unlike = []) {
  await page.keyboard.press('h');
  const bar = page.getByRole('toolbar');
  await bar.waitFor();
  const words = () =>
    page.evaluate(() => {
      const selection = getSelection();
      if (selection.rangeCount === 0) return '';
      const held = selection.getRangeAt(0).cloneContents();
      for (const other of held.querySelectorAll('.noteref, [data-inert]')) other.remove();
      return held.textContent.replaceAll('\u00ad', '').trim();
    });
  for (let press = 0; press < 6; press += 1) {
    const selected = await words();
    if (selected !== '' && !unlike.includes(selected)) return { bar, selected };
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Escape');
  await bar.waitFor({ state: 'detached' });
  return null;
}

/** Rows of a table as the server's database has them. */
export async function rows(app, query) {
  const program =
    'import json, sqlite3, sys\n' +
    'base = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)\n' +
    'base.row_factory = sqlite3.Row\n' +
    'print(json.dumps([dict(row) for row in base.execute(sys.argv[2])]))';
  const python = join(REPO, '.venv', 'bin', 'python');
  const { stdout } = await run(python, ['-c', program, app.database, query], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}
