import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { start, unable } from './start.mjs';
import { random } from './text.mjs';

const WORDS = {
  he: 'בקצה הכפר עמד בית ישן ובחלונו דלק אור צהוב כל הלילה והרוח נשבה מן השדות אל הנהר הרחב'.split(' '),
  ja: '村のはずれに古い家が建ち、窓には夜どおし黄色い灯がともっていた。風は畑から広い川へ吹いていた。'.split(
    '、',
  ),
};

/** A chapter in a writing that does not run from the left, or not across the page. */
function chapter(lang, paragraphs, extra = {}) {
  const rnd = random(lang === 'he' ? 5 : 6);
  let html = '';
  let text = '';
  for (let i = 0; i < paragraphs; i += 1) {
    const words = Array.from({ length: 30 }, () => WORDS[lang][Math.floor(rnd() * WORDS[lang].length)]);
    const own = words.join(lang === 'ja' ? '、' : ' ');
    if (text !== '') text += '\n';
    html += `<p data-o="${[...text].length}">${own}</p>`;
    text += own;
  }
  return { id: lang, lang, html, text, notes: [], chars: [...text].length, ...extra };
}

const HEBREW = chapter('he', 40);
const JAPANESE = chapter('ja', 40, { writing: 'vertical-rl' });
const MONGOLIAN_WAY = chapter('ja', 40, { id: 'lr', writing: 'vertical-lr' });

describe('books that run from the right, or down the page', { skip: unable }, () => {
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

  for (const source of [HEBREW, JAPANESE, MONGOLIAN_WAY]) {
    for (const mode of ['pages', 'scroll']) {
      test(`${source.id}, ${mode}: the whole text is gone through, and every place found`, async () => {
        for (const { page } of [phone, desktop]) {
          const seen = await page.evaluate(
            ([chapter, how]) => {
              const { engine, heard, onScreen } = window.reading;
              window.reading.set({ mode: how, fontSize: 18 });
              window.reading.open(chapter);
              heard.length = 0;
              const stops = [engine.page];
              const hidden = [];
              while (heard.length === 0 && stops.length < 400) {
                if (!onScreen(engine.page.start)) hidden.push(engine.page.start);
                engine.turn(1);
                if (heard.length === 0) stops.push(engine.page);
              }
              const lost = [];
              for (let i = 0; i < 40; i += 1) {
                const offset = Math.floor((chapter.chars * i) / 40) + 3;
                engine.goTo(offset);
                if (!onScreen(offset)) lost.push(offset);
                window.reading.set({ fontSize: 27 });
                if (!onScreen(offset) || engine.anchor !== offset) lost.push(-offset);
                window.reading.set({ fontSize: 18 });
              }
              return { stops, hidden, lost };
            },
            [source, mode],
          );
          assert.ok(seen.stops.length > 2);
          assert.equal(seen.stops[0].start, 0);
          assert.equal(seen.stops.at(-1).end, source.chars);
          for (let i = 1; i < seen.stops.length; i += 1) {
            assert.ok(seen.stops[i].start > seen.stops[i - 1].start);
            assert.ok(seen.stops[i].start <= seen.stops[i - 1].end + 1, 'nothing is passed over');
          }
          assert.deepEqual(seen.hidden, []);
          assert.deepEqual(seen.lost, []);
        }
      });
    }
  }

  test('taps and swipes turn the way the book is leafed through', async () => {
    const { page } = phone;
    const where = () => page.evaluate(() => window.reading.engine.page.page);
    const swipe = (from, to) =>
      page.evaluate(
        ([a, b]) => {
          const view = document.querySelector('.re-view');
          const fire = (type, clientX) =>
            view.dispatchEvent(
              new PointerEvent(type, {
                bubbles: true,
                isPrimary: true,
                pointerId: 7,
                pointerType: 'touch',
                clientX,
                clientY: 400,
              }),
            );
          fire('pointerdown', a);
          fire('pointermove', (a + b) / 2);
          fire('pointerup', b);
        },
        [from, to],
      );
    const left = [HEBREW, JAPANESE];
    for (const source of [HEBREW, JAPANESE, MONGOLIAN_WAY]) {
      await page.evaluate((chapter) => {
        window.reading.set({ mode: 'pages', fontSize: 18 });
        window.reading.open(chapter);
      }, source);
      const reversed = left.includes(source);
      assert.equal(await page.evaluate(() => window.reading.engine.reversed), reversed, source.id);
      const [on, back] = reversed ? [10, 380] : [380, 10];
      await page.touchscreen.tap(on, 600);
      assert.equal(await where(), 1, `${source.id}: a tap on`);
      await page.touchscreen.tap(back, 600);
      assert.equal(await where(), 0, `${source.id}: a tap back`);
      await swipe(reversed ? 100 : 300, reversed ? 300 : 100);
      assert.equal(await where(), 1, `${source.id}: a swipe on`);
      await swipe(reversed ? 300 : 100, reversed ? 100 : 300);
      assert.equal(await where(), 0, `${source.id}: a swipe back`);
      // From the very edge the system has its own swipe.
      await swipe(reversed ? 5 : 385, reversed ? 300 : 100);
      assert.equal(await where(), 0, `${source.id}: a swipe of the system`);
    }
  });

  test('lozenges stand in the margin at the end of the line', async () => {
    const boxes = await phone.page.evaluate(
      (sources) =>
        sources.flatMap((chapter) =>
          ['pages', 'scroll'].map((mode) => {
            window.reading.set({ mode });
            window.reading.open(chapter);
            window.reading.marks([{ start: 40, length: 60, state: 'ready', weight: 'normal', label: 'x' }]);
            const { x, y, width, height } = document.querySelector('.re-mark').getBoundingClientRect();
            return { x, y, right: x + width, bottom: y + height, vertical: chapter.writing !== undefined };
          }),
        ),
      [HEBREW, JAPANESE, MONGOLIAN_WAY],
    );
    for (const { x, y, right, bottom, vertical } of boxes) {
      assert.ok(x >= -1 && right <= 391 && y >= 0 && bottom <= 845, JSON.stringify([x, y, right, bottom]));
      if (vertical) assert.ok(y > 700, `below the line's end: ${y}`);
      else assert.ok(right < 60, `left of the line's end: ${x}`);
    }
  });
});
