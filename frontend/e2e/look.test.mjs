/** How the page looks is the reader's choice, for all books or for one; and the book is read aloud. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  accessible,
  apiClient,
  choose,
  firstAccount,
  newPage,
  signIn,
  startApp,
  unable,
  until,
} from './app.mjs';
import { opened, same } from './reading.mjs';

/**
 * Stands in for the voices of a system, which a machine for tests has not: says nothing, notes what it was
 * given, and ends each sentence when the test says so.
 */
function standInForVoices() {
  const said = [];
  globalThis.said = said;
  globalThis.finishSentence = () => said[said.length - 1].onend?.();
  globalThis.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  const voice = { name: 'Голос', lang: 'ru-RU', localService: true };
  Object.defineProperty(globalThis, 'speechSynthesis', {
    value: Object.assign(new EventTarget(), {
      getVoices: () => [voice],
      speak(utterance) {
        said.push(utterance);
        utterance.onstart?.();
      },
      cancel() {},
      pause() {},
      resume() {},
    }),
  });
}

const marked = (page) =>
  page.evaluate(() =>
    [...(CSS.highlights.get('aloud') ?? [])]
      .map((range) => range.toString().replaceAll('\u00ad', ''))
      .join('')
      .trim(),
  );
const spoken = (page) => page.evaluate(() => said.map(({ text }) => text));
const letters = (text) => text.replaceAll(/\s+/g, ' ').trim();
const bookStyle = (page) =>
  page.evaluate(() => {
    const { fontSize, lineHeight, letterSpacing } = getComputedStyle(document.querySelector('.re-flow p'));
    return { fontSize, lineHeight, letterSpacing };
  });

describe('the look of the page, and its voice', { skip: unable, timeout: 300_000 }, () => {
  let app;
  let api;
  let desk;
  let phone;
  let book;
  let other;
  let chapters;

  before(async () => {
    app = await startApp();
    desk = await newPage(app);
    await firstAccount(desk.page, app.origin);
    api = await apiClient(app.origin);
    const sample = async (language) => (await api.ask('POST', '/books/sample', { language })).body.book.id;
    [book, other] = [await sample('ru'), await sample('en')];
    for (const id of [book, other])
      await until(async () => (await api.get(`/books/${id}`)).state.readable, 60, 'the book');
    chapters = (await api.get(`/books/${book}`)).chapters;
    phone = await newPage(app, { width: 390, height: 844, phone: true, dark: true });
    await signIn(phone.page, app.origin);
  });

  after(() => app?.stop());

  const read = async (page, id = book, chapter = chapters[2].id) => {
    await page.goto(`${app.origin}/read/${id}${chapter ? `?chapter=${encodeURIComponent(chapter)}` : ''}`);
    await opened(page);
  };
  const panel = (page) => page.getByRole('dialog', { name: 'Вид страницы' });
  const slide = async (page, name, value) => {
    await panel(page).getByRole('slider', { name, exact: true }).fill(String(value));
  };

  test('a theme has its day and its night, on every page', async () => {
    const { page } = desk;
    await page.goto(`${app.origin}/settings`);
    await choose(page.getByRole('radio', { name: 'Лес' }));
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const day = await paper();
    await page.emulateMedia({ colorScheme: 'dark' });
    await until(async () => (await paper()) !== day, 5, 'night');
    await choose(page.getByRole('radio', { name: 'День' }));
    assert.equal(await paper(), day);
    await choose(page.getByRole('radio', { name: 'Как в системе' }));
    await page.emulateMedia({ colorScheme: 'light' });
    await until(
      async () => (await api.get('/me')).preferences.theme === 'forest',
      10,
      'the account to know of it',
    );
    await phone.page.goto(`${app.origin}/settings`);
    assert.ok(await phone.page.getByRole('radio', { name: 'Лес' }).isChecked());
  });

  test('before the program is there, the page has the colours of the reader and no flash of day', async () => {
    const context = await app.browser.newContext({ colorScheme: 'light', serviceWorkers: 'block' });
    await context.addInitScript(() =>
      localStorage.setItem('bookreader.preferences', JSON.stringify({ theme: 'forest', scheme: 'dark' })),
    );
    const page = await context.newPage();
    let arrive;
    const late = new Promise((done) => {
      arrive = done;
    });
    await page.route(/\/assets\/index-.*\.js$/, async (route) => {
      await late;
      await route.continue();
    });
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/api/session/refresh')) asked += 1;
    });
    await page.goto(app.origin, { waitUntil: 'commit' });
    await page.locator('.starting').waitFor();
    await until(() => asked === 1, 10, 'the session to be asked for meanwhile');
    const { theme, scheme } = await page.evaluate(() => ({ ...document.documentElement.dataset }));
    assert.deepEqual([theme, scheme], ['forest', 'dark']);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/starting.png` });
    arrive();
    await page.locator('input[name=password]').waitFor();
    assert.equal(asked, 1, 'and no second time');
    assert.equal(await page.locator('.starting').count(), 0);
    await context.close();
  });

  test('what is said while a start takes long does not push the page about', async () => {
    const context = await app.browser.newContext({ serviceWorkers: 'block', reducedMotion: 'reduce' });
    const page = await context.newPage();
    await signIn(page, app.origin);
    await page.addInitScript(() => {
      globalThis.moved = [];
      new PerformanceObserver((list) => {
        for (const { sources } of list.getEntries()) moved.push(...sources.map(({ node }) => node?.nodeName));
      }).observe({ type: 'layout-shift', buffered: true });
    });
    let answer;
    const late = new Promise((done) => {
      answer = done;
    });
    await page.route('**/api/session/refresh', async (route) => {
      await late;
      await route.continue();
    });
    await page.goto(app.origin, { waitUntil: 'commit' });
    await page.getByRole('status').getByRole('heading', { level: 1 }).waitFor();
    answer();
    await page.locator('header').waitFor();
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    assert.ok(!(await page.evaluate(() => moved)).includes('BODY'));
    await context.close();
  });

  test('one book has a look of its own, on every device, and the others keep theirs', async () => {
    const { page } = desk;
    await read(page);
    const usual = await bookStyle(page);
    await page.keyboard.press('a');
    await choose(panel(page).getByRole('switch', { name: 'Только для этой книги' }));
    await slide(page, 'Размер букв', 27);
    await panel(page).getByText('Поля и расстояния').click();
    await slide(page, 'Расстояние между буквами', 0.05);
    await until(async () => (await bookStyle(page)).fontSize === '27px', 5, 'the larger letters');
    assert.equal((await bookStyle(page)).letterSpacing, '1.35px');
    await until(
      async () => (await api.get(`/books/${book}/position`)).settings.letterSpacing === 0.05,
      10,
      'the server to know of it',
    );
    await read(page, other, null);
    assert.equal((await bookStyle(page)).fontSize, usual.fontSize);
    await read(phone.page);
    assert.equal((await bookStyle(phone.page)).fontSize, '27px');
    await read(page);
    assert.equal((await bookStyle(page)).fontSize, '27px');
    await page.keyboard.press('a');
    await panel(page).getByRole('switch', { name: 'Только для этой книги' }).focus();
    await page.keyboard.press('Space');
    await until(async () => (await bookStyle(page)).fontSize === usual.fontSize, 5, 'the usual letters');
    await until(
      async () => Object.keys((await api.get(`/books/${book}/position`)).settings).length === 0,
      10,
      'the server to forget it',
    );
  });

  test('another look never moves the place', async () => {
    const { page } = desk;
    await read(page);
    await page.keyboard.press('ArrowRight');
    await until(async () => (await api.get(`/books/${book}/position`)).offset > 0, 10, 'the place');
    const before = await api.get(`/books/${book}/position`);
    await page.keyboard.press('a');
    await slide(page, 'Размер букв', 23);
    await choose(panel(page).getByRole('radio', { name: 'Сплошной лентой' }));
    await choose(panel(page).getByRole('radio', { name: 'Страницами' }));
    await choose(panel(page).getByRole('radio', { name: 'Две' }));
    await panel(page).getByText('Поля и расстояния').click();
    await slide(page, 'Поля', 2);
    await slide(page, 'Размер букв', 19);
    await choose(panel(page).getByRole('radio', { name: 'По ширине экрана' }));
    await slide(page, 'Поля', 1);
    await page.keyboard.press('Escape');
    await page.reload();
    await opened(page);
    assert.ok(same(await api.get(`/books/${book}/position`), before));
  });

  test('for one hand nearly all of the page turns on', async () => {
    const { page } = desk;
    await read(page);
    const start = () => page.evaluate(() => document.querySelector('[aria-live]')?.textContent ?? '');
    await page.keyboard.press('a');
    await panel(page).getByText('Касания и экран').click();
    await choose(panel(page).getByRole('radio', { name: 'Листает вперёд, левый край назад' }));
    await page.keyboard.press('Escape');
    const first = await start();
    await page.mouse.click(450, 700);
    await until(async () => (await start()) !== first, 5, 'the next page');
    await page.mouse.click(100, 400);
    await until(async () => (await start()) === first, 5, 'the page before');
    await page.keyboard.press('a');
    await panel(page).getByText('Касания и экран').click();
    await choose(panel(page).getByRole('radio', { name: 'Ничего не листает' }));
    await choose(panel(page).getByRole('switch', { name: 'Для электронных чернил' }));
    await page.keyboard.press('Escape');
    await page.mouse.click(1200, 400);
    await page.getByRole('navigation').first().waitFor();
    assert.equal(await start(), first);
    const quiet = await page.evaluate(() => {
      const { getPropertyValue } = CSSStyleDeclaration.prototype;
      const style = getComputedStyle(document.documentElement);
      return ['--quiet', '--ink'].map((name) => getPropertyValue.call(style, name));
    });
    assert.equal(quiet[0], quiet[1]);
    await api.ask('PATCH', '/me', { preferences: {} });
    await page.evaluate(() => localStorage.removeItem('bookreader.preferences'));
  });

  test('where one is can be read in plain words', async () => {
    const { page } = desk;
    await read(page);
    await page.keyboard.press('w');
    const told = page.getByRole('dialog', { name: 'Где я' });
    await told.waitFor();
    const words = await told.textContent();
    assert.match(words, /Страница \d+ из \d+ в этой главе/);
    assert.match(words, /До конца главы .+, до конца книги .+/);
    assert.ok(words.includes(chapters[2].title));
    await accessible(page, 'where');
    await page.keyboard.press('Escape');
    await told.waitFor({ state: 'detached' });
  });

  for (const kind of ['desk', 'phone']) {
    test(`read aloud on a ${kind}: the sentence is marked, the page goes along, and counts as read`, async () => {
      const { page, context } = kind === 'desk' ? desk : phone;
      await context.addInitScript(standInForVoices);
      await api.ask('PUT', `/books/${book}/position`, {
        chapter: chapters[2].id,
        offset: 0,
        page_end: 1,
        reached: true,
        quote: '',
      });
      await read(page);
      if (kind === 'desk') await page.keyboard.press('r');
      else {
        await page.touchscreen.tap(195, 420);
        await page.getByRole('button', { name: 'Чтение вслух' }).tap();
      }
      const bar = page.getByRole('region', { name: 'Чтение вслух' });
      await bar.waitFor();
      await until(async () => (await spoken(page)).length === 1, 10, 'the first sentence');
      assert.equal(letters(await marked(page)), letters((await spoken(page))[0]));
      await accessible(page, `aloud, ${kind}`);
      const first = await page.evaluate(() => document.querySelector('[aria-live]').textContent);
      const next = async () => {
        await page.evaluate(() => finishSentence());
        const sentences = await spoken(page);
        assert.equal(letters(await marked(page)), letters(sentences[sentences.length - 1]));
      };
      for (let sentence = 0; sentence < 80; sentence += 1) {
        await next();
        if ((await page.evaluate(() => document.querySelector('[aria-live]').textContent)) !== first) break;
      }
      const seen = await page.evaluate(() => {
        const [range] = CSS.highlights.get('aloud');
        const { left, right } = range.getBoundingClientRect();
        return right > 0 && left < innerWidth;
      });
      assert.ok(seen, 'the sentence that is heard is on the page');
      await until(
        async () => (await api.get(`/books/${book}/position`)).furthest.offset > 1,
        10,
        'what was heard to count as read',
      );
      const sentences = await spoken(page);
      assert.equal(new Set(sentences).size, sentences.length, 'nothing was said twice');
      if (kind === 'desk') {
        // Elsewhere and back: the voice goes along.
        for (const key of [']', 'Backspace']) {
          const before = (await spoken(page)).length;
          await page.keyboard.press(key);
          await until(async () => (await spoken(page)).length > before, 10, 'the voice to go along');
          assert.equal(letters(await marked(page)), letters((await spoken(page)).at(-1)));
        }
      }
      await bar.getByRole('button', { name: 'Пауза' }).click();
      await bar.getByRole('button', { name: 'Закончить чтение вслух' }).click();
      await bar.waitFor({ state: 'detached' });
      assert.equal(await marked(page), '');
      // Nor does a sentence stay marked where it was heard before.
      await page.keyboard.press(']');
      await until(() => page.getByText(chapters[3].title).first().isVisible(), 10, 'the next chapter');
      assert.equal(await marked(page), '');
    });
  }

  test('a device without a voice says so', async () => {
    const mute = await newPage(app);
    await mute.context.addInitScript(() => {
      Object.defineProperty(globalThis, 'speechSynthesis', {
        value: Object.assign(new EventTarget(), {
          getVoices: () => [],
          speak: (utterance) => setTimeout(() => utterance.onerror?.(), 0),
          cancel() {},
          pause() {},
          resume() {},
        }),
      });
    });
    await signIn(mute.page, app.origin);
    await read(mute.page);
    await mute.page.keyboard.press('r');
    await mute.page.getByText('На этом устройстве нет голоса для языка книги').waitFor();
    await mute.context.close();
  });

  test('no script failed and no other server was asked', () => {
    assert.deepEqual([...desk.problems, ...phone.problems], []);
  });
});
