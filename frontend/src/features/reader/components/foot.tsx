import { useTranslation } from 'react-i18next';
import type { Reading } from '../reading';
import type { QuietLine, ReadingState } from '../reading-state';
import styles from './foot.module.css';
import { CloseIcon } from './reader-icons';

interface FootProps {
  reading: Reading;
  state: ReadingState;
  raised: boolean;
}

/** What floats at the page's foot: the way back after a jump, and one quiet line at a time. */
export function Foot({ reading, state, raised }: FootProps) {
  const { t } = useTranslation('reader');
  const { back, line } = state;
  return (
    <div className={`${styles.foot} ${raised ? styles.raised : ''}`}>
      <div role="status" className={styles.said}>
        {line ? <Line line={line} reading={reading} /> : null}
      </div>
      {back ? (
        <button type="button" className={styles.back} onClick={() => void reading.back()}>
          {t('back_to_page', { number: reading.scale.pageNumber(back) })}
        </button>
      ) : null}
    </div>
  );
}

function Line({ line, reading }: { line: QuietLine; reading: Reading }) {
  const { t } = useTranslation('reader');
  const action =
    line.kind === 'ahead'
      ? { words: t('read_up_to_here'), run: () => void reading.readUpToHere(line.start) }
      : line.kind === 'chapter_missing'
        ? { words: t('common:try_again'), run: () => void reading.retryChapter(line.chapter) }
        : null;
  return (
    <div className={styles.line}>
      <p>{t(`line_${line.kind}`)}</p>
      {action ? (
        <button type="button" className={styles.action} onClick={action.run}>
          {action.words}
        </button>
      ) : null}
      <button
        type="button"
        className={styles.dismiss}
        onClick={() => reading.dismissLine()}
        aria-label={t('close')}
      >
        <CloseIcon />
      </button>
    </div>
  );
}
