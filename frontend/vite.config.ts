import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { firstPaint } from './scripts/first-paint.ts';
import { serviceWorker } from './scripts/service-worker.ts';

const backend = process.env.BOOKREADER_URL ?? 'http://127.0.0.1:8000';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const alias = { '@': path('./src') };

export default defineConfig({
  plugins: [
    react(),
    firstPaint(path('./src/first-paint.ts'), alias),
    serviceWorker(path('./src/service-worker/sw.ts'), alias),
  ],
  resolve: { alias },
  server: { proxy: { '/api': backend, '/problems': backend } },
  build: {
    outDir: 'dist',
    manifest: true,
    // Fonts and pictures stay files: the content security policy forbids data: fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // Over HTTP/1.1 every file waits for its turn: what is needed at once comes as one.
        codeSplitting: { groups: [{ name: 'program', tags: ['$initial'] }] },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
