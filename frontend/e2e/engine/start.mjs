/** Builds the engine's page once and opens it in Chromium. */

import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';

const HERE = dirname(fileURLToPath(import.meta.url));
const CANDIDATES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const ARGS =
  '--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run';

export const browserPath = CANDIDATES.find((path) => path && existsSync(path));

/** Why these tests cannot run here, or false. */
export const unable = browserPath ? false : 'no Chromium or Chrome found; name one in CHROMIUM';

/** Starts the browser on the engine's page; `newPage` gives a page of a size, `close` ends all. */
export async function start() {
  const out = await mkdtemp(join(tmpdir(), 'reading-engine-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: HERE,
    build: {
      outDir: out,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: join(HERE, 'page.ts'), formats: ['es'], fileName: () => 'page.js' },
    },
  });
  const { readdir } = await import('node:fs/promises');
  const css = (await readdir(out)).find((name) => name.endsWith('.css'));
  await writeFile(
    join(out, 'index.html'),
    `<!doctype html><html lang="ru" data-theme="paper" data-scheme="light"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" href="${css}"><body><script type="module" src="page.js"></script>`,
  );
  const types = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
  const server = createServer(async (request, response) => {
    const name = request.url === '/' ? 'index.html' : request.url.slice(1);
    try {
      const body = await readFile(join(out, name));
      response.writeHead(200, { 'Content-Type': types[name.split('.').pop()] ?? 'application/octet-stream' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const browser = await chromium.launch({ executablePath: browserPath, args: ARGS.split(' ') });
  return {
    async newPage(width, height, options = {}) {
      const context = await browser.newContext({ viewport: { width, height }, ...options });
      const page = await context.newPage();
      const errors = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      await page.waitForFunction(() => window.reading !== undefined);
      return { page, errors };
    },
    async close() {
      await browser.close();
      server.close();
      await rm(out, { recursive: true, force: true });
    },
  };
}
