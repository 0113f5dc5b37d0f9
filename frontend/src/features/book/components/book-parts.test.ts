import { expect, it } from 'vitest';
import type { BookCard, ChapterSummary, GalleryItem, Picture } from '@/api/model';
import { lastOpened } from '@/features/library/api/books';
import { lastPicture } from '@/features/library/components/continue-card';
import { contentsLines } from './contents';
import { gatherWarnings } from './import-warnings';

const chapter = (id: string, chars: number, kind: ChapterSummary['kind'] = 'chapter'): ChapterSummary => ({
  id,
  number: 1,
  title: `Глава ${id}`,
  level: 1,
  kind,
  chars,
});

it('contents follow the book and tell a chapter’s length once', () => {
  const lines = contentsLines(
    [
      { title: 'Часть', level: 1, chapter: 'a', offset: 0 },
      { title: 'I', level: 2, chapter: 'a', offset: 120 },
      { title: 'II', level: 9, chapter: 'b', offset: 0 },
    ],
    [chapter('a', 1_000), chapter('b', 2_000)],
  );
  expect(lines.map((line) => line.chars)).toEqual([1_000, null, 2_000]);
  expect(lines.map((line) => line.level)).toEqual([1, 2, 4]);
});

it('a book without contents lists its chapters', () => {
  const lines = contentsLines([], [chapter('f', 10, 'front'), chapter('a', 1_000)]);
  expect(lines.map((line) => line.title)).toEqual(['Глава a']);
});

it('warnings of one kind are told once', () => {
  const warning = (code: string) => ({ code, message: 'm', where: '' });
  expect(gatherWarnings([warning('x'), warning('y'), warning('x')])).toEqual([
    { code: 'x', count: 2, message: 'm' },
    { code: 'y', count: 1, message: 'm' },
  ]);
});

it('the last picture is the last one that can be seen', () => {
  const item = (id: string, state: Picture['state']): GalleryItem => ({
    description_id: id,
    chapter: 'a',
    chapter_title: '',
    start: 0,
    text: '',
    type: 'location',
    picture: {
      id,
      state,
      url: state === 'ready' ? `/p/${id}` : null,
      width: 1152,
      height: 768,
      alt: '',
      label: 'sketch',
      maker: 'sketch',
    },
  });
  const items = [item('1', 'ready'), item('2', 'ready'), item('3', 'painting')];
  expect(lastPicture(items)?.description_id).toBe('2');
});

it('the book one is in is the one opened last, however many are new on the shelf', () => {
  const book = (id: string, opened_at: string | null, readable = true) =>
    ({ id, opened_at, state: { readable } }) as BookCard;
  const shelf = [
    book('new', null),
    book('earlier', '2026-05-01T10:00:00Z'),
    book('later', '2026-05-01T12:00:00Z'),
    book('broken', '2026-05-02T12:00:00Z', false),
  ];
  expect(lastOpened(shelf)?.id).toBe('later');
  expect(lastOpened([book('new', null)])).toBeNull();
});
