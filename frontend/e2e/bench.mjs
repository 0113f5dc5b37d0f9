/** Times of the reader in a real browser: click to first page, page turns. Prints Markdown rows. */

import { apiClient, firstAccount, newPage, sharedBook, startApp, until } from './app.mjs';

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const quantile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

const app = await startApp();
try {
  const { page } = await newPage(app);
  await firstAccount(page, app.origin);
  const api = await apiClient(app.origin);
  const file = sharedBook('se_treasure_island.epub');
  if (file) await page.locator('input[type=file]').first().setInputFiles(file);
  else await api.ask('POST', '/books/sample', { language: 'ru' });
  const book = await until(
    async () => (await api.get('/books')).items.find((b) => b.state.stage === 'ready'),
    240,
    'the book to be finished, so that nothing else works meanwhile',
  );
  const opened = [];
  for (let run = 0; run < 7; run += 1) {
    await page.goto(`${app.origin}/book/${book.id}`);
    const link = page.locator(`a[href^="/read/${book.id}"]`).first();
    await link.waitFor();
    await page.waitForTimeout(500);
    const milliseconds = await link.evaluate(
      (element) =>
        new Promise((done) => {
          const begun = performance.now();
          const look = () => {
            const text = document.querySelector('.re-flow [data-o]');
            if (text && text.getClientRects().length > 0) {
              requestAnimationFrame(() => done(performance.now() - begun));
            } else requestAnimationFrame(look);
          };
          element.click();
          look();
        }),
    );
    if (run > 0) opened.push(milliseconds);
  }
  await page.evaluate(() => performance.clearMeasures());
  for (let turn = 0; turn < 120; turn += 1) {
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(60);
  }
  const turns = await page.evaluate(() =>
    performance.getEntriesByName('page-turn', 'measure').map((entry) => entry.duration),
  );
  if (turns.length < 60) throw new Error(`only ${turns.length} turns were measured`);
  const show = (values) =>
    `${median(values).toFixed(1)} ms (${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)}, n = ${values.length})`;
  process.stdout.write(`| click to first page | 300 ms | ${show(opened)} |\n`);
  process.stdout.write(`| page turn, script | | ${show(turns)} |\n`);
  process.stdout.write(`| — 95th percentile | 4 ms | ${quantile(turns, 0.95).toFixed(1)} ms |\n`);
} finally {
  await app.stop();
}
