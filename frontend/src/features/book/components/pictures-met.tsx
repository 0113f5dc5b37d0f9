import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { PictureImage } from '@/features/studio/components/picture-image';
import { galleryQuery } from '../api/book';
import pageStyles from './book-page.module.css';
import styles from './pictures-met.module.css';

/** A strip of the pictures already met; what lies ahead is not here. */
export function PicturesMet({ book }: { book: BookDetail }) {
  const { t } = useTranslation('book');
  const gallery = useQuery({ ...galleryQuery(book.id), enabled: book.state.readable });
  const items = (gallery.data?.items ?? []).filter((item) => item.picture.url !== null);
  // Somebody who has begun will have met some; their place is kept while they are looked for.
  const awaited = gallery.isPending && book.state.readable && book.progress > 0;
  if (items.length === 0 && !awaited) return null;
  return (
    <section className={styles.met} aria-labelledby="met-title">
      <div className={styles.head}>
        <h2 id="met-title" className={pageStyles.sectionTitle}>
          {t('pictures_met')}
        </h2>
        <Link to="/book/$bookId/pictures" params={{ bookId: book.id }} className={styles.all}>
          {t('all_pictures')}
        </Link>
      </div>
      {awaited ? <div className={styles.awaited} /> : null}
      <ul className={styles.strip}>
        {items.map((item) => (
          <li key={item.description_id} className={styles.item}>
            <Link
              to="/read/$bookId"
              params={{ bookId: book.id }}
              search={{ chapter: item.chapter, ...(item.start > 0 ? { offset: item.start } : {}) }}
              className={styles.link}
            >
              <PictureImage picture={item.picture} sizes="264px" className={styles.picture} lazy />
              <span className={styles.words} lang={book.language}>
                {item.text}
              </span>
              <span className={styles.where}>
                {t(item.picture.label === 'ai' ? 'label_ai' : 'label_sketch')}
                {item.chapter_title ? ` · ${item.chapter_title}` : ''}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
