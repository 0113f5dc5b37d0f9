import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookDetail, ChapterSummary, TocEntry } from '@/api/model';
import { readingMinutes, sayMinutes } from '@/lib/said';
import pageStyles from './book-page.module.css';
import styles from './contents.module.css';

export interface ContentsLine {
  key: string;
  title: string;
  level: number;
  chapter: string;
  offset: number;
  /** Characters of the chapter, told once: on its first line. */
  chars: number | null;
}

/** The contents to show: the book's own where it has one, its chapters otherwise. */
export function contentsLines(toc: readonly TocEntry[], chapters: readonly ChapterSummary[]): ContentsLine[] {
  const entries: readonly TocEntry[] =
    toc.length > 0
      ? toc
      : chapters
          .filter((chapter) => chapter.kind !== 'front')
          .map(({ id, title, level }) => ({ title, level, chapter: id, offset: 0 }));
  const chars = new Map(chapters.map((chapter) => [chapter.id, chapter.chars]));
  const told = new Set<string>();
  return entries.map((entry, index) => {
    const first = !told.has(entry.chapter);
    told.add(entry.chapter);
    return {
      key: `${index}`,
      title: entry.title,
      level: Math.min(4, Math.max(1, entry.level)),
      chapter: entry.chapter,
      offset: entry.offset,
      chars: first ? (chars.get(entry.chapter) ?? null) : null,
    };
  });
}

/** The book's contents with the time each chapter takes. */
export function Contents({ book }: { book: BookDetail }) {
  const { t } = useTranslation('book');
  const lines = contentsLines(book.toc, book.chapters);
  if (lines.length === 0) return null;
  return (
    <section className={styles.contents} aria-labelledby="contents-title">
      <h2 id="contents-title" className={pageStyles.sectionTitle}>
        {t('contents')}
      </h2>
      <ol className={styles.lines} lang={book.language}>
        {lines.map((line) => {
          const here = line.chars !== null && line.chapter === book.position.chapter;
          return (
            <li
              key={line.key}
              className={styles.line}
              style={{ '--level': line.level - 1 } as React.CSSProperties}
            >
              <Link
                to="/read/$bookId"
                params={{ bookId: book.id }}
                search={{ chapter: line.chapter, ...(line.offset > 0 ? { offset: line.offset } : {}) }}
                className={styles.link}
              >
                <span className={here ? styles.here : undefined}>{line.title || t('untitled_chapter')}</span>
                {here ? <span className={styles.note}>{t('you_are_here')}</span> : null}
                {line.chars === null ? null : (
                  <span className={styles.time}>{sayMinutes(t, readingMinutes(line.chars))}</span>
                )}
              </Link>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
