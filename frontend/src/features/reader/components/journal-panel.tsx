import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BookDetail, JournalStop } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import { Button } from '@/components/button';
import type { Place } from '@/lib/reading-engine';
import { sayDay, sayMoment } from '@/lib/said';
import { journalQuery } from '../api/journal';
import type { Reading } from '../reading';
import styles from './journal-panel.module.css';
import { Panel } from './panel';

interface JournalPanelProps {
  book: BookDetail;
  reading: Reading;
  onClose: () => void;
}

/** The journal of this book: where one read, when and on which device; a tap travels there, and back again. */
export default function JournalPanel({ book, reading, onClose }: JournalPanelProps) {
  const { t } = useTranslation('reader');
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(journalQuery(book.id));
  const stops = (data?.pages ?? []).flatMap((page) => page.stops);
  const travel = (place: Place) => {
    onClose();
    void reading.jump({ chapter: place.chapter, offset: place.offset });
  };
  return (
    <Panel title={t('journal')} onClose={onClose}>
      {isPending ? <p className={styles.quiet}>{t('journal_opening')}</p> : null}
      {error ? (
        <div role="alert" className={styles.quiet}>
          <p>{t('journal_failed')}</p>
          <Button onClick={() => void refetch()}>{t('common:try_again')}</Button>
        </div>
      ) : null}
      {data && stops.length === 0 ? <p className={styles.quiet}>{t('journal_empty')}</p> : null}
      <ol className={styles.stops}>
        {stops.map((stop) => (
          <li key={stop.seq}>
            <StopLine stop={stop} book={book} reading={reading} onTravel={travel} />
          </li>
        ))}
      </ol>
      {hasNextPage ? (
        <Button
          busy={isFetchingNextPage ? t('journal_opening') : undefined}
          onClick={() => void fetchNextPage()}
        >
          {t('journal_more')}
        </Button>
      ) : null}
    </Panel>
  );
}

interface StopLineProps {
  stop: JournalStop;
  book: BookDetail;
  reading: Reading;
  onTravel: (place: Place) => void;
}

function StopLine({ stop, book, reading, onTravel }: StopLineProps) {
  const { t } = useTranslation('reader');
  const { first, last } = stop;
  const sitting = stop.kind === 'sitting';
  return (
    <>
      <button type="button" className={styles.stop} onClick={() => onTravel(last)}>
        <span className={styles.when}>
          {sitting ? <When from={stop.began_at} to={stop.ended_at} /> : <Moment at={stop.ended_at} />}
          {' · '}
          {stop.device?.name || t('another_device')}
        </span>
        <span className={styles.where}>
          {sitting ? null : `${t(stop.kind === 'jump' ? 'journal_jump' : 'journal_undo')}: `}
          <span lang={book.language}>{last.chapter_title || book.title}</span>
          {', '}
          {t('page_number', { number: reading.scale.pageNumber(last) })}
        </span>
        {last.sentence ? (
          <q className={styles.sentence} lang={book.language}>
            {last.sentence}
          </q>
        ) : null}
      </button>
      {reading.scale.pageNumber(first) === reading.scale.pageNumber(last) ? null : (
        <button type="button" className={styles.start} onClick={() => onTravel(first)}>
          {t('journal_from_start', { number: reading.scale.pageNumber(first) })}
        </button>
      )}
    </>
  );
}

function Moment({ at }: { at: string }) {
  const { t } = useTranslation('reader');
  return <time dateTime={at}>{sayMoment(t, currentLanguage(), at)}</time>;
}

function When({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation('reader');
  const language = currentLanguage();
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
  const [began, ended] = [time.format(new Date(from)), time.format(new Date(to))];
  if (began === ended || sayDay(language, from) !== sayDay(language, to)) return <Moment at={to} />;
  return (
    <time dateTime={to}>
      {t('common:day_at', {
        day: sayDay(language, to),
        time: t('journal_sitting', { from: began, to: ended }),
      })}
    </time>
  );
}
