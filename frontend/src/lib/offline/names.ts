/** Names of what lies on the device; the service worker and the pages must mean the same. */

/** Holds the id of the reader whose books may be opened here now. */
export const OWNER = 'bookreader-owner';
export const OWNER_KEY = '/__owner';

const BOOKS = 'bookreader-books-';

/** Texts and facts of a reader's kept books (IndexedDB). */
export const booksName = (user: string): string => `${BOOKS}${user}`;
/** Pictures of a reader's kept books (Cache Storage). */
export const mediaCacheName = (user: string): string => `${BOOKS}${user}`;
/** The reader of a store, or null when it is none of these. */
export const readerOf = (name: string): string | null =>
  name.startsWith(BOOKS) ? name.slice(BOOKS.length) : null;
/** What the reader said about pictures of unread pages (local storage). */
export const AHEAD = 'bookreader.ahead';
