/** Bookmarks, highlights and notes in the real program: exact, never lost, on two devices and without a network. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, test } from 'node:test';
import { accessible, apiClient, firstAccount, newPage, signIn, startApp, unable, until } from './app.mjs';
import { random } from './engine/text.mjs';
import { allSent } from './reading.mjs';

const COLOURS = ['yellow', 'green', 'blue', 'pink', 'purple'];
const uuid = () => crypto.randomUUID();

/** What the browser really paints of the notes' groups, piece by piece in the order of the text. */
const paintedPieces = (page) =>
  page.evaluate((colours) => {
    const flow = document.querySelector('.re-flow');
    const pieces = colours.flatMap((colour) =>
      [...(CSS.highlights.get(`note-${colour}`) ?? [])].map((range) => ({ colour, range })),
    );
    pieces.sort((a, b) => a.range.compareBoundaryPoints(Range.START_TO_START, b.range));
    return pieces
      .filter(({ range }) => range.intersectsNode(flow))
      .map(({ colour, range }) => {
        const held = range.cloneContents();
        for (const bad of held.querySelectorAll('.noteref, [data-inert]')) bad.replaceWith('NOT TEXT');
        for (const image of held.querySelectorAll('img')) image.replaceWith('\ufffc');
        return { colour, text: held.textContent.replaceAll('\u00ad', '') };
      });
  }, COLOURS);

describe('notes', { skip: unable, timeout: 900_000 }, () => {
  let app;
  let api;
  let book;
  let chapters;
  let desk;
  let phone;
  const at = (path) => `/books/${book.id}${path}`;
  const kept = async () => (await api.get(at('/annotations'))).annotations;
  const forget = async () => {
    for (const { page } of [desk, phone]) await allSent(page);
    for (const { id } of await kept()) await api.ask('DELETE', at(`/annotations/${id}`));
  };
  const made = async (more) => {
    const body = { kind: 'highlight', chapter: chapters[0].id, start: 0, end: 40, ...more };
    const answer = await api.ask('PUT', at(`/annotations/${uuid()}`), body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body.annotation;
  };
  const read = async ({ page }, chapter = chapters[0].id, offset = 0) => {
    await page.goto(`${app.origin}/read/${book.id}?chapter=${encodeURIComponent(chapter)}&offset=${offset}`);
    await page.locator('.re-flow [data-o]').first().waitFor({ state: 'attached' });
    await page.waitForURL(`${app.origin}/read/${book.id}`);
  };
  const groups = ({ page }) =>
    page.evaluate(
      (colours) =>
        Object.fromEntries(
          colours.map((colour) => [colour, CSS.highlights.get(`note-${colour}`)?.size ?? 0]),
        ),
      COLOURS,
    );
  const painted = (device, colour) =>
    until(async () => (await groups(device))[colour] > 0, 10, `the ${colour}`);
  /** A point of the screen in the middle of the first line painted in a colour. */
  const pointOf = ({ page }, colour) =>
    page.evaluate((name) => {
      const [range] = CSS.highlights.get(`note-${name}`);
      const rect = [...range.getClientRects()].find(({ width }) => width > 8);
      return { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 };
    }, colour);
  const openNote = async (device, colour) => {
    await painted(device, colour);
    const { x, y } = await pointOf(device, colour);
    if (device === phone) await device.page.touchscreen.tap(x, y);
    else await device.page.mouse.click(x, y);
    const card = device.page.getByRole('dialog', { name: 'Выделенное место' });
    await card.waitFor();
    return card;
  };
  const noteIs = (id, look, what) =>
    until(
      async () => {
        const one = (await kept()).find((note) => note.id === id);
        return one && look(one.note) ? one : null;
      },
      15,
      what,
    );

  before(async () => {
    app = await startApp();
    desk = await newPage(app);
    await firstAccount(desk.page, app.origin);
    api = await apiClient(app.origin);
    book = (await api.ask('POST', '/books/sample', { language: 'ru' })).body.book;
    await until(async () => (await api.get(at(''))).state.readable, 120, 'the sample');
    book = await api.get(at(''));
    chapters = book.chapters.filter(({ chars }) => chars > 3_000);
    assert.ok(chapters.length >= 4, 'four chapters of some length');
    phone = await newPage(app, { width: 390, height: 844, phone: true });
    await signIn(phone.page, app.origin);
  });

  // What a test that failed left behind must not fail the next one.
  beforeEach(async () => {
    for (const { context } of [desk, phone]) await context.setOffline(false);
    await forget();
  });

  after(async () => {
    await app?.stop();
  });

  test('what is painted are the server’s characters, 200 of 200, over pages, paragraphs and pictures', async () => {
    const rnd = random(7);
    let equal = 0;
    for (const chapter of chapters.slice(0, 4)) {
      const room = Math.floor(chapter.chars / 50);
      const wanted = [];
      for (let index = 0; index < 50; index += 1) {
        const start = index * room + Math.floor(rnd() * room * 0.3);
        const length = 2 + Math.floor(rnd() * (room * 0.6));
        const colour = COLOURS[index % COLOURS.length];
        const body = { kind: 'highlight', chapter: chapter.id, start, end: start + length, colour };
        const answer = await api.ask('PUT', at(`/annotations/${uuid()}`), body);
        if (answer.body.code === 'highlight_empty') index -= 1;
        else wanted.push(answer.body.annotation);
      }
      await read(desk, chapter.id);
      await until(async () => (await paintedPieces(desk.page)).length >= 50, 20, 'the highlights');
      const pieces = await paintedPieces(desk.page);
      for (const { exact, colour } of wanted) {
        // Between two paragraphs the text has a line's end that is no character of the page.
        const expected = exact.replaceAll('\n', '');
        let text = '';
        while (pieces[0]?.colour === colour && text.length < expected.length) text += pieces.shift().text;
        if (text.replaceAll('\n', '') === expected) equal += 1;
        else assert.equal(text, expected, `${chapter.id}`);
      }
      await forget();
    }
    console.log(`# highlight equals the server's characters: ${equal}/200`);
    assert.equal(equal, 200);
  });

  test('a picture opened in the text is no part of what is highlighted around it', async () => {
    const { page } = desk;
    const passage = await until(
      async () => (await api.get(at(`/chapters/${chapters[0].id}/marks`))).marks.at(0),
      240,
      'a description',
    );
    const end = Math.min(chapters[0].chars, passage.start + passage.length + 900);
    await api.ask('PUT', at('/position'), {
      chapter: chapters[0].id,
      offset: 0,
      page_end: end,
      reached: true,
      quote: '',
    });
    const note = await made({ start: 0, end, colour: 'blue' });
    await read(desk, chapters[0].id, passage.start);
    await painted(desk, 'blue');
    const mark = page.locator(`.re-mark[data-start="${passage.start}"]`);
    await mark.waitFor();
    await mark.click();
    await page.locator('.re-flow .picture-figure').first().waitFor({ state: 'attached' });
    const text = (await paintedPieces(page)).map((piece) => piece.text).join('');
    assert.equal(text.replaceAll('\n', ''), note.exact.replaceAll('\n', ''));
    await page.goto(`${app.origin}/`);
  });

  test('a colour is chosen beside what the mouse selects, and the words are the server’s', async () => {
    await read(desk);
    const { page } = desk;
    const points = await page.evaluate(() => {
      const range = document.createRange();
      for (const paragraph of document.querySelectorAll('.re-chapter > p')) {
        range.selectNodeContents(paragraph);
        const lines = [...range.getClientRects()].filter(({ width }) => width > 200);
        if (
          lines.length < 3 ||
          lines.some(({ right, bottom }) => right > innerWidth || bottom > innerHeight - 120)
        )
          continue;
        return [
          [lines[0].left + 80, lines[0].top + 10],
          [lines[1].left + 160, lines[1].top + 10],
        ];
      }
      return null;
    });
    assert.ok(points, 'a paragraph on the page');
    await page.mouse.move(...points[0]);
    await page.mouse.down();
    await page.mouse.move(...points[1], { steps: 6 });
    await page.mouse.up();
    const bar = page.getByRole('toolbar');
    await bar.waitFor();
    const names = await bar
      .getByRole('button')
      .evaluateAll((all) => all.map((b) => b.ariaLabel ?? b.textContent));
    assert.deepEqual(names.slice(0, 7), [
      'Жёлтый',
      'Зелёный',
      'Синий',
      'Розовый',
      'Фиолетовый',
      'Заметка',
      'Скопировать',
    ]);
    assert.equal(names[7], 'Нарисовать');
    await accessible(page, 'the selection bar');
    const selected = await page.evaluate(() => getSelection().toString().replaceAll('\u00ad', '').trim());
    await bar.getByRole('button', { name: 'Розовый' }).click();
    await painted(desk, 'pink');
    assert.equal((await paintedPieces(page)).map(({ text }) => text).join(''), selected.replaceAll('\n', ''));
    await until(async () => (await kept()).length === 1, 10, 'the highlight');
    const [note] = await kept();
    assert.deepEqual([note.exact, note.colour, note.note], [selected, 'pink', '']);
    assert.equal(await page.evaluate(() => getSelection().isCollapsed), true);
    await forget();
  });

  test('a tap opens a highlight: note, colour, deletion, and the way back', async () => {
    for (const device of [desk, phone]) {
      const { page } = device;
      const { id, exact } = await made({ colour: 'green', start: 200, end: 320 });
      await read(device, chapters[0].id, 200);
      const before = await page.evaluate(() => document.querySelector('[role=status]')?.textContent);
      const card = await openNote(device, 'green');
      assert.equal(await page.evaluate(() => document.querySelector('[role=status]')?.textContent), before);
      const field = card.getByRole('textbox');
      await field.fill('Первая мысль');
      await noteIs(id, (note) => note === 'Первая мысль', 'the note without a button');
      await card.getByRole('button', { name: 'Синий' }).click();
      await painted(device, 'blue');
      await until(async () => (await kept())[0].colour === 'blue', 10, 'the colour');
      assert.ok(
        (await page.evaluate(() => CSS.highlights.get('note-words')?.size)) > 0,
        'a note can be seen',
      );
      await accessible(page, 'the card');
      await page.keyboard.press('Escape');
      await card.waitFor({ state: 'detached' });
      await openNote(device, 'blue');
      assert.equal(await field.inputValue(), 'Первая мысль');
      await card.getByRole('button', { name: 'Удалить' }).click();
      await until(async () => (await kept()).length === 0, 10, 'the deletion');
      assert.equal((await groups(device)).blue, 0);
      await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
      const back = await noteIs(id, (note) => note === 'Первая мысль', 'the note again');
      assert.deepEqual([back.colour, back.exact], ['blue', exact]);
      await painted(device, 'blue');
      await forget();
    }
  });

  test('the keyboard alone: highlight, note, bookmark, list, jump and back', async () => {
    const { page } = desk;
    await read(desk);
    await page.keyboard.press('h');
    const bar = page.getByRole('toolbar');
    await bar.waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.ariaLabel);
    await until(async () => (await focused()) === 'Жёлтый', 5, 'the first pen');
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(), 'Зелёный');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await focused(), null);
    for (let press = 0; press < 8 && (await focused()) !== 'Заметка'; press += 1)
      await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog', { name: 'Выделенное место' });
    await card.waitFor();
    await page.keyboard.type('с клавиатуры');
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    const [note] = await until(
      async () => (await kept()).some((one) => one.note !== '') && kept(),
      10,
      'the note',
    );
    assert.equal(note.note, 'с клавиатуры');

    await page.keyboard.press('b');
    const ribbon = page.getByRole('button', { name: 'Закладка на этой странице. Открыть' });
    await ribbon.waitFor();
    await until(async () => (await kept()).some(({ kind }) => kind === 'bookmark'), 10, 'the bookmark');
    await page.keyboard.press('ArrowRight');
    await ribbon.waitFor({ state: 'detached' });
    await page.keyboard.press(']');
    await page.keyboard.press('n');
    const panel = page.getByRole('dialog', { name: 'Заметки' });
    await panel.waitFor();
    await accessible(page, 'the panel');
    assert.equal(await panel.getByRole('listitem').count(), 2);
    await panel.getByRole('button', { name: /^Закладка:/ }).click();
    await panel.waitFor({ state: 'detached' });
    await ribbon.waitFor();
    await page.getByRole('button', { name: /Вернуться на страницу/ }).waitFor();
    await page.keyboard.press('b');
    await ribbon.waitFor({ state: 'detached' });
    await page.getByText('Закладка убрана.').waitFor();
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await ribbon.waitFor();
    // What is painted only for the eye is there in words too.
    await page.getByRole('list', { name: 'Отмечено на этой странице' }).waitFor({ state: 'attached' });
    await forget();
  });

  test('the bars have a bookmark and the list on a phone as well', async () => {
    const { page } = phone;
    await read(phone);
    await page.touchscreen.tap(195, 420);
    await page.getByRole('button', { name: 'Поставить закладку' }).tap();
    await page.getByRole('button', { name: 'Убрать закладку' }).waitFor();
    await accessible(page, 'the bars');
    await page.getByRole('navigation').getByRole('button', { name: 'Заметки' }).tap();
    const panel = page.getByRole('dialog', { name: 'Заметки' });
    await panel.getByText('Закладка:').waitFor({ state: 'attached' });
    await accessible(page, 'the panel on a phone');
    await panel.getByRole('button', { name: 'Закрыть' }).tap();
    await forget();
  });

  for (const [name, pick] of [
    ['a phone', () => [phone, desk]],
    ['a desktop', () => [desk, phone]],
  ]) {
    test(`without the network on ${name}, and both notes in one when it is back`, async () => {
      const [away, there] = pick();
      const { id } = await made({ colour: 'purple', note: 'начало', start: 400, end: 470 });
      await read(away, chapters[0].id, 400);
      await read(there, chapters[0].id, 400);
      await painted(away, 'purple');
      await away.context.setOffline(true);
      const card = await openNote(away, 'purple');
      await card.getByRole('textbox').fill('без сети');
      await card.getByText('Ждёт сети').waitFor();
      await away.page.keyboard.press('Escape');
      await away.page.keyboard.press('b');
      await away.page.getByRole('button', { name: 'Закладка на этой странице. Открыть' }).waitFor();
      await away.page.keyboard.press('h');
      const bar = away.page.getByRole('toolbar');
      await bar.getByRole('button', { name: 'Синий' }).waitFor();
      await bar.getByRole('button', { name: 'Синий' }).focus();
      await away.page.keyboard.press('Enter');
      await painted(away, 'blue');

      const other = await openNote(there, 'purple');
      await other.getByRole('textbox').fill('с сетью');
      await noteIs(id, (note) => note === 'с сетью', 'the note with the network');
      await there.page.keyboard.press('Escape');
      assert.equal((await kept()).length, 1);

      await away.context.setOffline(false);
      const note = await noteIs(id, (text) => text.includes('без сети'), 'what waited');
      assert.ok(note.note.includes('с сетью'), note.note);
      await until(async () => (await kept()).length === 3, 15, 'the bookmark and the highlight');
      await away.page.getByText('Оба текста сохранены').first().waitFor();
      await until(async () => (await groups(there)).blue > 0, 15, 'the other device to hear of it');
      await forget();
    });
  }

  test('a tab that is killed without the network loses nothing', async () => {
    const other = await phone.context.newPage();
    const device = { page: other, context: phone.context };
    await made({ colour: 'yellow', start: 100, end: 160 });
    await read(device, chapters[0].id, 100);
    await painted(device, 'yellow');
    await phone.context.setOffline(true);
    await other.keyboard.press('b');
    await other.getByRole('button', { name: 'Закладка на этой странице. Открыть' }).waitFor();
    await other.close();
    await phone.context.setOffline(false);
    await read(phone);
    await until(async () => (await kept()).some(({ kind }) => kind === 'bookmark'), 20, 'the bookmark');
    await forget();
  });

  test('the page of all notes: found, written in, deleted and brought back', async () => {
    const { page } = desk;
    const first = await made({ colour: 'yellow', start: 300, end: 380, note: 'Ёлка у ворот' });
    await made({ colour: 'blue', start: 500, end: 560, chapter: chapters[1].id });
    await made({ kind: 'bookmark', start: 50, end: 50, chapter: chapters[2].id });
    await page.goto(`${app.origin}/`);
    await page.getByRole('link', { name: 'Заметки' }).click();
    await page.getByRole('heading', { name: 'Заметки', level: 1, exact: true }).waitFor();
    await page.getByText('3 заметки').waitFor();
    const lines = page.locator('main li');
    assert.equal(await lines.count(), 3);
    await page.getByLabel('Слова из заметки').fill('елка');
    await page.waitForURL(/q=/);
    await until(async () => (await lines.count()) === 1, 10, 'the search');
    const field = page.getByRole('textbox', { name: /Заметка к словам/ });
    await field.fill('Ёлка у ворот, снова');
    await noteIs(first.id, (note) => note.endsWith('снова'), 'the note in its place');
    await page.getByLabel('Слова из заметки').fill('');
    await until(async () => (await lines.count()) === 3, 10, 'all of them');
    for (const [label, choice, count] of [
      ['Цвет', 'blue', 1],
      ['Цвет', '', 3],
      ['Вид', 'bookmark', 1],
      ['Вид', 'note', 1],
      ['Вид', '', 3],
      ['Книга', book.id, 3],
      ['Порядок', 'book', 3],
    ]) {
      await page.getByLabel(label, { exact: true }).and(page.locator('select')).selectOption(choice);
      await until(async () => (await lines.count()) === count, 10, `${label} ${choice}`);
    }
    await page.getByRole('heading', { name: book.title, level: 2 }).waitFor();
    await lines.first().getByText('Жёлтый').waitFor({ state: 'attached' });
    await lines.first().getByRole('button', { name: 'Удалить' }).click();
    await until(async () => (await kept()).length === 2, 10, 'the deletion');
    await page.getByRole('button', { name: 'Вернуть' }).click();
    await until(async () => (await lines.count()) === 3, 10, 'the note again');
    await page.getByRole('link', { name: /^Выделено: Жёлтый/ }).click();
    await page.waitForURL(/\/read\//);
    await painted(desk, 'yellow');
    await forget();
  });

  test('saved as a file and taken in again, nothing is different', async () => {
    const { page } = desk;
    await made({ colour: 'yellow', start: 300, end: 380, note: 'мысль' });
    await made({ kind: 'bookmark', start: 50, end: 50, chapter: chapters[2].id });
    const before = await kept();
    for (const format of ['JSON', 'Web Annotation']) {
      await page.goto(`${app.origin}/notes`);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: format, exact: true }).click(),
      ]);
      const file = await download.path();
      await forget();
      await page.locator('input[type=file]').setInputFiles({
        name: 'notes.json',
        mimeType: 'application/json',
        buffer: await readFile(file),
      });
      await page.getByText('Добавлены 2 заметки.').waitFor();
      const plain = (notes) => notes.map(({ revision, device_id, ...rest }) => rest);
      assert.deepEqual(plain(await kept()), plain(before));
    }
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Markdown' }).click(),
    ]);
    assert.match(await readFile(await download.path(), 'utf8'), /^# Заметки\n\n## /);
    await page.locator('input[type=file]').setInputFiles({
      name: 'notes.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"a": '),
    });
    await page.getByRole('alert').getByText('Ничего не добавлено').waitFor();
    await forget();
  });

  test('no page of notes has a fault for those who hear it, in two languages and by day and night', async () => {
    await made({ colour: 'yellow', start: 300, end: 380, note: 'мысль' });
    await made({ colour: 'blue', start: 20, end: 60 });
    await made({ kind: 'bookmark', start: 10, end: 10 });
    for (const [language, locale, dark] of [
      ['ru', 'ru-RU', false],
      ['en', 'en-GB', true],
    ]) {
      await api.ask('PATCH', '/me', { language });
      for (const size of [
        { width: 390, height: 844, phone: true },
        { width: 1280, height: 800 },
      ]) {
        const device = await newPage(app, { locale, dark, ...size });
        const { page } = device;
        await signIn(page, app.origin);
        const where = `${locale} ${dark ? 'dark' : 'light'} ${size.width}`;
        await page.goto(`${app.origin}/notes`);
        await page.locator('main li').first().waitFor();
        const title = language === 'ru' ? 'Заметки' : 'Notes';
        await page.getByRole('heading', { name: title, level: 1, exact: true }).waitFor();
        await accessible(page, `notes, ${where}`);
        await page.goto(`${app.origin}/notes?q=${encodeURIComponent('ничего такого')}`);
        await page.locator('main a[href="/notes"]').waitFor();
        await accessible(page, `no notes, ${where}`);
        await read(device);
        await painted(device, 'blue');
        await accessible(page, `the page, ${where}`);
        await page.keyboard.press('n');
        await page.locator('[role=dialog] li').first().waitFor();
        await accessible(page, `the panel, ${where}`);
        await page.keyboard.press('Escape');
        await page.keyboard.press('h');
        await page.getByRole('toolbar').waitFor();
        await accessible(page, `the selection bar, ${where}`);
        assert.deepEqual(device.problems, []);
        await device.context.close();
      }
    }
    await api.ask('PATCH', '/me', { language: 'ru' });
    await forget();
  });

  test('nothing was asked of another server and no script failed', () => {
    assert.deepEqual({ desk: desk.problems, phone: phone.problems }, { desk: [], phone: [] });
  });
});
