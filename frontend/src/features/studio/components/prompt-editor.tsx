import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import type { Left, Maker } from '../api/shapes';
import { promptQuery } from '../api/studio';
import { sayDuration, sayLeft, sayPrice, sayRefusal, sayTrouble } from '../words';
import styles from './prompt-editor.module.css';

export const LONGEST_PROMPT = 4_000;

interface PromptEditorProps {
  bookId: string;
  descriptionId: string;
  maker: Maker;
  left: Left;
  bookLang: string;
  busy: boolean;
  error: unknown;
  /** The reader saw the words and the price and agrees; `prompt` only if they changed it. */
  onDraw: (prompt?: string) => void;
}

/** The words a maker would get, what they cost and where they go; nothing is sent before the last button. */
export function PromptEditor({
  bookId,
  descriptionId,
  maker,
  left,
  bookLang,
  busy,
  error,
  onDraw,
}: PromptEditorProps) {
  const { t } = useTranslation('studio');
  const language = currentLanguage();
  const id = useId();
  const preview = useQuery(promptQuery(bookId, descriptionId, maker.id));
  const [own, setOwn] = useState<string | null>(null);

  if (preview.isPending) return <p role="status">{t('prompt_asking')}</p>;
  if (preview.isError)
    return (
      <Notice
        role="alert"
        action={<Button onClick={() => void preview.refetch()}>{t('common:try_again')}</Button>}
      >
        {sayTrouble(t, preview.error)}
      </Notice>
    );

  const { prompt, negative, clauses, references, softened, refusal, cost_low, cost_high, offsite } =
    preview.data;
  const text = own ?? prompt;
  const edited = own !== null && own.trim() !== prompt.trim();
  const price = sayPrice(t, language, cost_low, cost_high);
  const spent = left.pictures === 0 || left.micros === 0;
  const leftWords = sayLeft(t, language, left);
  const refused = refusal !== null && !edited;
  const payable = cost_high !== null && cost_high > 0;
  return (
    <div className={styles.editor}>
      {refusal !== null ? <Notice role="status">{sayRefusal(t, refusal)}</Notice> : null}
      <div className={styles.field}>
        <label className={styles.label} htmlFor={id}>
          {t('prompt')}
        </label>
        <textarea
          id={id}
          className={styles.text}
          lang="en"
          rows={7}
          maxLength={LONGEST_PROMPT}
          value={text}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setOwn(event.target.value)}
        />
        <p id={`${id}-hint`} className={styles.hint}>
          {t(edited ? 'prompt_edited' : 'prompt_hint')}
        </p>
        {edited ? (
          <Button look="quiet" className={styles.inline} onClick={() => setOwn(null)}>
            {t('prompt_restore')}
          </Button>
        ) : null}
      </div>
      {softened.length > 0 ? (
        <div className={styles.softened}>
          <p>{t('softened')}</p>
          <ul className={styles.list} lang="en">
            {softened.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {clauses.length > 0 ? (
        <details className={styles.more}>
          <summary>{t('who_is_in')}</summary>
          <dl className={styles.people}>
            {clauses.map((clause) => (
              <div key={clause.entity_id}>
                <dt lang={bookLang}>{clause.name}</dt>
                <dd lang="en">{clause.text}</dd>
                {clause.invented.length > 0 ? (
                  <dd className={styles.hint}>
                    {t('invented', {
                      fields: clause.invented
                        .map((field) => t(`field_${field}`, { defaultValue: field }))
                        .join(', '),
                    })}
                  </dd>
                ) : null}
              </div>
            ))}
          </dl>
        </details>
      ) : null}
      {negative ? (
        <details className={styles.more}>
          <summary>{t('negative')}</summary>
          <p lang="en">{negative}</p>
        </details>
      ) : null}
      <ul className={styles.terms}>
        <li>
          {t('cost')} <strong>{price}</strong>
          {leftWords ? `. ${leftWords}` : ''}
        </li>
        <li>{t(offsite ? 'words_leave' : 'words_stay', { maker: maker.name })}</li>
        {references.length > 0 ? (
          <li>
            {t('references_go', { count: references.length })}{' '}
            <span lang={bookLang}>{references.map(({ name }) => name).join(', ')}</span>
          </li>
        ) : null}
        <li>{t('takes', { time: sayDuration(t, maker.seconds) })}</li>
      </ul>
      {error ? <Notice role="alert">{sayTrouble(t, error)}</Notice> : null}
      {refused ? null : spent && payable ? (
        <p role="status">{t('nothing_left')}</p>
      ) : text.trim() === '' ? (
        <p role="status">{t('prompt_empty')}</p>
      ) : (
        <Button
          look="main"
          busy={busy ? t('handing_over') : undefined}
          onClick={() => onDraw(edited ? text.trim() : undefined)}
        >
          {payable ? t('draw_for', { price }) : t(cost_high === null ? 'draw_unpriced' : 'draw_free')}
        </Button>
      )}
    </div>
  );
}
