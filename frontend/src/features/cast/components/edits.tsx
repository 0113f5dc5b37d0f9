import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BookDetail, CastEdit } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { sayDay, sayProblem } from '@/lib/said';
import { castEditsQuery, useUndo } from '../api/cast';
import castStyles from './cast-page.module.css';
import { useEditWords } from './edit-words';
import styles from './edits.module.css';

/** What the reader corrected, under a fold, each with its way back. */
export function Edits({ book }: { book: BookDetail }) {
  const { t } = useTranslation('cast');
  // The one wanted back is usually the last.
  const items = (useQuery(castEditsQuery(book.id)).data?.items ?? []).toReversed();
  if (items.length === 0) return null;
  return (
    <details>
      <summary className={castStyles.summary}>{t('edits', { count: items.length })}</summary>
      <ul className={styles.list}>
        {items.map((edit) => (
          <Line key={edit.id} book={book} edit={edit} />
        ))}
      </ul>
    </details>
  );
}

function Line({ book, edit }: { book: BookDetail; edit: CastEdit }) {
  const { t } = useTranslation('cast');
  const undo = useUndo(book.id);
  const say = useEditWords();
  return (
    <li className={styles.line}>
      <p className={styles.words}>
        {say(edit)}
        <span className={styles.quiet}>
          {sayDay(currentLanguage(), edit.created_at)}
          {edit.resting ? ` · ${t('edit_resting')}` : ''}
        </span>
      </p>
      <Button
        look="quiet"
        aria-label={`${t('undo')}: ${say(edit)}`}
        busy={undo.isPending ? t('undoing') : undefined}
        onClick={() => undo.mutate(edit.id)}
      >
        {t('undo')}
      </Button>
      {undo.error ? <Notice role="alert">{sayProblem(t, undo.error)}</Notice> : null}
    </li>
  );
}
