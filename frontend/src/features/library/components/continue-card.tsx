import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookCard, GalleryItem } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import { buttonClass } from '@/components/button';
import { ProgressLine } from '@/components/progress-line';
import { bookQuery, galleryQuery } from '@/features/book/api/book';
import { pictureAddress } from '@/features/studio/picture-source';
import { readingMinutes, sayMinutes, sayPercent } from '@/lib/said';
import styles from './continue-card.module.css';
import { Cover } from './cover';

/** The last picture met that is painted. */
export function lastPicture(items: readonly GalleryItem[]): GalleryItem | undefined {
  return items.findLast((item) => item.picture.state === 'ready' && item.picture.url !== null);
}

/** The book one is in, with the last picture seen and the sentence one stopped at. */
export function ContinueCard({ book }: { book: BookCard }) {
  const { t } = useTranslation('library');
  const detail = useQuery(bookQuery(book.id)).data;
  const gallery = useQuery(galleryQuery(book.id));
  const last = lastPicture(gallery.data?.items ?? []);
  const quote = detail?.position.quote.trim() ?? '';
  const left = readingMinutes(book.chars * (1 - book.progress));

  return (
    <section className={styles.card} aria-labelledby="continue-title">
      <div className={styles.picture}>
        {gallery.isLoading ? null : last?.picture.url ? (
          <img
            className={styles.scene}
            src={pictureAddress(last.picture.url, 768, 'webp')}
            alt={last.picture.alt}
            width={last.picture.width}
            height={last.picture.height}
            fetchPriority="high"
          />
        ) : (
          <div className={styles.cover}>
            <Cover book={book} urgent />
          </div>
        )}
      </div>
      <div className={styles.words}>
        <p className={styles.author}>{book.authors.join(', ')}</p>
        <h2 id="continue-title" className={styles.title} lang={book.language}>
          <Link to="/book/$bookId" params={{ bookId: book.id }} className={styles.titleLink}>
            {book.title}
          </Link>
        </h2>
        {detail && quote === '' ? null : (
          <blockquote className={styles.quote} lang={book.language}>
            {quote}
          </blockquote>
        )}
        <div className={styles.foot}>
          <div className={styles.progress}>
            <ProgressLine value={book.progress} label={t('read_progress', { title: book.title })} />
            <p className={styles.left}>
              {book.progress >= 1
                ? t('finished')
                : t('percent_and_left', {
                    share: sayPercent(currentLanguage(), book.progress),
                    time: sayMinutes(t, left),
                  })}
            </p>
          </div>
          <Link to="/read/$bookId" params={{ bookId: book.id }} className={buttonClass('main')}>
            {t('continue_reading')}
          </Link>
        </div>
      </div>
    </section>
  );
}
