import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useServerReachable } from '@/api/reachability';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { arrivalsTold, useOutbox } from '@/lib/outbox';
import styles from './waiting-notice.module.css';

/** What has just arrived is said for this long. */
const SAID_FOR_MS = 12_000;

/** How many changes wait for the network, and that they have arrived once it is back. */
export function WaitingNotice() {
  const { t } = useTranslation('offline');
  const reachable = useServerReachable();
  const { waiting, arrived } = useOutbox();

  useEffect(() => {
    if (arrived === 0) return undefined;
    const timer = setTimeout(arrivalsTold, SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [arrived]);

  return (
    <div role="status">
      {waiting > 0 && !reachable ? (
        <p className={styles.waiting}>{t('waiting', { count: waiting })}</p>
      ) : arrived > 0 && waiting === 0 ? (
        <div className={styles.arrived}>
          <Notice action={<Button onClick={arrivalsTold}>{t('dismiss')}</Button>}>
            {t('arrived', { count: arrived })}
          </Notice>
        </div>
      ) : null}
    </div>
  );
}
