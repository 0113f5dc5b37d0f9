import { offlineBook } from '@/lib/offline';
import { keptAnswer } from '@/lib/offline/answers';
import { keptIds } from '@/lib/offline/kept-ids';
import { waitingChanges } from '@/lib/outbox';
import { CHANGES, withChanges } from '../changes';
import { type ListedNote, type Note, type NotesFilter, passes } from '../notes';

/** Notes of the books kept on this device; null when none is. */
export async function keptNotes(user: string, filter: NotesFilter): Promise<ListedNote[] | null> {
  const ids = [...keptIds(user)];
  if (ids.length === 0) return null;
  const changes = await waitingChanges(CHANGES, user);
  const found: ListedNote[] = [];
  for (const id of ids) {
    const book = await offlineBook(id);
    if (!book) continue;
    const answer = (await keptAnswer(user, `/api/books/${id}/annotations`)) as
      | { annotations: Note[] }
      | undefined;
    for (const note of withChanges(answer?.annotations ?? [], changes, id, book))
      if (passes(note, filter)) found.push({ ...note, book_title: book.title, language: book.language });
  }
  const byBook = (a: ListedNote, b: ListedNote) =>
    a.book_title.localeCompare(b.book_title) || a.number - b.number || a.start - b.start;
  const recent = (a: ListedNote, b: ListedNote) => b.updated_at.localeCompare(a.updated_at);
  return found.sort(filter.sort === 'book' ? byBook : recent);
}
