import type { Note } from './notes';

/** A note for tests, as the server would tell of it. */
export const note = (more: Partial<Note> = {}): Note => ({
  id: 'a',
  book_id: 'book',
  kind: 'highlight',
  colour: 'yellow',
  note: '',
  chapter: 'c0',
  chapter_title: 'Первая',
  number: 0,
  start: 10,
  end: 20,
  exact: 'Ёлка у ворот',
  before: '',
  after: '',
  progression: 0,
  normaliser_version: 1,
  revision: 1,
  device_id: null,
  created_at: '2026-05-03T12:00:00Z',
  updated_at: '2026-05-03T12:00:00Z',
  deleted_at: null,
  ...more,
});
