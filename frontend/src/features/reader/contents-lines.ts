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

/** The line the reader is in: the last one that begins before the page ends; -1 for none. */
export function currentLine(lines: readonly ContentsLine[], scale: BookScale, pageEnd: Place): number {
  const here = scale.numberOf(pageEnd.chapter);
  let current = -1;
  lines.forEach((line, index) => {
    const number = scale.numberOf(line.chapter);
    if (number < 0 || number > here) return;
    if (number < here || line.offset < Math.max(1, pageEnd.offset)) current = index;
  });
  return current;
}
