import { serverIsReachable, subscribeReachability } from '@/api/reachability';
import { onLiveEvent } from '@/lib/events';
import type { Change } from '@/lib/outbox';
import { onTaken } from '@/lib/outbox';
import { split } from './addresses';
import { noteChanged, renewAll } from './keep';
import { keptIds } from './kept-ids';
import { learn } from './learn';

/** Looked after only once the page that was opened is there. */
const BEGIN_AFTER_MS = 4_000;

/** What the server says to the reader's moves is the place from which one reads on without it. */
async function taken(user: string, { path }: Change, answer: unknown): Promise<void> {
  const { book, rest } = split(path);
  if (book === null || rest !== '/moves' || !keptIds(user).has(book)) return;
  const position = (answer as { position?: unknown } | null)?.position;
  if (position !== undefined) await learn(user, `/api/books/${book}/position`, position);
}

/** Keeps the kept books as the server has them, for as long as their reader is here; returns the way to stop. */
export function followKept(user: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    if (!serverIsReachable() || keptIds(user).size === 0) return;
    timer = setTimeout(() => void renewAll(user).catch(() => undefined), BEGIN_AFTER_MS);
  };
  const stops = [
    subscribeReachability(soon),
    onTaken((change, answer) => void taken(user, change, answer).catch(() => undefined)),
    onLiveEvent((event) => {
      if ('book_id' in event) noteChanged(user, event.book_id);
    }),
  ];
  soon();
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
