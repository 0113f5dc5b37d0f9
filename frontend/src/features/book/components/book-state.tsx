import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { ProgressLine } from '@/components/progress-line';
import { isUnderway } from '@/features/library/api/books';
import { sayState, stateShare } from '@/features/library/state-words';
import { sayProblem } from '@/lib/said';
import { useRetryBook } from '../api/book';
import styles from './book-state.module.css';

// The file itself would have to change before another try could help.
const NOT_WORTH_RETRYING = new Set(['drm', 'encrypted', 'multiple_books', 'file_missing']);

/** What has been found and drawn, or why the book could not be read in. */
export function BookState({ book }: { book: BookDetail }) {
  const { t } = useTranslation('book');
  const retry = useRetryBook(book.id);
  const { state } = book;
  const share = stateShare(state);

  if (state.stage === 'failed') {
    const retryable = !NOT_WORTH_RETRYING.has(state.error?.code ?? '');
    return (
      <>
        <Notice
          role="alert"
          action={
            retryable ? (
              <Button busy={retry.isPending ? t('retrying') : undefined} onClick={() => retry.mutate()}>
                {t('common:try_again')}
              </Button>
            ) : null
          }
        >
          {sayState(t, state)}
        </Notice>
        {retry.error ? <Notice role="alert">{sayProblem(t, retry.error)}</Notice> : null}
      </>
    );
  }
  return (
    <div className={styles.state}>
      <div role="status" className={styles.words}>
        {isUnderway(state) ? <p>{sayState(t, state)}</p> : null}
        {state.chapters > 0 ? (
          <p>
            {state.described_chapters >= state.chapters
              ? t('described_all')
              : t('described_some', { number: state.described_chapters, count: state.chapters })}
            {state.pictures_ready > 0 ? ` ${t('painted', { count: state.pictures_ready })}` : ''}
          </p>
        ) : null}
      </div>
      {isUnderway(state) && share !== null ? (
        <ProgressLine value={share} label={t('library:state_progress')} />
      ) : null}
      {isUnderway(state) && state.readable && book.progress === 0 ? <p>{t('read_meanwhile')}</p> : null}
    </div>
  );
}
