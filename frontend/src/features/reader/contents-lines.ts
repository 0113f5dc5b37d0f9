import type { BookDetail } from '@/api/model';
import type { BookScale, Place } from '@/lib/reading-engine';

export interface ContentsLine extends Place {
  title: string;
  level: number;
}

/** The book's own contents, or its chapters where it has none. */
export function contentsOf(book: Pick<BookDetail, 'toc' | 'chapters'>): ContentsLine[] {
  const entries: ContentsLine[] =
    book.toc.length > 0
      ? book.toc.map(({ title, level, chapter, offset }) => ({ title, level, chapter, offset }))
      : book.chapters.map(({ id, title, level }) => ({ title, level, chapter: id, offset: 0 }));
  return entries.map((entry) => ({ ...entry, level: Math.min(4, Math.max(1, entry.level)) }));
}

/** The line the reader is in: the last one that does not begin behind the page's end; -1 for none. */
export function currentLine(lines: readonly ContentsLine[], scale: BookScale, pageEnd: Place): number {
  let current = -1;
  lines.forEach((line, index) => {
    const begins =
      line.chapter === pageEnd.chapter
        ? line.offset < Math.max(1, pageEnd.offset)
        : !scale.isBehind(line, pageEnd);
    if (scale.knows(line.chapter) && begins) current = index;
  });
  return current;
}
