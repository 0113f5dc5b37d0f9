import { useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import page from '@/app/page.module.css';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { saveFile } from '@/features/book/api/save-file';
import { sayProblem } from '@/lib/said';
import { importNotes } from '../api/import-notes';
import type { Imported } from '../api/notes';
import styles from './notes-files.module.css';

const FILES = [
  { format: 'markdown', name: 'notes.md' },
  { format: 'json', name: 'notes.json' },
  { format: 'w3c', name: 'notes.annotations.jsonld' },
] as const;

interface NotesFilesProps {
  /** The one book whose notes are saved; all of them without it. */
  book: string | undefined;
  any: boolean;
}

/** Notes as a file to keep or to read elsewhere, and notes from a file. */
export function NotesFiles({ book, any }: NotesFilesProps) {
  const { t } = useTranslation('notes');
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const save = async (format: string, name: string) => {
    setBusy(format);
    setProblem(null);
    const asked = new URLSearchParams({ format, ...(book ? { book } : {}) });
    await saveFile(`/api/annotations/export?${asked}`, name).catch(setProblem);
    setBusy(null);
  };
  return (
    <section className={page.section} aria-labelledby="notes-files">
      <h2 id="notes-files" className={page.sectionTitle}>
        {t('files')}
      </h2>
      {any ? (
        <div className={styles.part}>
          <p className={page.quiet}>{t(book ? 'export_book_words' : 'export_words')}</p>
          <div className={page.buttons}>
            {FILES.map(({ format, name }) => (
              <Button
                key={format}
                busy={busy === format ? t('saving_file') : undefined}
                onClick={() => void save(format, name)}
              >
                {t(`export_${format}`)}
              </Button>
            ))}
          </div>
        </div>
      ) : null}
      {problem === null ? null : <Notice role="alert">{sayProblem(t, problem)}</Notice>}
      <Import />
    </section>
  );
}

function Import() {
  const { t } = useTranslation('notes');
  const queries = useQueryClient();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Imported | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const take = async (file: File) => {
    setBusy(true);
    setAnswer(null);
    setProblem(null);
    try {
      setAnswer(await importNotes(queries, file));
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
    if (input.current) input.current.value = '';
  };
  return (
    <div className={styles.part}>
      <p className={page.quiet} id={`${id}-words`}>
        {t('import_words')}
      </p>
      <input
        ref={input}
        id={id}
        type="file"
        accept=".json,.jsonld,application/json,application/ld+json"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void take(file);
        }}
      />
      <div>
        <Button
          busy={busy ? t('importing') : undefined}
          aria-describedby={`${id}-words`}
          onClick={() => input.current?.click()}
        >
          {t('import')}
        </Button>
      </div>
      <div role="status">{answer ? <Outcome answer={answer} /> : null}</div>
      {problem === null ? null : <Notice role="alert">{sayProblem(t, problem)}</Notice>}
    </div>
  );
}

function Outcome({ answer: { added, already, unplaced } }: { answer: Imported }) {
  const { t } = useTranslation('notes');
  return (
    <Notice>
      <p>
        {t('added', { count: added })}
        {already > 0 ? ` ${t('already', { count: already })}` : ''}
      </p>
      {unplaced.length > 0 ? (
        <>
          <p>{t('unplaced', { count: unplaced.length })}</p>
          <ul className={styles.unplaced}>
            {unplaced.slice(0, 50).map((one) => (
              <li key={one.index}>
                {one.exact ? <q>{one.exact.replaceAll('\ufffc', '').slice(0, 80)}</q> : one.book}
                {' — '}
                {t(`reason_${one.reason === 'too_many' ? 'full' : one.reason}`, {
                  book: one.book || t('unnamed_book'),
                })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Notice>
  );
}
