import { useTranslation } from 'react-i18next';
import { ACTIONS } from '../actions';
import styles from './keys-panel.module.css';
import { Panel } from './panel';

/** What every key does. */
export function KeysPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('reader');
  return (
    <Panel title={t('keys')} onClose={onClose}>
      <dl className={styles.keys}>
        {ACTIONS.map((action) => (
          <div key={action.id} className={styles.row}>
            <dt>{t(`action_${action.id}`)}</dt>
            <dd className={styles.shown}>
              {action.shown.map((key) => (
                <kbd key={key} className={styles.key}>
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
