/** Places found again whatever the settings, the screen and the device are. SEED repeats one run of it. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { start, unable } from './start.mjs';
import { makeChapter, random } from './text.mjs';

const SEED = Number(process.env.SEED ?? 20261126);
const PLACES = 200;
const CHAPTERS = [
  makeChapter('r1', 'ru', 91, 60),
  makeChapter('r2', 'en', 92, 50),
  makeChapter('r3', 'ru', 93, 80),
  makeChapter('r4', 'en', 94, 30),
];
const DEVICES = [
  {
    name: 'phone',
    sizes: [
      [390, 844],
      [844, 390],
      [360, 640],
    ],
    deviceScaleFactor: 3,
    hasTouch: true,
    isMobile: true,
  },
  {
    name: 'tablet',
    sizes: [
      [820, 1180],
      [1180, 820],
    ],
    deviceScaleFactor: 2,
    hasTouch: true,
  },
  {
    name: 'desk',
    sizes: [
      [1280, 800],
      [1920, 1000],
      [700, 900],
    ],
    deviceScaleFactor: 1,
  },
  {
    name: 'fine desk',
    sizes: [
      [1366, 768],
      [1000, 800],
    ],
    deviceScaleFactor: 1.5,
  },
];

/** The chapter as another normaliser might give it: something stands before, and every offset is another. */
function shifted(chapter) {
  const words =
    chapter.lang === 'ru' ? 'Раньше этих слов здесь не было.' : 'These words were not here before.';
  const by = words.length + 1;
  const html = chapter.html.replace(/data-o="(\d+)"/g, (_, offset) => `data-o="${Number(offset) + by}"`);
  return {
    ...chapter,
    html: `<p data-o="0">${words}</p>${html}`,
    text: `${words}\n${chapter.text}`,
    chars: chapter.chars + by,
    by,
  };
}

describe('a place is found again', { skip: unable }, () => {
  let engine;
  const devices = [];
  before(async () => {
    engine = await start();
    for (const { name, sizes, ...options } of DEVICES) {
      const [width, height] = sizes[0];
      devices.push({ name, sizes, ...(await engine.newPage(width, height, options)) });
    }
  });
  after(async () => {
    for (const { errors } of devices) assert.deepEqual(errors, []);
    await engine?.close();
  });

  test(`${PLACES} of ${PLACES} random places, over settings, screens and devices (SEED=${SEED})`, async (t) => {
    t.diagnostic(`SEED=${SEED}`);
    const rnd = random(SEED);
    const pick = (list) => list[Math.floor(rnd() * list.length)];
    const between = (low, high, step) => low + step * Math.floor(rnd() * ((high - low) / step + 1));
    const settings = () => ({
      fontFamily: pick(['serif', 'sans-serif', 'monospace']),
      fontSize: between(14, 32, 1),
      lineHeight: between(1.2, 2, 0.1),
      measure: between(26, 46, 2),
      justify: rnd() < 0.5,
      hyphenate: rnd() < 0.7,
      columns: pick(['auto', 'one', 'two']),
      mode: pick(['pages', 'scroll']),
      indent: between(0, 3, 0.5),
      paragraphSpacing: between(0, 1.5, 0.5),
      letterSpacing: between(0, 0.1, 0.05),
      wordSpacing: between(0, 0.3, 0.1),
      margins: between(0.5, 2, 0.5),
    });
    const shifts = new Map(CHAPTERS.map((chapter) => [chapter.id, shifted(chapter)]));
    const lost = [];
    for (let number = 0; number < PLACES; number += 1) {
      const chapter = pick(CHAPTERS);
      const offset = Math.floor(rnd() * chapter.chars);
      const [here, there] = [pick(devices), pick(devices)];
      const [first, second, third] = [settings(), settings(), settings()];
      const resize = async (device) => {
        const [width, height] = pick(device.sizes);
        await device.page.setViewportSize({ width, height });
        await device.page.waitForFunction((wanted) => innerWidth === wanted, width);
      };
      if (number % 3 === 0) await resize(here);
      const live = await here.page.evaluate(
        ([source, at, before, after]) => {
          window.reading.set(before);
          window.reading.open(source, at);
          const shown = [window.reading.onScreen(at)];
          window.reading.set(after);
          shown.push(window.reading.onScreen(at), window.reading.engine.anchor === at);
          return shown;
        },
        [chapter, offset, first, second],
      );
      if (number % 5 === 0) {
        await resize(here);
        await here.page.waitForFunction(
          () => window.reading.laidOut() === document.querySelector('.re-view').clientWidth,
        );
        live.push(await here.page.evaluate((at) => window.reading.onScreen(at), offset));
      }
      const points = [...chapter.text];
      const words = {
        quote: points.slice(offset, offset + 64).join(''),
        before: points.slice(Math.max(0, offset - 32), offset).join(''),
        after: points.slice(offset + 64, offset + 96).join(''),
      };
      const elsewhere = await there.page.evaluate(
        ([source, at, chosen, other, quote]) => {
          window.reading.set(chosen);
          window.reading.open(source, at);
          const shown = [window.reading.onScreen(at)];
          // The same words in a text that is counted otherwise.
          const found = window.reading.findQuote(other.text, quote, at);
          window.reading.open(other, found ?? 0);
          const letter = (from) =>
            [...other.text]
              .slice(from)
              .join('')
              .search(/[\p{L}\p{N}]/u);
          const wanted = at + other.by;
          // A quote may begin with a dash or a picture: it is its first letter that is found.
          shown.push(found !== null && found - wanted >= 0 && found - wanted <= letter(wanted) + 1);
          shown.push(window.reading.onScreen(found ?? 0));
          return shown;
        },
        [chapter, offset, third, shifts.get(chapter.id), words],
      );
      const kept = [...live, ...elsewhere];
      if (!kept.every(Boolean)) {
        const around = points.slice(Math.max(0, offset - 12), offset + 12).join('');
        lost.push(
          `${number}: ${chapter.id} at ${offset} (${JSON.stringify(around)}) ${here.name}/${there.name} ${kept} ${JSON.stringify([first, second, third])}`,
        );
      }
    }
    t.diagnostic(`${PLACES - lost.length} of ${PLACES}`);
    assert.deepEqual(lost, []);
  });
});
