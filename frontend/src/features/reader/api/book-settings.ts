import { api } from '@/api/client';
import type { Position } from '@/api/model';
import type { BookSettings } from '@/lib/preferences';

const SAVE_AFTER_MS = 600;

/** Saves the settings of one book a moment after the last change; `leave` saves at once what waits. */
export function bookSettingsSaver(bookId: string, saved: (position: Position) => void) {
  let waiting: { settings: BookSettings } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = async (leaving: boolean) => {
    clearTimeout(timer);
    if (waiting === null) return;
    const body = waiting;
    waiting = null;
    try {
      saved(await api.put<Position>(`/api/books/${bookId}/reading-settings`, body, { keepalive: leaving }));
    } catch {
      // The choice holds while the book is open and goes along with the next change.
      waiting ??= body;
    }
  };
  return {
    save(own: BookSettings | null): void {
      waiting = { settings: own ?? {} };
      clearTimeout(timer);
      timer = setTimeout(() => void send(false), SAVE_AFTER_MS);
    },
    leave(): void {
      void send(true);
    },
  };
}
