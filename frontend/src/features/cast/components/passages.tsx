import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookDetail, EntityPassage, EntityView } from '@/api/model';
import { PictureImage } from '@/features/studio/components/picture-image';
import styles from './entity-page.module.css';

const addressOf = (chapter: string, start: number) => ({
  chapter,
  ...(start > 0 ? { offset: start } : {}),
});

/** The passages that describe them, with their pictures. */
export function Passages({ book, passages }: { book: BookDetail; passages: readonly EntityPassage[] }) {
  const { t } = useTranslation('cast');
  if (passages.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="passages-title">
      <h2 id="passages-title" className={styles.sectionTitle}>
        {t('passages')}
      </h2>
      <ul className={styles.passages}>
        {passages.map(({ description_id, chapter, chapter_title, start, text, picture }) => (
          <li key={description_id}>
            <Link
              to="/read/$bookId"
              params={{ bookId: book.id }}
              search={addressOf(chapter, start)}
              className={styles.passage}
            >
              {picture?.state === 'ready' && picture.url !== null ? (
                <PictureImage picture={picture} sizes="280px" className={styles.picture} lazy />
              ) : null}
              <span className={styles.passageWords} lang={book.language}>
                {text.replaceAll('\ufffc', '')}
              </span>
              <span className={styles.where}>
                {picture?.url ? t(picture.label === 'ai' ? 'label_ai' : 'label_sketch') : ''}
                {picture?.url && chapter_title ? ' · ' : ''}
                <span lang={book.language}>{chapter_title}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What they are called, how often so far, and where first. */
export function Named({ book, named }: { book: BookDetail; named: EntityView['named'] }) {
  const { t } = useTranslation('cast');
  if (named.length < 2) return null;
  return (
    <section className={styles.section} aria-labelledby="named-title">
      <h2 id="named-title" className={styles.sectionTitle}>
        {t('named')}
      </h2>
      <ul className={styles.named}>
        {named.map(({ text, count, chapter, start }) => (
          <li key={text}>
            <Link
              to="/read/$bookId"
              params={{ bookId: book.id }}
              search={addressOf(chapter, start)}
              className={styles.oneName}
            >
              <span lang={book.language}>{text}</span>
              <span className={styles.count}>{t('times', { count })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
