import { api } from '@/api/client';
import type { Mark } from '@/api/model';

/** The reader says that a passage describes nothing: its mark and picture go. */
export const dismissPassage = (bookId: string, id: string) =>
  api.post<void>(`/api/books/${bookId}/descriptions/${id}/dismissal`);

/** The reader takes that back. */
export const restorePassage = (bookId: string, id: string) =>
  api.delete(`/api/books/${bookId}/descriptions/${id}/dismissal`);

/** The reader wants a passage of their own choice drawn. */
export const drawPassage = (bookId: string, chapterId: string, start: number, end: number) =>
  api.post<Mark>(`/api/books/${bookId}/chapters/${encodeURIComponent(chapterId)}/descriptions`, {
    start,
    end,
  });

/** Takes away a passage that the reader drew. */
export const removePassage = (bookId: string, id: string) =>
  api.delete(`/api/books/${bookId}/descriptions/${id}`);
