import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookDetail, Dismissal } from '@/api/model';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { sayProblem } from '@/lib/said';
import { dismissalsQuery, useBringBack } from '../api/marks';
import styles from './dismissed-passages.module.css';

/** Passages the reader took away, under a fold, each with its way back. */
export function DismissedPassages({ book }: { book: BookDetail }) {
  const { t } = useTranslation('book');
  const items = useQuery(dismissalsQuery(book.id)).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <details className={styles.dismissed}>
      <summary className={styles.summary}>{t('dismissed', { count: items.length })}</summary>
      <ul className={styles.list}>
        {items.map((item) => (
          <Line key={item.description_id} book={book} item={item} />
        ))}
      </ul>
    </details>
  );
}

function Line({ book, item }: { book: BookDetail; item: Dismissal }) {
  const { t } = useTranslation('book');
  const back = useBringBack(book.id);
  return (
    <li className={styles.line}>
      <Link
        to="/read/$bookId"
        params={{ bookId: book.id }}
        search={{ chapter: item.chapter, ...(item.start > 0 ? { offset: item.start } : {}) }}
        className={styles.passage}
      >
        <span className={styles.words} lang={book.language}>
          {item.text.replaceAll('\ufffc', '')}
        </span>
        {item.chapter_title ? (
          <span className={styles.where} lang={book.language}>
            {item.chapter_title}
          </span>
        ) : null}
      </Link>
      <Button
        look="quiet"
        busy={back.isPending ? t('bringing_back') : undefined}
        onClick={() => back.mutate(item.description_id)}
      >
        {t('bring_back')}
      </Button>
      {back.error ? <Notice role="alert">{sayProblem(t, back.error)}</Notice> : null}
    </li>
  );
}
