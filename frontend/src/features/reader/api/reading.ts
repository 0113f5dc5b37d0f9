import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { ChapterMarks, ChapterView, DescriptionView, Picture, Position } from '@/api/model';

/** A chapter's text; it never changes, so it is asked for once. Its marks are asked for apart. */
export const chapterQuery = (bookId: string, chapterId: string) =>
  queryOptions({
    queryKey: keys.chapter(bookId, chapterId),
    queryFn: ({ signal }) =>
      api.get<ChapterView>(`/api/books/${bookId}/chapters/${encodeURIComponent(chapterId)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30 * 60_000,
  });

/** One description with everything that is known of it. */
export const descriptionQuery = (bookId: string, descriptionId: string) =>
  queryOptions({
    queryKey: keys.description(bookId, descriptionId),
    queryFn: ({ signal }) =>
      api.get<DescriptionView>(`/api/books/${bookId}/descriptions/${descriptionId}`, { signal }),
  });

export const getMarks = (bookId: string, chapterId: string) =>
  api.get<ChapterMarks>(`/api/books/${bookId}/chapters/${encodeURIComponent(chapterId)}/marks`);

/** Where the reader stopped; asked for anew at every opening, for they may have read elsewhere. */
export const positionQuery = (bookId: string) =>
  queryOptions({
    queryKey: keys.position(bookId),
    queryFn: ({ signal }) => api.get<Position>(`/api/books/${bookId}/position`, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** Asks for a picture: it is given at once or painted first of all. */
export const askForPicture = (bookId: string, descriptionId: string) =>
  api.post<Picture>(`/api/books/${bookId}/descriptions/${descriptionId}/picture`);

export const bookImageAddress = (bookId: string, sha256: string): string =>
  `/api/books/${bookId}/images/${encodeURIComponent(sha256)}`;
