/** Pictures drawn differently, chosen, explained and kept out of the way, in the real program. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  accessible,
  apiClient,
  choose,
  firstAccount,
  newPage,
  REPO,
  signIn,
  startApp,
  unable,
  until,
} from './app.mjs';

/** The sample read through its third chapter, and ways to look at it. */
async function sampleRead(app) {
  const api = await apiClient(app.origin);
  const { book } = (await api.ask('POST', '/books/sample', { language: 'ru' })).body;
  await until(async () => (await api.get(`/books/${book.id}`)).state.stage === 'ready', 240, 'the sample');
  const detail = await api.get(`/books/${book.id}`);
  const chapter = detail.chapters[2];
  const at = (path) => `/books/${book.id}${path}`;
  const stand = () =>
    api.ask('PUT', at('/position'), {
      chapter: chapter.id,
      offset: 0,
      page_end: chapter.chars,
      reached: true,
      quote: '',
    });
  await stand();
  const marks = async () => (await api.get(at(`/chapters/${chapter.id}/marks`))).marks;
  await until(
    async () => (await marks()).every(({ picture }) => picture?.state === 'ready'),
    120,
    'the sketches of the chapter',
  );
  const versions = async (id) => (await api.get(at(`/descriptions/${id}/pictures`))).items;
  return { api, at, book, chapter, marks, stand, versions };
}

/** How pictures come into the text, as the settings would set it. */
async function setPictures(api, pictures) {
  const { preferences } = await api.get('/me');
  await api.ask('PATCH', '/me', {
    preferences: { ...preferences, reading: { ...preferences.reading, pictures } },
  });
}

async function read(page, app, sample) {
  await page.goto('about:blank');
  await page.goto(`${app.origin}/read/${sample.book.id}?chapter=${encodeURIComponent(sample.chapter.id)}`);
  await page.locator('.re-flow [data-o]').first().waitFor({ state: 'attached' });
}

/** Where the words of the page shown stand. */
const lines = (page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('.re-flow'), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('[data-inert]')) continue;
      range.selectNodeContents(node);
      for (const { x, y, right, width } of range.getClientRects())
        if (width > 0 && x >= 0 && right <= innerWidth) found.push(`${Math.round(x)} ${Math.round(y)}`);
    }
    return found;
  });

/** Opens the view of a passage's picture by the keyboard, whether it fits under the paragraph or not. */
async function openView(page) {
  const mark = page.locator('.re-mark:visible').first();
  for (let turn = 0; turn < 30 && (await mark.count()) === 0; turn += 1)
    await page.keyboard.press('ArrowRight');
  await mark.focus();
  if ((await mark.getAttribute('aria-expanded')) !== 'true') await page.keyboard.press('Enter');
  const { start, length } = await mark.evaluate(({ dataset }) => ({ ...dataset }));
  const button = page.locator(
    `.picture-figure[data-start="${start}"][data-length="${length}"] .picture-button`,
  );
  const dialog = page.locator('dialog[open]');
  await until(async () => (await dialog.count()) + (await button.count()) > 0, 30, 'the picture');
  if ((await dialog.count()) === 0) {
    await button.focus();
    await page.keyboard.press('Enter');
  }
  await dialog.waitFor();
  return { dialog, start: Number(start), length: Number(length) };
}

const press = (dialog, name) => dialog.getByRole('button', { name, exact: true }).click();

describe('the studio alone', { skip: unable, timeout: 600_000 }, () => {
  let app;
  let page;
  let problems;
  let sample;
  let api;

  const described = async ({ start, length }) =>
    (await sample.marks()).find((mark) => mark.start === start && mark.length === length);

  before(async () => {
    app = await startApp();
    ({ page, problems } = await newPage(app));
    await firstAccount(page, app.origin);
    sample = await sampleRead(app);
    ({ api } = sample);
  });

  after(async () => {
    await app?.stop();
  });

  test('a picture comes by itself, moves no line that is read, and stands on a page behind', async () => {
    await setPictures(api, 'tap');
    await read(page, app, sample);
    await page.locator('.re-mark:visible').first().waitFor();
    const before = await lines(page);
    assert.ok(before.length > 5);
    assert.equal(await page.locator('.picture-figure').count(), 0);
    await page.keyboard.press('a');
    await choose(page.getByRole('dialog').getByRole('radio', { name: 'Все', exact: true }));
    const figure = page.locator('.picture-figure').first();
    await figure.waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    assert.deepEqual(await lines(page), before);
    const seen = () =>
      figure.evaluate((f) => {
        const { left, right, width } = f.getBoundingClientRect();
        return width > 0 && left >= 0 && right <= innerWidth;
      });
    for (let turn = 0; turn < 3 && !(await seen()); turn += 1) await page.keyboard.press('ArrowRight');
    assert.ok(await seen(), 'the picture is on a page behind');
    assert.match(await figure.textContent(), /Набросок$/);
    const image = figure.locator('img');
    assert.deepEqual(
      await image.evaluate((i) => [i.getAttribute('width') > 0, i.getAttribute('height') > 0, i.decoding]),
      [true, true, 'async'],
    );
    const formats = await figure.locator('source').evaluateAll((all) => all.map(({ type }) => type));
    assert.deepEqual(formats, ['image/avif', 'image/webp']);
    await until(() => image.evaluate((i) => i.complete && i.naturalWidth > 0), 30, 'the picture');
    assert.match(await image.evaluate((i) => i.currentSrc), /[?&]w=\d+&f=(avif|webp)$/);
  });

  test('pictures at a tap wait for it, and none at all leaves the text alone', async () => {
    await read(page, app, sample);
    await page.locator('.picture-figure').first().waitFor({ state: 'attached' });
    await page.keyboard.press('a');
    const panel = page.getByRole('dialog');
    await choose(panel.getByRole('radio', { name: 'По нажатию' }));
    await page.locator('.picture-figure').first().waitFor({ state: 'detached' });
    assert.ok((await page.locator('.re-mark').count()) > 0);
    await choose(panel.getByRole('radio', { name: 'Выключены' }));
    await page.locator('.re-mark').first().waitFor({ state: 'detached' });
    const washes = await page.evaluate(() =>
      ['few', 'normal', 'many', 'own'].map((weight) => CSS.highlights.get(`described-${weight}`)?.size ?? 0),
    );
    assert.deepEqual(washes, [0, 0, 0, 0]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await page.keyboard.press('i');
    assert.equal(await page.locator('[role=toolbar], .picture-figure').count(), 0);
    await until(async () => (await api.get('/me')).preferences.reading.pictures === 'off', 10, 'the account');
    await page.reload();
    await page.locator('.re-flow [data-o]').first().waitFor({ state: 'attached' });
    await page.keyboard.press('a');
    assert.ok(await panel.getByRole('radio', { name: 'Выключены' }).isChecked());
    assert.equal(await page.locator('.re-mark').count(), 0);
    await choose(panel.getByRole('radio', { name: 'По нажатию' }));
    await page.locator('.re-mark').first().waitFor({ state: 'attached' });
    await until(async () => (await api.get('/me')).preferences.reading.pictures === 'tap', 10, 'the account');
    await page.goto(`${app.origin}/settings`);
    await page.getByRole('radio', { name: 'По нажатию' }).waitFor();
    assert.ok(await page.getByRole('radio', { name: 'По нажатию' }).isChecked());
  });

  test('another sketch is drawn, one is chosen, and one removed can be brought back', async () => {
    await setPictures(api, 'tap');
    await read(page, app, sample);
    const { dialog, ...place } = await openView(page);
    const { id } = await described(place);
    await dialog.getByText('Набросок', { exact: true }).waitFor();
    assert.equal((await sample.versions(id)).length, 1);
    await press(dialog, 'Нарисовать иначе');
    await press(dialog, 'Нарисовать другой набросок');
    const strip = dialog.getByRole('list', { name: 'Как это нарисовано' });
    await strip.waitFor();
    const two = await until(
      async () => {
        const items = await sample.versions(id);
        return items.length === 2 && items.every(({ picture }) => picture.state === 'ready') && items;
      },
      60,
      'another sketch',
    );
    assert.ok(two[0].shown && !two[1].shown, 'the newest sketch is shown');
    assert.notEqual(two[0].picture.url, two[1].picture.url);
    const inBook = strip.getByRole('button', { name: /стоит в книге$/ });
    const big = dialog.locator('picture img');
    await until(async () => (await big.getAttribute('src'))?.includes(two[0].picture.id), 30, 'the new one');
    await strip.getByRole('button').nth(1).click();
    await until(async () => (await sample.versions(id))[1].shown, 10, 'the choice');
    await until(async () => (await big.getAttribute('src')).includes(two[1].picture.id), 10, 'the old one');
    await until(
      async () => /^Картинка 1 из 2/.test(await inBook.getAttribute('aria-label')),
      10,
      'the strip',
    );
    await press(dialog, 'Удалить');
    await strip.waitFor({ state: 'detached' });
    assert.equal(await dialog.getByRole('button', { name: 'Удалить' }).count(), 0, 'the last sketch stays');
    await press(dialog, 'Вернуть');
    await strip.waitFor();
    assert.equal((await sample.versions(id)).length, 2);
    await press(dialog, 'Удалить');
    await dialog.getByRole('button', { name: 'Закрыть' }).click();
    await until(async () => (await sample.versions(id)).length === 1, 10, 'the removal');
    const left = (await described(place)).picture.id;
    const figure = page.locator(`.picture-figure[data-start="${place.start}"] img`);
    if ((await figure.count()) > 0)
      await until(
        async () => (await figure.getAttribute('src')).includes(left),
        10,
        'the one left, in place',
      );
  });

  test('why it looks so leads to the words, and a picture can be saved', async () => {
    await read(page, app, sample);
    const { dialog, ...place } = await openView(page);
    const { id } = await described(place);
    await press(dialog, 'Почему так нарисовано');
    await dialog.getByText('Набросок сделал свой художник программы', { exact: false }).waitFor();
    const detail = await api.get(sample.at(`/descriptions/${id}`));
    const bare = (text) => text.replace(/\s+/g, '');
    assert.equal(bare(await dialog.locator('blockquote').textContent()), bare(detail.text));
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Почему так нарисовано' }).and(page.locator(':focus')).waitFor();
    const saving = page.waitForEvent('download');
    await press(dialog, 'Скачать');
    const download = await saving;
    assert.match(download.suggestedFilename(), /\.(webp|jpe?g|png)$/);
    await press(dialog, 'Почему так нарисовано');
    await dialog.getByRole('button', { name: /^Открыть это место/ }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.ok(await page.evaluate(() => document.activeElement.classList.contains('re-view')));
    await page.locator(`.re-mark[data-start="${place.start}"]:visible`).waitFor();
  });

  test('the keyboard goes all the way and comes back to where it was', async () => {
    await read(page, app, sample);
    const { dialog } = await openView(page);
    const focused = () => page.evaluate(() => document.activeElement.textContent);
    const draw = dialog.getByRole('button', { name: 'Нарисовать иначе' });
    await draw.waitFor();
    for (let step = 0; step < 20 && (await focused()) !== 'Нарисовать иначе'; step += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.getByRole('heading', { name: 'Нарисовать иначе' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    await draw.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(
      await page.evaluate(() => document.activeElement.matches('.picture-button, .re-mark, .re-view')),
      'the focus is back at the picture or its mark',
    );
  });

  test('view, drawing and why are accessible on desk and phone, in both languages and themes', async () => {
    const words = {
      ru: ['Нарисовать иначе', 'Назад к картинке', 'Почему так нарисовано'],
      en: ['Draw it differently', 'Back to the picture', 'Why it looks so'],
    };
    for (const phone of [false, true]) {
      const shape = phone ? { width: 390, height: 844, phone } : {};
      for (const language of ['ru', 'en']) {
        await api.ask('PATCH', '/me', { language });
        for (const dark of [false, true]) {
          const where = `${language} ${dark ? 'dark' : 'light'} ${phone ? 'phone' : 'desk'}`;
          const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
          const { context, page: other } = await newPage(app, { ...shape, locale, dark });
          await signIn(other, app.origin);
          await read(other, app, sample);
          const { dialog } = await openView(other);
          const [draw, back, why] = words[language];
          await dialog.getByRole('button', { name: draw }).waitFor();
          await accessible(other, `the view, ${where}`);
          await press(dialog, draw);
          await dialog.getByRole('heading', { name: draw }).waitFor();
          await accessible(other, `drawing, ${where}`);
          await dialog.getByRole('button', { name: back }).click();
          await press(dialog, why);
          await dialog.locator('blockquote').waitFor();
          await accessible(other, `why, ${where}`);
          await context.close();
        }
      }
    }
    await api.ask('PATCH', '/me', { language: 'ru' });
  });

  test('no script failed and no other server was asked', () => {
    assert.deepEqual(problems, []);
  });
});

/** A server that speaks OpenAI's wire format, paints at once and goes wrong to order. */
async function startSimulator() {
  const server = spawn(join(REPO, '.venv', 'bin', 'python'), ['-m', 'tests.simulator', '--port', '0'], {
    cwd: join(REPO, 'backend'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  server.stdout.on('data', (chunk) => (said += chunk));
  server.stderr.on('data', (chunk) => (said += chunk));
  const url = await until(
    () => {
      if (server.exitCode !== null) throw new Error(`the simulator ended:\n${said}`);
      return /listens at (\S+)/.exec(said)?.[1];
    },
    60,
    'the simulator',
  );
  const order = (path, body) =>
    fetch(`${url}/__sim/${path}`, {
      method: body ? 'POST' : 'GET',
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
  return {
    url,
    plan: (...steps) => order('plan', { steps }),
    billed: async () => (await (await order('billed')).json()).count,
    async stop() {
      server.kill('SIGTERM');
      await until(() => server.exitCode !== null || server.signalCode !== null, 20, 'the simulator’s end');
    },
  };
}

describe('the studio with a provider', { skip: unable, timeout: 600_000 }, () => {
  let app;
  let simulator;
  let page;
  let problems;
  let sample;
  let api;
  let provider;
  let view;
  let id;

  const newest = async () => (await sample.versions(id))[0];
  const shown = async () => (await sample.versions(id)).find((version) => version.shown).picture;
  /** Opens the view of the first passage of the page. */
  const look = async () => {
    await read(page, app, sample);
    view = await openView(page);
    const place = ({ start, length }) => start === view.start && length === view.length;
    id = (await sample.marks()).find(place).id;
  };
  /** From the picture to the words the provider would read. */
  const toPrompt = async () => {
    await press(view.dialog, 'Нарисовать иначе');
    await choose(view.dialog.getByRole('radio', { name: 'Мастерская' }));
    await view.dialog.getByLabel('Что прочтёт художник').waitFor();
  };
  const draw = () => view.dialog.getByRole('button', { name: /^Нарисовать (за|бесплатно)/ }).click();
  const said = (words) =>
    view.dialog.getByRole('status').filter({ hasText: words }).waitFor({ timeout: 90_000 });

  before(async () => {
    simulator = await startSimulator();
    app = await startApp();
    ({ page, problems } = await newPage(app));
    await firstAccount(page, app.origin);
    sample = await sampleRead(app);
    ({ api } = sample);
    const added = await api.ask('POST', '/admin/providers', {
      kind: 'openai',
      name: 'Мастерская',
      base_url: `${simulator.url}/v1`,
      model: 'gpt-image-1-mini',
      key: 'sk-test',
      price_micros: 40_000,
    });
    assert.equal(added.status, 201, JSON.stringify(added.body));
    provider = added.body;
    assert.ok(provider.usable, JSON.stringify(provider));
    await setPictures(api, 'tap');
    await look();
  });

  after(async () => {
    await app?.stop();
    await simulator?.stop().catch(() => undefined);
  });

  test('what it reads, costs and learns is seen before anything is sent, and its picture takes the place', async () => {
    await toPrompt();
    const words = await view.dialog.getByLabel('Что прочтёт художник').inputValue();
    assert.ok(words.length > 40 && !/[а-яё]/i.test(words), words);
    await view.dialog.getByText('уйдут с сервера к художнику «Мастерская»', { exact: false }).waitFor();
    await view.dialog.getByText('0,04', { exact: false }).first().waitFor();
    await accessible(page, 'the words for the painter');
    assert.equal(await simulator.billed(), 0);
    assert.equal((await sample.versions(id)).length, 1);
    await draw();
    await view.dialog.getByText('ИИ · Мастерская', { exact: true }).waitFor({ timeout: 60_000 });
    assert.equal(await simulator.billed(), 1);
    const version = await newest();
    assert.ok(version.shown && version.picture.label === 'ai');
    const big = view.dialog.locator('picture img');
    await until(() => big.evaluate((i) => i.complete && i.naturalWidth > 0), 30, 'the picture');
    assert.ok((await big.getAttribute('src')).includes(version.picture.id));
    const figure = page.locator(`.picture-figure[data-start="${view.start}"]`);
    if ((await figure.count()) > 0) {
      await until(async () => /ИИ$/.test(await figure.textContent()), 30, 'the label in the text');
      assert.ok((await figure.locator('img').getAttribute('src')).includes(version.picture.id));
    }
  });

  test('one’s own words are sent as they are, and why it looks so repeats them', async () => {
    await toPrompt();
    await view.dialog.getByLabel('Что прочтёт художник').fill('a white house on a snowy hill');
    await draw();
    await until(
      async () => {
        const items = await sample.versions(id);
        return items.length === 3 && items[0].picture.state === 'ready';
      },
      60,
      'the second picture',
    );
    assert.equal(await simulator.billed(), 2);
    await press(view.dialog, 'Почему так нарисовано');
    await view.dialog.getByText('a white house on a snowy hill', { exact: true }).waitFor();
    await view.dialog.getByText('слова ваши', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('what is not drawn here is refused kindly, and nothing is sent', async () => {
    await toPrompt();
    await view.dialog.getByLabel('Что прочтёт художник').fill('a naked girl of ten');
    await draw();
    await view.dialog.getByRole('alert').filter({ hasText: 'Такое здесь не рисуют' }).waitFor();
    assert.equal(await simulator.billed(), 2);
    assert.equal((await sample.versions(id)).length, 3);
    await page.keyboard.press('Escape');
  });

  test('a provider that declines is told of in plain words, and the picture before stays', async () => {
    const before = await shown();
    await simulator.plan('refused_input');
    await toPrompt();
    await draw();
    await said('отказался рисовать это по своим правилам');
    await said('В книге стоит прежняя картинка');
    assert.equal((await shown()).id, before.id);
    assert.equal(await simulator.billed(), 2);
  });

  test('a drawing that does not come can be stopped', async () => {
    await simulator.plan('hang');
    await toPrompt();
    await draw();
    await said('Мастерская');
    await press(view.dialog, 'Не рисовать');
    await said('Остановлено вами');
    assert.equal((await newest()).picture.state, 'failed');
  });

  test('a passage of one’s own is sketched at once, and the provider is offered', async () => {
    await view.dialog.getByRole('button', { name: 'Закрыть' }).click();
    await page.keyboard.press('d');
    await page.locator('[role=toolbar]').waitFor();
    await page.keyboard.press('Enter');
    const offer = page.getByRole('button', { name: 'Нарисовать с ИИ' });
    const dialog = page.locator('dialog[open]');
    // A picture that does not fit under its paragraph is shown alone at once, over the quiet line.
    await until(async () => (await offer.count()) > 0, 60, 'the offer');
    if ((await dialog.count()) > 0) await page.keyboard.press('Escape');
    await offer.click();
    await dialog.getByRole('heading', { name: 'Нарисовать иначе' }).waitFor();
    const radio = dialog.getByRole('radio', { name: 'Мастерская' });
    await until(() => radio.isChecked(), 10, 'the provider to be chosen');
    await dialog.getByLabel('Что прочтёт художник').waitFor();
    assert.equal(await simulator.billed(), 2);
    await dialog.getByRole('button', { name: 'Закрыть' }).click();
    await look();
  });

  test('a provider that is away is told of, and the sketch can be had again', async () => {
    await simulator.stop();
    await toPrompt();
    await draw();
    await said('Художник не отвечает');
    const items = await sample.versions(id);
    const sketch = items.find(({ picture }) => picture.label === 'sketch');
    const strip = view.dialog.getByRole('list', { name: 'Как это нарисовано' });
    await strip.getByRole('button', { name: /набросок/ }).click();
    await until(async () => (await shown()).id === sketch.picture.id, 10, 'the sketch');
    await view.dialog.getByText('Набросок', { exact: true }).first().waitFor();
  });

  test('no script failed and no other server was asked by the page', () => {
    assert.deepEqual(problems, []);
  });
});
