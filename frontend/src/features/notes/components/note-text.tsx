import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Note } from '../notes';
import styles from './note-text.module.css';
import { useLasting } from './use-lasting';

const SAVED_AFTER_MS = 600;
const LONGEST = 20_000;

interface NoteTextProps {
  note: Note;
  label: string;
  /** Begin writing at once. */
  focused?: boolean;
  /** `was` is the text the change began from; `leaving` that the page is about to go. */
  onChange: (text: string, was: string, leaving: boolean) => void;
}

/** The words of a note, kept while they are written; there is no button to forget. */
export function NoteText({ note, label, focused = false, onChange }: NoteTextProps) {
  const { t } = useTranslation('notes');
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(note.note);
  const waits = useLasting(note.waiting === true);
  /** What is written and not handed on yet, and what was handed on last. */
  const held = useRef({ text: note.note, saved: note.note, onChange });
  held.current.onChange = onChange;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useRef((leaving: boolean) => {
    clearTimeout(timer.current);
    const { text: now, saved } = held.current;
    if (now.trimEnd() === saved.trimEnd()) return;
    held.current.saved = now;
    held.current.onChange(now, saved, leaving);
  });

  useEffect(() => {
    const leave = () => save.current(true);
    const hidden = () => document.visibilityState === 'hidden' && leave();
    addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hidden);
    const keep = save.current;
    return () => {
      removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hidden);
      keep(false);
    };
  }, []);

  useEffect(() => {
    // What came from elsewhere is shown, unless something is being written here: then the two are joined.
    const { text: now, saved } = held.current;
    if (note.note === saved || now !== saved) return;
    held.current = { ...held.current, text: note.note, saved: note.note };
    setText(note.note);
  }, [note.note]);

  useEffect(() => {
    if (!focused) return;
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(LONGEST, LONGEST);
  }, [focused]);

  return (
    <div className={styles.note}>
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        className={styles.text}
        value={text}
        rows={2}
        maxLength={Math.max(LONGEST, note.note.length)}
        placeholder={t('note_placeholder')}
        aria-describedby={`${id}-state`}
        onChange={(event) => {
          setText(event.target.value);
          held.current.text = event.target.value;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => save.current(false), SAVED_AFTER_MS);
        }}
        onBlur={() => save.current(false)}
      />
      <p id={`${id}-state`} className={styles.state} role="status">
        {note.merged ? t('merged') : waits ? t('waiting') : null}
      </p>
    </div>
  );
}
