import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import styles from './connection-notice.module.css';
import { useNewerRelease } from './release';

/** Says that a new version is ready; when to load it is for the reader to say. */
export function ReleaseNotice() {
  const { t } = useTranslation('offline');
  const newer = useNewerRelease();
  return (
    <div role="status">
      {newer ? (
        <div className={styles.notice}>
          <Notice action={<Button onClick={() => location.reload()}>{t('reload')}</Button>}>
            {t('newer')}
          </Notice>
        </div>
      ) : null}
    </div>
  );
}
