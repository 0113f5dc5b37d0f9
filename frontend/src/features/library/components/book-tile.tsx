import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookCard } from '@/api/model';
import { useServerReachable } from '@/api/reachability';
import { currentLanguage } from '@/app/i18n';
import { ProgressLine } from '@/components/progress-line';
import { useUser } from '@/features/accounts/api/accounts';
import { useKeptIds } from '@/lib/offline/kept-ids';
import { sayPercent } from '@/lib/said';
import { isUnderway } from '../api/books';
import { sayState, stateShare } from '../state-words';
import styles from './book-tile.module.css';
import { Cover } from './cover';

/** One book on the shelf. */
export function BookTile({ book, eager }: { book: BookCard; eager: boolean }) {
  const { t } = useTranslation('library');
  const underway = isUnderway(book.state);
  const share = stateShare(book.state);
  const here = useKeptIds(useUser()?.id).has(book.id);
  const reachable = useServerReachable();
  const face = (
    <>
      <Cover book={book} eager={eager} />
      <span className={styles.title} lang={book.language}>
        {book.title}
      </span>
      {book.authors.length > 0 ? <span className={styles.author}>{book.authors.join(', ')}</span> : null}
    </>
  );
  if (!reachable && !here) {
    return (
      <li className={`${styles.tile} ${styles.away}`}>
        <div className={styles.link}>{face}</div>
        <p className={styles.state}>{t('offline:not_here')}</p>
      </li>
    );
  }
  return (
    <li className={styles.tile}>
      <Link to="/book/$bookId" params={{ bookId: book.id }} className={styles.link}>
        {face}
      </Link>
      {book.state.stage === 'failed' ? (
        <p className={styles.state}>{t('tile_failed')}</p>
      ) : underway ? (
        <>
          <p className={styles.state}>{sayState(t, book.state)}</p>
          {share === null ? null : <ProgressLine value={share} label={t('state_progress')} />}
        </>
      ) : book.progress > 0 ? (
        <div className={styles.progress}>
          <ProgressLine value={book.progress} label={t('read_progress', { title: book.title })} />
          <span className={styles.state} aria-hidden="true">
            {sayPercent(currentLanguage(), book.progress)}
          </span>
        </div>
      ) : null}
      {here ? <p className={styles.state}>{t('offline:here')}</p> : null}
    </li>
  );
}
