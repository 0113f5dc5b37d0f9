import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { start, unable } from './start.mjs';
import { makeChapter, random } from './text.mjs';

const CHAPTERS = [
  makeChapter('c1', 'ru', 11),
  makeChapter('c2', 'en', 22),
  makeChapter('c3', 'ru', 33, 110),
  makeChapter('c4', 'en', 44, 40),
];

describe('the reading engine in a browser', { skip: unable }, () => {
  let engine;
  let phone;
  let desktop;
  before(async () => {
    engine = await start();
    phone = await engine.newPage(390, 844, { hasTouch: true });
    desktop = await engine.newPage(1280, 800);
  });
  after(async () => {
    assert.deepEqual(phone?.errors, []);
    assert.deepEqual(desktop?.errors, []);
    await engine?.close();
  });

  test('a place is found again 200 of 200 times, over two sizes of type and a turned phone', async () => {
    const { page } = phone;
    const rnd = random(5);
    let kept = 0;
    for (const chapter of CHAPTERS) {
      const offsets = Array.from({ length: 50 }, () => Math.floor(rnd() * chapter.chars));
      await page.setViewportSize({ width: 390, height: 844 });
      const first = await page.evaluate(
        ([source, wanted]) => {
          window.reading.set({ fontSize: 18 });
          window.reading.open(source);
          return wanted.map((offset) => {
            window.reading.engine.goTo(offset);
            const shown = [window.reading.onScreen(offset)];
            window.reading.set({ fontSize: 26 });
            shown.push(window.reading.onScreen(offset));
            window.reading.set({ fontSize: 18, lineHeight: 1.8 });
            shown.push(window.reading.onScreen(offset));
            window.reading.set({ lineHeight: 1.5 });
            shown.push(window.reading.onScreen(offset) && window.reading.engine.anchor === offset);
            return shown;
          });
        },
        [chapter, offsets],
      );
      const turned = [];
      for (const offset of offsets.slice(0, 10)) {
        await page.setViewportSize({ width: 390, height: 844 });
        await page.waitForFunction(() => window.reading.laidOut() === innerWidth);
        await page.evaluate((o) => window.reading.engine.goTo(o), offset);
        await page.setViewportSize({ width: 844, height: 390 });
        await page.waitForFunction(() => window.reading.laidOut() === innerWidth);
        turned.push(await page.evaluate((o) => window.reading.onScreen(o), offset));
      }
      assert.deepEqual(
        turned.filter((shown) => !shown),
        [],
        `rotation in ${chapter.id}`,
      );
      for (const [index, shown] of first.entries()) {
        if (shown.every(Boolean)) kept++;
        else
          assert.fail(
            `${chapter.id} at ${offsets[index]} (${JSON.stringify([...chapter.text][offsets[index]])}): ${shown}`,
          );
      }
    }
    assert.equal(kept, 200);
  });

  test('the characters washed are the characters named, 200 of 200, hyphenated or not', async () => {
    const { page } = desktop;
    const rnd = random(6);
    let equal = 0;
    for (const chapter of CHAPTERS) {
      const points = [...chapter.text];
      const stretches = Array.from({ length: 50 }, () => {
        const start = Math.floor(rnd() * (points.length - 500));
        return { start, length: 1 + Math.floor(rnd() * 480), state: 'unpainted', label: 'x' };
      });
      for (const hyphenated of [true, false]) {
        const seen = await page.evaluate(
          ([source, marks, on]) => {
            window.reading.set({ hyphenate: on });
            window.reading.open(source);
            // Not the engine's own reading of its ranges: what the browser really highlights.
            return marks.map((mark) => {
              window.reading.marks([mark]);
              const ranges = [...CSS.highlights.get('described')];
              const text = ranges.map((range) => {
                const held = range.cloneContents();
                for (const bad of held.querySelectorAll('.noteref, [data-inert]'))
                  bad.replaceWith('NOT TEXT');
                for (const br of held.querySelectorAll('br')) br.replaceWith('\n');
                for (const img of held.querySelectorAll('img')) img.replaceWith('\ufffc');
                return held.textContent.replaceAll('\u00ad', '');
              });
              return {
                painted: text.join(''),
                whole: window.reading.engine.offsets.textBetween(mark.start, mark.start + mark.length),
              };
            });
          },
          [chapter, stretches, hyphenated],
        );
        for (const [index, { start, length }] of stretches.entries()) {
          const slice = points.slice(start, start + length).join('');
          const bare = (text) => text.replaceAll('\n', '');
          assert.equal(bare(seen[index].painted), bare(slice), `${chapter.id} [${start}, +${length})`);
          assert.equal(seen[index].whole, slice, `${chapter.id} [${start}, +${length})`);
          if (hyphenated) equal++;
        }
      }
    }
    assert.equal(equal, 200);
    await page.evaluate(() => window.reading.set({ hyphenate: true }));
  });

  test('both languages are hyphenated, headings and verse are not', async () => {
    const counts = await desktop.page.evaluate((chapters) => {
      window.reading.set({ hyphenate: true });
      return chapters.map((source) => {
        window.reading.open(source);
        const count = (selector) =>
          [...document.querySelectorAll(selector)].filter((el) => el.textContent.includes('\u00ad')).length;
        return {
          p: count('.re-chapter > p'),
          h: count('h2'),
          verse: count('.verse'),
          refs: count('.noteref'),
        };
      });
    }, CHAPTERS);
    for (const count of counts) {
      assert.ok(count.p > 20);
      assert.deepEqual([count.h, count.verse, count.refs], [0, 0, 0]);
    }
  });

  test('pages go through the whole text without a gap, and their count is the number of turns', async () => {
    for (const { page } of [phone, desktop]) {
      await page.setViewportSize(
        page === phone.page ? { width: 390, height: 844 } : { width: 1280, height: 800 },
      );
      for (const chapter of CHAPTERS) {
        const result = await page.evaluate((source) => {
          window.reading.heard.length = 0;
          window.reading.open(source);
          const { engine } = window.reading;
          const seen = [engine.page];
          while (window.reading.heard.length === 0 && seen.length < 1000) {
            engine.turn(1);
            if (window.reading.heard.length === 0) seen.push(engine.page);
          }
          const last = engine.page;
          window.reading.open(source, 'end');
          return { seen, last, end: engine.page, blank: [...document.querySelectorAll('.re-flow')].length };
        }, chapter);
        assert.equal(result.seen.length, result.last.pages);
        assert.equal(result.end.page, result.last.pages - 1);
        assert.equal(result.seen[0].start, 0);
        assert.equal(result.seen.at(-1).end, chapter.chars);
        for (let i = 1; i < result.seen.length; i++) {
          assert.equal(result.seen[i].start, result.seen[i - 1].end);
          assert.ok(result.seen[i].end > result.seen[i].start, `page ${i} of ${chapter.id} is empty`);
        }
      }
    }
  });

  test('the first character of a page is on the screen and the one before it is not', async () => {
    for (const { page } of [phone, desktop]) {
      const wrong = await page.evaluate((source) => {
        window.reading.open(source);
        const { engine } = window.reading;
        const bad = [];
        for (let turn = 1; turn < engine.page.pages; turn++) {
          engine.turn(1);
          const { start } = engine.page;
          if (!window.reading.onScreen(start)) bad.push(`${start} is not shown`);
          let before = start - 1;
          while (before > 0 && engine.offsets.textBetween(before, before + 1).trim() === '') before--;
          if (window.reading.onScreen(before)) bad.push(`${before} is still shown`);
        }
        return bad;
      }, CHAPTERS[2]);
      assert.deepEqual(wrong, []);
    }
  });

  test('a figure put in before the page shown keeps the place, and taking it out does too', async () => {
    for (const { page } of [phone, desktop]) {
      const places = await page.evaluate((source) => {
        window.reading.open(source);
        const { engine } = window.reading;
        const results = [];
        for (const share of [0.3, 0.5, 0.8]) {
          const offset = Math.floor(source.chars * share);
          engine.goTo(offset);
          for (const start of [40, Math.floor(offset / 2), offset - 30]) {
            const figure = window.reading.figure();
            engine.insertFigure({ start, length: 20 }, figure);
            results.push([figure.isConnected, window.reading.onScreen(offset), engine.anchor === offset]);
            results.push([
              engine.offsets.textBetween(offset, offset + 50) ===
                [...source.text].slice(offset, offset + 50).join(''),
            ]);
            engine.removeFigure(start);
            results.push([!figure.isConnected, window.reading.onScreen(offset), engine.anchor === offset]);
          }
        }
        return results;
      }, CHAPTERS[0]);
      assert.ok(places.flat().every(Boolean), JSON.stringify(places));
    }
  });

  test('marks are buttons of the page shown only, in order, clear of each other', async () => {
    for (const { page } of [phone, desktop]) {
      const boxes = await page.evaluate((source) => {
        window.reading.open(source);
        const marks = Array.from({ length: 60 }, (_, i) => ({
          start: Math.floor((i * source.chars) / 61) + 3,
          length: 90,
          state: 'unpainted',
          label: `mark ${i}`,
        }));
        window.reading.marks(marks);
        const found = [];
        do {
          const shown = [...document.querySelectorAll('.re-mark:not([hidden])')];
          for (const button of shown) {
            const start = Number(button.dataset.start);
            const { start: from, end } = window.reading.engine.page;
            const box = button.getBoundingClientRect();
            found.push({
              start,
              ok: start >= from && start < end,
              x: box.x,
              right: box.right,
              width: box.width,
              height: box.height,
              y: box.y,
            });
          }
          window.reading.heard.length = 0;
          window.reading.engine.turn(1);
        } while (window.reading.heard.length === 0);
        return { found, width: innerWidth, order: marks.map((m) => m.start) };
      }, CHAPTERS[2]);
      assert.deepEqual(
        boxes.found.map((box) => box.start),
        boxes.order,
      );
      for (const box of boxes.found) {
        assert.ok(box.ok, `mark ${box.start} is shown on another page`);
        assert.ok(
          box.x >= 0 && box.right <= boxes.width,
          `mark ${box.start} lies off the screen: ${box.x}..${box.right}`,
        );
        assert.ok(box.width >= 20 && box.height >= 36);
      }
    }
  });

  test('a tap turns, a tap in the middle does not, a swipe turns, a note opens and Escape closes it', async () => {
    const { page } = phone;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate((source) => window.reading.open(source, 100), CHAPTERS[0]);
    const where = () => page.evaluate(() => window.reading.engine.page.page);
    const before = await where();
    await page.touchscreen.tap(380, 600);
    assert.equal(await where(), before + 1);
    await page.touchscreen.tap(10, 600);
    assert.equal(await where(), before);
    await page.evaluate(() => (window.reading.heard.length = 0));
    await page.touchscreen.tap(195, 20);
    assert.deepEqual(await page.evaluate(() => window.reading.heard), ['middle']);
    assert.equal(await where(), before);
    const swipe = (from, to) =>
      page.evaluate(
        ([a, b]) => {
          const view = document.querySelector('.re-view');
          const fire = (type, x) =>
            view.dispatchEvent(
              new PointerEvent(type, {
                bubbles: true,
                isPrimary: true,
                pointerId: 7,
                pointerType: 'touch',
                clientX: x,
                clientY: 400,
              }),
            );
          fire('pointerdown', a);
          fire('pointermove', (a + b) / 2);
          fire('pointerup', b);
        },
        [from, to],
      );
    await swipe(300, 120);
    assert.equal(await where(), before + 1);
    await swipe(120, 300);
    assert.equal(await where(), before);
    for (const { page: any } of [phone, desktop]) {
      await any.evaluate((source) => {
        window.reading.open(source);
        const ref = document.querySelector('.noteref');
        window.reading.engine.goTo(Number(ref.dataset.o) - 1);
      }, CHAPTERS[0]);
      await any.locator('.noteref').first().click();
      const text = await any.locator('dialog.re-note .re-note-body').textContent();
      assert.ok(text.length > 20);
      await any.keyboard.press('Escape');
      assert.equal(await any.locator('dialog.re-note').count(), 0);
    }
  });

  test('nothing but the allowed markup gets into the page', async () => {
    const result = await desktop.page.evaluate(() => {
      window.ran = 0;
      window.reading.open({
        id: 'evil',
        lang: 'en',
        chars: 20,
        notes: [],
        html:
          '<p data-o="0" onclick="window.ran=1" style="color:red" class="poem evil">One<script>window.ran=1</script>' +
          '<img src="x" onerror="window.ran=1"><a href="javascript:window.ran=1">two</a>' +
          '<svg onload="window.ran=1"><script>window.ran=1</script></svg><iframe srcdoc="<script>parent.ran=1</script>"></iframe>' +
          '<math><mtext><style><img src=x onerror="window.ran=1"></style></mtext></math>' +
          '<a href="https://example.org/">out</a><font>kept</font></p>',
      });
      return new Promise((done) =>
        setTimeout(
          () => done({ ran: window.ran, html: document.querySelector('.re-chapter').innerHTML }),
          200,
        ),
      );
    });
    assert.equal(result.ran, 0);
    assert.equal(
      result.html,
      '<p data-o="0" class="poem">One<a>two</a><a href="https://example.org/" rel="noopener noreferrer nofollow" target="_blank">out</a>kept</p>',
    );
  });

  test('turning a page costs at most 8 ms of script on a busy machine (95 of 100); the goal of 4 is printed by the bench', async () => {
    const times = await desktop.page.evaluate((source) => {
      window.reading.set({ hyphenate: true });
      window.reading.open(source);
      performance.clearMeasures('page-turn');
      for (let i = 0; i < 100; i++) window.reading.engine.turn(i % 20 < 10 ? 1 : -1);
      return performance.getEntriesByName('page-turn').map((entry) => entry.duration);
    }, CHAPTERS[2]);
    times.sort((a, b) => a - b);
    const p95 = times[Math.floor(times.length * 0.95)];
    // Twice the budget: other work on the machine may run beside the tests; `make bench` measures the budget.
    assert.ok(p95 <= 8, `p95 is ${p95} ms`);
  });
});
