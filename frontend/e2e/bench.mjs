/** Times of the reader in a real browser, on a novel of three megabytes. Prints Markdown rows. */

import { apiClient, firstAccount, newPage, startApp, until } from './app.mjs';
import { measureEngine } from './engine/bench.mjs';
import { novel } from './novel.mjs';

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const quantile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

const app = await startApp();
try {
  const { page } = await newPage(app);
  await firstAccount(page, app.origin);
  const api = await apiClient(app.origin);
  const { bytes, megabytes } = novel();
  const { book } = (await api.upload('novel.fb2', bytes)).body;
  await until(
    async () => (await api.get(`/books/${book.id}`)).state.stage === 'ready',
    900,
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
  // Into the next chapter by a key, and to a far one by the contents' own address: until its words are on the screen.
  const words = () => page.evaluate(() => document.querySelector('.re-chapter')?.textContent.slice(0, 200));
  const untilPainted = async (act) => {
    const before = await words();
    await page.evaluate((was) => {
      window.benchBegan = performance.now();
      window.benchDone = new Promise((done) => {
        const look = () => {
          const now = document.querySelector('.re-chapter')?.textContent.slice(0, 200);
          if (now && now !== was) requestAnimationFrame(() => done(performance.now() - window.benchBegan));
          else requestAnimationFrame(look);
        };
        addEventListener('keydown', () => (window.benchBegan = performance.now()), {
          once: true,
          capture: true,
        });
        look();
      });
    }, before);
    await act();
    return page.evaluate(() => window.benchDone);
  };
  const boundary = [];
  for (let run = 0; run < 12; run += 1) {
    await page.keyboard.press('End');
    await page.waitForTimeout(300);
    boundary.push(await untilPainted(() => page.keyboard.press('ArrowRight')));
    await page.waitForTimeout(300);
  }
  const show = (values) =>
    `${median(values).toFixed(1)} ms (${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)}, n = ${values.length})`;
  const row = (what, goal, values) => process.stdout.write(`| ${what} | ${goal} | ${show(values)} |\n`);
  row(`click to first page (novel of ${megabytes.toFixed(1)} MB)`, '300 ms', opened);
  row('page turn, script', '', turns);
  process.stdout.write(`| — 95th percentile | 4 ms | ${quantile(turns, 0.95).toFixed(1)} ms |\n`);
  row('into the next chapter by a key, to its picture', '80 ms', boundary);
  for (const [what, { goal, values }] of Object.entries(await measureEngine())) {
    row(what, '', values);
    process.stdout.write(`| — 95th percentile | ${goal} ms | ${quantile(values, 0.95).toFixed(1)} ms |\n`);
  }
} finally {
  await app.stop();
}
