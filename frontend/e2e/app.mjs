/** The real server over a new data folder, and a browser at it. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browserPath, unable } from './engine/start.mjs';

export { unable };

export const REPO = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const BOOKS = join(REPO, '..', 'shared', 'corpus', 'books');
export const PASSWORD = 'белый парус одинокий';
export const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

function freePort() {
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** Waits until `look` gives something, at most `seconds`. */
export async function until(look, seconds, what) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Starts `bookreader serve` with more settings if any; `stop` ends it with all its children and removes its data. */
export async function startApp(settings = {}) {
  const data = await mkdtemp(join(tmpdir(), 'bookreader-e2e-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = spawn(join(REPO, '.venv', 'bin', 'bookreader'), ['serve'], {
    cwd: data,
    env: { ...process.env, DATA_DIR: join(data, 'data'), PORT: String(port), HOST: '127.0.0.1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  server.stdout.on('data', (chunk) => (said += chunk));
  server.stderr.on('data', (chunk) => (said += chunk));
  await until(
    async () => {
      if (server.exitCode !== null) throw new Error(`the server ended:\n${said}`);
      return fetch(`${origin}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      );
    },
    60,
    'the server',
  );
  const browser = await chromium.launch({ executablePath: browserPath, args: ARGS });
  return {
    origin,
    browser,
    /** The database's file: what the server really has. */
    database: join(data, 'data', 'bookreader.db'),
    log: () => said,
    async stop() {
      await browser.close();
      server.kill('SIGTERM');
      // A worker ends what it has in hand.
      await until(() => server.exitCode !== null || server.signalCode !== null, 60, 'the server to end');
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A browser context of one language, theme and size; `problems` collects what a console says. */
export async function newPage(app, options = {}) {
  const { width = 1280, height = 800, locale = 'ru-RU', dark = false, phone = false } = options;
  const context = await app.browser.newContext({
    viewport: { width, height },
    locale,
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: phone,
    isMobile: phone,
    deviceScaleFactor: phone ? 2 : 1,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(app.origin) && !/^(data|blob|about):/.test(url)) problems.push(`asked ${url}`);
  });
  return { context, page, problems };
}

/** Turns on a switch or chooses a radio by the keyboard: what loads above may move it from under a pointer. */
export async function choose(control) {
  await control.focus();
  await control.page().keyboard.press('Space');
  await until(() => control.isChecked(), 10, 'the choice to be taken');
}

/** Makes the first account in the browser, as a newcomer does. */
export async function firstAccount(page, origin) {
  await page.goto(origin);
  await page.locator('input[name=username]').fill('Анна');
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('form button[type=submit]').click();
  await page.waitForURL(`${origin}/`);
}

/** Signs in where an account is there already. */
export async function signIn(page, origin) {
  await page.goto(origin);
  await page.locator('input[name=username]').fill('Анна');
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('form button[type=submit]').click();
  await page.waitForURL(`${origin}/`);
}

/** Speaks to the server beside the page, with a sign-in of its own. */
export async function apiClient(origin) {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Анна', password: PASSWORD }),
  });
  const { access_token: token } = await answer.json();
  const ask = async (method, path, body) => {
    const response = await fetch(`${origin}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const json = response.status !== 204 && response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: json ? await response.json() : null };
  };
  const upload = async (name, bytes) => {
    const response = await fetch(`${origin}/api/books?filename=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: bytes,
    });
    return { status: response.status, body: await response.json() };
  };
  return { ask, upload, get: async (path) => (await ask('GET', path)).body };
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Fails when axe finds anything on the page. */
export async function accessible(page, where) {
  await page.evaluate(await readFile(AXE, 'utf8'));
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run();
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`);
  });
  assert.deepEqual(found, [], where);
}

/** Whether a file of the shared corpus is beside the checkout. */
export function sharedBook(name) {
  const path = join(BOOKS, name);
  return existsSync(path) ? path : null;
}
