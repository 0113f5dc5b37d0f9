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
        return {
          start,
          length: 1 + Math.floor(rnd() * 480),
          state: 'unpainted',
          weight: 'normal',
          label: 'x',
        };
      });
      for (const hyphenated of [true, false]) {
        const seen = await page.evaluate(
          ([source, marks, on]) => {
            window.reading.set({ hyphenate: on });
            window.reading.open(source);
            // Not the engine's own reading of its ranges: what the browser really highlights.
            return marks.map((mark) => {
              window.reading.marks([mark]);
              const ranges = [...CSS.highlights.get('described-normal')];
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
            engine.removeFigure({ start, length: 20 });
            results.push([!figure.isConnected, window.reading.onScreen(offset), engine.anchor === offset]);
          }
        }
        return results;
      }, CHAPTERS[0]);
      assert.ok(places.flat().every(Boolean), JSON.stringify(places));
    }
  });

  test('a figure that waits behind the page shown moves no line of it and stands on the next', async () => {
    for (const { page } of [phone, desktop]) {
      const found = await page.evaluate((source) => {
        window.reading.open(source);
        const { engine } = window.reading;
        const lines = (from, to) =>
          engine.offsets
            .pieces(from, to)
            .flatMap((range) => [...range.getClientRects()].map(({ x, y, width }) => [x, y, width].join()));
        const results = [];
        for (const share of [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.999]) {
          engine.goTo(Math.floor(source.chars * share));
          const { start, end, page } = engine.page;
          const before = lines(start, end);
          const figure = window.reading.figure();
          figure.style.blockSize = 'calc(var(--re-figure-room, 0.56) * var(--re-block))';
          const mark = { start, length: 20 };
          engine.insertFigureAhead(mark, figure);
          const same = JSON.stringify(lines(start, end)) === JSON.stringify(before);
          const now = engine.page;
          const kept = now.start === start && now.end === end && now.page === page;
          const ahead = engine.figureOf(mark) === figure && !engine.isInPlace(mark);
          const box = figure.getBoundingClientRect();
          // The last page of a chapter may have room for it below its last line.
          const below = now.page + 1 === now.pages || box.left >= innerWidth;
          // Nor is half a page empty before it, because it did not fit there.
          const last = [...figure.previousElementSibling.getClientRects()].at(-1);
          const full = Math.abs(last.left - box.left) < 200 || innerHeight - last.bottom < innerHeight * 0.3;
          results.push({ share, same, kept, ahead, below, full });
          engine.removeFigure(mark);
        }
        return results;
      }, CHAPTERS[0]);
      for (const { share, ...good } of found)
        assert.ok(Object.values(good).every(Boolean), `${share}: ${JSON.stringify(good)}`);
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
          weight: ['few', 'normal', 'many', 'own'][i % 4],
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

  test('what is selected is the stretch named, 200 of 200, hyphenated or not', async () => {
    const { page } = desktop;
    const rnd = random(8);
    let equal = 0;
    for (const chapter of CHAPTERS) {
      const points = [...chapter.text];
      const stretches = Array.from({ length: 50 }, () => {
        let start = Math.floor(rnd() * (points.length - 500));
        let end = start + 1 + Math.floor(rnd() * 480);
        // Between two blocks there is no character that a hand could reach.
        while (points[start] === '\n') start += 1;
        while (end > start + 1 && points[end - 1] === '\n') end -= 1;
        return { start, length: Math.max(1, end - start) };
      });
      for (const hyphenated of [true, false]) {
        const seen = await page.evaluate(
          ([source, wanted, on]) => {
            window.reading.set({ hyphenate: on });
            window.reading.open(source);
            const { engine, selections } = window.reading;
            // The browser's own selection, set from one character to another as a hand would.
            return wanted.map(({ start, length }) => {
              engine.goTo(start);
              const first = engine.offsets.rangeAt(start);
              const last = engine.offsets.rangeAt(start + length - 1);
              getSelection().setBaseAndExtent(
                first.startContainer,
                first.startOffset,
                last.endContainer,
                last.endOffset,
              );
              engine.selection.look();
              return selections.at(-1);
            });
          },
          [chapter, stretches, hyphenated],
        );
        for (const [index, { start, length }] of stretches.entries()) {
          const slice = points.slice(start, start + length).join('');
          const bare = (text) => text.replace(/^[\s\ufffc]+|[\s\ufffc]+$/gu, '');
          const told = seen[index];
          if (bare(slice) === '') assert.equal(told, null);
          else {
            const own = points.slice(told.start, told.start + told.length).join('');
            assert.equal(own, bare(slice), `${chapter.id} [${start}, +${length})`);
            assert.equal(told.text, own);
            assert.ok(told.start >= start && told.start + told.length <= start + length);
          }
          if (hyphenated) equal++;
        }
      }
    }
    assert.equal(equal, 200);
    await page.evaluate(() => window.reading.set({ hyphenate: true }));
  });

  test('a selection that begins or ends in a figure or a note mark holds the text beside it', async () => {
    const told = await desktop.page.evaluate(() => {
      const { engine, selections } = window.reading;
      window.reading.set({ hyphenate: false });
      const html =
        '<p data-o="0">The first words.</p><p data-o="17">Second<a class="noteref" data-note="n" data-o="23">1</a> words here.</p>';
      window.reading.open({ id: 'f', lang: 'en', chars: 35, notes: [], html });
      engine.insertFigure({ start: 0, length: 5 }, window.reading.figure());
      const look = (from, fromAt, to, toAt) => {
        getSelection().setBaseAndExtent(from, fromAt, to, toAt);
        engine.selection.look();
        const found = selections.at(-1);
        return found && [found.start, found.length, found.text];
      };
      const [first, second] = document.querySelectorAll('.re-flow p');
      const caption = document.querySelector('.re-figure').firstChild;
      const ref = document.querySelector('.noteref').firstChild;
      return {
        figureFirst: look(caption, 2, second.firstChild, 6),
        figureLast: look(first.firstChild, 4, caption, 5),
        figureAlone: look(caption, 1, caption, 6),
        throughNote: look(second.firstChild, 0, second.lastChild, 6),
        noteLast: look(second.firstChild, 0, ref, 1),
        toNext: look(first.firstChild, 0, second, 0),
        backwards: look(first.firstChild, 9, first.firstChild, 4),
      };
    });
    await desktop.page.evaluate(() => window.reading.set({ hyphenate: true }));
    assert.deepEqual(told, {
      figureFirst: [17, 6, 'Second'],
      figureLast: [4, 12, 'first words.'],
      figureAlone: null,
      throughNote: [17, 12, 'Second words'],
      noteLast: [17, 6, 'Second'],
      toNext: [0, 16, 'The first words.'],
      backwards: [4, 5, 'first'],
    });
  });

  test('selecting by mouse turns nothing and tells once it rests; held over the edge, the page turns under it', async () => {
    const { page } = desktop;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate((source) => {
      window.reading.open(source, 4000);
      window.reading.selections.length = 0;
      window.reading.heard.length = 0;
    }, CHAPTERS[0]);
    const where = () => page.evaluate(() => window.reading.engine.page.page);
    const before = await where();
    const column = await page.evaluate(() => {
      const rect = window.reading.engine.offsets
        .rangeAt(window.reading.engine.page.start + 40)
        .getClientRects()[0];
      return { x: rect.x, y: rect.y + rect.height / 2 };
    });
    await page.mouse.move(column.x, column.y);
    await page.mouse.down();
    await page.mouse.move(column.x + 150, column.y + 120, { steps: 5 });
    assert.equal(await page.evaluate(() => window.reading.selections.length), 0);
    // Over the edge and back again: the browser would scroll to the next page.
    await page.mouse.move(1279, 700, { steps: 5 });
    await page.mouse.move(column.x + 150, column.y + 120, { steps: 5 });
    await page.mouse.up();
    await page.waitForTimeout(400);
    assert.equal(await where(), before);
    const told = await page.evaluate(() => window.reading.selections.at(-1));
    assert.ok(told.length > 20, JSON.stringify(told));
    assert.equal(told.byKey, false);
    // The click that takes it away turns nothing either; the next one does.
    await page.mouse.click(1200, 700);
    await page.waitForTimeout(300);
    assert.equal(await where(), before);
    assert.equal(await page.evaluate(() => window.reading.selections.at(-1)), null);
    await page.mouse.click(1200, 700);
    assert.equal(await where(), before + 1);
    // Held at the edge it turns, and the selection goes on from where it began.
    const from = await page.evaluate(() => {
      const { engine } = window.reading;
      const offset = engine.page.start + 40;
      const { x, y, height } = engine.offsets.rangeAt(offset).getClientRects()[0];
      return { offset, x: x + 1, y: y + height / 2 };
    });
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 200, from.y + 60, { steps: 4 });
    await page.mouse.move(1270, 400, { steps: 4 });
    await page.waitForFunction((was) => window.reading.engine.page.page === was + 2, before);
    await page.mouse.move(300, 300, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(() => window.reading.selections.at(-1) !== null);
    const over = await page.evaluate(() => ({
      told: window.reading.selections.at(-1),
      start: window.reading.engine.page.start,
    }));
    assert.equal(over.told.start, from.offset);
    assert.ok(over.told.start + over.told.length > over.start, 'the selection reaches into the new page');
    assert.equal(over.told.chapter, CHAPTERS[0].id);
    await page.mouse.click(1200, 700);
  });

  test('paragraphs can be selected without a pointer, none longer than allowed, and a turn forgets them', async () => {
    for (const { page } of [phone, desktop]) {
      const result = await page.evaluate((source) => {
        const { engine, selections } = window.reading;
        window.reading.open(source, 0);
        const atStart = engine.paragraphsHere(300);
        const headings = [...document.querySelectorAll('h2')].map((heading) => Number(heading.dataset.o));
        window.reading.open(source, 3000);
        const { start, end } = engine.page;
        const found = engine.paragraphsHere(300);
        engine.selection.select(found[0]);
        const told = selections.at(-1);
        engine.selection.extend('backward');
        const shorter = selections.at(-1);
        engine.turn(1);
        return {
          start,
          end,
          atStart,
          headings,
          found,
          told,
          shorter,
          after: selections.at(-1),
          shown: getSelection().toString(),
        };
      }, CHAPTERS[0]);
      assert.ok(result.found.length > 0);
      assert.ok(!result.headings.includes(result.atStart[0].start), 'a heading is no paragraph');
      for (const { start, length } of result.found) {
        assert.ok(start >= result.start && start + length <= result.end && length <= 300);
      }
      const { start, length, byKey } = result.told;
      assert.deepEqual({ start, length, byKey }, { ...result.found[0], byKey: true });
      assert.equal(result.shorter.start, start);
      assert.ok(result.shorter.length < length);
      assert.equal(result.after, null);
      assert.equal(result.shown, '');
    }
  });

  test('a long press selects a word and turns nothing', async () => {
    const { page } = phone;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate((source) => {
      window.reading.open(source, 100);
      window.reading.selections.length = 0;
      window.reading.heard.length = 0;
    }, CHAPTERS[0]);
    const before = await page.evaluate(() => window.reading.engine.page.page);
    const touch = (type, x, y) =>
      page.evaluate(
        ([name, clientX, clientY]) => {
          const init = {
            bubbles: true,
            isPrimary: true,
            pointerId: 9,
            pointerType: 'touch',
            clientX,
            clientY,
          };
          document.querySelector('.re-view').dispatchEvent(new PointerEvent(name, init));
        },
        [type, x, y],
      );
    await touch('pointerdown', 330, 400);
    await page.waitForTimeout(500);
    // A telephone's browser selects a word now; a desk's does not, so the test does it.
    await page.evaluate(() => {
      const range = window.reading.engine.offsets.rangeAt(window.reading.engine.page.start + 30);
      getSelection().setBaseAndExtent(
        range.startContainer,
        range.startOffset,
        range.endContainer,
        range.endOffset,
      );
      getSelection().modify('extend', 'forward', 'word');
    });
    await touch('pointermove', 200, 430);
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => window.reading.selections.length), 0, 'told before it rests');
    await touch('pointerup', 200, 430);
    await page.waitForTimeout(400);
    const seen = await page.evaluate(() => ({
      page: window.reading.engine.page.page,
      selected: getSelection().toString(),
      told: window.reading.selections.at(-1),
      heard: window.reading.heard,
    }));
    assert.equal(seen.page, before);
    assert.deepEqual(seen.heard, []);
    assert.ok(seen.selected.length > 0, 'the browser selected nothing');
    assert.ok(seen.told?.length > 0, JSON.stringify(seen));
    await page.evaluate(() => getSelection().removeAllRanges());
    // Held without a selection it is no tap either.
    await touch('pointerdown', 330, 700);
    await page.waitForTimeout(600);
    await touch('pointerup', 330, 700);
    assert.equal(await page.evaluate(() => window.reading.engine.page.page), before);
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
