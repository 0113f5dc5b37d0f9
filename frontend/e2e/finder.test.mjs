/** What the reader says of descriptions, and whom they have met, in the real program. */

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

describe('the finder', { skip: unable, timeout: 600_000 }, () => {
  let app;
  let page;
  let problems;
  let api;
  let book;
  let chapter;
  const at = (path) => `/books/${book.id}${path}`;
  const marksOf = async () => (await api.get(at(`/chapters/${chapter}/marks`))).marks;
  const stand = (id, offset, page_end) =>
    api.ask('PUT', at('/position'), { chapter: id, offset, page_end, reached: true, quote: '' });
  const read = async (on = page) => {
    await on.goto(`${app.origin}/read/${book.id}`);
    await on.locator('.re-flow [data-o]').first().waitFor({ state: 'attached' });
    await on.locator('.re-mark').first().waitFor({ state: 'attached' });
    await on.waitForTimeout(800);
  };
  /** Weights of the chapter's lozenges, on whatever page they stand. */
  const weights = (on = page) =>
    on.evaluate(() => [...document.querySelectorAll('.re-mark')].map((mark) => mark.dataset.weight));
  const washes = () =>
    page.evaluate(() =>
      Object.fromEntries(
        ['few', 'normal', 'many', 'own'].map((weight) => [
          weight,
          CSS.highlights.get(`described-${weight}`)?.size ?? 0,
        ]),
      ),
    );
  /** Turns pages until a lozenge of the kind asked for is on the page. */
  const findMark = async (selector = '.re-mark:visible') => {
    for (let turn = 0; turn < 30 && (await page.locator(selector).count()) === 0; turn += 1) {
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(150);
    }
    return page.locator(selector).first();
  };
  /** Opens a passage's sheet, whether its picture fits under the paragraph or not. */
  const openSheet = async (mark) => {
    if ((await mark.getAttribute('aria-expanded')) !== 'true') await mark.click();
    const dialog = page.locator('dialog[open]');
    const start = await mark.getAttribute('data-start');
    // Pictures of other passages come by themselves.
    const figure = page.locator(`.picture-figure[data-start="${start}"] .picture-button:visible`);
    await until(async () => (await dialog.count()) + (await figure.count()) > 0, 30, 'the picture');
    if ((await dialog.count()) === 0) await figure.click();
    await dialog.waitFor();
    return dialog;
  };
  /** Two lines of a paragraph on the page that no mark lies on, as screen points. */
  const plainText = (on = page) =>
    on.evaluate(() => {
      const marked = ['few', 'normal', 'many', 'own'].flatMap((weight) => [
        ...(CSS.highlights.get(`described-${weight}`) ?? []),
      ]);
      for (const paragraph of document.querySelectorAll('.re-chapter > p')) {
        if (marked.some((range) => range.intersectsNode(paragraph))) continue;
        const range = document.createRange();
        range.selectNodeContents(paragraph);
        const lines = [...range.getClientRects()].filter((rect) => rect.width > 100);
        const shown = lines.every((r) => r.left >= 0 && r.right <= innerWidth && r.bottom < innerHeight - 90);
        if (!shown || lines.length < 3) continue;
        return {
          from: { x: lines[0].left + 60, y: lines[0].top + 12 },
          to: { x: lines[1].left + 150, y: lines[1].top + 12 },
        };
      }
      return null;
    });
  const selectByMouse = async () => {
    let points = await plainText();
    for (let turn = 0; turn < 20 && !points; turn += 1) {
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(150);
      points = await plainText();
    }
    assert.ok(points, 'a paragraph without a mark');
    await page.mouse.move(points.from.x, points.from.y);
    await page.mouse.down();
    await page.mouse.move(points.to.x, points.to.y, { steps: 6 });
    await page.mouse.up();
    await page.locator('[role=toolbar]').waitFor();
    return page.evaluate(() => getSelection().toString().replaceAll('\u00ad', '').trim());
  };

  before(async () => {
    app = await startApp();
    ({ page, problems } = await newPage(app));
    await firstAccount(page, app.origin);
    api = await apiClient(app.origin);
    book = (await api.ask('POST', '/books/sample', { language: 'ru' })).body.book;
    await until(async () => (await api.get(at(''))).state.stage === 'ready', 240, 'the sample');
    book = await api.get(at(''));
    // The third is the first chapter of any length; its first half counts as read.
    chapter = book.chapters[2].id;
    await stand(chapter, 0, book.chapters[2].chars);
  });

  after(async () => {
    await app?.stop();
  });

  test('marks weigh what they are worth, and few, normal or many changes them at once', async () => {
    await read();
    const normal = await marksOf();
    assert.deepEqual(
      await weights(),
      normal.map(({ level }) => level),
    );
    const seen = await washes();
    assert.ok(seen.few > 0 && seen.normal > 0 && seen.many === 0, JSON.stringify(seen));
    await page.keyboard.press('a');
    const panel = page.getByRole('dialog');
    await choose(panel.getByRole('radio', { name: 'Мало' }));
    const few = normal.filter(({ level }) => level === 'few').length;
    await until(async () => (await weights()).length === few, 5, 'few marks');
    await until(async () => (await api.get(at(''))).marks === 'few', 5, 'the choice to be kept');
    await panel.getByText(`В этой главе ${few} помет`).waitFor();
    assert.equal((await marksOf()).length, few);
    await choose(panel.getByRole('radio', { name: 'Много' }));
    await until(async () => (await weights()).includes('many'), 10, 'the weakest marks');
    const many = await marksOf();
    assert.ok(many.length > normal.length);
    assert.deepEqual(
      await weights(),
      many.map(({ level }) => level),
    );
    await accessible(page, 'the panel');
    await page.keyboard.press('Escape');
    // The weights can be told apart: by the size of the lozenge and the depth of the wash.
    const sizes = await page.evaluate(() =>
      ['few', 'normal', 'many'].map((weight) => {
        const lozenge = document.querySelector(`.re-mark[data-weight="${weight}"] span`);
        return Number.parseFloat(getComputedStyle(lozenge).inlineSize);
      }),
    );
    assert.ok(sizes[0] > sizes[1] && sizes[1] > sizes[2], sizes.join());
    await page.goto(`${app.origin}/book/${book.id}`);
    assert.ok(await page.getByRole('radio', { name: 'Много' }).isChecked());
    await choose(page.getByRole('radio', { name: 'Обычно' }));
    await until(async () => (await api.get(at(''))).marks === 'normal', 5, 'the choice of the page');
  });

  test('what is no description goes at once and can be brought back, there and on the book’s page', async () => {
    await stand(chapter, 0, 10);
    await read();
    const before = (await weights()).length;
    const mark = await findMark();
    const start = await mark.getAttribute('data-start');
    let dialog = await openSheet(mark);
    await accessible(page, 'the sheet');
    await dialog.getByRole('button', { name: 'Это не описание' }).click();
    await until(async () => (await weights()).length === before - 1, 2, 'the mark to go');
    assert.equal(await page.locator(`.re-mark[data-start="${start}"]`).count(), 0);
    assert.equal(await page.locator(`.re-figure[data-start="${start}"]`).count(), 0);
    await page.getByText('Убрано.').waitFor();
    await until(async () => (await api.get(at('/dismissals'))).items.length === 1, 5, 'the refusal');
    assert.equal((await marksOf()).length, before - 1);
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await until(async () => (await weights()).length === before, 5, 'the mark to come back');
    assert.equal((await api.get(at('/dismissals'))).items.length, 0);
    dialog = await openSheet(page.locator(`.re-mark[data-start="${start}"]`));
    await dialog.getByRole('button', { name: 'Это не описание' }).click();
    await until(async () => (await api.get(at('/dismissals'))).items.length === 1, 5, 'the refusal');
    await page.goto(`${app.origin}/book/${book.id}`);
    await page.getByText('Вы убрали 1 отрывок').click();
    await page.getByRole('button', { name: 'Вернуть' }).click();
    await until(async () => (await api.get(at('/dismissals'))).items.length === 0, 5, 'the way back');
    await page.getByText('Вы убрали').waitFor({ state: 'detached' });
    assert.equal((await marksOf()).length, before);
  });

  test('what one selects is drawn in its place, and can be removed and brought back', async () => {
    await stand(chapter, 0, 10);
    await read();
    const selected = await selectByMouse();
    const where = await page.locator('p[aria-live]').first().textContent();
    await accessible(page, 'the selection bar');
    await page.getByRole('button', { name: 'Нарисовать' }).click();
    const own = page.locator('.re-mark[data-weight=own]');
    await own.first().waitFor({ state: 'attached', timeout: 10_000 });
    const image = page.locator('.picture-figure img, dialog[open] img').first();
    await image.waitFor({ timeout: 30_000 });
    await until(() => image.evaluate((i) => i.complete && i.naturalWidth), 30, 'the picture');
    const made = (await marksOf()).filter((mark) => mark.own);
    assert.equal(made.length, 1);
    const detail = await api.get(at(`/descriptions/${made[0].id}`));
    const bare = (text) => text.replace(/\s+/g, '');
    assert.equal(bare(detail.text), bare(selected));
    assert.match(await own.first().getAttribute('aria-label'), /^Ваш отрывок/);
    assert.ok((await washes()).own > 0);
    assert.equal(await page.locator('p[aria-live]').first().textContent(), where, 'the page turned');
    const dialog = await openSheet(own.first());
    await dialog.getByText('отрывок выбрали вы').waitFor();
    await dialog.getByRole('button', { name: 'Убрать мой отрывок' }).click();
    await own.first().waitFor({ state: 'detached' });
    await until(async () => !(await marksOf()).some((mark) => mark.own), 5, 'the removal');
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await own.first().waitFor({ state: 'attached' });
    await page.reload();
    await own.first().waitFor({ state: 'attached' });
    const again = (await marksOf()).find((mark) => mark.own);
    assert.deepEqual([again.start, again.length], [made[0].start, made[0].length]);
  });

  test('too little to draw says so, and the keyboard selects by paragraphs', async () => {
    if (!(await plainText())) await selectByMouse();
    const points = await plainText();
    await page.mouse.dblclick(points.from.x + 40, points.from.y);
    const button = page.getByRole('button', { name: 'Нарисовать' });
    await until(
      async () => (await button.getAttribute('aria-disabled')) === 'true',
      10,
      'the short selection',
    );
    // A button that cannot be used says why when it is pressed all the same.
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Слишком коротко').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[role=toolbar]').waitFor({ state: 'detached' });
    const number = (await marksOf()).length;
    await page.keyboard.press('d');
    await page.locator('[role=toolbar]').waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await until(async () => (await focused()) === 'Нарисовать', 3, 'the focus');
    const words = () => page.evaluate(() => getSelection().toString());
    const first = await words();
    await page.keyboard.press('ArrowDown');
    const second = await words();
    assert.notEqual(second, first);
    await page.keyboard.press('Shift+ArrowLeft');
    assert.ok((await words()).length < second.length);
    await page.keyboard.press('ArrowUp');
    assert.equal(await words(), first);
    await page.keyboard.press('Enter');
    await until(async () => (await marksOf()).length >= number, 10, 'the mark');
    await until(async () => (await page.locator('[role=toolbar]').count()) === 0, 10, 'the bar to go');
    await page.keyboard.press('Escape');
  });

  test('a finger that selects turns nothing, and a tap on the bar draws', async () => {
    const { page: phone, context } = await newPage(app, { width: 390, height: 844, phone: true });
    await signIn(phone, app.origin);
    await stand(chapter, 0, 10);
    await read(phone);
    const number = (await marksOf()).length;
    await phone.evaluate(() => {
      const text = [...document.querySelectorAll('.re-chapter > p')]
        .map((p) => document.createTreeWalker(p, NodeFilter.SHOW_TEXT).nextNode())
        .find(
          (node) => node.data.length > 60 && node.parentElement.getBoundingClientRect().left < innerWidth,
        );
      const init = {
        bubbles: true,
        isPrimary: true,
        pointerId: 5,
        pointerType: 'touch',
        clientX: 380,
        clientY: 300,
      };
      const view = document.querySelector('.re-view');
      view.dispatchEvent(new PointerEvent('pointerdown', init));
      getSelection().setBaseAndExtent(text, 2, text, 58);
      view.dispatchEvent(new PointerEvent('pointerup', init));
    });
    const bar = phone.locator('[role=toolbar]');
    await bar.waitFor();
    const box = await bar.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y + box.height <= 844, JSON.stringify(box));
    await phone.getByRole('button', { name: 'Нарисовать' }).tap();
    await until(async () => (await marksOf()).length > number, 10, 'the mark');
    await phone.locator('.picture-figure, dialog[open]').first().waitFor();
    await context.close();
  });

  test('nothing can be drawn where one has only jumped to', async () => {
    const far = book.chapters.at(-2).id;
    await page.goto(`${app.origin}/read/${book.id}?chapter=${far}`);
    await page.locator('.re-flow [data-o]').first().waitFor({ state: 'attached' });
    await page.waitForTimeout(800);
    const { furthest } = await api.get(at('/position'));
    await page.keyboard.press('d');
    await page.getByRole('button', { name: 'Нарисовать' }).click();
    await page.getByText('рисовать рано').waitFor();
    assert.deepEqual((await api.get(at('/position'))).furthest, furthest);
    const marks = (await api.get(at(`/chapters/${far}/marks`))).marks;
    assert.ok(marks.every((mark) => !mark.own && mark.id === null));
  });

  test('the cast has those one has met and nobody ahead', async () => {
    await api.ask('PUT', at('/spoilers'), { lifted: true });
    const all = (await api.get(at('/entities'))).items;
    await api.ask('PUT', at('/spoilers'), { lifted: false });
    const order = new Map(book.chapters.map(({ id, number }) => [id, number]));
    const { furthest } = await api.get(at('/position'));
    const ahead = all.filter(({ first }) => order.get(first.chapter) > order.get(furthest.chapter));
    assert.ok(ahead.length > 0, 'the tale has people ahead');
    await page.goto(`${app.origin}/book/${book.id}`);
    await page.getByRole('link', { name: 'Действующие лица и места' }).click();
    await page.getByRole('heading', { name: 'Люди' }).waitFor();
    const shown = await page.locator('main').textContent();
    const met = (await api.get(at('/entities'))).items;
    assert.ok(met.length > 0 && met.length < all.length);
    for (const { name } of met) assert.ok(shown.includes(name), name);
    const known = met.flatMap(({ names, name }) => [name, ...names]);
    const strangers = ahead.filter(({ name }) => !known.some((other) => other.includes(name)));
    assert.ok(strangers.length > 0);
    for (const { name } of strangers) assert.ok(!shown.includes(name), `${name} lies ahead`);
    const hidden = ahead.find((one) => !met.some(({ id }) => id === one.id));
    await page.goto(`${app.origin}/book/${book.id}/cast/${hidden.id}`);
    await page.getByText('Здесь ничего нет').waitFor();
  });

  test('one of them has traits with quotes; going to the place lifts nothing', async () => {
    const { id, chars } = book.chapters.at(-3);
    await stand(id, 0, chars);
    const someone = (await api.get(at('/entities'))).items.find(({ traits }) => traits > 0);
    const sheet = await api.get(at(`/entities/${someone.id}`));
    const { furthest } = await api.get(at('/position'));
    await page.goto(`${app.origin}/book/${book.id}/cast/${someone.id}`);
    await page.getByRole('heading', { level: 1, name: someone.name }).waitFor();
    for (const { quote } of sheet.traits)
      assert.ok((await page.locator('q', { hasText: quote }).count()) > 0);
    await page
      .getByRole('link', { name: /^К этому месту/ })
      .first()
      .click();
    await page.locator('.re-flow [data-o]').first().waitFor({ state: 'attached' });
    const bare = (text) => text.replace(/[\s\u00ad]+/g, '');
    const text = bare(await page.locator('.re-chapter').textContent());
    assert.ok(text.includes(bare(sheet.traits[0].quote)));
    await page.waitForTimeout(2500);
    assert.deepEqual((await api.get(at('/position'))).furthest, furthest);
  });

  test('two are made one and two again; a name, a rename and hiding can be undone', async () => {
    const cast = (await api.get(at('/entities'))).items;
    const [one, other] = cast.filter(({ kind }) => kind === 'character');
    const names = async () => (await api.get(at('/entities'))).items.map(({ name }) => name);
    const edits = async () => (await api.get(at('/entities/edits'))).items;
    await page.goto(`${app.origin}/book/${book.id}/cast/${one.id}`);
    await page.getByText('Исправить', { exact: true }).click();
    await page.getByLabel('Это тот же человек').selectOption(other.id);
    await page.getByRole('button', { name: 'Объединить' }).click();
    await page.getByText(/^Объединены/).waitFor();
    assert.ok(!(await names()).includes(other.name));
    await page.getByRole('button', { name: 'Отменить' }).first().click();
    await until(async () => (await names()).includes(other.name), 5, 'the other one again');
    await until(async () => (await edits()).length === 0, 5, 'no corrections');

    await page.getByLabel('Как называть').fill('Рыжая');
    await page.getByRole('button', { name: 'Переименовать' }).click();
    await page.getByRole('heading', { level: 1, name: 'Рыжая' }).waitFor();
    await page.getByRole('button', { name: 'Отменить' }).first().click();
    await page.getByRole('heading', { level: 1, name: one.name }).waitFor();

    const part = one.names.find((name) => name !== one.name);
    await page.getByLabel('Это имя другого человека').selectOption(part);
    await page.getByRole('button', { name: 'Отделить' }).click();
    await until(async () => (await edits()).length === 1, 5, 'the correction');
    await until(async () => (await names()).length === cast.length + 1, 5, 'one more');
    await page.getByRole('button', { name: 'Отменить' }).first().click();
    await until(async () => (await names()).length === cast.length, 5, 'as many as before');

    await page.getByRole('button', { name: 'Скрыть' }).click();
    await page.getByRole('button', { name: 'Показать снова' }).waitFor();
    await page.goto(`${app.origin}/book/${book.id}/cast`);
    await page.getByText('Скрыто: 1').waitFor();
    await accessible(page, 'the cast with its folds');
    await page.getByText('Правки: 1').click();
    await page.getByRole('button', { name: /^Отменить/ }).click();
    await page.getByText('Скрыто: 1').waitFor({ state: 'detached' });
    assert.deepEqual((await names()).sort(), cast.map(({ name }) => name).sort());
  });

  test('the new pages are accessible in both languages and all themes', async () => {
    const someone = (await api.get(at('/entities'))).items.find(({ traits }) => traits > 0);
    const { preferences } = await api.get('/me');
    for (const language of ['ru', 'en']) {
      for (const [theme, scheme] of [
        ['paper', 'light'],
        ['sepia', 'dark'],
        ['forest', 'light'],
        ['black', 'dark'],
      ]) {
        await api.ask('PATCH', '/me', { language, preferences: { ...preferences, theme, scheme } });
        await page.evaluate(() => localStorage.clear());
        for (const path of ['/cast', `/cast/${someone.id}`, '']) {
          await page.goto(`${app.origin}/book/${book.id}${path}`);
          await page.locator('main h1').waitFor();
          await page.waitForTimeout(500);
          await page.evaluate(() => {
            for (const fold of document.querySelectorAll('details')) fold.open = true;
          });
          await accessible(page, `${path} ${language} ${theme} ${scheme}`);
        }
      }
    }
    await api.ask('PATCH', '/me', { language: 'ru', preferences });
  });

  test('whoever looks after the library sees what reads the books and how it is', async () => {
    await page.goto(`${app.origin}/settings`);
    await page.getByRole('heading', { name: 'Кто читает книги' }).waitFor();
    const { analysers } = await api.get('/admin/server');
    assert.ok(analysers.some(({ status }) => status === 'ready'));
    const lines = page
      .locator('section, div')
      .filter({ has: page.getByRole('heading', { name: 'Кто читает книги' }) });
    const said = await lines.last().getByRole('listitem').allTextContents();
    assert.equal(said.length, analysers.length);
    assert.ok(said.some((line) => line.includes('spaCy')));
    // Russian pages say in Russian what the server says in English words of its own.
    assert.doesNotMatch(said.join('\n'), /built-in|descriptions|sentences|optional|chosen/);
    await accessible(page, 'settings');
  });

  test('an empty cast says who will be there', async () => {
    const english = (await api.ask('POST', '/books/sample', { language: 'en' })).body.book;
    await until(async () => (await api.get(`/books/${english.id}`)).state.readable, 30, 'the sample');
    await page.goto(`${app.origin}/book/${english.id}/cast`);
    await page.getByText('Пока никого').waitFor();
  });

  test('no script failed and no other server was asked', () => {
    assert.deepEqual(problems, []);
  });
});
