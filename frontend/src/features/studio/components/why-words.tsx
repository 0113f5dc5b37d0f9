import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { sayDay, sayProblem } from '@/lib/said';
import type { Why } from '../api/shapes';
import { savePicture, whyQuery } from '../api/studio';
import { sayMoney, sayReason } from '../words';
import styles from './why-words.module.css';

interface WhyWordsProps {
  bookId: string;
  pictureId: string;
  bookLang: string;
  /** Goes to a place of the book; a quote leads to where it stands. */
  onPlace: (chapter: string, offset: number) => void;
}

/** Why a picture looks as it does: the author's words, what is known of the people, what was sent, what it cost. */
export function WhyWords({ bookId, pictureId, bookLang, onPlace }: WhyWordsProps) {
  const { t } = useTranslation('studio');
  const why = useQuery(whyQuery(bookId, pictureId));
  if (why.isPending) return <p role="status">{t('why_asking')}</p>;
  if (why.isError)
    return (
      <Notice
        role="alert"
        action={<Button onClick={() => void why.refetch()}>{t('common:try_again')}</Button>}
      >
        {sayProblem(t, why.error)}
      </Notice>
    );
  const { text, chapter, chapter_title, start, attributes, traits, gate } = why.data;
  return (
    <div className={styles.why}>
      <section className={styles.part}>
        <h4>{t('why_passage')}</h4>
        <blockquote className={styles.quote} lang={bookLang}>
          {text.replaceAll('\ufffc', '')}
        </blockquote>
        <button type="button" className={styles.place} onClick={() => onPlace(chapter, start)}>
          {t('to_place')}
          {chapter_title ? (
            <>
              {': '}
              <span lang={bookLang}>{chapter_title}</span>
            </>
          ) : null}
        </button>
        {attributes.length > 0 ? (
          <ul className={styles.attributes} lang={bookLang} aria-label={t('why_attributes')}>
            {attributes.map((attribute) => (
              <li key={attribute}>{attribute}</li>
            ))}
          </ul>
        ) : null}
      </section>
      {traits.length > 0 ? (
        <section className={styles.part}>
          <h4>{t('why_traits')}</h4>
          <ul className={styles.traits}>
            {traits.map((trait) => (
              <li key={`${trait.chapter} ${trait.start} ${trait.name} ${trait.text}`}>
                <span lang={bookLang}>
                  {trait.name}: {trait.text}
                </span>
                <button
                  type="button"
                  className={styles.place}
                  onClick={() => onPlace(trait.chapter, trait.start)}
                >
                  <q lang={bookLang}>{trait.quote}</q>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {gate.length > 0 ? (
        <section className={styles.part}>
          <h4>{t('why_gate')}</h4>
          <ul className={styles.traits}>
            {gate.map(({ code, detail }) => (
              <li key={code}>
                {sayReason(t, code)}
                {detail ? <span className={styles.detail}> {detail}</span> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Made why={why.data} />
      {why.data.original ? <Original bookId={bookId} pictureId={pictureId} /> : null}
    </div>
  );
}

/** What was sent and what came back, in a list one can read out. */
function Made({ why }: { why: Why }) {
  const { t } = useTranslation('studio');
  const language = currentLanguage();
  if (why.label === 'sketch')
    return (
      <section className={styles.part}>
        <h4>{t('why_made')}</h4>
        <p>{t('made_by_painter')}</p>
        {why.seed !== null ? <p className={styles.detail}>{t('made_seed', { seed: why.seed })}</p> : null}
      </section>
    );
  const model =
    why.model_used && why.model_used !== why.model_requested
      ? t('model_differs', { asked: why.model_requested, used: why.model_used })
      : why.model_requested || why.model_used;
  const lines: [string, ReactNode][] = [
    [t('made_by'), why.maker],
    [t('made_model'), model],
    [
      t('made_cost'),
      why.cost_micros === null
        ? t('price_unknown')
        : t(why.cost_exact ? 'cost_exact' : 'cost_about', { money: sayMoney(language, why.cost_micros) }),
    ],
    [t('made_when'), why.painted_at ? sayDay(language, why.painted_at) : ''],
    [t('made_seed_label'), why.seed === null ? '' : String(why.seed)],
    [t('made_style'), why.style ? t(`style_${why.style}`, { defaultValue: why.style }) : ''],
  ];
  return (
    <section className={styles.part}>
      <h4>{t('why_made')}</h4>
      <dl className={styles.made}>
        {lines
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {why.prompt ? (
        <>
          <h4>{t(why.own_words ? 'why_prompt_own' : 'why_prompt')}</h4>
          <p className={styles.sent} lang="en">
            {why.prompt}
          </p>
        </>
      ) : null}
      {why.negative ? (
        <>
          <h4>{t('negative')}</h4>
          <p className={styles.sent} lang="en">
            {why.negative}
          </p>
        </>
      ) : null}
      {why.revised_prompt ? (
        <>
          <h4>{t('why_revised')}</h4>
          <p className={styles.sent} lang="en">
            {why.revised_prompt}
          </p>
        </>
      ) : null}
    </section>
  );
}

/** The maker's own file, untouched. */
function Original({ bookId, pictureId }: { bookId: string; pictureId: string }) {
  const { t } = useTranslation('studio');
  const saving = useMutation({ mutationFn: () => savePicture(bookId, pictureId, true) });
  return (
    <div>
      <Button busy={saving.isPending ? t('downloading') : undefined} onClick={() => saving.mutate()}>
        {t('download_original')}
      </Button>
      {saving.error ? <Notice role="alert">{sayProblem(t, saving.error)}</Notice> : null}
    </div>
  );
}
