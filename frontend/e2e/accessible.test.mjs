/** Every page, in both languages, by day and by night: axe finds nothing. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { apiClient, firstAccount, newPage, signIn, startApp, unable, until } from './app.mjs';

const SIZES = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844, phone: true },
};
const LANGUAGES = { ru: 'ru-RU', en: 'en-GB' };
const LOOKS = [
  ['paper', 'light'],
  ['paper', 'dark'],
  ['contrast', 'light'],
  ['contrast', 'dark'],
];
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Names of the reader's panels by the key that opens them. */
const PANELS = {
  t: 'contents',
  a: 'appearance',
  '?': 'keys',
  w: 'where',
  n: 'notes',
  '/': 'search',
  j: 'journal',
};

describe('accessible', { skip: unable, timeout: 900_000 }, () => {
  let app;
  let api;
  let book;
  let met;
  let runs = 0;

  /** All rules as the page is, then what depends on colours in the other looks: markup does not change with them. */
  const inEveryLook = async (page, where) => {
    await page.evaluate(AXE);
    for (const [theme, scheme] of LOOKS) {
      const colours = theme !== 'paper' || scheme !== 'light';
      const found = await page.evaluate(
        async ([theme, scheme, colours]) => {
          Object.assign(document.documentElement.dataset, { theme, scheme });
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          const rules = { runOnly: ['color-contrast', 'link-in-text-block'] };
          const { violations } = await globalThis.axe.run(document, colours ? rules : {});
          return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`);
        },
        [theme, scheme, colours],
      );
      runs += 1;
      assert.deepEqual(found, [], `${where}, ${theme}, ${scheme}`);
    }
    await page.evaluate(() =>
      Object.assign(document.documentElement.dataset, { theme: 'paper', scheme: 'light' }),
    );
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${where}: wider than the screen by ${wide}`);
  };

  const open = async (page, path, ready, language) => {
    await page.goto(app.origin + path);
    await page.locator(ready).first().waitFor({ state: 'attached' });
    await until(
      () => page.evaluate((l) => document.documentElement.lang === l, language),
      10,
      'the language',
    );
    await page.evaluate(() => document.fonts.ready);
  };

  before(async () => {
    app = await startApp();
    // Nobody is here yet: the welcome page is to be had only now.
    for (const [language, locale] of Object.entries(LANGUAGES)) {
      for (const [size, shape] of Object.entries(SIZES)) {
        const { context, page } = await newPage(app, { ...shape, locale });
        await open(page, '/welcome', 'input[name=username]', language);
        await inEveryLook(page, `welcome, ${language}, ${size}`);
        await context.close();
      }
    }
    const { context, page } = await newPage(app);
    await firstAccount(page, app.origin);
    await context.close();
    api = await apiClient(app.origin);
    book = (await api.ask('POST', '/books/sample', { language: 'ru' })).body.book;
    await until(async () => (await api.get(`/books/${book.id}`)).state.stage === 'ready', 240, 'the sample');
    book = await api.get(`/books/${book.id}`);
    const { id, chars } = book.chapters[3];
    const place = { chapter: id, page_end: chars, quote: '' };
    await api.ask('PUT', `/books/${book.id}/position`, { ...place, offset: 0, reached: true });
    // Not a chapter's first page, and words on it in two colours, with a note, and a bookmark.
    await api.ask('PUT', `/books/${book.id}/position`, {
      ...place,
      offset: 700,
      page_end: 701,
      reached: true,
    });
    for (const note of [
      { kind: 'highlight', start: 720, end: 800, colour: 'yellow', note: 'Спросить у деда' },
      { kind: 'highlight', start: 830, end: 900, colour: 'purple', note: '' },
      { kind: 'bookmark', start: 700, end: 700 },
    ]) {
      const path = `/books/${book.id}/annotations/${crypto.randomUUID()}`;
      assert.equal((await api.ask('PUT', path, { chapter: id, ...note })).status, 200);
    }
    const { items } = await api.get(`/books/${book.id}/entities`);
    met = items.toSorted((a, b) => b.traits - a.traits)[0];
    assert.ok(met, 'somebody was met');
  });

  after(() => app?.stop());

  /** Every page of the shell: its address and what is there when it is whole. */
  const pages = () => ({
    library: ['/', `main a[href^="/book/${book.id}"]`],
    'a search of the library': ['/search?q=снег', 'main h2'],
    book: [`/book/${book.id}`, '#orders-title'],
    notes: ['/notes', 'main li'],
    settings: ['/settings', 'main h2'],
    storage: ['/settings/device', 'main h1'],
    painters: ['/settings/painters', 'main input'],
    gallery: [`/book/${book.id}/pictures`, 'main img'],
    bible: [`/book/${book.id}/bible`, 'main h1'],
    cast: [`/book/${book.id}/cast`, 'main li'],
    'somebody of the book': [`/book/${book.id}/cast/${met.id}`, 'main h1'],
    'no page': ['/nowhere', 'h1'],
    'no book': [`/book/${crypto.randomUUID()}`, 'main button, main a[href="/"]'],
  });
  const ON_A_PHONE = ['library', 'book', 'notes', 'settings', 'gallery', 'a search of the library'];

  for (const [language, locale] of Object.entries(LANGUAGES)) {
    for (const [size, shape] of Object.entries(SIZES)) {
      describe(`${language}, ${size}`, () => {
        let context;
        let page;
        let problems;

        before(async () => {
          await api.ask('PATCH', '/me', { language });
          ({ context, page, problems } = await newPage(app, { ...shape, locale }));
        });

        after(async () => {
          await context?.close();
          assert.deepEqual(problems, []);
        });

        test('sign-in', async () => {
          await open(page, '/sign-in', 'input[name=username]', language);
          await inEveryLook(page, `sign-in, ${language}, ${size}`);
          await signIn(page, app.origin);
        });

        test('pages', async () => {
          for (const [name, [path, ready]] of Object.entries(pages())) {
            if (size === 'phone' && !ON_A_PHONE.includes(name)) continue;
            await open(page, path, ready, language);
            await inEveryLook(page, `${name}, ${language}, ${size}`);
          }
        });

        test('the order of pictures', { skip: size === 'phone' }, async () => {
          await open(page, `/book/${book.id}`, '#orders-title', language);
          const desk = page.locator('section[aria-labelledby=orders-title]');
          for (const folded of await desk.locator('summary').all()) await folded.click();
          await inEveryLook(page, `orders, ${language}`);
        });

        test('the reader with every panel', async () => {
          await open(page, `/read/${book.id}`, '.re-flow [data-o]', language);
          await until(
            () => page.evaluate(() => (CSS.highlights.get('note-purple')?.size ?? 0) > 0),
            10,
            'the highlights',
          );
          await inEveryLook(page, `reader, ${language}, ${size}`);
          await page.keyboard.press('Escape');
          await page.locator('header').waitFor();
          await inEveryLook(page, `bars, ${language}, ${size}`);
          await page.keyboard.press('Escape');
          for (const [key, name] of Object.entries(PANELS)) {
            await page.keyboard.press(key);
            const panel = page.getByRole('dialog');
            await panel.waitFor();
            if (['contents', 'notes', 'journal'].includes(name)) await panel.locator('li').first().waitFor();
            // What is folded is read too, when somebody opens it.
            for (const folded of await panel.locator('summary').all()) await folded.click();
            await inEveryLook(page, `${name}, ${language}, ${size}`);
            await page.keyboard.press('Escape');
            await panel.waitFor({ state: 'detached' });
          }
          await page.keyboard.press('h');
          await page.getByRole('toolbar').waitFor();
          await inEveryLook(page, `selection, ${language}, ${size}`);
          await page.keyboard.press('Escape');
        });
      });
    }
  }

  test('how much was looked at', () => {
    console.log(`# axe: ${runs} runs, no violation`);
  });
});
