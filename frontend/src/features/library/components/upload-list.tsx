import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { Button } from '@/components/button';
import { ProgressLine } from '@/components/progress-line';
import { serverQuery } from '@/features/accounts/api/accounts';
import { sayBytes, sayCode, sayPercent } from '@/lib/said';
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
  const { t } = useTranslation('library');
  const limit = useQuery(serverQuery).data?.upload_limit_bytes;
  const language = currentLanguage();
  const over = upload.state === 'added' || upload.state === 'refused';
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.name}>{upload.state === 'added' ? upload.book.title : upload.name}</p>
        <p className={styles.state}>
          {upload.state === 'queued' ? t('upload_queued', { size: sayBytes(language, upload.size) }) : null}
          {upload.state === 'sending' ? sendingWords(t, upload.sent, upload.size) : null}
          {upload.state === 'added' ? t(upload.duplicate ? 'duplicate_words' : 'added_words') : null}
          {upload.state === 'refused'
            ? sayCode(t, upload.problem.code, {
                limit: limit === undefined ? '' : sayBytes(language, limit),
              })
            : null}
        </p>
        {upload.state === 'sending' ? (
          <ProgressLine
            value={upload.sent / upload.size}
            label={t('upload_progress', { name: upload.name })}
          />
        ) : null}
      </div>
      <div className={styles.actions}>
        {upload.state === 'added' ? (
          <Link className={styles.open} to="/book/$bookId" params={{ bookId: upload.book.id }}>
            {t('open_book')}
          </Link>
        ) : null}
        {canRetry(upload) ? (
          <Button look="quiet" onClick={() => retryUpload(upload.id)}>
            {t('common:try_again')}
          </Button>
        ) : null}
        <Button
          look="quiet"
          aria-label={`${over ? t('put_away') : t('cancel')}: ${upload.name}`}
          onClick={() => removeUpload(upload.id)}
        >
          {over ? t('put_away') : t('cancel')}
        </Button>
      </div>
    </li>
  );
}

function sendingWords(t: Translate, sent: number, size: number): string {
  if (sent >= size) return t('upload_checking');
  return t('upload_sending', { share: sayPercent(currentLanguage(), sent / size) });
}
