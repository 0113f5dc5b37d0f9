import type { components } from '@/api/schema';
import type { Change } from '@/lib/outbox';
import { type Note, withNote, withoutNote } from './notes';

/** What the outbox calls changes of notes. */
export const CHANGES = 'annotations';

/** What the server is told of a note; what is left out stays as it is there. */
type Wish = components['schemas']['AnnotationWish'];
type Unsaid = 'after' | 'before' | 'back';
export type NoteWish = Omit<Wish, Unsaid> & Partial<Pick<Wish, Unsaid>>;

export const pathOf = ({ book_id, id }: Pick<Note, 'book_id' | 'id'>): string =>
  `/api/books/${book_id}/annotations/${id}`;

interface Author {
  user: string;
  device: { id: string; name: string };
}

/** The change that makes a note, or gives it another colour or text. */
export function keeping(author: Author, before: Note | null, after: Note): Change {
  const isNew = before === null || before.revision === 0;
  const body: NoteWish = {
    kind: after.kind,
    chapter: after.chapter,
    start: after.start,
    end: after.end,
    exact: after.exact,
    normaliser_version: after.normaliser_version,
    ...(after.colour !== '' && (isNew || after.colour !== before.colour) ? { colour: after.colour } : {}),
    ...(isNew || after.note !== before.note
      ? { note: after.note, note_was: before === null ? '' : before.note }
      : {}),
    base: isNew ? null : before.revision,
    device: author.device,
    ...(isNew ? { made_at: after.created_at } : {}),
  };
  return { user: author.user, kind: CHANGES, key: after.id, path: pathOf(after), method: 'PUT', body };
}

/** The change that makes a deleted note what it was. */
export function bringingBack(author: Author, note: Note): Change {
  const change = keeping(author, null, note);
  const base = note.revision === 0 ? null : note.revision;
  const body: NoteWish = { ...(change.body as NoteWish), base, back: true };
  return { ...change, body };
}

export function removing({ user, device }: Author, note: Note): Change {
  const asked = new URLSearchParams({ device: device.id });
  if (note.revision > 0) asked.set('base', String(note.revision));
  const path = `${pathOf(note)}?${asked}`;
  return { user, kind: CHANGES, key: note.id, path, method: 'DELETE' };
}

/** One change instead of two of the same note: the first one's beginning, the last one's end. */
export function joined(waiting: Change, next: Change): Change {
  if (waiting.method !== 'PUT' || next.method !== 'PUT') return next;
  const first = waiting.body as NoteWish;
  const last = next.body as NoteWish;
  const was = first.note !== undefined ? first.note_was : last.note_was;
  const note = last.note ?? first.note;
  const colour = last.colour ?? first.colour;
  const madeAt = first.made_at ?? last.made_at;
  const body: NoteWish = {
    ...last,
    base: first.base ?? null,
    ...(note !== undefined ? { note } : {}),
    ...(was !== undefined ? { note_was: was } : {}),
    ...(colour !== undefined ? { colour } : {}),
    ...(madeAt !== undefined ? { made_at: madeAt } : {}),
    ...(first.back || last.back ? { back: true } : {}),
  };
  return { ...next, body };
}

/** The book and the note a change is about. */
export function subjectOf({ path }: Change): { book: string; id: string } | null {
  const found = /^\/api\/books\/([^/]+)\/annotations\/([^/?]+)/.exec(path);
  return found ? { book: found[1] as string, id: found[2] as string } : null;
}

type Contents = { chapters: readonly { id: string; title: string; number: number }[] } | undefined;

/** Notes as they are once everything that waits has arrived. */
export function withChanges(
  notes: readonly Note[],
  changes: readonly Change[],
  bookId: string,
  book?: Contents,
): Note[] {
  let result = [...notes];
  for (const change of changes) {
    const subject = subjectOf(change);
    if (subject?.book !== bookId) continue;
    if (change.method === 'DELETE') {
      result = withoutNote(result, subject.id);
      continue;
    }
    const wish = change.body as NoteWish;
    const known = result.find(({ id }) => id === subject.id);
    const chapter = book?.chapters.find(({ id }) => id === wish.chapter);
    const at = wish.made_at ?? new Date(0).toISOString();
    const fresh: Note = {
      id: subject.id,
      book_id: bookId,
      kind: wish.kind,
      colour: wish.kind === 'highlight' ? 'yellow' : '',
      note: '',
      chapter: wish.chapter,
      chapter_title: chapter?.title ?? '',
      number: chapter?.number ?? 0,
      start: wish.start,
      end: wish.end,
      exact: wish.exact,
      before: '',
      after: '',
      progression: 0,
      normaliser_version: wish.normaliser_version ?? 0,
      revision: wish.base ?? 0,
      device_id: wish.device?.id ?? null,
      created_at: at,
      updated_at: at,
      deleted_at: null,
    };
    result = withNote(result, {
      ...(known ?? fresh),
      ...(wish.colour ? { colour: wish.colour } : {}),
      ...(typeof wish.note === 'string' ? { note: wish.note } : {}),
      waiting: true,
    });
  }
  return result;
}
