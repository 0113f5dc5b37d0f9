import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '@/lib/said';
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

/** What can be done about it, if anything. */
function actionOf(
  t: TFunction,
  line: QuietLine,
  reading: Reading,
): { words: string; run: () => unknown } | null {
  switch (line.kind) {
    case 'ahead':
      return { words: t('reader:read_up_to_here'), run: () => reading.pictures.readUpToHere(line.passage) };
    case 'draw_ahead':
      return {
        words: t('reader:read_up_to_here'),
        run: () => reading.passages.readUpToHereAndDraw(line.passage),
      };
    case 'dismissed':
    case 'removed':
      return { words: t('reader:bring_back'), run: () => reading.passages.undo() };
    case 'drawn':
      return {
        words: t('reader:draw_by_ai'),
        run: () => {
          reading.dismissLine();
          reading.pictures.enlarge(line.passage, true);
        },
      };
    case 'note_deleted':
    case 'bookmark_deleted':
      return { words: t('reader:bring_back'), run: () => reading.notebook.restore(line.note) };
    case 'chapter_missing':
      return { words: t('common:try_again'), run: () => reading.retryChapter(line.chapter) };
    default:
      return null;
  }
}

function Line({ line, reading }: { line: QuietLine; reading: Reading }) {
  const { t } = useTranslation('reader');
  const action = actionOf(t, line, reading);
  return (
    <div className={styles.line}>
      <p>{line.kind === 'refused' ? sayProblem(t, line.error) : t(`line_${line.kind}`)}</p>
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
