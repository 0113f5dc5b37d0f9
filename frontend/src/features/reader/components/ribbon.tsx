import { useTranslation } from 'react-i18next';
import { standsOn } from '../notebook';
import type { Reading } from '../reading';
import type { ReadingState } from '../reading-state';
import styles from './ribbon.module.css';

/** The ribbon at the corner of a page with a bookmark; a tap opens it. */
export function Ribbon({ reading, state }: { reading: Reading; state: ReadingState }) {
  const { t } = useTranslation('notes');
  const { page, notes } = state;
  const here = page ? notes.find((note) => note.kind === 'bookmark' && standsOn(note, page)) : undefined;
  return (
    <div role="status">
      {here ? (
        <button
          type="button"
          className={styles.ribbon}
          aria-label={t('ribbon')}
          onClick={() => reading.notebook.open(here.id, false)}
        >
          <span aria-hidden="true" />
        </button>
      ) : null}
    </div>
  );
}
