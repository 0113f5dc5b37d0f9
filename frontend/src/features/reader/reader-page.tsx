import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import type { BookDetail, Position } from '@/api/model';
import { ApiProblem } from '@/api/problem';
import { NotFoundPage } from '@/app/not-found-page';
import { Button, buttonClass } from '@/components/button';
import { PageMessage } from '@/components/page-message';
import { bookQuery } from '@/features/book/api/book';
import { isUnderway, usePollInterval } from '@/features/library/api/books';
import { usePageTitle } from '@/lib/page-title';
import { enterBook, leaveBook } from '@/lib/preferences';
import type { Place } from '@/lib/reading-engine';
import { sayProblem } from '@/lib/said';
import { bookSettingsSaver } from './api/book-settings';
import { positionQuery } from './api/reading';
import { Reader } from './components/reader';
import { WaitingRoom } from './components/waiting-room';

const UNREADABLE_POLL_MS = 1_000;

/** A book open at the reader's place; whatever stands in the way is said in words. */
export function ReaderPage() {
  const { t } = useTranslation('reader');
  const { bookId } = useParams({ from: '/signed-in/read/$bookId' });
  const pollMs = usePollInterval();
  const book = useQuery({
    ...bookQuery(bookId),
    refetchInterval: (query) => {
      const state = query.state.data?.state;
      if (!state || !isUnderway(state)) return false;
      return state.readable ? pollMs : UNREADABLE_POLL_MS;
    },
  });
  const position = useQuery(positionQuery(bookId));
  usePageTitle(book.data?.title);

  if (book.data !== undefined && !book.data.state.readable)
    return (
      <main>
        <WaitingRoom book={book.data} />
      </main>
    );
  // Where one stopped may have changed on another device: an older answer is not good enough.
  if (book.data !== undefined && position.data !== undefined && position.isFetchedAfterMount) {
    return <OpenBook key={bookId} book={book.data} position={position.data} />;
  }
  const error = book.error ?? position.error;
  if (error instanceof ApiProblem && [404, 422].includes(error.status))
    return (
      <main>
        <NotFoundPage />
      </main>
    );
  if (error) {
    return (
      <main>
        <PageMessage
          role="alert"
          title={t('open_failed')}
          action={
            <>
              <Button
                look="main"
                onClick={() => {
                  void book.refetch();
                  void position.refetch();
                }}
              >
                {t('common:try_again')}
              </Button>
              <Link to="/" className={buttonClass('plain')}>
                {t('common:to_library')}
              </Link>
            </>
          }
        >
          {sayProblem(t, error)}
        </PageMessage>
      </main>
    );
  }
  return (
    <main>
      <Opening words={t('opening')} />
    </main>
  );
}

/** Words for a wait that is long enough to be noticed. */
function Opening({ words }: { words: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return late ? <PageMessage role="status" title={words} /> : null;
}

function OpenBook({ book, position }: { book: BookDetail; position: Position }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { chapter, offset, find } = useSearch({ from: '/signed-in/read/$bookId' });
  const target = useRef<Place | null>(chapter === undefined ? null : { chapter, offset: offset ?? 0 });
  const [words] = useState(find);
  // The answers that come later belong to this very sitting and must not begin it anew.
  const [begun] = useState(position);

  useEffect(() => {
    // A jump happens once: after a reload the reader is where they stopped.
    if (target.current || words !== undefined)
      void navigate({ to: '/read/$bookId', params: { bookId: book.id }, search: {}, replace: true });
  }, [navigate, book.id, words]);

  // The first page is laid out as this book wants it, so its settings hold before there is a page.
  const [entered, setEntered] = useState(false);
  useLayoutEffect(() => {
    const saver = bookSettingsSaver(book.id, (position) =>
      queries.setQueryData(keys.position(book.id), position),
    );
    enterBook(begun.settings ?? {}, saver.save);
    setEntered(true);
    addEventListener('pagehide', saver.leave);
    return () => {
      removeEventListener('pagehide', saver.leave);
      saver.leave();
      leaveBook();
    };
  }, [book.id, begun, queries]);

  return entered ? (
    <Reader book={book} position={begun} target={target.current} find={words ?? ''} queries={queries} />
  ) : null;
}
