/** The reader's way through the real program: account, book, page, mark, picture, place. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessible, apiClient, firstAccount, newPage, sharedBook, startApp, unable, until } from './app.mjs';

/** The washed passages on screen as [start, text], soft hyphens and figures apart. */
const washed = (page) =>
  page.evaluate(() => {
    const ranges = ['few', 'normal', 'many', 'own'].flatMap((weight) => [
      ...(CSS.highlights.get(`described-${weight}`) ?? []),
    ]);
    return ranges
      .sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b))
      .map((r) => r.toString())
      .join('')
      .replaceAll('\u00ad', '')
      .replace(/\s+/g, '');
  });

const visibleMarks = (page) => page.locator('.re-mark:visible');
/** All words on the page that is shown, without white space. */
const pageText = (page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('.re-flow'), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let shown = '';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('[data-inert]')) continue;
      for (let i = 0; i < node.length; i += 1) {
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const box = range.getBoundingClientRect();
        const inside = box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
        if (box.width > 0 && inside) shown += node.data[i];
      }
    }
    return shown.replaceAll('\u00ad', '').replace(/\s+/g, '');
  });

describe('the walk', { skip: unable, timeout: 600_000 }, () => {
  let app;
  let page;
  let problems;
  let api;
  let book;

  before(async () => {
    app = await startApp();
    ({ page, problems } = await newPage(app));
    await firstAccount(page, app.origin);
    api = await apiClient(app.origin);
  });

  after(async () => {
    await app?.stop();
  });

  test('an empty library offers the sample, which opens within seconds', async () => {
    await accessible(page, 'empty library');
    await page.getByRole('button', { name: 'Читать повесть' }).click();
    book = await until(
      async () => (await api.get('/books')).items.find((b) => b.state.readable),
      30,
      'the sample to be readable',
    );
    await page.goto(`${app.origin}/read/${book.id}`);
    await page.locator('.re-flow [data-o]').first().waitFor({ state: 'attached' });
  });

  test('a mark on the page being read is tapped at once and its picture comes', async () => {
    // On a busy machine one would otherwise leaf through half the tale before the first mark is there.
    await until(
      async () => (await api.get(`/books/${book.id}`)).state.described_chapters > 2,
      60,
      'the first chapters to be searched',
    );
    for (let turn = 0; turn < 40 && (await visibleMarks(page).count()) === 0; turn += 1) {
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(250);
    }
    const mark = visibleMarks(page).first();
    await mark.waitFor();
    await mark.click();
    const image = page.locator('.picture-figure img, dialog[open] img').first();
    await image.waitFor({ timeout: 30_000 });
    await until(() => image.evaluate((i) => i.complete && i.naturalWidth), 30, 'the picture');
    const { width, height } = await image.evaluate((i) => ({
      width: i.naturalWidth,
      height: i.naturalHeight,
    }));
    assert.equal(Math.round((width / height) * 100), 150);
    assert.ok((await image.getAttribute('alt')).length > 10);
    await page.keyboard.press('Escape');
    await accessible(page, 'reader');
  });

  test('the washed characters are the server’s', async () => {
    const chapters = (await api.get(`/books/${book.id}`)).chapters;
    await api.ask('PUT', `/books/${book.id}/spoilers`, { lifted: true });
    const place = await api.get(`/books/${book.id}/position`);
    const view = await api.get(`/books/${book.id}/chapters/${place.chapter}`);
    assert.ok(chapters.some((c) => c.id === place.chapter));
    const said = [];
    for (const mark of view.marks) {
      const detail = await api.get(`/books/${book.id}/descriptions/${mark.id}`);
      assert.equal(detail.text.length > 0, true);
      said.push(detail.text);
    }
    await api.ask('PUT', `/books/${book.id}/spoilers`, { lifted: false });
    assert.ok(said.length > 0);
    assert.equal(await washed(page), said.join('').replace(/\s+/g, '').replaceAll('\ufffc', ''));
  });

  test('the place survives a reload, another font and a phone', async () => {
    // Beyond a chapter's first page, on whichever of the two the pictures that came by themselves leave one.
    for (let turn = 0; turn < 4; turn += 1) {
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(200);
    }
    const place = await until(
      async () => {
        const now = await api.get(`/books/${book.id}/position`);
        return now.offset > 0 && now;
      },
      15,
      'the place to be saved',
    );
    await page.waitForTimeout(2500);
    const kept = await api.get(`/books/${book.id}/position`);
    // A letter after a hyphen at a column's edge has its rectangle on both sides of it.
    const anchor = kept.quote.replaceAll('\u00ad', '').replace(/\s+/g, '').slice(3, 19);
    assert.ok(anchor.length > 8, 'the place has words to know it by');
    // Where a page begins may differ, since opened pictures are closed by a reload; the place of
    // the reader has to be on it.
    const onPage = async (when) => {
      const text = await pageText(page);
      assert.ok(text.includes(anchor), `${when}: «${anchor}» is not in «${text.slice(0, 120)}»`);
    };
    await onPage('before');
    await page.reload();
    await page.locator('.re-flow [data-o]').first().waitFor({ state: 'attached' });
    await page.waitForTimeout(1500);
    await onPage('after a reload');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForTimeout(1000);
    await onPage('on a phone');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.waitForTimeout(1000);
    await onPage('back on a desk');
    const { preferences } = await api.get('/me');
    await api.ask('PATCH', '/me', {
      preferences: { ...preferences, reading: { ...preferences.reading, size: 26 } },
    });
    await page.reload();
    await page.locator('.re-flow [data-o]').first().waitFor({ state: 'attached' });
    await page.waitForTimeout(1500);
    await onPage('with larger letters');
    await api.ask('PATCH', '/me', { preferences });
    const after = await api.get(`/books/${book.id}/position`);
    assert.deepEqual([after.chapter, after.offset], [kept.chapter, kept.offset]);
    assert.ok(place.offset <= kept.offset || place.chapter !== kept.chapter);
  });

  test('a jump by the contents lifts nothing, and what lies ahead is not to be had', async () => {
    const before = (await api.get(`/books/${book.id}/position`)).furthest;
    const detail = await api.get(`/books/${book.id}`);
    const last = detail.chapters.at(-2);
    await page.keyboard.press('t');
    await page.locator('[role=dialog], aside, nav').getByText(last.title, { exact: false }).last().click();
    await page.waitForTimeout(3500);
    const now = await api.get(`/books/${book.id}/position`);
    assert.equal(now.chapter, last.id);
    assert.deepEqual(now.furthest, before);
    const view = await api.get(`/books/${book.id}/chapters/${last.id}`);
    assert.ok(view.marks.every((m) => m.id === null && m.picture === null));
    await api.ask('PUT', `/books/${book.id}/spoilers`, { lifted: true });
    const known = (await api.get(`/books/${book.id}/chapters/${last.id}/marks`)).marks;
    await api.ask('PUT', `/books/${book.id}/spoilers`, { lifted: false });
    assert.ok(known.length > 0);
    for (const { id, picture } of known) {
      for (const path of [`descriptions/${id}`, `pictures/${picture.id}`]) {
        assert.equal((await api.ask('GET', `/books/${book.id}/${path}`)).status, 404);
      }
    }
  });

  for (const [name, title] of [
    ['made_tolstoy_hadji_murat_cp1251.fb2', 'Хаджи-Мурат'],
    ['made_gorky_detstvo.fb2.zip', 'Детство'],
    ['se_treasure_island.epub', 'Treasure Island'],
  ]) {
    const file = sharedBook(name);
    const skip = file ? false : 'needs the shared folder of books beside the checkout';
    test(`${name} is dropped in, read and shown with its pictures`, { skip }, async () => {
      await page.goto(app.origin);
      await page.locator('input[type=file]').first().setInputFiles(file);
      const found = await until(
        async () => (await api.get('/books')).items.find((b) => b.title.includes(title) && b.state.readable),
        60,
        `${title} to be readable`,
      );
      await page.goto(`${app.origin}/read/${found.id}`);
      await page.locator('.re-flow [data-o]').first().waitFor({ state: 'attached' });
      const detail = await api.get(`/books/${found.id}`);
      assert.ok(detail.chapters.length > 10);
      await until(
        async () => {
          await api.ask('PUT', `/books/${found.id}/spoilers`, { lifted: true });
          const gallery = await api.get(`/books/${found.id}/gallery`);
          return gallery.items.length > 0;
        },
        60,
        `the first pictures of ${title}`,
      );
    });
  }

  test('library, book page and settings are accessible in both languages and themes', async () => {
    for (const locale of ['ru', 'en']) {
      await api.ask('PATCH', '/me', { language: locale });
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        for (const path of ['/', `/book/${book.id}`, '/settings', `/read/${book.id}`]) {
          await page.goto(app.origin + path);
          await page.locator('main, .re-flow').first().waitFor();
          await page.waitForTimeout(700);
          await accessible(page, `${path} ${locale} ${colorScheme}`);
        }
      }
    }
  });

  test('nothing was asked of another server and no script failed', () => {
    assert.deepEqual(problems, []);
  });
});
