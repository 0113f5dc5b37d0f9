import type { ChapterView } from '@/api/model';
import { countPoints, OffsetMap, SOFT_HYPHEN } from '@/lib/reading-engine/offsets';

/** A chapter's text as the server counts it, out of its markup. */
export function chapterText({ html, chars }: Pick<ChapterView, 'html' | 'chars'>): string {
  // A document without a window: no script runs in it and no image loads.
  const { body } = document.implementation.createHTMLDocument('');
  body.innerHTML = html;
  let text = '';
  let at = 0;
  for (const { kind, node, start, length } of new OffsetMap(body).segments) {
    text += '\n'.repeat(Math.max(0, start - at));
    if (kind === 'text') text += (node as Text).data.replaceAll(SOFT_HYPHEN, '');
    else text += kind === 'break' ? '\n' : '\ufffc';
    at = start + length;
  }
  // Empty blocks at the end leave nothing in the page but their places.
  return text + '\n'.repeat(Math.max(0, chars - countPoints(text)));
}
