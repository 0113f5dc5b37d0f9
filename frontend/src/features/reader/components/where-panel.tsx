import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { sayMinutes } from '@/lib/said';
import type { Reading } from '../reading';
import type { ReadingState } from '../reading-state';
import styles from './aloud-bar.module.css';
import { Panel } from './panel';

const SENTENCE_LENGTH = 90;

/** Where the reader is, in plain sentences: for those who hear the page, and for all who lost the thread. */
export default function WherePanel(props: { reading: Reading; state: ReadingState; onClose: () => void }) {
  const { reading, state, onClose } = props;
  const { t } = useTranslation('reader');
  const { chapter, page } = state;
  if (!chapter || !page) return null;
  const { scale, pace } = reading;
  const before = scale.charsBefore({ chapter: page.chapter, offset: page.start });
  const percent = new Intl.NumberFormat(currentLanguage(), { style: 'percent' });
  const text = reading.spoken.chapter()?.text ?? '';
  const points = [...text.slice(0, page.start * 2 + 4 * SENTENCE_LENGTH)];
  const begin = points
    .slice(page.start, page.start + SENTENCE_LENGTH)
    .join('')
    .replaceAll('\ufffc', '')
    .trim();
  return (
    <Panel title={t('where_title')} onClose={onClose}>
      <div className={styles.choices}>
        {chapter.title ? <h3 lang={chapter.lang}>{chapter.title}</h3> : null}
        <p>{t('where_page', { page: page.page + 1, pages: page.pages })}</p>
        <p>{t('where_book', { percent: percent.format(before / Math.max(1, scale.total)) })}</p>
        <p>
          {t('where_left', {
            chapter: sayMinutes(t, pace.minutes(scale.charsOf(page.chapter) - page.start)),
            book: sayMinutes(t, pace.minutes(scale.total - before)),
          })}
        </p>
        {begin ? <p lang={chapter.lang}>{t('where_sentence', { sentence: `${begin}…` })}</p> : null}
      </div>
    </Panel>
  );
}
