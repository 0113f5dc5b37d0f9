import { useTranslation } from 'react-i18next';
import { SearchIcon } from '@/components/icons';
import { CloseIcon } from '@/features/reader/components/reader-icons';
import type { Direction } from '@/lib/reading-engine';
import styles from './find-bar.module.css';
import { NextIcon, PreviousIcon } from './find-icons';

interface FindBarProps {
  raised: boolean;
  /** At the page's foot, so that it does not cover what was found at its head. */
  below: boolean;
  query: string;
  current: number;
  total: number;
  onStep: (direction: Direction) => void;
  onList: () => void;
  onLeave: () => void;
}

/** What one needs while going from one found place to the next. */
export function FindBar({ raised, below, query, current, total, onStep, onList, onLeave }: FindBarProps) {
  const { t } = useTranslation('search');
  return (
    <div className={`${styles.place} ${below ? styles.below : ''} ${raised ? styles.raised : ''}`}>
      <section className={styles.bar} aria-label={t('found_places')}>
        <button type="button" className={styles.list} onClick={onList} aria-label={t('to_list', { query })}>
          <SearchIcon />
          <span className={styles.query} aria-hidden="true">
            {query}
          </span>
        </button>
        <p className={styles.count} role="status">
          {current >= 0 ? t('nth_of', { number: current + 1, count: total }) : t('hits', { count: total })}
        </p>
        <button
          type="button"
          className={styles.button}
          aria-disabled={current === 0}
          onClick={() => onStep(-1)}
          aria-label={t('previous')}
        >
          <PreviousIcon />
        </button>
        <button
          type="button"
          className={styles.button}
          aria-disabled={current >= total - 1}
          onClick={() => onStep(1)}
          aria-label={t('next')}
        >
          <NextIcon />
        </button>
        <button type="button" className={styles.button} onClick={onLeave} aria-label={t('leave')}>
          <CloseIcon />
        </button>
      </section>
    </div>
  );
}
