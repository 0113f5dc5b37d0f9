import type { ChapterView } from '@/api/model';
import { countPoints, OffsetMap } from '@/lib/reading-engine/offsets';

/** A chapter's text as the server counts it, out of its markup. */
export function chapterText({ html, chars }: Pick<ChapterView, 'html' | 'chars'>): string {
  // Parsed where no script runs and no image loads.
  const page = new DOMParser().parseFromString(html, 'text/html');
  const text = new OffsetMap(page.body).textBetween(0, chars);
  // Empty blocks at the end leave nothing in the page but their places.
  return text + '\n'.repeat(Math.max(0, chars - countPoints(text)));
}
