import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { start, unable } from './start.mjs';
import { makeChapter, random } from './text.mjs';

const FIRST = makeChapter('s1', 'ru', 81, 60);
const SECOND = makeChapter('s2', 'en', 82, 50);
const THIRD = makeChapter('s3', 'ru', 83, 40);

describe('chapters in one scroll', { skip: unable }, () => {
  let engine;
  let phone;
  let desktop;
  before(async () => {
    engine = await start();
    phone = await engine.newPage(390, 844, { hasTouch: true });
    desktop = await engine.newPage(1280, 800);
  });
  beforeEach(async () => {
    for (const { page } of [phone, desktop])
      await page.evaluate(() => window.reading.set({ mode: 'scroll', fontSize: 18 }));
  });
  after(async () => {
    assert.deepEqual(phone?.errors, []);
    assert.deepEqual(desktop?.errors, []);
    await engine?.close();
  });

  test('screenfuls go through the whole text without a gap, and back to where they began', async () => {
    for (const { page } of [phone, desktop]) {
      const seen = await page.evaluate((source) => {
        const { engine, heard, lineOf } = window.reading;
        window.reading.open(source);
        heard.length = 0;
        const on = [engine.page];
        const tops = [];
        while (heard.length === 0 && on.length < 500) {
          engine.turn(1);
          if (heard.length > 0) break;
          on.push(engine.page);
          tops.push(lineOf(engine.page.start));
        }
        const back = [engine.page];
        heard.length = 0;
        while (heard.length === 0 && back.length < 500) {
          engine.turn(-1);
          if (heard.length === 0) back.push(engine.page);
        }
        return { on, back, tops, heard: [...heard] };
      }, FIRST);
      assert.equal(seen.on[0].start, 0);
      assert.equal(seen.on.at(-1).end, FIRST.chars);
      for (let i = 1; i < seen.on.length; i++) {
        assert.ok(seen.on[i].start > seen.on[i - 1].start, `screenful ${i} goes on`);
        const missed = [...FIRST.text]
          .slice(seen.on[i - 1].end, seen.on[i].start)
          .join('')
          .trim();
        assert.equal(missed, '', `between screenfuls ${i - 1} and ${i}`);
      }
      // All but the last, which ends with the text, begin with their first line at the top.
      for (const [i, top] of seen.tops.slice(0, -1).entries()) {
        const picture = [...FIRST.text]
          .slice(seen.on[i + 1].start)
          .slice(0, 120)
          .includes('\ufffc');
        assert.ok(top >= 0 && (top < 40 || picture), `${top}`);
      }
      assert.equal(seen.back.at(-1).start, 0);
      assert.deepEqual(seen.heard, ['boundary -1']);
      for (let i = 1; i < seen.back.length; i++) {
        const missed = [...FIRST.text]
          .slice(seen.back[i].end, seen.back[i - 1].start)
          .join('')
          .trim();
        assert.equal(missed, '', `between screenfuls ${i} and ${i - 1} on the way back`);
      }
    }
  });

  test('neighbours come and go without moving a line, and reading goes over into the next chapter', async () => {
    for (const { page } of [phone, desktop]) {
      const told = await page.evaluate(
        ([first, second, third]) => {
          const { engine, lineOf, pages } = window.reading;
          const offset = Math.floor(second.chars / 2);
          window.reading.open(second, offset);
          const line = [lineOf(offset)];
          window.reading.attach(third, 1);
          line.push(lineOf(offset));
          window.reading.attach(first, -1);
          line.push(lineOf(offset));
          const held = [...engine.chaptersShown];
          pages.length = 0;
          let before = engine.page;
          const gaps = [];
          while (engine.page.chapter === second.id && pages.length < 200) {
            before = engine.page;
            engine.turn(1);
          }
          const over = engine.page;
          const letGo = [...engine.chaptersShown];
          const top = document.querySelector('.re-piece:last-child h2').getBoundingClientRect().top;
          engine.turn(-1);
          return {
            line,
            held,
            over,
            letGo,
            last: before,
            top,
            gaps,
            back: engine.page,
            causes: pages.map((p) => p.cause),
          };
        },
        [FIRST, SECOND, THIRD],
      );
      for (const line of told.line) assert.ok(Math.abs(line - told.line[0]) <= 1, `${told.line}`);
      assert.deepEqual(told.held, ['s1', 's2', 's3']);
      assert.deepEqual(told.letGo, ['s2', 's3'], 'the chapter far behind is let go');
      assert.equal(told.over.chapter, 's3');
      assert.ok(told.over.start < 1200, 'as much of it is passed as was on the screen');
      assert.equal(told.over.direction, 0);
      assert.ok(told.causes.every((cause) => cause === 'turn'));
      assert.equal(told.last.end, SECOND.chars, 'the end of the chapter was on the screen before');
      assert.equal(told.back.chapter, 's2');
    }
  });

  test('the wheel scrolls as it does everywhere, the place follows, and a tap calls the bars', async () => {
    const { page } = desktop;
    await page.evaluate((source) => {
      window.reading.open(source, 3000);
      window.reading.pages.length = 0;
    }, FIRST);
    const before = await page.evaluate(() => window.reading.engine.anchor);
    await page.mouse.move(640, 400);
    await page.mouse.wheel(0, 300);
    await page.waitForFunction((was) => window.reading.engine.anchor > was, before);
    await page.waitForFunction(() => window.reading.pages.at(-1)?.start === window.reading.engine.page.start);
    const told = await page.evaluate(() => window.reading.pages.at(-1));
    assert.equal(told.cause, 'turn');
    assert.equal(told.direction, 1);
    assert.equal(told.anchor, told.start);
    // The scroll bar drawn far away is no reading.
    await page.evaluate(() => document.querySelector('.re-view').scrollBy(0, 9000));
    await page.waitForFunction(() => window.reading.pages.at(-1)?.cause === 'browser');
    await page.evaluate((source) => {
      window.reading.open(source, 3000);
      window.reading.heard.length = 0;
    }, FIRST);
    const where = await page.evaluate(() => window.reading.engine.page.start);
    await page.mouse.click(1270, 300);
    assert.deepEqual(await page.evaluate(() => window.reading.heard), ['middle']);
    assert.equal(await page.evaluate(() => window.reading.engine.page.start), where);
    await page.evaluate(() => document.querySelector('.re-view').scrollTo(0, 1e9));
    await page.waitForFunction(() => window.reading.heard.includes('edge 1'));
  });

  test('a figure anywhere moves no line being read', async () => {
    for (const { page } of [phone, desktop]) {
      const moved = await page.evaluate(
        ([source, next]) => {
          const { engine, lineOf } = window.reading;
          window.reading.open(source);
          window.reading.attach(next, 1);
          const results = [];
          for (const share of [0.2, 0.5, 0.8]) {
            engine.goTo(Math.floor(source.chars * share));
            engine.turn(1);
            const { start, end } = engine.page;
            const line = lineOf(start);
            for (const at of [40, Math.floor(start / 2), start - 300]) {
              const figure = window.reading.figure();
              engine.insertFigure({ start: at, length: 20 }, figure);
              results.push([at, figure.isConnected, lineOf(start) - line]);
              engine.removeFigure({ start: at, length: 20 });
              results.push([at, !figure.isConnected, lineOf(start) - line]);
            }
            const lines = () =>
              engine.offsets
                .pieces(start, end)
                .map((r) => Math.round(r.getClientRects()[0].top))
                .join();
            const before = lines();
            const mark = { start, length: 20 };
            const stands = engine.insertFigureAhead(mark, window.reading.figure());
            results.push(['ahead', stands && lines() === before, lineOf(start) - line]);
            engine.removeFigure(mark);
          }
          return results;
        },
        [FIRST, SECOND],
      );
      for (const [at, stands, by] of moved) assert.ok(stands && Math.abs(by) <= 1, `${at}: moved by ${by}`);
    }
  });

  test('marks lie in the margin beside their lines and tell which chapter is theirs', async () => {
    const told = await phone.page.evaluate(
      ([first, second]) => {
        window.reading.open(first, first.chars - 400);
        window.reading.attach(second, 1);
        const mark = (start) => ({ start, length: 40, state: 'ready', weight: 'normal', label: `${start}` });
        window.reading.engine.setMarks([mark(first.chars - 350)], first.id);
        window.reading.engine.setMarks([mark(90)], second.id);
        return [...document.querySelectorAll('.re-mark')].map((button) => {
          const box = button.getBoundingClientRect();
          return { hidden: button.hidden, right: box.right, left: box.left, height: box.height };
        });
      },
      [FIRST, SECOND],
    );
    assert.equal(told.length, 2);
    for (const box of told) assert.ok(!box.hidden && box.left > 300 && box.right <= 390, JSON.stringify(box));
    const chapter = await phone.page.evaluate((second) => {
      let pressed = null;
      const { engine } = window.reading;
      const { mark } = engine.events;
      engine.events.mark = mark;
      document.querySelectorAll('.re-mark')[1].click();
      pressed = window.reading.heard.at(-1);
      engine.attend(second.id);
      const figure = window.reading.figure();
      engine.insertFigure({ start: 90, length: 40 }, figure);
      return {
        pressed,
        inside: figure.closest('.re-piece') === document.querySelectorAll('.re-piece')[1],
        text: engine.textOf({ start: 0, length: 7 }),
      };
    }, SECOND);
    assert.equal(chapter.pressed, 'mark 90');
    assert.ok(chapter.inside);
    assert.equal(chapter.text, 'Chapter');
  });

  test('a selection tells its own chapter', async () => {
    const told = await desktop.page.evaluate(
      ([first, second]) => {
        const { engine, selections } = window.reading;
        window.reading.open(first, first.chars - 200);
        window.reading.attach(second, 1);
        engine.goTo(first.chars - 100);
        const paragraph = document.querySelectorAll('.re-piece')[1].querySelector('p');
        getSelection().selectAllChildren(paragraph);
        engine.selection.look();
        const inNext = selections.at(-1);
        getSelection().removeAllRanges();
        return inNext && { chapter: inNext.chapter, start: inNext.start, own: Number(paragraph.dataset.o) };
      },
      [FIRST, SECOND],
    );
    assert.deepEqual([told.chapter, told.start], ['s2', told.own]);
  });

  test('between pages and scroll the place stays exactly, 100 of 100', async () => {
    const rnd = random(14);
    for (const { page } of [phone, desktop]) {
      const offsets = Array.from({ length: 50 }, () => Math.floor(rnd() * FIRST.chars));
      const kept = await page.evaluate(
        ([source, wanted]) => {
          const { engine, onScreen, lineOf } = window.reading;
          window.reading.open(source);
          return wanted.map((offset) => {
            window.reading.set({ mode: 'scroll' });
            engine.goTo(offset);
            const line = lineOf(offset);
            window.reading.set({ mode: 'pages' });
            const inPages = onScreen(offset) && engine.anchor === offset;
            window.reading.set({ mode: 'scroll' });
            return inPages && onScreen(offset) && engine.anchor === offset && lineOf(offset) === line;
          });
        },
        [FIRST, offsets],
      );
      assert.deepEqual(
        offsets.filter((_, index) => !kept[index]),
        [],
      );
    }
  });
});
