import type { BookSort } from './model';

/** Names of what the query cache holds; live events invalidate by them. */
export const keys = {
  server: () => ['server'] as const,
  serverSettings: () => ['server-settings'] as const,
  library: () => ['library'] as const,
  books: (search: string, sort: BookSort) => ['library', search, sort] as const,
  book: (bookId: string) => ['book', bookId] as const,
  chapter: (bookId: string, chapterId: string) => ['chapter', bookId, chapterId] as const,
  marks: (bookId: string, chapterId: string) => ['marks', bookId, chapterId] as const,
  marksOfBook: (bookId: string) => ['marks', bookId] as const,
  description: (bookId: string, descriptionId: string) => ['description', bookId, descriptionId] as const,
  gallery: (bookId: string) => ['gallery', bookId] as const,
  dismissals: (bookId: string) => ['dismissals', bookId] as const,
  editions: (bookId: string) => ['editions', bookId] as const,
  allEditions: () => ['editions'] as const,
  cast: (bookId: string) => ['cast', bookId] as const,
  entity: (bookId: string, entityId: string) => ['cast', bookId, 'entity', entityId] as const,
  castEdits: (bookId: string) => ['cast', bookId, 'edits'] as const,
  orders: (bookId: string) => ['orders', bookId] as const,
  bible: (bookId: string) => ['bible', bookId] as const,
  providers: () => ['providers'] as const,
  caps: () => ['caps'] as const,
  spending: (from: string, to: string) => ['spending', from, to] as const,
  position: (bookId: string) => ['position', bookId] as const,
};
