/** Books that carry scripts are read, and nothing in them runs, asks or speaks. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { apiClient, firstAccount, newPage, REPO, startApp, unable, until } from './app.mjs';

describe('hostile books', { skip: unable, timeout: 600_000 }, () => {
  let app;
  let folder;
  let lure;
  let asked = 0;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bookreader-hostile-'));
    lure = createServer((_request, response) => {
      asked += 1;
      response.end();
    });
    await new Promise((done) => lure.listen(0, '127.0.0.1', done));
    execFileSync(
      join(REPO, '.venv', 'bin', 'python'),
      ['-m', 'tests.hostile.write_accepted', folder, String(lure.address().port)],
      { cwd: join(REPO, 'backend') },
    );
    app = await startApp();
  });

  after(async () => {
    await app?.stop();
    lure?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  test('nothing of them runs in the reader, the library or the book’s page', async () => {
    const { page, problems } = await newPage(app);
    const hits = [];
    await page.exposeFunction('__hit', (what) => hits.push(what));
    await page.addInitScript(() => {
      const run = () => window.__hit('canary called');
      Object.defineProperty(window, 'canary', { get: () => run, set: () => window.__hit('canary set') });
      window.open = () => window.__hit('a window was opened');
    });
    page.on('dialog', (dialog) => {
      hits.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await firstAccount(page, app.origin);
    const api = await apiClient(app.origin);
    const files = await readdir(folder);
    assert.ok(files.length > 30, `${files.length} files`);
    const books = [];
    for (const name of files) {
      const answer = await api.upload(name, await readFile(join(folder, name)));
      assert.ok([200, 201].includes(answer.status), `${name}: ${answer.status}`);
      books.push({ name, id: answer.body.book.id });
    }
    for (const { name, id } of books) {
      const detail = await until(
        async () => {
          const found = await api.get(`/books/${id}`);
          return (found.state.readable || found.state.stage === 'failed') && found;
        },
        120,
        name,
      );
      assert.ok(detail.state.readable, `${name}: ${JSON.stringify(detail.state.error)}`);
      for (const chapter of detail.chapters.slice(0, 3)) {
        await page.goto(`${app.origin}/read/${id}?chapter=${encodeURIComponent(chapter.id)}`);
        await page.locator('.re-flow [data-o]').first().waitFor({ state: 'attached' });
        assert.equal(new URL(page.url()).origin, app.origin, name);
      }
      assert.deepEqual(hits, [], name);
    }
    await page.goto(`${app.origin}/book/${books[0].id}`);
    await page.goto(app.origin);
    await page.waitForTimeout(1000);
    assert.deepEqual(hits, []);
    assert.deepEqual(problems, []);
    // The trap itself works: a call from the page's own console is caught.
    await page.evaluate(() => window.canary());
    await until(() => hits.length === 1, 5, 'the trap to shut');
    assert.equal(asked, 0, 'a remote address of a book was asked');
  });
});
