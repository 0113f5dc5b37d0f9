/** Times of searching a kept 3 MB novel in a real browser, without a server. Prints Markdown rows. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { browserPath, unable } from './engine/start.mjs';

if (unable) throw new Error(unable);
const SRC = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');
const out = await mkdtemp(join(tmpdir(), 'search-bench-'));
await build({
  configFile: false,
  logLevel: 'error',
  resolve: { alias: { '@': SRC } },
  build: {
    outDir: out,
    target: 'es2022',
    lib: { entry: join(SRC, 'lib/search/index.ts'), formats: ['es'], fileName: () => 'search.js' },
  },
});
const server = createServer(async (request, response) => {
  const script = request.url === '/search.js';
  response.writeHead(200, { 'Content-Type': script ? 'text/javascript' : 'text/html; charset=utf-8' });
  response.end(script ? await readFile(join(out, 'search.js')) : '<!doctype html><title>search</title>');
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const measured = await page.evaluate(async () => {
    const { EVERYTHING, KeptIndex } = await import('/search.js');
    let seed = 7;
    const random = (most) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * most);
    };
    // Some 40,000 different forms, the first of them much more often than the last, as in a novel.
    const heads = 'сн вод лес дор гор пол руч бер окн сад гол нож свет тих звук круг'.split(' ');
    const middles = 'ов ин ат ел ич ор ун ав ыш ок еч уст ал ир ем од'.split(' ');
    const tails = 'а ы е у ой ами ам ах ый ого ому ыми ть л ла ли'.split(' ');
    const pick = (list) => list[random(list.length)];
    const forms = Array.from(
      { length: 40_000 },
      () => pick(heads) + pick(middles) + pick(middles) + pick(tails),
    );
    const word = () => forms[Math.floor(forms.length * (random(1_000) / 1_000) ** 4)];
    const paragraph = () => Array.from({ length: 60 }, word).join(' ').concat('.');
    const texts = Array.from({ length: 120 }, (_, number) => ({
      chapter: `c${number}`,
      number,
      title: `Глава ${number}`,
      text: Array.from({ length: 23 }, paragraph).join('\n'),
    }));
    const bytes = texts.reduce((sum, { text }) => sum + new TextEncoder().encode(text).length, 0);
    const first = [];
    const next = [];
    const longest = [];
    for (let run = 0; run < 7; run += 1) {
      let last = performance.now();
      let gap = 0;
      const watch = setInterval(() => {
        gap = Math.max(gap, performance.now() - last);
        last = performance.now();
      });
      let begun = performance.now();
      const index = await KeptIndex.of('book', 'ru', texts);
      const options = { limit: 50, begin: 0, ahead: true };
      const { total } = index.search(forms[20], EVERYTHING, options);
      if (total === 0) throw new Error('the first word was not found');
      first.push(performance.now() - begun);
      clearInterval(watch);
      longest.push(gap);
      for (const query of [
        forms[0],
        forms[3_000],
        `${forms[1]} ${forms[2]}`,
        `"${forms[0]} ${forms[1]}"`,
        'нетслова',
      ]) {
        begun = performance.now();
        index.search(query, EVERYTHING, options);
        next.push(performance.now() - begun);
      }
    }
    return { bytes, first, next, longest };
  });
  const sorted = (values) => values.toSorted((a, b) => a - b);
  const show = (values) => {
    const all = sorted(values);
    const median = all[Math.floor(all.length / 2)];
    return `${median.toFixed(0)} ms (${all[0].toFixed(0)}–${all.at(-1).toFixed(0)}, n = ${all.length})`;
  };
  const size = (measured.bytes / 2 ** 20).toFixed(1);
  const p95 = sorted(measured.next)[Math.floor(measured.next.length * 0.95)];
  process.stdout.write(
    `| first search of a kept book of ${size} MB, without the network | 400 ms | ${show(measured.first)} |\n`,
  );
  process.stdout.write(
    `| — the longest time the page did not answer meanwhile | | ${show(measured.longest)} |\n`,
  );
  process.stdout.write(
    `| — further searches of it, 95th percentile | 400 ms | ${p95.toFixed(0)} ms of ${measured.next.length} |\n`,
  );
} finally {
  await browser.close();
  server.close();
  await rm(out, { recursive: true, force: true });
}
