/** How soon a kept novel of three megabytes shows a page without a network. Prints Markdown rows. */

import { apiClient, choose, firstAccount, newPage, startApp, until } from './app.mjs';
import { novel } from './novel.mjs';

const RUNS = 12;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const app = await startApp();
try {
  const { context, page } = await newPage(app);
  await firstAccount(page, app.origin);
  const api = await apiClient(app.origin);
  await api.upload('novel.fb2', novel().bytes);
  const book = await until(
    async () => (await api.get('/books')).items.find(({ state }) => state.stage === 'ready'),
    900,
    'the book to be finished, so that nothing else works meanwhile',
  );
  await page.goto(`${app.origin}/book/${book.id}`);
  await until(() => page.evaluate(() => navigator.serviceWorker.controller !== null), 30, 'the worker');
  await choose(page.getByRole('switch', { name: 'Держать на этом устройстве' }));
  const begun = performance.now();
  await page.getByRole('button', { name: 'Сохранить на устройстве' }).click();
  await page.getByText('Книга на устройстве').waitFor({ timeout: 300_000 });
  const seconds = (performance.now() - begun) / 1_000;
  await context.setOffline(true);
  const opened = [];
  for (let run = 0; run < RUNS; run += 1) {
    await page.goto(`${app.origin}/book/${book.id}`);
    const link = page.locator(`main a[href^="/read/${book.id}"]`).first();
    await link.waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    const milliseconds = await link.evaluate(
      (element) =>
        new Promise((done) => {
          const start = performance.now();
          const look = () => {
            const text = document.querySelector('.re-flow [data-o]');
            if (text && text.getClientRects().length > 0) {
              requestAnimationFrame(() => done(performance.now() - start));
            } else requestAnimationFrame(look);
          };
          element.click();
          look();
        }),
    );
    if (run > 0) opened.push(milliseconds);
  }
  const show = `${median(opened).toFixed(1)} ms (${Math.min(...opened).toFixed(1)}–${Math.max(...opened).toFixed(1)}, n = ${opened.length})`;
  process.stdout.write(`| click to first page without a network | 200 ms | ${show} |\n`);
  process.stdout.write(`| keeping the novel on the device | | ${seconds.toFixed(1)} s |\n`);
} finally {
  await app.stop();
}
