// Draws the icons of the installed program out of public/icon.svg. Run after changing it: node scripts/icons.mjs
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browserPath } from '../e2e/engine/start.mjs';

const frontend = join(dirname(fileURLToPath(import.meta.url)), '..');
const svg = readFileSync(join(frontend, 'public', 'icon.svg'), 'utf8');
// A maskable icon is cut to any shape, so its ground fills the square and the book keeps to the middle.
const whole = svg.replace(' rx="7"', '');
const masked = whole.replace(
  /(<path[\s\S]*)(<\/svg>)/,
  '<g transform="translate(4.8 4.8) scale(.7)">$1</g>$2',
);

const icons = [
  ['icon-192.png', svg, 192],
  ['icon-512.png', svg, 512],
  ['maskable-512.png', masked, 512],
  ['touch-180.png', whole, 180],
];

const folder = join(frontend, 'public', 'icons');
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for (const [name, picture, size] of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${picture}`,
    );
    await page.screenshot({ path: join(folder, name), omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
