import { describe, expect, it } from 'vitest';
import { note } from './made-note';
import { askedFor, byChapter, noteId, passes, quoteOf, readNotesFilter, withNote } from './notes';

describe('notes', () => {
  it('have ids as the server reads them', () => {
    expect(noteId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(noteId()).not.toBe(noteId());
  });

  it('stand in reading order, by chapter', () => {
    const later = note({ id: 'b', number: 1, chapter: 'c1', start: 0 });
    const first = note({ id: 'c', start: 3 });
    const notes = withNote(withNote([note()], later), first);
    expect(notes.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    expect(
      byChapter([...notes].reverse()).map(({ id, notes: own }) => [id, own.map((one) => one.id)]),
    ).toEqual([
      ['c0', ['c', 'a']],
      ['c1', ['b']],
    ]);
    expect(withNote(notes, note({ colour: 'pink' })).find(({ id }) => id === 'a')?.colour).toBe('pink');
  });

  it('are quoted without pictures, a bookmark as a beginning', () => {
    expect(quoteOf(note({ exact: ' \ufffcслова ' }))).toBe('слова');
    expect(quoteOf(note({ kind: 'bookmark', exact: 'начало страницы, ' }))).toBe('начало страницы…');
    expect(quoteOf(note({ kind: 'bookmark', exact: '' }))).toBe('');
  });
});

describe('the filter', () => {
  it('is read from an address, and nonsense filters nothing', () => {
    expect(readNotesFilter({ colour: 'red', kind: 'x', sort: 'y', q: '', book: 5 })).toEqual({});
    const filter = { book: 'b', colour: 'pink', kind: 'note', q: 'ёлка', sort: 'book' } as const;
    expect(readNotesFilter(filter)).toEqual(filter);
    expect(askedFor(filter).toString()).toBe(
      `book=b&colour=pink&has_note=true&q=${encodeURIComponent('ёлка')}&sort=book`,
    );
    expect(askedFor({ kind: 'bookmark' }).toString()).toBe('kind=bookmark');
  });

  it('does without the server what the server does', () => {
    expect(passes(note(), { q: 'елка ВОРОТ' })).toBe(true);
    expect(passes(note(), { q: 'берёза' })).toBe(false);
    expect(passes(note(), { kind: 'note' })).toBe(false);
    expect(passes(note({ note: 'мысль' }), { kind: 'note', colour: 'yellow', book: 'book' })).toBe(true);
    expect(passes(note(), { kind: 'bookmark' })).toBe(false);
    expect(passes(note(), { colour: 'blue' })).toBe(false);
  });
});
