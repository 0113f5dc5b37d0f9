import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail, Edition, NewEdition } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { Notice } from '@/components/notice';
import { ProgressLine } from '@/components/progress-line';
import { usePollInterval } from '@/features/library/api/books';
import { sayBytes, sayCode, sayDay, sayProblem } from '@/lib/said';
import {
  editionsQuery,
  isBeingMade,
  useAskForEdition,
  useDownloadEdition,
  useRemoveEdition,
} from '../api/editions';
import pageStyles from './book-page.module.css';
import styles from './illustrated-editions.module.css';

const EXTENTS: readonly NewEdition['pictures'][] = ['met', 'all'];
const SIZES: readonly NewEdition['size'][] = ['screen', 'e-ink', 'pocket'];

/** The book to take away as an EPUB with its pictures: asked for, followed while it is made, saved. */
export function IllustratedEditions({ book }: { book: BookDetail }) {
  const { t } = useTranslation('editions');
  const pollMs = usePollInterval();
  const query = useQuery({
    ...editionsQuery(book.id),
    refetchInterval: ({ state }) => (state.data?.items.some(isBeingMade) ? pollMs : false),
  });
  const [pictures, choosePictures] = useState<NewEdition['pictures']>('met');
  const [size, chooseSize] = useState<NewEdition['size']>('screen');
  const ask = useAskForEdition(book.id);
  if (query.data === undefined) return null;

  const { items, all_allowed: allAllowed } = query.data;
  const atWork = items.find(isBeingMade);
  const failed = items.find(({ state }) => state === 'failed');
  const begin = () => ask.mutate({ pictures: allAllowed ? pictures : 'met', size });
  return (
    <section className={styles.editions} aria-labelledby="editions-title">
      <h2 id="editions-title" className={pageStyles.sectionTitle}>
        {t('title')}
      </h2>
      <p className={styles.hint}>{t('about')}</p>
      {allAllowed ? (
        <Choice
          legend={t('pictures')}
          value={pictures}
          onChange={choosePictures}
          options={EXTENTS.map((value) => ({ value, label: t(`pictures_of.${value}`) }))}
        />
      ) : (
        <p className={styles.hint}>{t('met_only')}</p>
      )}
      <Choice
        legend={t('size')}
        value={size}
        onChange={chooseSize}
        options={SIZES.map((value) => ({ value, label: t(`size_of.${value}`) }))}
      />
      {book.state.described_chapters < book.state.chapters ? (
        <p className={styles.hint}>{t('not_all_found')}</p>
      ) : null}
      <div>
        <Button busy={ask.isPending || atWork ? t('at_work') : undefined} onClick={begin}>
          {t('begin')}
        </Button>
      </div>
      {ask.error ? <Notice role="alert">{sayProblem(t, ask.error)}</Notice> : null}
      <div role="status" className={styles.work}>
        {atWork ? <AtWork book={book} edition={atWork} /> : null}
      </div>
      {failed && !atWork ? (
        <Notice role="alert" action={<Button onClick={begin}>{t('common:try_again')}</Button>}>
          {t('failed')} {sayCode(t, failed.error?.code ?? 'internal')}
        </Notice>
      ) : null}
      <Ready book={book} items={items.filter(({ state }) => state === 'ready')} />
    </section>
  );
}

function AtWork({ book, edition }: { book: BookDetail; edition: Edition }) {
  const { t } = useTranslation('editions');
  const removal = useRemoveEdition(book.id);
  const { state, done, plates } = edition;
  return (
    <>
      <p>
        {state === 'painting'
          ? t('painting', { number: done, total: plates })
          : state === 'making'
            ? t('making', { number: done, count: plates })
            : t('waiting')}
      </p>
      {state !== 'waiting' && plates > 0 ? (
        <ProgressLine value={done / plates} label={t('progress')} />
      ) : null}
      <div>
        <Button
          look="quiet"
          busy={removal.isPending ? t('stopping') : undefined}
          onClick={() => removal.mutate(edition.id)}
        >
          {t('stop')}
        </Button>
      </div>
    </>
  );
}

function Ready({ book, items }: { book: BookDetail; items: readonly Edition[] }) {
  const { t } = useTranslation('editions');
  if (items.length === 0) return null;
  return (
    <>
      <ul className={styles.list}>
        {items.map((edition) => (
          <Line key={edition.id} book={book} edition={edition} />
        ))}
      </ul>
      <p className={styles.facts}>{t('kept')}</p>
    </>
  );
}

function Line({ book, edition }: { book: BookDetail; edition: Edition }) {
  const { t } = useTranslation('editions');
  const language = currentLanguage();
  const download = useDownloadEdition(book.id);
  const removal = useRemoveEdition(book.id);
  const problem = download.error ?? removal.error;
  const bytes = sayBytes(language, edition.size_bytes ?? 0);
  return (
    <li className={styles.line}>
      <div className={styles.what}>
        <span>{t(`made_of.${edition.pictures}`)}</span>
        <span className={styles.facts}>
          {t('facts', {
            count: edition.plates,
            screen: t(`made_for.${edition.size}`),
            day: sayDay(language, edition.created_at),
          })}
        </span>
      </div>
      <Button
        busy={download.isPending ? t('downloading') : undefined}
        onClick={() => download.mutate(edition)}
      >
        {t('download', { size: bytes })}
      </Button>
      <Button
        look="quiet"
        busy={removal.isPending ? t('removing') : undefined}
        onClick={() => removal.mutate(edition.id)}
      >
        {t('remove')}
      </Button>
      {problem ? <Notice role="alert">{sayProblem(t, problem)}</Notice> : null}
    </li>
  );
}
