import type { Language } from '@/api/model';
import { fetchPageWords } from './i18n';

/** Pages that are opened by their own address, and not from the shelf alone. */
const PAGES: readonly (readonly [RegExp, () => Promise<unknown>])[] = [
  [/^\/read\/[^/]+\/?$/, () => import('@/features/reader/reader-page')],
  [/^\/book\/[^/]+\/?$/, () => import('@/features/book/components/book-page')],
];

/** Sends for the page of an address and its words before anything else is known; the router asks for them later. */
export function fetchAhead(pathname: string, language: Language): void {
  const page = PAGES.find(([address]) => address.test(pathname));
  if (!page) return;
  // What fails here is asked for again, and told of, when it is needed.
  page[1]().catch(() => undefined);
  fetchPageWords(language).catch(() => undefined);
}
