import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { sayProblem } from '@/lib/said';
import type { SavingBible } from '../api/bible';
import styles from './bible-page.module.css';

interface SaveOutcomeProps {
  saving: SavingBible;
  /** Whose looks it stands beside; null beside the choices for the whole book. */
  at: string | null;
}

/** What came of the last change made here, with the way back; its place is kept, so that nothing moves. */
export function SaveOutcome({ saving, at }: SaveOutcomeProps) {
  const { t } = useTranslation('bible');
  const { saved, busy, error, conflict, save, changing } = saving;
  const here = changing === at;
  return (
    <div className={styles.outcome}>
      <p role="status" className={styles.said}>
        {!here || error ? '' : busy ? t('saving') : saved ? t(saved.restored ? 'restored' : 'saved') : ''}
      </p>
      {here && saved && !saved.restored && !busy && !error ? (
        <Button look="quiet" onClick={() => save({ kind: 'restore', version: saved.before, at })}>
          {t('undo')}
        </Button>
      ) : null}
      {here && error ? (
        <p role="alert" className={styles.trouble}>
          {conflict ? t('changed_elsewhere') : sayProblem(t, error)}
        </p>
      ) : null}
    </div>
  );
}
