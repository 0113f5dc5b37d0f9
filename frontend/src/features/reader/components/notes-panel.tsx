import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { NoteItem } from '@/features/notes/components/note-item';
import { byChapter } from '@/features/notes/notes';
import { standsOn } from '../notebook';
import type { Reading } from '../reading';
import type { ReadingState } from '../reading-state';
import styles from './notes-panel.module.css';
import { Panel } from './panel';

interface NotesPanelProps {
  book: BookDetail;
  reading: Reading;
  state: ReadingState;
  onClose: () => void;
}

/** Everything marked in this book, by chapter; a tap on the words goes there. */
export default function NotesPanel({ book, reading, state, onClose }: NotesPanelProps) {
  const { t } = useTranslation('notes');
  const here = useRef<HTMLLIElement>(null);
  const { page, notes } = state;
  const first = page ? notes.find((note) => standsOn(note, page))?.id : undefined;

  useEffect(() => {
    here.current?.scrollIntoView({ block: 'center' });
  }, []);

  return (
    <Panel title={t('panel')} onClose={onClose}>
      {notes.length === 0 ? <p className={styles.quiet}>{t('empty_book')}</p> : null}
      {byChapter(notes).map((chapter) => (
        <section key={`${chapter.id} ${chapter.notes[0]?.id}`} className={styles.chapter}>
          <h3 className={styles.title} lang={chapter.title ? book.language : undefined}>
            {chapter.title || t('chapter', { number: chapter.number + 1 })}
          </h3>
          <ul className={styles.list}>
            {chapter.notes.map((note) => (
              <li key={note.id} ref={note.id === first ? here : null}>
                <NoteItem
                  note={note}
                  lang={book.language}
                  place={(quote, className) => (
                    <button
                      type="button"
                      className={className}
                      onClick={() => {
                        onClose();
                        void reading.jump({ chapter: note.chapter, offset: note.start });
                      }}
                    >
                      {quote}
                    </button>
                  )}
                  onColour={(colour) => reading.notebook.change(note, { colour })}
                  onText={(text, was, leaving) =>
                    reading.notebook.change({ ...note, note: was }, { note: text }, leaving)
                  }
                  onRemove={() => reading.notebook.remove(note)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className={styles.all}>
        <Link to="/notes" search={{}}>
          {t('all_notes')}
        </Link>
      </p>
    </Panel>
  );
}
