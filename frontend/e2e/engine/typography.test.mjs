/** How the sample chapter is set. SHOTS=<folder> also keeps pictures of its pages, to be looked at. */

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { png } from './png.mjs';
import { sampleChapter } from './sample.mjs';
import { start, unable } from './start.mjs';

const SHOTS = process.env.SHOTS;
const SIZES = { head: [900, 260], tall: [600, 1900] };
const LANGUAGES = ['ru', 'en'];

/** Answers the engine's pictures, each in its own size. */
async function servePictures(page, delay = 0) {
  await page.route('**/missing/**', async (route) => {
    const size = SIZES[route.request().url().split('/').pop()] ?? [320, 200];
    await new Promise((done) => setTimeout(done, delay));
    await route.fulfill({ contentType: 'image/png', body: png(...size) });
  });
}

describe('the sample chapter', { skip: unable }, () => {
  let engine;
  const pages = [];
  before(async () => {
    engine = await start();
    pages.push(await engine.newPage(390, 844, { hasTouch: true }));
    pages.push(await engine.newPage(1280, 800));
    for (const { page } of pages) {
      await servePictures(page);
      await page.evaluate(() =>
        window.reading.set({
          fontFamily: 'var(--font-literata)',
          fontSize: 19,
          measure: 36,
          justify: innerWidth > 600,
        }),
      );
    }
  });
  after(async () => {
    for (const { errors } of pages) assert.deepEqual(errors, []);
    await engine?.close();
  });

  test('the text is the text, however it is set', async () => {
    for (const language of LANGUAGES)
      for (const { page } of pages) {
        const chapter = sampleChapter(language);
        const seen = await page.evaluate((source) => {
          window.reading.open(source);
          return window.reading.engine.offsets.textBetween(0, source.chars);
        }, chapter);
        assert.equal(seen, chapter.text);
      }
  });

  test('nothing is cut: tables, pictures and words lie within their page', async () => {
    for (const mode of ['pages', 'scroll'])
      for (const language of LANGUAGES)
        for (const { page } of pages) {
          const found = await page.evaluate(
            async ([source, how]) => {
              window.reading.set({ mode: how });
              window.reading.open(source);
              await document.fonts.ready;
              const { engine, heard } = window.reading;
              heard.length = 0;
              const bad = [];
              const look = () => {
                for (const element of document.querySelectorAll(
                  '.re-chapter :is(img, .re-wide, p, h2, h3)',
                )) {
                  for (const box of element.getClientRects()) {
                    if (box.right <= 0 || box.left >= innerWidth || box.width === 0) continue;
                    const inside = box.left >= -0.5 && box.right <= innerWidth + 0.5;
                    const low = how === 'pages' && box.bottom > innerHeight;
                    if (!inside || low)
                      bad.push(
                        `${element.localName}.${element.className} ${box.left} ${box.right} ${box.bottom}`,
                      );
                  }
                }
              };
              look();
              for (let i = 0; i < 60 && heard.length === 0; i += 1) {
                engine.turn(1);
                look();
              }
              const frames = [...document.querySelectorAll('.re-wide')].map((frame) => ({
                scrolls: 'scrolls' in frame.dataset,
                focus: frame.tabIndex,
                fits: frame.querySelector('table').offsetWidth <= frame.clientWidth + 1,
              }));
              return { bad, frames };
            },
            [sampleChapter(language), mode],
          );
          assert.deepEqual(found.bad, []);
          assert.equal(found.frames.length, 2);
          for (const { scrolls, focus, fits } of found.frames)
            assert.ok(fits !== scrolls && (focus === 0) === scrolls);
          assert.equal(found.frames[1].scrolls, true, 'fifteen columns are too wide for any page');
        }
  });

  test('a dialogue has its dash at one distance, however even the lines are', async () => {
    const widths = await pages[1].page.evaluate((source) => {
      window.reading.set({ mode: 'pages', justify: true });
      window.reading.open(source);
      return [...document.querySelectorAll('.re-dash')].map((dash) => dash.getBoundingClientRect().width);
    }, sampleChapter('ru'));
    assert.equal(widths.length, 3);
    assert.equal(new Set(widths.map((width) => width.toFixed(2))).size, 1);
  });

  test('no line begins with a dash between words', async () => {
    for (const { page } of pages) {
      const heads = await page.evaluate((source) => {
        window.reading.open(source);
        const { offsets } = window.reading.engine;
        const starts = [];
        [...source.text].forEach((point, offset, all) => {
          if (point !== '—' || all[offset - 1] !== ' ') return;
          const line = (at) => [...offsets.rangeAt(at).getClientRects()].at(-1);
          if (line(offset).top > line(offset - 2).top + 4) starts.push(offset);
        });
        return starts;
      }, sampleChapter('ru'));
      assert.deepEqual(heads, []);
    }
  });

  test('a note mark makes no line of its own', async () => {
    for (const language of LANGUAGES)
      for (const { page } of pages) {
        const below = await page.evaluate((source) => {
          window.reading.open(source);
          const mark = document.querySelector('.noteref');
          const paragraph = mark.closest('p').getBoundingClientRect();
          const line = [...mark.getClientRects()].at(-1);
          return Math.round(paragraph.bottom - line.bottom);
        }, sampleChapter(language));
        assert.ok(below < 19, `${language}: ${below} px below the mark`);
      }
  });

  test('lines are made even only where words can be broken', async () => {
    const seen = await pages[1].page.evaluate((source) => {
      const aligned = () => getComputedStyle(document.querySelector('.re-flow')).textAlign;
      const found = [];
      window.reading.set({ justify: true, hyphenate: true });
      window.reading.open(source);
      found.push(aligned());
      window.reading.set({ hyphenate: false });
      found.push(aligned());
      window.reading.set({ hyphenate: true });
      window.reading.open({ ...source, lang: 'fi' });
      found.push(aligned());
      window.reading.open(source);
      const verse = getComputedStyle(document.querySelector('.verse')).textAlign;
      return { found, verse };
    }, sampleChapter('ru'));
    assert.deepEqual(seen.found, ['justify', 'start', 'start']);
    assert.equal(seen.verse, 'start');
  });

  test('indents: none behind headings and breaks, else as chosen; spacing as chosen', async () => {
    const seen = await pages[1].page.evaluate((source) => {
      window.reading.set({
        indent: 2,
        paragraphSpacing: 1,
        letterSpacing: 0.05,
        wordSpacing: 0.2,
        margins: 1.5,
      });
      window.reading.open(source);
      const indent = (element) => Number.parseFloat(getComputedStyle(element).textIndent);
      const size = Number.parseFloat(getComputedStyle(document.querySelector('.re-flow')).fontSize);
      const behind = (selector) => indent(document.querySelector(`${selector} + p`));
      const plain = document.querySelectorAll('.re-chapter > p')[4];
      const { letterSpacing, wordSpacing } = getComputedStyle(plain);
      const result = {
        epigraph: behind('.epigraph'),
        rule: behind('hr'),
        subtitle: behind('.subtitle'),
        heading: behind('h3'),
        plain: indent(plain) / size,
        gap: Number.parseFloat(getComputedStyle(plain).marginBlockStart) / size,
        letter: Number.parseFloat(letterSpacing) / size,
        word: Number.parseFloat(wordSpacing) / size,
      };
      window.reading.set({ indent: 1.5, paragraphSpacing: 0, letterSpacing: 0, wordSpacing: 0, margins: 1 });
      return result;
    }, sampleChapter('ru'));
    const { plain, gap, letter, word, ...none } = seen;
    assert.deepEqual(none, { epigraph: 0, rule: 0, subtitle: 0, heading: 0 });
    assert.deepEqual(
      [plain, gap, letter, word].map((value) => Number(value.toFixed(3))),
      [2, 1, 0.05, 0.2],
    );
  });

  test('a heading keeps its first lines, and a stanza its verses, whatever the size of type', async () => {
    for (const language of LANGUAGES)
      for (const { page } of pages) {
        const parted = await page.evaluate((source) => {
          window.reading.set({ mode: 'pages' });
          window.reading.open(source);
          const share = () =>
            innerWidth / Number(document.querySelector('.re-view').style.getPropertyValue('--re-columns'));
          const column = (box) => Math.floor((box.left + 1) / share());
          const bad = [];
          for (let size = 15; size <= 30; size += 1) {
            window.reading.set({ fontSize: size });
            for (const heading of document.querySelectorAll('.re-chapter :is(h2, h3, .subtitle)')) {
              const next = heading.nextElementSibling?.getClientRects()[0];
              const last = [...heading.getClientRects()].at(-1);
              if (next && last && column(next) !== column(last)) bad.push(`${size} ${heading.textContent}`);
            }
            for (const stanza of document.querySelectorAll('.stanza'))
              if (stanza.getClientRects().length > 1) bad.push(`${size} stanza`);
          }
          window.reading.set({ fontSize: 19 });
          return { bad };
        }, sampleChapter(language));
        assert.deepEqual(parted.bad, []);
      }
  });

  test('pictures have their room before they come, and move no line when they do', async () => {
    for (const mode of ['pages', 'scroll'])
      for (const [index, size] of [
        [390, 844],
        [1280, 800],
      ].entries()) {
        const { page, errors } = await engine.newPage(...size, { hasTouch: index === 0 });
        await servePictures(page, 400);
        const before = await page.evaluate(
          ([source, how]) => {
            window.reading.set({ mode: how, fontSize: 19 });
            window.reading.open(source);
            const { offsets } = window.reading.engine;
            window.lines = () =>
              Array.from({ length: 60 }, (_, i) => {
                const at = Math.floor((i * (source.chars - 1)) / 60);
                return [...offsets.rangeAt(at).getClientRects()]
                  .map(({ x, y }) => [Math.round(x), Math.round(y)])
                  .join();
              });
            window.shifts = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) window.shifts += entry.value;
            }).observe({ type: 'layout-shift', buffered: false });
            const loaded = [...document.images].filter(
              (image) => image.complete && image.naturalWidth > 0,
            ).length;
            return { lines: window.lines(), loaded };
          },
          [sampleChapter('ru'), mode],
        );
        assert.equal(before.loaded, 0, 'looked at before they came');
        await page.waitForFunction(() =>
          [...document.images].every((image) => image.complete && image.naturalWidth > 0),
        );
        const now = await page.evaluate(
          () =>
            new Promise((done) =>
              requestAnimationFrame(() => done({ lines: window.lines(), shifts: window.shifts })),
            ),
        );
        assert.deepEqual(now.lines, before.lines);
        assert.equal(now.shifts, 0);
        assert.deepEqual(errors, []);
      }
  });

  test('pages are kept as pictures', { skip: SHOTS ? false : 'SHOTS names no folder' }, async () => {
    mkdirSync(SHOTS, { recursive: true });
    for (const [index, { page }] of pages.entries())
      for (const language of LANGUAGES)
        for (const theme of ['light', 'dark'])
          for (const mode of ['pages', 'scroll']) {
            await page.evaluate(
              async ([source, look, how]) => {
                document.documentElement.dataset.theme = 'paper';
                document.documentElement.dataset.scheme = look;
                window.reading.set({ mode: how, fontSize: 19 });
                window.reading.open(source);
                await document.fonts.ready;
                await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
              },
              [sampleChapter(language), theme, mode],
            );
            for (let number = 0; number < (index === 0 ? 6 : 3); number += 1) {
              const name = `${index === 0 ? 'phone' : 'desk'}-${language}-${theme}-${mode}-${number}.png`;
              await page.screenshot({ path: join(SHOTS, name) });
              await page.evaluate(() => window.reading.engine.turn(1));
            }
          }
  });
});
