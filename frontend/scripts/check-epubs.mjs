// What epubcheck-ts finds in e-books: `node scripts/check-epubs.mjs BOOK…`, one JSON line for each.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { EpubCheck } from '@likecoin/epubcheck-ts';

const told = new Set(['fatal', 'error', 'warning']);
for (const path of process.argv.slice(2)) {
  const name = basename(path);
  const { messages } = await EpubCheck.validate(new Uint8Array(await readFile(path)), {}, name);
  const found = messages
    .filter(({ severity }) => told.has(severity))
    .map(({ id, severity, message, location }) => ({ id, severity, message, at: location?.path ?? '' }));
  process.stdout.write(`${JSON.stringify({ name, found })}\n`);
}
