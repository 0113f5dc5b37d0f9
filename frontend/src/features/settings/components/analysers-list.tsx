import { useTranslation } from 'react-i18next';
import type { Analyser } from '@/api/model';
import styles from './analysers-list.module.css';

const WORDS: Readonly<Record<Analyser['status'], string>> = {
  ready: 'analyser_ready',
  'not installed': 'analyser_not_installed',
  'model missing': 'analyser_model_missing',
  failed: 'analyser_failed',
};

/** What the server says in its own words, part by part; what is not here is shown as it came. */
const PARTS: Readonly<Record<string, string>> = {
  'built-in Russian': 'analyser_own_russian',
  'built-in English': 'analyser_own_english',
  rules: 'analyser_rules',
  LLM: 'analyser_llm',
  descriptions: 'analyser_for_descriptions',
  'names and sentences': 'analyser_for_names',
  Russian: 'analyser_in_russian',
  English: 'analyser_in_english',
  optional: 'analyser_optional',
  'no model is chosen': 'analyser_no_model',
  'LLM_URL is not set': 'analyser_no_address',
};

/** The programs that read books here, whether each is ready, and what it is used for. */
export function AnalysersList({ analysers }: { analysers: readonly Analyser[] }) {
  const { t } = useTranslation('settings');
  if (analysers.length === 0) return null;
  const say = (words: string) =>
    words
      .split(', ')
      .map((part) => (PARTS[part] ? t(PARTS[part]) : part))
      .join(', ');
  return (
    <div className={styles.analysers}>
      <h3 className={styles.title}>{t('analysers')}</h3>
      <p className={styles.quiet}>{t('analysers_hint')}</p>
      <ul>
        {analysers.map(({ name, version, status, detail, used_for }) => (
          <li key={name} className={styles.line}>
            <span className={styles.name}>
              {say(name)} <span className={styles.quiet}>{version}</span>
            </span>
            <span className={status === 'failed' ? styles.failed : undefined}>{t(WORDS[status])}</span>
            <span className={styles.rest}>
              {[used_for ? say(used_for) : t('analyser_unused'), say(detail)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
