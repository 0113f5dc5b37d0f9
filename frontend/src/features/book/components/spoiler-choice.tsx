import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { Notice } from '@/components/notice';
import { Switch } from '@/components/switch';
import { sayProblem } from '@/lib/said';
import { useSpoilerChoice } from '../api/book';

/** Whether pictures of pages not read yet may be seen; off until the reader says otherwise. */
export function SpoilerChoice({ book }: { book: BookDetail }) {
  const { t } = useTranslation('book');
  const choice = useSpoilerChoice(book.id);
  const lifted = choice.isPending ? choice.variables : book.position.spoilers_lifted;
  return (
    <section aria-label={t('spoilers')}>
      <Switch
        label={t('spoilers')}
        hint={t('spoilers_hint')}
        checked={lifted}
        onChange={(wanted) => choice.mutate(wanted)}
      />
      {choice.error ? <Notice role="alert">{sayProblem(t, choice.error)}</Notice> : null}
    </section>
  );
}
