import { useTranslation } from 'react-i18next';
import type { BookWarning } from '@/api/model';
import styles from './import-warnings.module.css';

/** Warnings of one kind told once, with how often and where they came first. */
export function gatherWarnings(
  warnings: readonly BookWarning[],
): { code: string; count: number; message: string }[] {
  const gathered = new Map<string, { code: string; count: number; message: string }>();
  for (const { code, message } of warnings) {
    const seen = gathered.get(code);
    if (seen) seen.count += 1;
    else gathered.set(code, { code, count: 1, message });
  }
  return [...gathered.values()];
}

/** What was noticed when the book came in; it can be read all the same. */
export function ImportWarnings({ warnings }: { warnings: readonly BookWarning[] }) {
  const { t } = useTranslation('warnings');
  if (warnings.length === 0) return null;
  return (
    <details className={styles.warnings}>
      <summary className={styles.summary}>{t('summary', { count: warnings.length })}</summary>
      <ul className={styles.list}>
        {gatherWarnings(warnings).map(({ code, count, message }) => (
          <li key={code}>
            {t(code, { count, defaultValue: t('unknown', { code, message }) })}
            {count > 1 ? <span className={styles.times}> × {count}</span> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
