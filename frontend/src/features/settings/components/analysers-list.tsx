import { useTranslation } from 'react-i18next';
import type { Analyser } from '@/api/model';
import styles from './analysers-list.module.css';

const WORDS: Readonly<Record<Analyser['status'], string>> = {
  ready: 'analyser_ready',
  'not installed': 'analyser_not_installed',
  'model missing': 'analyser_model_missing',
  failed: 'analyser_failed',
};

/** The programs that read books here, whether each is ready, and what it is used for. */
export function AnalysersList({ analysers }: { analysers: readonly Analyser[] }) {
  const { t } = useTranslation('settings');
  if (analysers.length === 0) return null;
  return (
    <div className={styles.analysers}>
      <h3 className={styles.title}>{t('analysers')}</h3>
      <p className={styles.quiet}>{t('analysers_hint')}</p>
      <ul>
        {analysers.map(({ name, version, status, detail, used_for }) => (
          <li key={name} className={styles.line}>
            <span className={styles.name} lang="en">
              {name} <span className={styles.quiet}>{version}</span>
            </span>
            <span className={status === 'failed' ? styles.failed : undefined}>{t(WORDS[status])}</span>
            <span className={styles.rest} lang="en">
              {[used_for || t('analyser_unused'), detail].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
