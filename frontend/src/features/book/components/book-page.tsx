import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { useServerReachable } from '@/api/reachability';
import { currentLanguage } from '@/app/i18n';
import { Trouble } from '@/app/loaded';
import { Button, buttonClass } from '@/components/button';
import { ConfirmInPlace } from '@/components/confirm-in-place';
import { Notice } from '@/components/notice';
import { PageMessage } from '@/components/page-message';
import { ProgressLine } from '@/components/progress-line';
import { isUnderway, usePollInterval } from '@/features/library/api/books';
import { Cover } from '@/features/library/components/cover';
import { KeepSwitch } from '@/features/offline/components/keep-switch';
import { OrderDesk } from '@/features/orders/components/order-desk';
import { usePageTitle } from '@/lib/page-title';
import { readingMinutes, sayBytes, sayDay, sayMinutes, sayPercent, sayProblem } from '@/lib/said';
import { bookQuery, useDeleteBook, useDownload } from '../api/book';
import { useBookParts } from '../api/book-parts';
import styles from './book-page.module.css';
import { BookState } from './book-state';
import { Contents } from './contents';
import { DismissedPassages } from './dismissed-passages';
import { IllustratedEditions } from './illustrated-editions';
import { ImportWarnings } from './import-warnings';
import { MarksChoice } from './marks-choice';
import { PeopleMet } from './people-met';
import { PicturesMet } from './pictures-met';
import { SpoilerChoice } from './spoiler-choice';

/** One book: what it is, where one is in it, and what has been drawn so far. */
export function BookPage() {
  const { t } = useTranslation('book');
  const { bookId } = useParams({ from: '/signed-in/shell/book/$bookId' });
  const pollMs = usePollInterval();
  const query = useQuery({
    ...bookQuery(bookId),
    refetchInterval: (current) =>
      current.state.data !== undefined && isUnderway(current.state.data.state) ? pollMs : false,
  });
  const book = query.data;
  usePageTitle(book?.title);

  const ready = useBookParts(bookId);

  if (book !== undefined && ready) return <BookView book={book} />;
  if (query.isError) return <Trouble error={query.error} again={() => void query.refetch()} />;
  return <PageMessage role="status" title={t('opening_book')} />;
}

function BookView({ book }: { book: BookDetail }) {
  const { t } = useTranslation('book');
  const language = currentLanguage();
  // What only the server can do is not offered while it cannot be asked.
  const reachable = useServerReachable();
  const begun = book.position.chapter !== null && book.progress > 0;
  return (
    <article className={styles.page}>
      <div className={styles.head}>
        <div className={styles.cover}>
          <Cover book={book} alt={t('cover_of', { title: book.title })} urgent />
        </div>
        <div className={styles.about}>
          {book.authors.length > 0 ? <p className={styles.authors}>{book.authors.join(', ')}</p> : null}
          <h1 className={styles.title} lang={book.language}>
            {book.title}
          </h1>
          {book.series ? (
            <p className={styles.facts}>
              {book.series.index === null
                ? t('series', { name: book.series.name })
                : t('series_number', { name: book.series.name, number: book.series.index })}
            </p>
          ) : null}
          {book.state.readable ? (
            <div className={styles.reading}>
              <Link to="/read/$bookId" params={{ bookId: book.id }} className={buttonClass('main')}>
                {begun ? t('continue_reading') : t('begin_reading')}
              </Link>
              <p className={styles.facts}>
                {begun
                  ? t('library:percent_and_left', {
                      share: sayPercent(language, book.progress),
                      time: sayMinutes(t, readingMinutes(book.chars * (1 - book.progress))),
                    })
                  : t('whole_time', { time: sayMinutes(t, readingMinutes(book.chars)) })}
              </p>
            </div>
          ) : null}
          {begun ? (
            <ProgressLine value={book.progress} label={t('library:read_progress', { title: book.title })} />
          ) : null}
          <BookState book={book} />
          <Annotation book={book} />
        </div>
      </div>
      <PicturesMet book={book} />
      {book.state.readable ? (
        <>
          {reachable ? (
            <>
              <OrderDesk book={book} />
              <PeopleMet book={book} />
            </>
          ) : null}
          <div className={styles.choices}>
            {reachable ? (
              <>
                <MarksChoice book={book} />
                <DismissedPassages book={book} />
                <SpoilerChoice book={book} />
              </>
            ) : null}
            <KeepSwitch book={book} />
          </div>
        </>
      ) : null}
      {book.state.readable ? <Contents book={book} /> : null}
      {book.state.readable && reachable ? <IllustratedEditions book={book} /> : null}
      <ImportWarnings warnings={book.warnings} />
      {reachable ? <BookFile book={book} /> : null}
    </article>
  );
}

function Annotation({ book }: { book: BookDetail }) {
  const paragraphs = book.annotation.split(/\n+/).filter((line) => line.trim() !== '');
  if (paragraphs.length === 0) return null;
  return (
    <div className={styles.annotation} lang={book.language}>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}

function BookFile({ book }: { book: BookDetail }) {
  const { t } = useTranslation('book');
  const navigate = useNavigate();
  const language = currentLanguage();
  const download = useDownload(book.id, book.filename);
  const removal = useDeleteBook(book.id);
  const problem = download.error ?? removal.error;
  return (
    <section className={styles.file} aria-labelledby="file-title">
      <h2 id="file-title" className={styles.sectionTitle}>
        {t('file')}
      </h2>
      <p className={styles.fileFacts}>
        {t('file_facts', {
          name: book.filename,
          size: sayBytes(language, book.size_bytes),
          day: sayDay(language, book.added_at),
        })}
      </p>
      <div className={styles.fileActions}>
        <Button busy={download.isPending ? t('downloading') : undefined} onClick={() => download.mutate()}>
          {t('download')}
        </Button>
        <ConfirmInPlace
          ask={t('delete')}
          question={t('delete_question', { title: book.title })}
          yes={t('delete_yes')}
          no={t('delete_no')}
          busy={removal.isPending ? t('deleting') : undefined}
          onConfirm={() => removal.mutate(undefined, { onSuccess: () => void navigate({ to: '/' }) })}
        />
      </div>
      {problem ? <Notice role="alert">{sayProblem(t, problem)}</Notice> : null}
    </section>
  );
}
