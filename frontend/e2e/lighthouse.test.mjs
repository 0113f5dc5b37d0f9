/** Lighthouse finds nothing to mend in the accessibility of the main pages. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { unable } from './app.mjs';
import { points, startAudits } from './lighthouse.mjs';

describe('lighthouse', { skip: unable, timeout: 600_000 }, () => {
  let audits;

  before(async () => {
    audits = await startAudits();
  });

  after(() => audits?.stop());

  for (const name of ['library', 'book', 'reader']) {
    test(`${name}: 100 of 100 for accessibility`, async () => {
      const report = await audits.audit(audits.pages[name], ['accessibility']);
      const failed = Object.values(report.audits)
        .filter(({ score }) => score !== null && score < 1)
        .map(({ id, details }) => `${id}: ${details?.items?.map(({ node }) => node?.selector).join(' | ')}`);
      assert.deepEqual(failed, []);
      assert.equal(points(report, 'accessibility'), 100);
    });
  }
});
