import styles from './progress-line.module.css';

interface ProgressLineProps {
  /** From 0 to 1. */
  value: number;
  /** What the line measures, for those who hear the page. */
  label: string;
}

/** A thin line that says how far along something is. */
export function ProgressLine({ value, label }: ProgressLineProps) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      className={styles.line}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span className={styles.done} style={{ inlineSize: `${percent}%` }} />
    </div>
  );
}
