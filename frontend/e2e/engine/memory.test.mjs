/** A long evening: 20 chapters and more than 200 turns leave nothing behind. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { start, unable } from './start.mjs';
import { makeChapter } from './text.mjs';

const CHAPTERS = Array.from({ length: 20 }, (_, i) => makeChapter(`m${i}`, i % 2 ? 'en' : 'ru', 200 + i, 60));
const TURNS_A_CHAPTER = 12;
const MEGABYTE = 1024 * 1024;

describe('memory', { skip: unable }, () => {
  let engine;
  before(async () => {
    engine = await start();
  });
  after(() => engine?.close());

  for (const mode of ['pages', 'scroll']) {
    test(`${mode}: no growth over 20 chapters and 240 turns`, async (t) => {
      const { page, errors } = await engine.newPage(1280, 800);
      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable');
      const measure = async () => {
        await session.send('HeapProfiler.collectGarbage');
        await session.send('HeapProfiler.collectGarbage');
        const { metrics } = await session.send('Performance.getMetrics');
        const of = (name) => metrics.find((metric) => metric.name === name).value;
        return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
      };
      const evening = () =>
        page.evaluate(
          async ([chapters, how, turns]) => {
            window.reading.set({ mode: how });
            let number = 0;
            let turned = 0;
            for (const [index, source] of chapters.entries()) {
              window.reading.open(source);
              const next = chapters[index + 1];
              if (next) window.reading.attach(next, 1);
              const { engine } = window.reading;
              window.reading.marks([{ start: 50, length: 40, state: 'ready', weight: 'normal', label: 'x' }]);
              engine.setHighlights('note-yellow', [{ start: 200, length: 60, id: 'n' }]);
              for (let turn = 0; turn < turns; turn += 1) {
                engine.turn(1);
                turned += 1;
              }
              engine.insertFigure({ start: 50, length: 40 }, window.reading.figure());
              window.reading.set({ fontSize: 17 + (number++ % 4) });
              engine.setHighlights('note-yellow', [], source.id);
              window.reading.pages.length = 0;
              window.reading.heard.length = 0;
              await new Promise((done) => setTimeout(done));
            }
            performance.clearMeasures();
            return turned;
          },
          [CHAPTERS, mode, TURNS_A_CHAPTER],
        );
      // The first evening fills the memories there are: hyphenated words, compiled code.
      await evening();
      const before = await measure();
      const turns = await evening();
      const now = await measure();
      const growth = (now.heap / before.heap - 1) * 100;
      t.diagnostic(
        `${mode}: ${turns} turns, heap ${(before.heap / MEGABYTE).toFixed(1)} to ${(now.heap / MEGABYTE).toFixed(1)} MB (${growth.toFixed(1)} %), ` +
          `nodes ${before.nodes} to ${now.nodes}, listeners ${before.listeners} to ${now.listeners}`,
      );
      assert.ok(turns >= 200);
      assert.ok(growth <= 10, `the heap grew by ${growth.toFixed(1)} %`);
      assert.ok(now.heap < 60 * MEGABYTE, `${now.heap} bytes`);
      assert.ok(now.nodes <= before.nodes * 1.1, `nodes ${before.nodes} to ${now.nodes}`);
      assert.ok(now.listeners <= before.listeners + 20, `listeners ${before.listeners} to ${now.listeners}`);
      assert.deepEqual(errors, []);
      await page.context().close();
    });
  }
});
