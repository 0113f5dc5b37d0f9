import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  children: ReactNode;
  /** An `alert` interrupts whoever listens to the page; a `status` waits for a pause. */
  role?: 'alert' | 'status';
  action?: ReactNode;
}

/** A few words in their place in the page, with something to do about them. */
export function Notice({ children, role, action }: NoticeProps) {
  return (
    <div className={styles.notice} role={role}>
      <div className={styles.words}>{children}</div>
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
