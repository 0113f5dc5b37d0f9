/** A day of reading over two devices with all that goes wrong on one; in the end not a character is amiss. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { apiClient, firstAccount, newPage, signIn, startApp, unable, until } from './app.mjs';
import { random } from './engine/text.mjs';
import { novel } from './novel.mjs';
import {
  COLOURS,
  hereOf,
  keepOnDevice,
  keptNotes,
  killTab,
  onScreen,
  opened,
  painted,
  question,
  rested,
  rows,
  same,
  selectParagraph,
} from './reading.mjs';

const SEED = Number(process.env.DAY_SEED ?? 20261126);
/** What happens in the day, each on a device of its own; the seed gives the order. */
const HOURS = { on: 14, back: 3, jump: 4, bookmark: 5, highlight: 4, note: 4, kill: 4, network: 7, clock: 4 };
const HOUR_MS = 3_600_000;
const NEAR = 2_000;

/** The device's clock is wrong by what its local storage says, from the next look at it on. */
const wrongClock = () => {
  const Right = Date;
  const wrong = () => {
    try {
      return Number(localStorage.getItem('e2e.clock') ?? 0);
    } catch {
      return 0;
    }
  };
  globalThis.Date = class extends Right {
    constructor(...parts) {
      if (parts.length === 0) super(Right.now() + wrong());
      else super(...parts);
    }
    static now() {
      return Right.now() + wrong();
    }
  };
};

const shuffled = (list, rnd) => {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(rnd() * left.length), 1)[0]);
};

const points = (text) => [...text];

describe('a day of reading', { skip: unable, timeout: 900_000 }, () => {
  let app;
  let api;
  let book;
  let chapters;
  let devices;
  /** What the reader made, as they would tell it. */
  const made = [];
  const place = () => api.get(`/books/${book.id}/position`);
  const read = async ({ page }, search = '') => {
    await page.goto(`${app.origin}/read/${book.id}${search}`);
    await opened(page);
  };

  /** What was done last on the device is in its queue, and is written down here. */
  const rest = async (device) => {
    await rested(device.page, book.id);
    const here = await hereOf(device.page, book.id);
    if (here && here.kind !== 'open' && device.moves.at(-1)?.id !== here.id) device.moves.push(here);
    return here;
  };

  /** Where the device is shown to be is where its reader went last, whatever others did. */
  const holds = async (device, when) => {
    const here = await hereOf(device.page, book.id);
    if (!here) return;
    await until(
      () => onScreen(device.page, here.quote || ' '),
      15,
      `«${here.quote}» on the ${device.name}, ${when}`,
    );
  };

  /** A device with a network and the server agree, or the reader is asked. */
  const agreed = (device) =>
    until(
      async () => {
        if (!device.online) return true;
        if (await question(device.page).isVisible()) return true;
        const [there, here] = [await place(), await hereOf(device.page, book.id)];
        if (here === null || same(there, here)) return true;
        const close = there.chapter === here.chapter && Math.abs(there.offset - here.offset) <= NEAR;
        return close && there.device?.name !== undefined;
      },
      60,
      `the ${device.name} and the server to agree`,
    );

  const answer = async (device, stay) => {
    const asked = question(device.page);
    if (!(await asked.isVisible())) return;
    await asked.getByRole('button', { name: stay ? 'Остаться здесь' : 'Перейти туда' }).click();
    await asked.waitFor({ state: 'detached' });
    await rest(device);
  };

  const chars = (at) => {
    const { number } = chapters.find(({ id }) => id === at.chapter);
    return chapters.filter((one) => one.number < number).reduce((sum, one) => sum + one.chars, 0) + at.offset;
  };

  const turn = async (device, direction) => {
    const { page } = device;
    const before = await hereOf(page, book.id);
    // Above the text, where no mark and no highlight lies under the finger.
    if (device.touch) await page.touchscreen.tap(direction > 0 ? 310 : 80, 8);
    else await page.keyboard.press(direction > 0 ? 'ArrowRight' : 'ArrowLeft');
    await until(
      async () => !same(await hereOf(page, book.id), before),
      15,
      `a page of the ${device.name} to turn`,
    );
  };

  const bookmark = async (device) => {
    const { page } = device;
    const ribbon = page.getByRole('button', { name: 'Закладка на этой странице. Открыть' });
    const there = await ribbon.isVisible();
    await page.keyboard.press('b');
    await ribbon.waitFor({ state: there ? 'detached' : 'visible' });
    return there;
  };

  const ACTIONS = {
    async on(device, rnd) {
      const here = await hereOf(device.page, book.id);
      const near = here && chars(here) > 0.8 * chapters.reduce((sum, one) => sum + one.chars, 0);
      for (let n = 1 + Math.floor(rnd() * 3); n > 0; n -= 1) await turn(device, near ? -1 : 1);
    },
    async back(device) {
      const here = await hereOf(device.page, book.id);
      await turn(device, here && chars(here) > 5_000 ? -1 : 1);
    },
    async jump(device, rnd) {
      const here = await hereOf(device.page, book.id);
      const number = here ? chapters.findIndex(({ id }) => id === here.chapter) : 0;
      const on = number === 0 || (number < chapters.length - 1 && rnd() < 0.6);
      await device.page.keyboard.press(on ? ']' : '[');
      await until(async () => !same(await hereOf(device.page, book.id), here), 15, 'the chapter');
    },
    async bookmark(device) {
      const removed = await bookmark(device);
      made.push({ kind: 'bookmark', removed, device: device.name });
    },
    async highlight(device, rnd) {
      const found = await selectParagraph(
        device.page,
        made.map(({ exact }) => exact),
      );
      if (!found) return;
      const names = Object.entries(COLOURS);
      const [colour, name] = names[Math.floor(rnd() * names.length)];
      await found.bar.getByRole('button', { name }).focus();
      await device.page.keyboard.press('Enter');
      await found.bar.waitFor({ state: 'detached' });
      made.push({ kind: 'highlight', exact: found.selected, colour, note: '' });
    },
    async note(device, rnd, step) {
      const { page } = device;
      const found = await selectParagraph(
        page,
        made.map(({ exact }) => exact),
      );
      if (!found) return;
      await found.bar.getByRole('button', { name: 'Заметка' }).focus();
      await page.keyboard.press('Enter');
      const card = page.getByRole('dialog', { name: 'Выделенное место' });
      await card.waitFor();
      const note = `Мысль ${step}, «ёлка» 🙂 ${Math.floor(rnd() * 1e6)}\nи вторая строка`;
      await card.getByRole('textbox').fill(note);
      await page.keyboard.press('Escape');
      await card.waitFor({ state: 'detached' });
      made.push({ kind: 'highlight', exact: found.selected, note });
    },
    async kill(device) {
      await turn(device, 1);
      const last = await hereOf(device.page, book.id);
      device.moves.push(last);
      await killTab(device);
      await read(device);
      await until(
        () => onScreen(device.page, last.quote),
        15,
        `the page that was turned last, «${last.quote}»`,
      );
    },
    async network(device) {
      device.online = !device.online;
      await device.context.setOffline(!device.online);
    },
    async clock(device, rnd) {
      const hours = Math.round((rnd() - 0.5) * 60);
      await device.page.evaluate((ms) => localStorage.setItem('e2e.clock', String(ms)), hours * HOUR_MS);
    },
  };

  before(async () => {
    console.log(`# DAY_SEED=${SEED}`);
    app = await startApp();
    const desk = await newPage(app);
    await firstAccount(desk.page, app.origin);
    const phone = await newPage(app, { width: 390, height: 844, phone: true });
    await signIn(phone.page, app.origin);
    api = await apiClient(app.origin);
    const { bytes } = novel(6, 120_000, 'День чтения');
    book = (await api.upload('day.fb2', bytes)).body.book;
    await until(async () => (await api.get(`/books/${book.id}`)).state.stage === 'ready', 240, 'the book');
    book = await api.get(`/books/${book.id}`);
    ({ chapters } = book);
    devices = [
      { name: 'desk', ...desk },
      { name: 'phone', touch: true, ...phone },
    ];
    for (const device of devices) {
      Object.assign(device, { online: true, moves: [] });
      await device.context.addInitScript(wrongClock);
      await keepOnDevice(device.page, app.origin, book.id);
      await read(device);
    }
  });

  after(() => app?.stop());

  test('the day', async () => {
    const rnd = random(SEED);
    const hours = Object.entries(HOURS).flatMap(([what, times]) => Array.from({ length: times }, () => what));
    const day = shuffled(hours, rnd);
    for (const [step, what] of day.entries()) {
      // Each step has chances of its own: what a fast or slow machine changes in one changes no other.
      const chance = random(SEED * 1_000 + step);
      const device = devices[Math.floor(chance() * 2)];
      const stay = chance() < 0.5;
      await agreed(device);
      await answer(device, stay);
      await ACTIONS[what](device, chance, step);
      await rest(device);
      for (const one of devices) await holds(one, `after ${step}, ${what} on the ${device.name}`);
    }
    assert.ok(made.filter(({ kind }) => kind === 'highlight').length >= 6);
  });

  test('in the evening both are at one place, and it is the server’s', async () => {
    const [desk, phone] = SEED % 2 ? devices : devices.toReversed();
    for (const device of devices) {
      device.online = true;
      await device.context.setOffline(false);
    }
    await agreed(desk);
    await answer(desk, true);
    await turn(desk, chars(await hereOf(desk.page, book.id)) > 5_000 ? -1 : 1);
    const last = await rest(desk);
    await until(async () => same(await place(), last), 60, 'the last page to be the place');
    await agreed(phone);
    await answer(phone, false);
    await phone.page.reload();
    await opened(phone.page);
    const now = await place();
    assert.ok(same(now, last), 'to go there moves nothing');
    for (const device of devices) await until(() => onScreen(device.page, last.quote), 15, `«${last.quote}»`);
  });

  test('the journal has every move once, in the order of each device, with the words of its place', async () => {
    const journal = await rows(app, 'select * from reading_moves order by seq');
    const texts = await rows(app, 'select key, text, number from book_chapters order by number');
    const textOf = Object.fromEntries(texts.map(({ key, text }) => [key, points(text)]));
    const plain = (id) => id.replaceAll('-', '');
    const ids = journal.map(({ id }) => plain(id));
    assert.equal(new Set(ids).size, ids.length);
    for (const device of devices) {
      const expected = device.moves.map(({ id }) => plain(id));
      assert.ok(expected.length > 10, `${device.name} moved`);
      assert.deepEqual(
        ids.filter((id) => expected.includes(id)),
        expected,
        `the moves of the ${device.name}`,
      );
      for (const move of device.moves) {
        const row = journal[ids.indexOf(plain(move.id))];
        assert.deepEqual([row.chapter_key, row.offset, row.quote], [move.chapter, move.offset, move.quote]);
      }
    }
    for (const { chapter_key: key, offset, quote, kind } of journal) {
      if (quote === '') continue;
      const visible = (words) => words.replace(/^[\s\ufffc]+/, '');
      const text = visible(textOf[key].slice(offset).join(''));
      assert.ok(
        text.startsWith(visible(quote)),
        `${kind} at ${offset}: «${quote}» is not «${text.slice(0, 64)}»`,
      );
    }
    // No clock of a device orders anything or dates anything in the future.
    const { stops } = await api.get(`/books/${book.id}/moves?limit=200`);
    for (const { ended_at: at } of stops) assert.ok(new Date(at) < Date.now() + 60_000, at);
    console.log(
      `# ${journal.length} moves, ${devices.map(({ name, moves }) => `${name} ${moves.length}`).join(', ')}`,
    );
  });

  test('the furthest place is the end of the last page read, on the server and on both devices', async () => {
    const journal = await rows(app, 'select * from reading_moves where reached');
    const at = journal.map((row) => ({ chapter: row.chapter_key, offset: row.page_end }));
    const furthest = at.toSorted((a, b) => chars(b) - chars(a))[0];
    const told = await place();
    assert.deepEqual(told.furthest, furthest);
    for (const device of devices) {
      for (const move of device.moves)
        if (move.reached)
          assert.ok(chars({ chapter: move.chapter, offset: move.pageEnd }) <= chars(furthest));
      const there = await until(
        () =>
          device.page.evaluate(async (id) => {
            const { name } = (await indexedDB.databases()).find((one) =>
              one.name.startsWith('bookreader-books-'),
            );
            const base = await new Promise((done) => {
              const request = indexedDB.open(name);
              request.onsuccess = () => done(request.result);
            });
            const kept = await new Promise((done) => {
              const request = base.transaction('books').objectStore('books').get(id);
              request.onsuccess = () => done(request.result);
            });
            base.close();
            return kept.position;
          }, book.id),
        20,
        'the kept position',
      );
      assert.deepEqual(there.furthest, furthest, `as the ${device.name} keeps it`);
    }
  });

  test('the notes are those that were made, character by character, on the server and on both devices', async () => {
    const order = (a, b) => a.id.localeCompare(b.id);
    const notes = await until(
      async () => {
        const { annotations } = await api.get(`/books/${book.id}/annotations`);
        const wanted = made.filter(({ kind }) => kind === 'highlight').length;
        return annotations.filter(({ kind }) => kind === 'highlight').length === wanted && annotations;
      },
      60,
      'all notes',
    );
    const texts = await rows(app, 'select key, text from book_chapters');
    const textOf = Object.fromEntries(texts.map(({ key, text }) => [key, points(text)]));
    for (const { chapter, start, end, exact, kind } of notes) {
      if (kind === 'highlight') assert.equal(textOf[chapter].slice(start, end).join(''), exact);
    }
    for (const { exact, colour, note } of made.filter(({ kind }) => kind === 'highlight')) {
      const found = notes.filter((one) => one.exact === exact);
      assert.equal(found.length, 1, exact);
      assert.equal(found[0].note, note);
      if (colour) assert.equal(found[0].colour, colour);
    }
    const marks = made.filter(({ kind }) => kind === 'bookmark');
    const left =
      marks.filter(({ removed }) => !removed).length - marks.filter(({ removed }) => removed).length;
    assert.equal(notes.filter(({ kind }) => kind === 'bookmark').length, left);
    for (const device of devices) {
      await until(
        async () => {
          const kept = await keptNotes(device.page, book.id);
          return kept && JSON.stringify(kept.toSorted(order)) === JSON.stringify(notes.toSorted(order));
        },
        30,
        `the ${device.name} to keep what the server has`,
      );
      await device.context.setOffline(true);
      for (const chapter of chapters) {
        const here = notes.filter((one) => one.kind === 'highlight' && one.chapter === chapter.id);
        if (here.length === 0) continue;
        await read(device, `?chapter=${encodeURIComponent(chapter.id)}&offset=${here[0].start}`);
        const sorted = here.toSorted((a, b) => a.start - b.start);
        const colours = [...new Set(here.map(({ colour }) => colour))].sort().join();
        const wanted = `${sorted.map(({ exact }) => exact.replaceAll(/[\n\ufffc]/g, '')).join('')} ${colours}`;
        let shown = '';
        await until(
          async () => {
            const pieces = (await painted(device.page)).map((piece) => /^(\w+): (.*)$/s.exec(piece).slice(1));
            const inks = [...new Set(pieces.map(([colour]) => colour))].sort().join();
            shown = `${pieces.map(([, words]) => words.replaceAll('\n', '')).join('')} ${inks}`;
            return shown === wanted;
          },
          20,
          `the ${device.name} to paint all of chapter ${chapter.number}`,
        ).catch(() => assert.equal(shown, wanted));
      }
      await device.context.setOffline(false);
      assert.deepEqual(device.problems, []);
    }
    console.log(`# ${notes.length} notes, equal on the server and on both devices`);
  });
});
