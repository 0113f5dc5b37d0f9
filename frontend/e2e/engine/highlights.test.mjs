import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { start, unable } from './start.mjs';
import { makeChapter } from './text.mjs';

const FIRST = makeChapter('h1', 'ru', 71);
const SECOND = makeChapter('h2', 'en', 72);

describe('highlighted groups', { skip: unable }, () => {
  let engine;
  let phone;
  before(async () => {
    engine = await start();
    phone = await engine.newPage(390, 844, { hasTouch: true });
  });
  after(async () => {
    assert.deepEqual(phone?.errors, []);
    await engine?.close();
  });

  const painted = (group) =>
    phone.page.evaluate((name) => {
      const ranges = [...(CSS.highlights.get(name) ?? [])];
      return ranges.map((range) => range.toString().replaceAll('\u00ad', '')).join('');
    }, group);

  test('a group paints its own characters, and keeps those of a chapter until it is shown', async () => {
    await phone.page.evaluate(
      ([first, second]) => {
        window.reading.open(first, 0);
        window.reading.engine.setHighlights('yellow', [{ start: 400, length: 30, id: 'a' }]);
        window.reading.engine.setHighlights('yellow', [{ start: 500, length: 25, id: 'b' }], second.id);
      },
      [FIRST, SECOND],
    );
    const cut = (chapter, from, length) => [...chapter.text].slice(from, from + length).join('');
    assert.equal(await painted('yellow'), cut(FIRST, 400, 30));
    await phone.page.evaluate((source) => window.reading.open(source, 0), SECOND);
    assert.equal(await painted('yellow'), cut(SECOND, 500, 25));
    await phone.page.evaluate(() => window.reading.set({ hyphenate: false }));
    assert.equal(await painted('yellow'), cut(SECOND, 500, 25), 'after the text was made anew');
    await phone.page.evaluate(() => window.reading.set({ hyphenate: true }));
    await phone.page.evaluate(() => window.reading.engine.setHighlights('yellow', []));
    assert.equal(await painted('yellow'), '');
    await phone.page.evaluate((source) => window.reading.open(source, 0), FIRST);
    assert.equal(await painted('yellow'), cut(FIRST, 400, 30));
    await phone.page.evaluate(() => window.reading.engine.dropHighlights('yellow'));
    assert.equal(await painted('yellow'), '');
  });

  test('a point finds the shortest highlight under it, and a tap on one turns nothing', async () => {
    const told = await phone.page.evaluate((source) => {
      window.reading.open(source, 0);
      const { engine, heard } = window.reading;
      heard.length = 0;
      const { start } = engine.page;
      engine.setHighlights('yellow', [{ start: start + 80, length: 200, id: 'long' }]);
      engine.setHighlights('pink', [{ start: start + 150, length: 12, id: 'short' }]);
      engine.setHighlights('found', [{ start: start + 300, length: 8, id: 'hit' }]);
      const at = (offset) => {
        const { x, y, width, height } = engine.offsets.rangeAt(offset).getClientRects()[0];
        return { x: x + width / 2, y: y + height / 2 };
      };
      const id = (offset) => engine.highlightAt(at(offset).x, at(offset).y)?.id ?? null;
      return {
        ids: [70, 82, 155, 170, 290, 303].map((n) => id(start + n)),
        note: at(start + 155),
        hit: at(start + 303),
      };
    }, FIRST);
    assert.deepEqual(told.ids, [null, 'long', 'short', 'long', null, 'hit']);
    const where = () => phone.page.evaluate(() => window.reading.engine.page.page);
    const before = await where();
    await phone.page.touchscreen.tap(told.note.x, told.note.y);
    assert.deepEqual(await phone.page.evaluate(() => window.reading.heard), ['highlight pink short']);
    assert.equal(await where(), before);
    // A group whose owner does not want the tap leaves it to the page.
    await phone.page.touchscreen.tap(told.hit.x, told.hit.y);
    const heard = await phone.page.evaluate(() => window.reading.heard);
    assert.equal(heard[1], 'highlight found hit');
    assert.ok(heard[2] === 'middle' || (await where()) !== before);
  });
});
