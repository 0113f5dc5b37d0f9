// Fails when what a reader downloads grows beyond its budget. Run after `npm run build`.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const KB = 1024;
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
const zipped = (file) => gzipSync(readFileSync(join(dist, file))).length;

/** All files a chunk brings along before it can run. */
function withImports(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of manifest[key]?.imports ?? []) withImports(imported, seen);
  return seen;
}

const scripts = (chunks) =>
  [...chunks].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'));
const sum = (files) => files.reduce((total, file) => total + zipped(file), 0);

const entry = withImports('index.html');
const words = ['ru', 'en'].map((language) => withImports(`src/locales/${language}/index.ts`));
const extra = (chunks) => scripts(chunks).filter((file) => !scripts(entry).includes(file));
const firstPaint = readdirSync(join(dist, 'assets')).filter((name) => /^first-paint-.*\.js$/.test(name));
// One language is fetched before anything is shown.
const initial =
  sum(scripts(entry)) +
  sum(firstPaint.map((name) => `assets/${name}`)) +
  Math.max(...words.map((chunks) => sum(extra(chunks))));
const reader = sum(extra(withImports('src/features/reader/reader-page.tsx')));

const assets = readdirSync(join(dist, 'assets'));
const allStyles = assets.filter((name) => name.endsWith('.css')).map((name) => `assets/${name}`);
const styles = (chunks) => [...new Set([...chunks].flatMap((key) => manifest[key].css ?? []))];
const library = styles(withImports('index.html'));
const page = styles(withImports('src/features/reader/reader-page.tsx')).filter(
  (file) => !library.includes(file),
);
const uiFonts = assets.filter((name) => /^golos-text.*\.woff2$/.test(name)).map((name) => `assets/${name}`);

/** Pages, and panels of pages: what is fetched when somebody asks for it. */
const lazy = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry);
const pages = ['index.html', ...lazy].map((key) => ({ key, chunks: withImports(key) }));

/** What a lazy chunk brings beyond the page that asks for it, where that is most. */
function beyond(key) {
  const askers = Object.keys(manifest).filter((one) => manifest[one].dynamicImports?.includes(key));
  const hosts = pages.filter((page) => page.key !== key && askers.some((one) => page.chunks.has(one)));
  const own = scripts(withImports(key));
  return Math.max(
    ...hosts.map(({ chunks }) => {
      const there = new Set([...scripts(entry), ...scripts(chunks)]);
      return sum(own.filter((file) => !there.has(file)));
    }),
  );
}

const reading = manifest['src/features/reader/reader-page.tsx'].file;
const others = lazy
  .filter((key) => manifest[key].file !== reading && !scripts(entry).includes(manifest[key].file))
  .map((key) => [key, beyond(key)]);

const budgets = [
  ['initial JavaScript with one language', initial, 170 * KB],
  ['reader page, beyond the initial', reader, 60 * KB],
  ['initial style sheets', sum(library), 20 * KB],
  ['style sheets of the reader page, beyond the initial', sum(page), 12 * KB],
  ['all style sheets', sum(allStyles), 40 * KB],
  [
    'interface fonts, as they are',
    uiFonts.reduce((n, f) => n + readFileSync(join(dist, f)).length, 0),
    120 * KB,
  ],
  ...others.map(([key, size]) => [`lazy ${key}`, size, 40 * KB]),
];

let failed = false;
for (const [name, size, limit] of budgets) {
  const over = size > limit;
  failed ||= over;
  console.log(
    `${over ? 'OVER ' : 'ok   '}${(size / KB).toFixed(1).padStart(7)} of ${limit / KB} KB  ${name}`,
  );
}
if (uiFonts.length === 0) {
  console.error('No interface font was found in the build.');
  failed = true;
}
process.exit(failed ? 1 : 0);
