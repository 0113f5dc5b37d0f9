import { createHash } from 'node:crypto';
import { build, type Plugin } from 'vite';

/** Builds a small script that runs before the first paint, and names it in the page behind the program's own. */
export function firstPaint(source: string, alias: Record<string, string>): Plugin {
  let fileName = '';
  return {
    name: 'bookreader-first-paint',
    apply: 'build',
    async buildStart() {
      const built = await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        resolve: { alias },
        build: { write: false, lib: { entry: source, formats: ['iife'], name: 'firstPaint' } },
      });
      const [first] = [built].flat();
      if (!first || !('output' in first)) throw new Error('the first paint was not built');
      const { code } = first.output[0];
      const hash = createHash('sha256').update(code).digest('base64url').slice(0, 8);
      fileName = `assets/first-paint-${hash}.js`;
      this.emitFile({ type: 'asset', fileName, source: code });
    },
    // Behind the entry script, which is what a page's release is known by.
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: `/${fileName}` }, injectTo: 'head' }],
  };
}
