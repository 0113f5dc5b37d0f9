import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookSort } from '@/api/model';
import { useServerReachable } from '@/api/reachability';
import { Button } from '@/components/button';
import { AddIcon } from '@/components/icons';
import { Notice } from '@/components/notice';
import { SearchField } from '@/components/search-field';
import { usePageTitle } from '@/lib/page-title';
import { sayProblem } from '@/lib/said';
import { booksQuery, useContinueBook, usePollInterval, useShelf } from '../api/books';
import { currentUploads, subscribeUploads } from '../uploads';
import { BookTile } from './book-tile';
import { ChooseFiles } from './choose-files';
import { ContinueCard } from './continue-card';
import { EmptyLibrary } from './empty-library';
import styles from './library-page.module.css';
import { UploadList } from './upload-list';

const SORTS: readonly BookSort[] = ['recent', 'added', 'title', 'author'];
const TYPING_PAUSE_MS = 250;
/** Covers likely to be seen without scrolling. */
const EAGER_COVERS = 6;

/** The shelf: the book one is in, then all the others. */
export function LibraryPage() {
  const { t } = useTranslation('library');
  usePageTitle('');
  const { q = '', sort = 'recent' } = useSearch({ from: '/signed-in/shell/' });
  const books = useInfiniteQuery(booksQuery(q, sort, usePollInterval()));
  const reading = useContinueBook();
  // The shelf and the card above it come together, so that neither pushes the other down.
  const shelf = useShelf();
  const waiting = books.isPending || shelf.isLoading;
  // When nothing answers, the page's head says so already.
  const reachable = useServerReachable();
  const uploads = useSyncExternalStore(subscribeUploads, currentUploads);
  const items = books.data?.pages.flatMap((page) => page.items) ?? [];
  const total = books.data?.pages[0]?.total ?? 0;
  const empty = books.isSuccess && total === 0 && q === '';

  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{t('common:library')}</h1>
      <UploadList />
      {books.isError && items.length === 0 && reachable ? (
        <Notice
          role="alert"
          action={<Button onClick={() => void books.refetch()}>{t('common:try_again')}</Button>}
        >
          {sayProblem(t, books.error)}
        </Notice>
      ) : null}
      {empty && uploads.length === 0 ? <EmptyLibrary /> : null}
      {reading && q === '' && !waiting ? <ContinueCard book={reading} /> : null}
      {empty || waiting ? null : <ShelfTools search={q} sort={sort} />}
      {q === '' ? null : (
        <Link to="/search" search={{ q }} className={styles.inTexts}>
          {t('in_texts', { query: q })}
        </Link>
      )}
      {waiting ? <p role="status">{t('opening_library')}</p> : null}
      {items.length > 0 && !waiting ? (
        <section className={styles.shelf} aria-label={t('all_books')}>
          <p className={styles.count} role="status">
            {q === '' ? t('books_count', { count: total }) : t('books_found', { count: total })}
          </p>
          <ul className={styles.grid}>
            {items.map((book, index) => (
              <BookTile key={book.id} book={book} eager={index < EAGER_COVERS} />
            ))}
          </ul>
          {books.hasNextPage ? (
            <Button
              busy={books.isFetchingNextPage ? t('opening_more') : undefined}
              onClick={() => void books.fetchNextPage()}
            >
              {t('show_more', { count: total - items.length })}
            </Button>
          ) : null}
        </section>
      ) : null}
      {books.isSuccess && total === 0 && q !== '' ? (
        <p className={styles.count} role="status">
          {t('nothing_found', { query: q })}
        </p>
      ) : null}
    </div>
  );
}

// What is usual stays out of the address.
const librarySearch = (q: string, sort: BookSort): { q?: string; sort?: BookSort } => ({
  ...(q === '' ? {} : { q }),
  ...(sort === 'recent' ? {} : { sort }),
});

function ShelfTools({ search, sort }: { search: string; sort: BookSort }) {
  const { t } = useTranslation('library');
  const navigate = useNavigate({ from: '/' });
  const [typed, setTyped] = useState(search);

  useEffect(() => {
    if (typed.trim() === search) return undefined;
    const timer = setTimeout(() => {
      const q = typed.trim();
      void navigate({
        search: librarySearch(q, sort),
        replace: true,
      });
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, search, sort, navigate]);

  return (
    <div className={styles.tools}>
      <SearchField words={t('search')} value={typed} onChange={setTyped} />
      <select
        className={styles.sort}
        aria-label={t('sort')}
        value={sort}
        onChange={(event) => {
          const chosen = SORTS.find((candidate) => candidate === event.target.value) ?? 'recent';
          void navigate({
            search: librarySearch(search, chosen),
            replace: true,
          });
        }}
      >
        {SORTS.map((option) => (
          <option key={option} value={option}>
            {t(`sort_${option}`)}
          </option>
        ))}
      </select>
      <ChooseFiles look="main">
        <AddIcon />
        <span>{t('add_books')}</span>
      </ChooseFiles>
    </div>
  );
}
