import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { OtherPlace } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import { sayMoment, sayProblem } from '@/lib/said';
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
  const { back, line, question } = state;
  return (
    <div className={`${styles.foot} ${raised ? styles.raised : ''}`}>
      <div role="status" className={styles.said}>
        {question ? (
          <Question other={question} reading={reading} />
        ) : line ? (
          <Line line={line} reading={reading} />
        ) : null}
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
    case 'continued':
      return {
        words: t('reader:back_to_page', { number: reading.scale.pageNumber(line.here) }),
        run: () => {
          reading.dismissLine();
          return reading.jump(line.here);
        },
      };
    case 'chapter_missing':
      return { words: t('common:try_again'), run: () => reading.retryChapter(line.chapter) };
    default:
      return null;
  }
}

function sayLine(t: TFunction, line: Exclude<QuietLine, { kind: 'refused' }>): string {
  if (line.kind !== 'continued') return t(`reader:line_${line.kind}`);
  return line.device === ''
    ? t('reader:line_continued')
    : t('reader:line_continued_on', { device: line.device });
}

/** Another device has moved on: where, when, at which sentence; the reader chooses, and nobody else. */
function Question({ other, reading }: { other: OtherPlace; reading: Reading }) {
  const { t } = useTranslation('reader');
  const at = sayMoment(t, currentLanguage(), other.at);
  const { name = '' } = other.device ?? {};
  return (
    <section className={`${styles.line} ${styles.question}`} aria-label={t('question')}>
      <p>
        {name === '' ? t('question_elsewhere', { at }) : t('question_on', { device: name, at })}
        <q className={styles.sentence} lang={reading.language}>
          {other.sentence}
        </q>
        <span className={styles.chapter}>
          <span lang={reading.language}>{other.chapter_title}</span>
          {' · '}
          {t('page_number', { number: reading.scale.pageNumber(other) })}
        </span>
      </p>
      <button type="button" className={styles.action} onClick={() => void reading.follow()}>
        {t('go_there')}
      </button>
      <button type="button" className={styles.action} onClick={() => reading.place.stay()}>
        {t('stay_here')}
      </button>
    </section>
  );
}

function Line({ line, reading }: { line: QuietLine; reading: Reading }) {
  const { t } = useTranslation('reader');
  const action = actionOf(t, line, reading);
  return (
    <div className={styles.line}>
      <p>{line.kind === 'refused' ? sayProblem(t, line.error) : sayLine(t, line)}</p>
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
