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
  position: (bookId: string) => ['position', bookId] as const,
};
