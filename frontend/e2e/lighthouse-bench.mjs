/** Lighthouse's points of three pages, as a phone sees them. Prints Markdown rows. */

import { points, startAudits } from './lighthouse.mjs';

const RUNS = 3;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const spread = (values, unit = '') =>
  `${median(values)}${unit} (${Math.min(...values)}–${Math.max(...values)}${unit}, n = ${values.length})`;

const audits = await startAudits();
try {
  for (const [name, path] of Object.entries(audits.pages)) {
    const reports = [];
    for (let run = 0; run < RUNS; run += 1)
      reports.push(await audits.audit(path, ['performance', 'accessibility']));
    const values = (pick) => reports.map((report) => Math.round(pick(report)));
    const took = (id) => values(({ audits: all }) => all[id].numericValue);
    const shift = Math.max(...reports.map(({ audits: all }) => all['cumulative-layout-shift'].numericValue));
    process.stdout.write(
      `| Lighthouse, ${name}, phone: performance | ≥ 90 | ${spread(reports.map((r) => points(r, 'performance')))} |\n` +
        `| — largest paint; blocked; shift | 2,500 ms; —; 0.05 | ${median(took('largest-contentful-paint'))} ms; ${median(took('total-blocking-time'))} ms; ${shift.toFixed(3)} |\n` +
        `| — accessibility | 100 | ${spread(reports.map((r) => points(r, 'accessibility')))} |\n`,
    );
    if (process.env.LIGHTHOUSE_WHY)
      for (const audit of Object.values(reports.at(-1).audits))
        if (audit.score !== null && audit.score < 0.9)
          process.stderr.write(`${name}: ${audit.id} ${audit.score} ${audit.displayValue ?? ''}\n`);
  }
} finally {
  await audits.stop();
}
