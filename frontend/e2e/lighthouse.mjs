/** Lighthouse on the real program, signed in: the library, a book's page, the reader. */

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { ARGS, apiClient, firstAccount, startApp, until } from './app.mjs';
import { browserPath } from './engine/start.mjs';

const freePort = () =>
  new Promise((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

/** Starts the program with a finished book; `audit` gives Lighthouse's report of one of the `pages`. */
export async function startAudits() {
  const app = await startApp();
  // Lighthouse opens tabs of its own, which know the account only in the browser's one profile.
  const profile = await mkdtemp(join(tmpdir(), 'bookreader-lighthouse-'));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath,
    args: [...ARGS, `--remote-debugging-port=${port}`],
    locale: 'ru-RU',
  });
  const stop = async () => {
    await context.close();
    await app.stop();
    await rm(profile, { recursive: true, force: true });
  };
  try {
    const page = await context.newPage();
    await firstAccount(page, app.origin);
    const api = await apiClient(app.origin);
    const { id } = (await api.ask('POST', '/books/sample', { language: 'ru' })).body.book;
    await until(
      async () => (await api.get(`/books/${id}`)).state.stage === 'ready',
      240,
      'the book to be finished, so that nothing else works meanwhile',
    );
    const { chapters } = await api.get(`/books/${id}`);
    const { id: chapter } = chapters[2];
    const place = { chapter, offset: 0, page_end: 1, reached: true, quote: '' };
    await api.ask('PUT', `/books/${id}/position`, place);
    await page.close();
    return {
      stop,
      pages: { library: '/', book: `/book/${id}`, reader: `/read/${id}` },
      /** Caches and the service worker are cleared before, the sign-in (a cookie) is not: a first visit. */
      async audit(path, categories) {
        const url = app.origin + path;
        let lhr;
        // A machine that is busy elsewhere may paint nothing in the time Lighthouse gives it.
        for (let tries = 3; tries > 0; tries--) {
          ({ lhr } = await lighthouse(url, { port, logLevel: 'error', onlyCategories: categories }));
          if (lhr.runtimeError?.code !== 'NO_FCP') break;
        }
        if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`);
        // What is measured must be the page that was asked for and no sign-in page.
        if (lhr.finalDisplayedUrl !== url) throw new Error(`${path} ended at ${lhr.finalDisplayedUrl}`);
        return lhr;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The points of a category, 0 to 100. */
export const points = (report, category) => Math.round(report.categories[category].score * 100);
