import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Colour, type Note, quoteOf } from '../notes';
import { NoteColours } from './note-colours';
import styles from './note-item.module.css';
import { NoteText } from './note-text';
import { useLasting } from './use-lasting';

interface NoteItemProps {
  note: Note;
  lang: string;
  /** The quote, as what leads to its place. */
  place: (quote: ReactNode, className: string) => ReactNode;
  /** What else is told of the note: its book, its day. */
  about?: ReactNode;
  onColour: (colour: Colour) => void;
  onText: (text: string, was: string, leaving: boolean) => void;
  onRemove: () => void;
}

/** One bookmark, highlight or note in a list; written in where it stands. */
export function NoteItem({ note, lang, place, about, onColour, onText, onRemove }: NoteItemProps) {
  const { t } = useTranslation('notes');
  const [writing, setWriting] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const waits = useLasting(note.waiting === true);
  const quote = quoteOf(note) || t('no_words');
  const isMark = note.kind === 'bookmark';
  return (
    <div className={styles.item} data-kind={note.kind}>
      <span
        className={styles.edge}
        style={note.colour === '' ? undefined : { background: `var(--pen-${note.colour})` }}
        aria-hidden="true"
      />
      <div className={styles.body}>
        {place(
          <>
            <span className="visually-hidden">
              {isMark ? t('bookmark') : t('highlight_of', { colour: t(`colour_${note.colour || 'yellow'}`) })}
              {': '}
            </span>
            <span lang={lang}>{quote}</span>
          </>,
          styles.quote ?? '',
        )}
        {note.note !== '' || writing ? (
          <NoteText
            note={note}
            label={t('note_to', { quote: quote.slice(0, 60) })}
            focused={writing && note.note === ''}
            onChange={onText}
          />
        ) : waits ? (
          <p className={styles.small} role="status">
            {t('waiting')}
          </p>
        ) : null}
        <div className={styles.foot}>
          {about ? <span className={styles.small}>{about}</span> : null}
          <span className={styles.actions}>
            {note.note === '' && !writing ? (
              <button type="button" className={styles.action} onClick={() => setWriting(true)}>
                {t('write_note')}
              </button>
            ) : null}
            {isMark ? null : (
              <button
                type="button"
                className={styles.action}
                aria-expanded={choosing}
                onClick={() => setChoosing((open) => !open)}
              >
                {t('colour')}
              </button>
            )}
            <button type="button" className={styles.action} onClick={onRemove}>
              {t('delete')}
            </button>
          </span>
        </div>
        {choosing ? <NoteColours chosen={note.colour} label={t('colour')} onChoose={onColour} /> : null}
      </div>
    </div>
  );
}
