/** Screenshots of every page × theme × language × size into shots/; `--readme` renews docs/img. */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { apiClient, firstAccount, newPage, REPO, signIn, startApp, until } from './app.mjs';

const SIZES = {
  phone: { width: 390, height: 844, phone: true },
  desktop: { width: 1280, height: 800 },
};
/** Words that both sample books have in several places. */
const WORDS = { ru: 'снег', en: 'window' };
const readmeOnly = process.argv.includes('--readme');
const out = join(REPO, readmeOnly ? 'docs/img' : 'shots');

/** Somebody of the book with the most said of them, everything before them read. */
async function somebodyMet(api, book) {
  const { chapters } = await api.get(`/books/${book.id}`);
  const { id, chars } = chapters.at(-4);
  const read = { chapter: id, offset: 0, page_end: chars, reached: true, quote: '' };
  await api.ask('PUT', `/books/${book.id}/position`, read);
  const { items } = await api.get(`/books/${book.id}/entities`);
  return items.toSorted((a, b) => b.traits - a.traits)[0];
}

/** Selects a paragraph of the page by the keyboard, as if to draw it. */
async function selectParagraph(page) {
  await page.keyboard.press('d');
  await page.locator('[role=toolbar]').waitFor();
  await page.waitForTimeout(300);
}

/** Reads on until a page with a mark, and opens its picture. */
async function openPicture(page) {
  const mark = page.locator('.re-mark:visible').first();
  for (let turn = 0; turn < 60 && (await mark.count()) === 0; turn += 1) {
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(200);
  }
  await mark.click();
  const image = page.locator('.picture-figure img, dialog[open] img').first();
  await image.waitFor();
  await until(() => image.evaluate((i) => i.complete && i.naturalWidth), 30, 'the picture');
  await page.waitForTimeout(500);
}

const app = await startApp();
try {
  await mkdir(out, { recursive: true });
  const first = await newPage(app);
  await first.page.goto(app.origin);
  await first.page.locator('input[name=username]').waitFor();
  if (!readmeOnly) await first.page.screenshot({ path: join(out, 'welcome.png') });
  await firstAccount(first.page, app.origin);
  if (!readmeOnly) await first.page.screenshot({ path: join(out, 'empty-library.png') });
  await first.context.close();
  const api = await apiClient(app.origin);
  const books = [];
  for (const language of ['ru', 'en']) {
    books.push((await api.ask('POST', '/books/sample', { language })).body.book);
  }
  for (const { id } of books) {
    await until(async () => (await api.get(`/books/${id}`)).state.stage === 'ready', 240, 'the sample');
  }
  const languages = readmeOnly ? ['ru'] : ['ru', 'en'];
  const themes = readmeOnly ? [false] : [false, true];
  const sizes = readmeOnly ? { desktop: SIZES.desktop } : SIZES;
  for (const language of languages) {
    await api.ask('PATCH', '/me', { language });
    const book = books[language === 'ru' ? 0 : 1];
    const met = readmeOnly ? null : await somebodyMet(api, book);
    for (const dark of themes) {
      for (const [size, shape] of Object.entries(sizes)) {
        const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
        const { context, page } = await newPage(app, { ...shape, locale, dark });
        const name = (what) =>
          join(
            out,
            readmeOnly ? `${what}.png` : `${what}-${language}-${dark ? 'dark' : 'light'}-${size}.png`,
          );
        await signIn(page, app.origin);
        await page.goto(`${app.origin}/read/${book.id}`);
        await page.locator('.re-flow [data-o]').first().waitFor({ state: 'attached' });
        await page.waitForTimeout(1200);
        await openPicture(page);
        await page.screenshot({ path: name('picture') });
        for (let turn = 0; turn < 2; turn += 1) {
          await page.keyboard.press('Escape');
          await page.keyboard.press('ArrowRight');
          await page.waitForTimeout(400);
        }
        await page.waitForTimeout(2500);
        await page.screenshot({ path: name('reader') });
        if (!readmeOnly) {
          await selectParagraph(page);
          await page.screenshot({ path: name('selection') });
          await page.keyboard.press('Escape');
          await page.keyboard.press('a');
          await page.waitForTimeout(400);
          await page.screenshot({ path: name('panel') });
          await page.keyboard.press('Escape');
          await page.keyboard.press('/');
          await page.locator('[role=dialog] input[type=search]').waitFor();
          await page.keyboard.type(WORDS[language]);
          await page.waitForTimeout(1500);
          await page.screenshot({ path: name('search') });
          await page.keyboard.press('Escape');
          // One bookmark in each language, for the pages of notes.
          if (!dark && size === 'phone') await page.keyboard.press('b');
          for (const [what, key] of Object.entries({ contents: 't', journal: 'j', notes: 'n', help: '?' })) {
            await page.keyboard.press('Escape');
            await page.keyboard.press(key);
            await page.waitForTimeout(600);
            await page.screenshot({ path: name(what) });
          }
          await page.keyboard.press('Escape');
        }
        for (const [what, path] of [
          ['library', '/'],
          ['book', `/book/${book.id}`],
          ['search-library', `/search?q=${encodeURIComponent(WORDS[language])}`],
          ['notes-page', '/notes'],
          ['settings', '/settings'],
          ['device', '/settings/device'],
          ['pictures', `/book/${book.id}/pictures`],
          ['bible', `/book/${book.id}/bible`],
          ['painters', '/settings/painters'],
          ['cast', `/book/${book.id}/cast`],
          ['entity', `/book/${book.id}/cast/${met?.id}`],
        ]) {
          if (readmeOnly && what !== 'library') continue;
          await page.goto(app.origin + path);
          await page.waitForTimeout(1500);
          await page.screenshot({ path: name(what), fullPage: !readmeOnly && what !== 'library' });
        }
        await context.close();
      }
    }
  }
} finally {
  await app.stop();
}
