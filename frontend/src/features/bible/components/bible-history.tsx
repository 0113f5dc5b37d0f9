import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import page from '@/app/page.module.css';
import { Button } from '@/components/button';
import { sayDay } from '@/lib/said';
import type { Change } from '../api/bible';
import type { Bible } from '../api/shapes';
import styles from './bible-history.module.css';

interface BibleHistoryProps {
  bible: Bible;
  busy: boolean;
  save: (change: Change) => void;
}

/** Every state the bible was in, each with the way back to it. */
export function BibleHistory({ bible, busy, save }: BibleHistoryProps) {
  const { t } = useTranslation('bible');
  const language = currentLanguage();
  if (bible.history.length === 0) return null;
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
  return (
    <details>
      <summary className={page.summary}>{t('history', { count: bible.history.length })}</summary>
      <ul>
        {bible.history.map((state) => (
          <li key={state.version} className={styles.line}>
            <span className={styles.words}>
              {t(`note.${state.note}`, { defaultValue: state.note || t('note.changed') })}
              <span className={page.small}>
                {t('version_of', {
                  number: state.version,
                  day: sayDay(language, state.created_at),
                  time: time.format(new Date(state.created_at)),
                })}
              </span>
            </span>
            {state.version === bible.version ? (
              <span className={page.small}>{t('in_force')}</span>
            ) : (
              <Button
                look="quiet"
                aria-label={t('restore_version', { number: state.version })}
                busy={busy ? t('saving') : undefined}
                onClick={() => save({ kind: 'restore', version: state.version })}
              >
                {t('restore')}
              </Button>
            )}
          </li>
        ))}
        <li className={styles.line}>
          <span className={styles.words}>{t('note.start')}</span>
          <Button
            look="quiet"
            aria-label={`${t('restore')}: ${t('note.start')}`}
            busy={busy ? t('saving') : undefined}
            onClick={() => save({ kind: 'restore', version: 0 })}
          >
            {t('restore')}
          </Button>
        </li>
      </ul>
    </details>
  );
}
