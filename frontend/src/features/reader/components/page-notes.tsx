import { useTranslation } from 'react-i18next';
import { quoteOf } from '@/features/notes/notes';
import { standsOn } from '../notebook';
import type { Reading } from '../reading';
import type { ReadingState } from '../reading-state';

/** The page's marks for those who do not see them: each opens by its button. */
export function PageNotes({ reading, state }: { reading: Reading; state: ReadingState }) {
  const { t } = useTranslation('notes');
  const { page, notes } = state;
  const here = page ? notes.filter((note) => note.kind === 'highlight' && standsOn(note, page)) : [];
  if (here.length === 0) return null;
  return (
    <ul className="visually-hidden" aria-label={t('on_page')}>
      {here.map((note) => (
        <li key={note.id}>
          <button type="button" onClick={() => reading.notebook.open(note.id)}>
            {t('highlight_of', { colour: t(`colour_${note.colour || 'yellow'}`) })}
            {`: ${quoteOf(note).slice(0, 120)}`}
            {note.note ? `. ${t('note')}: ${note.note.slice(0, 200)}` : ''}
          </button>
        </li>
      ))}
    </ul>
  );
}
