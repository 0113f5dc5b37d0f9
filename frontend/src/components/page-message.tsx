import type { ReactNode } from 'react';
import styles from './page-message.module.css';

interface PageMessageProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
}

/** A whole page's worth of few words: nothing here yet, not found, out of reach. */
export function PageMessage({ title, children, action, role }: PageMessageProps) {
  return (
    <div className={styles.message} role={role}>
      <h1 className={styles.title}>{title}</h1>
      {children ? <div className={styles.words}>{children}</div> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
