/** Reading in one scroll, with the real server: over chapters, with the place kept, and back to pages. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessible, apiClient, firstAccount, newPage, startApp, unable, until } from './app.mjs';

describe('a book in one scroll', { skip: unable }, () => {
  let app;
  let api;
  let book;
  before(async () => {
    app = await startApp();
  });
  after(() => app?.stop());

  for (const phone of [false, true]) {
    test(`is read over the end of a chapter, ${phone ? 'on a phone' : 'at a desk'}`, async () => {
      const size = phone ? { width: 390, height: 844 } : { width: 1280, height: 800 };
      const { page, problems } = await newPage(app, { ...size, phone });
      if (!api) {
        await firstAccount(page, app.origin);
        api = await apiClient(app.origin);
        await api.ask('POST', '/books/sample', { language: 'ru' });
        book = await until(
          async () => (await api.get('/books')).items.find((b) => b.state.readable),
          120,
          'the book',
        );
      } else {
        await page.goto(app.origin);
        await page.locator('input[name=username]').fill('Анна');
        await page.locator('input[name=password]').fill('белый парус одинокий');
        await page.locator('form button[type=submit]').click();
        await page.waitForURL(`${app.origin}/`);
      }
      const me = await api.get('/me');
      const reading = { ...(me.preferences.reading ?? {}), mode: 'scroll' };
      await api.ask('PATCH', '/me', { preferences: { ...me.preferences, reading } });
      const { chapters } = await api.get(`/books/${book.id}`);
      const first = chapters.find((chapter) => chapter.chars > 500);
      const isBehind = ({ chapter }) => {
        const at = chapters.findIndex(({ id }) => id === chapter);
        return at > chapters.indexOf(first);
      };
      await page.goto(`${app.origin}/read/${book.id}?chapter=${first.id}&offset=0`);
      await page.locator('.re-scroll .re-piece h2, .re-scroll .re-piece p').first().waitFor();
      await page.waitForFunction(() => document.querySelectorAll('.re-piece').length > 1);
      await accessible(page, 'the scroll');
      // On by screenfuls until the place lies in the next chapter; the server hears of it.
      const crossed = async () => {
        await page.keyboard.press('Space');
        const position = await api.get(`/books/${book.id}/position`);
        return isBehind(position) && position;
      };
      await until(crossed, 90, 'the place to come into a chapter behind');
      await page.waitForFunction(() => document.querySelectorAll('.re-piece').length > 1);
      // Leaving sends what waits; two answers alike are the last word.
      await page.goto(`${app.origin}/`);
      let last = null;
      const saved = await until(
        async () => {
          const { chapter, offset } = await api.get(`/books/${book.id}/position`);
          const same = last?.chapter === chapter && last.offset === offset;
          last = { chapter, offset };
          return same && last;
        },
        20,
        'the place to be saved',
      );
      // After a reload, and in pages, it is the same place.
      await api.ask('PATCH', '/me', {
        preferences: { ...me.preferences, reading: { ...reading, mode: 'pages' } },
      });
      await page.goto(`${app.origin}/read/${book.id}`);
      await page.locator('.re-view:not(.re-scroll) .re-piece p').first().waitFor();
      const now = await api.get(`/books/${book.id}/position`);
      assert.deepEqual([now.chapter, now.offset], [saved.chapter, saved.offset]);
      assert.deepEqual(problems, []);
      await page.context().close();
    });
  }
});
