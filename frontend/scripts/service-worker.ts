import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';

/** Typefaces that are fetched with the program: the interface's own, and the book's first. */
const FIRST_FONTS = /\/(golos-text|literata)-[^/]*\.woff2$/;
const LATER = /\.(woff2?|ttf)$/;

/** Builds `sw.js`, which knows every file of the release that it was built with. */
export function serviceWorker(source: string, alias: Record<string, string>): Plugin {
  let outDir = 'dist';
  return {
    name: 'bookreader-service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    async writeBundle() {
      const page = readFileSync(join(outDir, 'index.html'), 'utf8');
      const entry = /<script[^>]+src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1];
      if (entry === undefined) throw new Error('index.html names no entry script');
      const assets = readdirSync(join(outDir, 'assets'))
        .map((name) => `/assets/${name}`)
        .filter((path) => !path.endsWith('.map'))
        .sort();
      const release = {
        entry,
        assets,
        shell: assets.filter((path) => !LATER.test(path) || FIRST_FONTS.test(path)),
        revision: createHash('sha256').update(page).digest('hex').slice(0, 16),
      };
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        resolve: { alias },
        define: { __RELEASE__: JSON.stringify(release) },
        build: {
          outDir,
          emptyOutDir: false,
          assetsInlineLimit: 0,
          lib: { entry: source, formats: ['iife'], name: 'worker', fileName: () => 'sw.js' },
        },
      });
    },
  };
}
