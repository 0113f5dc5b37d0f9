import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { isNumeral } from '../cast';
import styles from './entity-page.module.css';

interface Where {
  chapter: string;
  chapter_title: string;
  start: number;
}

/** "in chapter II" or “The Elephant in the Garden”, by its title where it has one. */
export function useWhere(book: BookDetail): (at: Pick<Where, 'chapter' | 'chapter_title'>) => string {
  const { t } = useTranslation('cast');
  return ({ chapter, chapter_title }) => {
    if (chapter_title && !isNumeral(chapter_title)) return t('quoted', { name: chapter_title });
    if (chapter_title) return t('in_chapter', { title: chapter_title });
    const number = book.chapters.find(({ id }) => id === chapter)?.number;
    return number === undefined ? t('in_book') : t('in_chapter_number', { number });
  };
}

/** Opens the book at a place; as every jump it lifts nothing. */
export function ToPlace({ book, at, quote }: { book: BookDetail; at: Where; quote: string }) {
  const { t } = useTranslation('cast');
  const where = useWhere(book);
  return (
    <Link
      to="/read/$bookId"
      params={{ bookId: book.id }}
      search={{ chapter: at.chapter, ...(at.start > 0 ? { offset: at.start } : {}) }}
      className={styles.place}
      aria-label={`${t('go_there')}, ${where(at)}: ${quote}`}
    >
      {t('go_there')}, {where(at)}
    </Link>
  );
}
