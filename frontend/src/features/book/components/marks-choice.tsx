import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail, MarkLevel } from '@/api/model';
import { Choice } from '@/components/choice';
import { Notice } from '@/components/notice';
import { sayProblem } from '@/lib/said';
import { useMarksChoice } from '../api/marks';
import styles from './marks-choice.module.css';

const LEVELS: readonly MarkLevel[] = ['few', 'normal', 'many'];

interface MarksChoiceProps {
  book: BookDetail;
  /** How many marks the chapter being read has now; told where it is known. */
  here?: number;
  onSaved?: () => void;
}

/** How many passages of this book are marked: the strongest, the usual, or all that were found. */
export function MarksChoice({ book, here, onSaved }: MarksChoiceProps) {
  const { t } = useTranslation('book');
  const choice = useMarksChoice(book.id);
  // The choice moves with the press itself; what the page knows follows a moment later.
  const [wanted, setWanted] = useState<MarkLevel | null>(null);
  const shown = wanted ?? book.marks;
  return (
    <div className={styles.choice}>
      <Choice
        legend={t('marks')}
        value={shown}
        onChange={(marks) => {
          setWanted(marks);
          choice.mutate(marks, { onSuccess: () => onSaved?.(), onSettled: () => setWanted(null) });
        }}
        options={LEVELS.map((value) => ({ value, label: t(`marks_of.${value}`) }))}
      />
      <p className={styles.hint} role="status">
        {t(`marks_${shown}_hint`)}
        {here === undefined ? '' : ` ${t('marks_here', { count: here })}`}
      </p>
      {choice.error ? <Notice role="alert">{sayProblem(t, choice.error)}</Notice> : null}
    </div>
  );
}
