import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NoteColours } from '@/features/notes/components/note-colours';
import { NoteText } from '@/features/notes/components/note-text';
import { quoteOf } from '@/features/notes/notes';
import type { Reading } from '../reading';
import type { ReadingState } from '../reading-state';
import styles from './note-card.module.css';
import { CloseIcon, DeleteIcon } from './reader-icons';

interface NoteCardProps {
  reading: Reading;
  state: ReadingState;
  lang: string;
}

/** A highlight or bookmark that was tapped: its colour, its note, and the way to be rid of it. */
export default function NoteCard({ reading, state: { openNote, notes }, lang }: NoteCardProps) {
  const { t } = useTranslation('notes');
  const card = useRef<HTMLDivElement>(null);
  const note = notes.find(({ id }) => id === openNote?.id);
  const writing = openNote?.writing === true;
  const id = note?.id;

  useEffect(() => {
    if (id !== undefined && !writing) card.current?.focus({ preventScroll: true });
  }, [id, writing]);

  useEffect(() => {
    // A press elsewhere means the page again; it turns nothing, it only puts the card away.
    const press = (event: PointerEvent) => {
      if (!(event.target instanceof Node) || card.current?.contains(event.target)) return;
      reading.notebook.closeNote();
    };
    addEventListener('pointerdown', press, { capture: true });
    return () => removeEventListener('pointerdown', press, { capture: true });
  }, [reading]);

  if (!note || !openNote) return null;
  const isMark = note.kind === 'bookmark';
  const quote = quoteOf(note);
  return (
    <div
      ref={card}
      className={`${styles.card} ${openNote.low ? styles.high : ''}`}
      role="dialog"
      aria-label={t(isMark ? 'card_bookmark' : 'card')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        reading.notebook.closeNote();
      }}
    >
      <div className={styles.row}>
        {isMark ? (
          <p className={styles.quote} lang={lang}>
            {quote}
          </p>
        ) : (
          <>
            <p className="visually-hidden" lang={lang}>
              {quote.slice(0, 300)}
            </p>
            <NoteColours
              chosen={note.colour}
              label={t('colour')}
              onChoose={(colour) => reading.notebook.change(note, { colour })}
            />
          </>
        )}
        <span className={styles.ends}>
          <button
            type="button"
            className={styles.button}
            aria-label={t('delete')}
            title={t('delete')}
            onClick={() => {
              reading.notebook.remove(note);
              document.querySelector<HTMLElement>('.re-view')?.focus({ preventScroll: true });
            }}
          >
            <DeleteIcon />
          </button>
          <button
            type="button"
            className={styles.button}
            aria-label={t('close')}
            onClick={() => reading.notebook.closeNote()}
          >
            <CloseIcon />
          </button>
        </span>
      </div>
      <NoteText
        key={note.id}
        note={note}
        label={t('note_to', { quote: quote.slice(0, 60) })}
        focused={writing}
        onChange={(text, was, leaving) =>
          reading.notebook.change({ ...note, note: was }, { note: text }, leaving)
        }
      />
    </div>
  );
}
