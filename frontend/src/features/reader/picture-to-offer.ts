import type { Mark } from '@/api/model';
import type { Stretch } from '@/lib/reading-engine';

const ORDER = ['own', 'few', 'normal', 'many'] as const;

const rank = ({ own, level }: Mark): number => ORDER.indexOf(own ? 'own' : (level ?? 'many'));

/**
 * Of the passages that begin on a page and whose picture is there: the one most worth showing, unless
 * the page has a picture already. One for a page is enough, for it is a book one reads.
 */
export function pictureToOffer(
  marks: readonly Mark[],
  page: { start: number; end: number },
  isOpen: (mark: Stretch) => boolean,
): Mark | null {
  const here = marks.filter(({ start }) => start >= page.start && start < page.end);
  if (here.some(isOpen)) return null;
  const ready = here.filter(({ id, picture }) => id !== null && picture?.state === 'ready');
  return ready.sort((a, b) => rank(a) - rank(b) || (b.strength ?? 0) - (a.strength ?? 0))[0] ?? null;
}
