/** Times of the engine alone, on a part of 100,000 characters: settings, turns, chapters, jumps. */

import { start } from './start.mjs';
import { makeChapter } from './text.mjs';

const PART = 100_000;
const RUNS = 24;

function longChapter(id, seed) {
  let chapter = makeChapter(id, 'ru', seed, 260);
  for (let paragraphs = 300; chapter.chars < PART; paragraphs += 40)
    chapter = makeChapter(id, 'ru', seed, paragraphs);
  return chapter;
}

/** Measures in a browser; {name: {goal, values}} in milliseconds, from the wish to the picture of it. */
export async function measureEngine() {
  const engine = await start();
  try {
    const { page } = await engine.newPage(1280, 800);
    return await page.evaluate(
      async ([chapters, runs]) => {
        // A frame is on its way to the screen when the first task behind its callbacks runs.
        const painted = () =>
          new Promise((done) =>
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => done();
              port2.postMessage(null);
            }),
          );
        const rest = () => new Promise((done) => setTimeout(done, 30 + Math.random() * 30));
        const { reading } = window;
        const times = {};
        const time = async (name, goal, act) => {
          const values = [];
          for (let run = 0; run < runs; run += 1) {
            await rest();
            const began = performance.now();
            await act(run);
            await painted();
            // The first of each fills what is remembered from then on.
            if (run > 0) values.push(performance.now() - began);
          }
          times[name] = { goal, values };
        };
        const [first, second] = chapters;
        for (const mode of ['pages', 'scroll']) {
          reading.set({ mode, fontSize: 19 });
          reading.open(first, Math.floor(first.chars / 2));
          if (mode === 'scroll') reading.attach(second, 1);
          await time(`page turn to paint, ${mode}`, 35, (run) => reading.engine.turn(run % 8 < 4 ? 1 : -1));
          await time(
            `font change, part of ${Math.round(first.chars / 1000)} 000 characters, ${mode}`,
            120,
            (run) => reading.set({ fontSize: run % 2 ? 19 : 24 }),
          );
          const far = (run) => reading.engine.goTo(Math.floor((first.chars * ((run * 7) % 20)) / 20));
          await time(`far jump in a chapter, ${mode}`, 100, far);
        }
        reading.set({ mode: 'pages', fontSize: 19 });
        const prepared = chapters.map((source) => reading.prepare(source));
        await time('into the next chapter, made ready before', 80, (run) =>
          reading.engine.open(prepared[run % 2], run % 2 ? 0 : 'end', 'turn', 1),
        );
        await time('between pages and scroll', 120, (run) =>
          reading.set({ mode: run % 2 ? 'pages' : 'scroll' }),
        );
        return times;
      },
      [[longChapter('b1', 301), longChapter('b2', 302)], RUNS + 1],
    );
  } finally {
    await engine.close();
  }
}
