import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './panel.module.css';
import { CloseIcon } from './reader-icons';

interface PanelProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A sheet beside the page (below it on a phone); a tap outside or Escape takes it away. */
export function Panel({ title, onClose, children }: PanelProps) {
  const { t } = useTranslation('reader');
  const titleId = useId();
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    <>
      <div className={styles.cover} aria-hidden="true" onPointerDown={onClose} />
      <div
        ref={panel}
        className={styles.panel}
        role="dialog"
        aria-labelledby={titleId}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          onClose();
        }}
      >
        <header className={styles.head}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <button type="button" className={styles.close} onClick={onClose} aria-label={t('close')}>
            <CloseIcon />
          </button>
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the screen is scrolled by keys */}
        <div className={styles.body} tabIndex={0}>
          {children}
        </div>
      </div>
    </>
  );
}
