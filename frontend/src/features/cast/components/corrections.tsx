import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail, EntityView, NewEdit } from '@/api/model';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { sayProblem } from '@/lib/said';
import { castEditsQuery, castQuery, useCorrect, useUndo } from '../api/cast';
import { hidingEdit, otherNames } from '../cast';
import castStyles from './cast-page.module.css';
import styles from './corrections.module.css';
import { useEditWords } from './edit-words';

/** What the reader may correct: a name, who is the same, whose name it is not, and who is of no interest. */
export function Corrections({ book, entity }: { book: BookDetail; entity: EntityView }) {
  const { t } = useTranslation('cast');
  const correct = useCorrect(book.id);
  const undo = useUndo(book.id);
  const say = useEditWords();
  const edits = useQuery(castEditsQuery(book.id)).data?.items ?? [];
  const done = correct.data && edits.find((edit) => edit.id === correct.data.id);
  const hiding = entity.hidden ? hidingEdit(edits, entity) : undefined;
  const offered = done ?? hiding;
  const send = (kind: NewEdit['kind'], others: string[] = [], name: string | null = null) =>
    correct.mutate({ kind, entities: [entity.id, ...others], name });
  const problem = correct.error ?? undo.error;
  return (
    <div className={styles.corrections}>
      <div role="status">
        {offered ? (
          <Notice
            action={
              <Button
                busy={undo.isPending ? t('undoing') : undefined}
                onClick={() => undo.mutate(offered.id)}
              >
                {offered.kind === 'hide' ? t('show_again') : t('undo')}
              </Button>
            }
          >
            {say(offered)}
          </Notice>
        ) : null}
      </div>
      {problem ? <Notice role="alert">{sayProblem(t, problem)}</Notice> : null}
      <details>
        <summary className={castStyles.summary}>{t('correct')}</summary>
        <div className={styles.forms}>
          <p className={castStyles.quiet}>{t('correct_words')}</p>
          <Rename
            key={entity.name}
            name={entity.name}
            busy={correct.isPending}
            onName={(name) => send('rename', [], name)}
          />
          <Merge
            book={book}
            entity={entity}
            busy={correct.isPending}
            onOther={(other) => send('merge', [other])}
          />
          <Split
            book={book}
            entity={entity}
            busy={correct.isPending}
            onName={(name) => send('split', [], name)}
          />
          {entity.hidden ? null : (
            <div className={`${styles.form} ${styles.plain}`}>
              <p>{t('hide_words')}</p>
              <Button busy={correct.isPending ? t('saving') : undefined} onClick={() => send('hide')}>
                {t('hide')}
              </Button>
            </div>
          )}
        </div>
      </details>
    </div>
  );
}

function Rename({ name, busy, onName }: { name: string; busy: boolean; onName: (name: string) => void }) {
  const { t } = useTranslation('cast');
  const [written, setWritten] = useState(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = written.trim();
    if (wanted !== '' && wanted !== name) onName(wanted);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={t('rename')}
        value={written}
        maxLength={100}
        required
        onChange={(event) => setWritten(event.target.value)}
      />
      <Button type="submit" busy={busy ? t('saving') : undefined}>
        {t('rename_yes')}
      </Button>
    </form>
  );
}

interface PickProps {
  label: string;
  options: readonly { value: string; label: string }[];
  lang: string;
  yes: string;
  busy: boolean;
  onPick: (value: string) => void;
}

function Pick({ label, options, lang, yes, busy, onPick }: PickProps) {
  const { t } = useTranslation('cast');
  const id = useId();
  const [chosen, setChosen] = useState('');
  // What was chosen may be gone from the list once it is done.
  const value = options.some((option) => option.value === chosen) ? chosen : '';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== '') onPick(value);
      }}
    >
      <div className={styles.field}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        <select
          id={id}
          className={styles.select}
          value={value}
          required
          onChange={(event) => setChosen(event.target.value)}
        >
          <option value="">{t('choose')}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={lang}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
      <Button type="submit" busy={busy ? t('saving') : undefined}>
        {yes}
      </Button>
    </form>
  );
}

interface PartProps {
  book: BookDetail;
  entity: EntityView;
  busy: boolean;
}

function Merge({ book, entity, busy, onOther }: PartProps & { onOther: (id: string) => void }) {
  const { t } = useTranslation('cast');
  const items = useQuery(castQuery(book.id)).data?.items ?? [];
  const options = items
    .filter((item) => item.kind === entity.kind && item.id !== entity.id && !item.hidden)
    .map((item) => ({ value: item.id, label: item.name }));
  if (options.length === 0) return null;
  return (
    <Pick
      label={t(`merge_${entity.kind}`)}
      options={options}
      lang={book.language}
      yes={t('merge_yes')}
      busy={busy}
      onPick={onOther}
    />
  );
}

function Split({ book, entity, busy, onName }: PartProps & { onName: (name: string) => void }) {
  const { t } = useTranslation('cast');
  const options = otherNames(entity).map((name) => ({ value: name, label: name }));
  if (options.length === 0) return null;
  return (
    <Pick
      label={t(`split_${entity.kind}`)}
      options={options}
      lang={book.language}
      yes={t('split_yes')}
      busy={busy}
      onPick={onName}
    />
  );
}
