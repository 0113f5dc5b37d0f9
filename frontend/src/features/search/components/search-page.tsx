import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookCard, LibraryHits, TextMatch } from '@/api/model';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { SearchField } from '@/components/search-field';
import { Cover } from '@/features/library/components/cover';
import { usePageTitle } from '@/lib/page-title';
import { sayProblem } from '@/lib/said';
import { librarySearchQuery } from '../api/search';
import { usePaused } from '../use-paused';
import { HitText } from './hit-text';
import styles from './search-page.module.css';

const TYPING_PAUSE_MS = 250;
const LEAST_LETTERS = 2;

/** One question to books, texts and notes. */
export function SearchPage() {
  const { t } = useTranslation('search');
  usePageTitle(t('everywhere'));
  const { q = '' } = useSearch({ from: '/signed-in/shell/search' });
  const navigate = useNavigate({ from: '/search' });
  const [typed, setTyped] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const paused = usePaused(typed.trim(), TYPING_PAUSE_MS);
  const query = paused.length < LEAST_LETTERS ? '' : paused;
  const search = useInfiniteQuery({ ...librarySearchQuery(query), placeholderData: (before) => before });
  const first = query === '' ? undefined : search.data?.pages[0];
  const texts = query === '' ? [] : (search.data?.pages.flatMap((page) => page.texts) ?? []);

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (paused !== q) void navigate({ search: paused === '' ? {} : { q: paused }, replace: true });
  }, [paused, q, navigate]);

  const looking = query !== '' && (search.isPending || search.isPlaceholderData || typed.trim() !== paused);
  const nothing =
    first && first.books_total + texts.length + first.notes_total === 0 && !looking && !search.isError;
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('everywhere')}</h1>
      <SearchField ref={field} words={t('everywhere_words')} value={typed} onChange={setTyped} />
      {search.isError && texts.length === 0 ? (
        <Notice
          role="alert"
          action={<Button onClick={() => void search.refetch()}>{t('common:try_again')}</Button>}
        >
          {sayProblem(t, search.error)}
        </Notice>
      ) : null}
      <div role="status" className={styles.told}>
        {query === '' ? <p>{t('everywhere_how')}</p> : null}
        {looking ? <p>{t('looking')}</p> : null}
        {nothing ? <p>{t('nothing_anywhere', { query })}</p> : null}
        {first?.beginning && !looking ? <p>{t('beginning')}</p> : null}
        {first && first.waiting > 0 ? <p>{t('waiting', { count: first.waiting })}</p> : null}
        {first?.kept ? <p>{t('kept_everywhere')}</p> : null}
      </div>
      {first && first.books.length > 0 ? <Books found={first} query={query} /> : null}
      {texts.length > 0 ? (
        <Section title={t('texts')}>
          <ul className={styles.texts}>
            {texts.map((text) => (
              <Text key={text.book.id} text={text} query={query} />
            ))}
          </ul>
          {search.hasNextPage ? (
            <Button
              busy={search.isFetchingNextPage ? t('looking') : undefined}
              onClick={() => void search.fetchNextPage()}
            >
              {t('show_more', { count: (first?.texts_total ?? 0) - texts.length })}
            </Button>
          ) : null}
        </Section>
      ) : null}
      {first && first.notes.length > 0 ? <Notes found={first} /> : null}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.head}>
        {title}
      </h2>
      {children}
    </section>
  );
}

function Books({ found, query }: { found: LibraryHits; query: string }) {
  const { t } = useTranslation('search');
  const further = found.books_total - found.books.length;
  return (
    <Section title={t('books')}>
      <ul className={styles.books}>
        {found.books.map((book) => (
          <li key={book.id}>
            <Link to="/book/$bookId" params={{ bookId: book.id }} className={styles.book}>
              <span className={styles.cover}>
                <Cover book={book} eager={false} />
              </span>
              <BookName book={book} />
            </Link>
          </li>
        ))}
      </ul>
      {further > 0 ? (
        <Link to="/" search={{ q: query }}>
          {t('further', { count: further })}
        </Link>
      ) : null}
    </Section>
  );
}

function BookName({ book }: { book: BookCard }) {
  return (
    <span className={styles.name}>
      <span lang={book.language || undefined}>{book.title}</span>
      {book.authors.length > 0 ? <span className={styles.quiet}>{book.authors.join(', ')}</span> : null}
    </span>
  );
}

/** A book in whose text something was found: the best places, and how many there are. */
function Text({ text: { book, places, ahead, hits }, query }: { text: TextMatch; query: string }) {
  const { t } = useTranslation('search');
  const told = [
    ...(places > 0 ? [t('places', { count: places })] : []),
    ...(ahead > 0 ? [t('only_ahead', { count: ahead })] : []),
  ];
  return (
    <li className={styles.text}>
      <h3 className={styles.name}>
        <Link to="/book/$bookId" params={{ bookId: book.id }} lang={book.language || undefined}>
          {book.title}
        </Link>
        <span className={styles.quiet}>{[...book.authors, ...told].join(' · ')}</span>
      </h3>
      {hits.length > 0 ? (
        <ul>
          {hits.map((hit) => (
            <li key={`${hit.chapter} ${hit.start}`}>
              <Link
                to="/read/$bookId"
                params={{ bookId: book.id }}
                search={{ chapter: hit.chapter, offset: hit.start, find: query }}
                className={styles.hit}
              >
                <HitText hit={hit} lang={book.language} />
                {hit.chapter_title ? (
                  <span className={styles.quiet} lang={book.language || undefined}>
                    {hit.chapter_title}
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      <Link
        to="/read/$bookId"
        params={{ bookId: book.id }}
        search={{ find: query }}
        className={styles.further}
      >
        {t('in_this_book')}
        <span className="visually-hidden">: {book.title}</span>
      </Link>
    </li>
  );
}

function Notes({ found }: { found: LibraryHits }) {
  const { t } = useTranslation('search');
  const further = found.notes_total - found.notes.length;
  return (
    <Section title={t('notes')}>
      <ul className={styles.texts}>
        {found.notes.map((note) => (
          <li key={note.id}>
            <Link
              to="/read/$bookId"
              params={{ bookId: note.book_id }}
              search={{ chapter: note.chapter, offset: note.start }}
              className={styles.hit}
            >
              {note.note ? <span>{note.note}</span> : null}
              {note.exact ? <q className={styles.quote}>{note.exact}</q> : null}
              <span className={styles.quiet}>{note.book_title}</span>
            </Link>
          </li>
        ))}
      </ul>
      {further > 0 ? <p className={styles.quiet}>{t('further', { count: further })}</p> : null}
    </Section>
  );
}
