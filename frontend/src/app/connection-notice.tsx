import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { useServerReachable } from '@/api/reachability';
import { Notice } from '@/components/notice';
import { useUser } from '@/features/accounts/api/accounts';
import { useKeptIds } from '@/lib/offline/kept-ids';
import styles from './connection-notice.module.css';

const ASK_AGAIN_MS = 4_000;

/** Says, while it lasts, that the server does not answer, and notices when it does again. */
export function ConnectionNotice() {
  const { t } = useTranslation();
  const reachable = useServerReachable();
  const queries = useQueryClient();
  const kept = useKeptIds(useUser()?.id).size > 0;

  useEffect(() => {
    if (reachable) return undefined;
    const timer = setInterval(() => {
      api.get('/api/server').then(
        () => void queries.invalidateQueries(),
        () => undefined,
      );
    }, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [reachable, queries]);

  return (
    <div role="status">
      {reachable ? null : (
        <div className={styles.notice}>
          <Notice>
            {kept
              ? t(navigator.onLine ? 'offline:read_kept_server' : 'offline:read_kept')
              : t(navigator.onLine ? 'server_down' : 'offline')}
          </Notice>
        </div>
      )}
    </div>
  );
}
