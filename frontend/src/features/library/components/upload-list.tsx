import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookCard } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import { Button, buttonClass } from '@/components/button';
import { ProgressLine } from '@/components/progress-line';
import { serverQuery } from '@/features/accounts/api/accounts';
import { bookQuery } from '@/features/book/api/book';
import { sayBytes, sayCode, sayPercent } from '@/lib/said';
import { isUnderway, usePollInterval } from '../api/books';
import { sayState, stateShare } from '../state-words';
import {
  canRetry,
  currentUploads,
  removeUpload,
  retryUpload,
  subscribeUploads,
  type Upload,
} from '../uploads';
import styles from './upload-list.module.css';

/** Files on their way: how far, what became of them, and how to stop. */
export function UploadList() {
  const { t } = useTranslation('library');
  const uploads = useSyncExternalStore(subscribeUploads, currentUploads);
  return (
    <section aria-label={t('uploads')} className={uploads.length === 0 ? 'visually-hidden' : styles.list}>
      <ul className={styles.rows}>
        {uploads.map((upload) => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
      </ul>
      <p className="visually-hidden" role="status">
        {uploads.map((upload) => settledWords(t, upload)).join(' ')}
      </p>
    </section>
  );
}

type Translate = ReturnType<typeof useTranslation<'library'>>['t'];

// Only what has changed for good is read out; a voice that counts percents helps nobody.
function settledWords(t: Translate, upload: Upload): string {
  if (upload.state === 'added') {
    return t(upload.duplicate ? 'upload_duplicate' : 'upload_added', { title: upload.book.title });
  }
  return upload.state === 'refused' ? `${upload.name}. ${sayCode(t, upload.problem.code)}` : '';
}

function UploadRow({ upload }: { upload: Upload }) {
  return (
    <li className={styles.row}>
      {upload.state === 'added' ? (
        <AddedRow name={upload.name} book={upload.book} duplicate={upload.duplicate} />
      ) : (
        <FileRow upload={upload} />
      )}
      <PutAway upload={upload} />
    </li>
  );
}

/** A file that is a book by now: what is being done with it, and the way in. */
function AddedRow({ name, book, duplicate }: { name: string; book: BookCard; duplicate: boolean }) {
  const { t } = useTranslation('library');
  const pollMs = usePollInterval();
  const live = useQuery({
    ...bookQuery(book.id),
    refetchInterval: ({ state }) => (state.data && !isUnderway(state.data.state) ? false : pollMs),
  });
  const { title, state } = live.data ?? book;
  const share = stateShare(state);
  return (
    <>
      <div className={styles.words}>
        <p className={styles.name}>{state.stage === 'waiting' || state.stage === 'parsing' ? name : title}</p>
        <p className={styles.state}>
          {duplicate ? `${t('duplicate_words')} ` : ''}
          {duplicate && state.stage === 'ready' ? '' : sayState(t, state)}
        </p>
        {share === null ? null : <ProgressLine value={share} label={t('state_progress')} />}
      </div>
      {state.readable ? (
        <Link className={buttonClass()} to="/read/$bookId" params={{ bookId: book.id }}>
          {t('read')}
        </Link>
      ) : (
        <Link className={buttonClass()} to="/book/$bookId" params={{ bookId: book.id }}>
          {t('open_book')}
        </Link>
      )}
    </>
  );
}

function FileRow({ upload }: { upload: Exclude<Upload, { state: 'added' }> }) {
  const { t } = useTranslation('library');
  const limit = useQuery(serverQuery).data?.upload_limit_bytes;
  const language = currentLanguage();
  return (
    <>
      <div className={styles.words}>
        <p className={styles.name}>{upload.name}</p>
        <p className={styles.state}>
          {upload.state === 'queued' ? t('upload_queued', { size: sayBytes(language, upload.size) }) : null}
          {upload.state === 'sending' ? sendingWords(t, upload.sent, upload.size) : null}
          {upload.state === 'refused'
            ? sayCode(t, upload.problem.code, { limit: limit === undefined ? '' : sayBytes(language, limit) })
            : null}
        </p>
        {upload.state === 'sending' ? (
          <ProgressLine
            value={upload.sent / upload.size}
            label={t('upload_progress', { name: upload.name })}
          />
        ) : null}
      </div>
      {canRetry(upload) ? (
        <Button look="quiet" onClick={() => retryUpload(upload.id)}>
          {t('common:try_again')}
        </Button>
      ) : null}
    </>
  );
}

function PutAway({ upload }: { upload: Upload }) {
  const { t } = useTranslation('library');
  const words = upload.state === 'added' || upload.state === 'refused' ? t('put_away') : t('cancel');
  return (
    <Button look="quiet" aria-label={`${words}: ${upload.name}`} onClick={() => removeUpload(upload.id)}>
      {words}
    </Button>
  );
}

function sendingWords(t: Translate, sent: number, size: number): string {
  if (sent >= size) return t('upload_checking');
  return t('upload_sending', { share: sayPercent(currentLanguage(), sent / size) });
}
