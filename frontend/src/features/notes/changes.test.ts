import { describe, expect, it } from 'vitest';
import type { Change } from '@/lib/outbox';
import { bringingBack, joined, keeping, type NoteWish, removing, subjectOf, withChanges } from './changes';
import { note } from './made-note';
import type { Note } from './notes';

const author = { user: 'anna', device: { id: 'd', name: 'Phone' } };
const bodyOf = (change: Change) => change.body as NoteWish;
const fresh = note({ revision: 0 });

describe('what the server is told', () => {
  it('is everything of a new note', () => {
    const change = keeping(author, null, fresh);
    expect(change).toMatchObject({ method: 'PUT', key: 'a', path: '/api/books/book/annotations/a' });
    expect(bodyOf(change)).toMatchObject({
      base: null,
      colour: 'yellow',
      note: '',
      note_was: '',
      made_at: fresh.created_at,
    });
  });

  it('is only what changed of one it knows, and what that began from', () => {
    const before = note({ revision: 4, note: 'раз' });
    expect(bodyOf(keeping(author, before, { ...before, colour: 'pink' }))).toMatchObject({
      base: 4,
      colour: 'pink',
    });
    expect(bodyOf(keeping(author, before, { ...before, colour: 'pink' })).note).toBeUndefined();
    const noted = bodyOf(keeping(author, before, { ...before, note: 'два' }));
    expect(noted).toMatchObject({ note: 'два', note_was: 'раз' });
    expect(noted.colour).toBeUndefined();
    expect(noted.made_at).toBeUndefined();
  });

  it('names the revision in a deletion, and in what brings it back', () => {
    expect(removing(author, note({ revision: 4 })).path).toBe(
      '/api/books/book/annotations/a?device=d&base=4',
    );
    expect(removing(author, fresh).path).toBe('/api/books/book/annotations/a?device=d');
    expect(bodyOf(bringingBack(author, note({ revision: 4, note: 'x' })))).toMatchObject({
      base: 4,
      back: true,
      note: 'x',
      colour: 'yellow',
    });
    expect(subjectOf(removing(author, fresh))).toEqual({ book: 'book', id: 'a' });
    expect(subjectOf({ ...removing(author, fresh), path: '/api/me' })).toBeNull();
  });
});

describe('changes that wait together', () => {
  it('keep the beginning of the first and the end of the last', () => {
    const before = note({ revision: 4, note: 'раз' });
    const first = keeping(author, before, { ...before, note: 'два' });
    const second = keeping(author, { ...before, note: 'два' }, { ...before, note: 'три' });
    const third = keeping(author, { ...before, note: 'три' }, { ...before, note: 'три', colour: 'blue' });
    const one = joined(joined(first, second), third);
    expect(bodyOf(one)).toMatchObject({ base: 4, note: 'три', note_was: 'раз', colour: 'blue' });
  });

  it('take the note a colour came before from where it was first written', () => {
    const before = note({ revision: 4, note: 'раз' });
    const colour = keeping(author, before, { ...before, colour: 'blue' });
    const text = keeping(author, before, { ...before, note: 'два' });
    expect(bodyOf(joined(colour, text))).toMatchObject({ note: 'два', note_was: 'раз', colour: 'blue' });
  });

  it('end with a deletion, or with what brings back', () => {
    const change = keeping(author, null, fresh);
    const removal = removing(author, fresh);
    expect(joined(change, removal)).toBe(removal);
    const back = bringingBack(author, fresh);
    expect(joined(removal, back)).toBe(back);
    const edited = joined(back, keeping(author, fresh, { ...fresh, note: 'y' }));
    expect(bodyOf(edited)).toMatchObject({ back: true, note: 'y' });
  });
});

describe('a list with what waits', () => {
  const book = { chapters: [{ id: 'c1', title: 'Вторая', number: 1 }] };

  it('shows new notes, changed ones, and none that is deleted', () => {
    const kept = [note({ id: 'a' }), note({ id: 'b' })];
    const made = note({ id: 'c', chapter: 'c1', revision: 0, colour: 'green' });
    const changes = [
      keeping(author, null, made),
      keeping(author, kept[0] as Note, { ...(kept[0] as Note), note: 'новое' }),
      removing(author, kept[1] as Note),
      keeping(author, null, note({ id: 'z', book_id: 'other' })),
    ];
    const notes = withChanges(kept, changes, 'book', book);
    expect(notes.map(({ id, note: text, colour, waiting }) => [id, text, colour, waiting])).toEqual([
      ['a', 'новое', 'yellow', true],
      ['c', '', 'green', true],
    ]);
    expect(notes[1]).toMatchObject({ chapter_title: 'Вторая', number: 1, exact: made.exact });
  });
});
