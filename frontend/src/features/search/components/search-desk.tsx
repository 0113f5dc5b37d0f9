import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BookDetail, Hit } from '@/api/model';
import { currentUser } from '@/api/session';
import type { Reading } from '@/features/reader/reading';
import type { ReadingState } from '@/features/reader/reading-state';
import type { Direction } from '@/lib/reading-engine';
import { bookSearchQuery, forgetKeptIndex } from '../api/search';
import '../found.css';
import { nearest, outlines } from '../hits';
import { rememberQuery } from '../recent';
import { usePaused } from '../use-paused';
import { FindBar } from './find-bar';
import { SearchPanel } from './search-panel';

const TYPING_PAUSE_MS = 220;
const LEAST_LETTERS = 2;
const NOT_READY_POLL_MS = 2_000;
const BAR_REACHES = 72;

interface SearchDeskProps {
  book: BookDetail;
  reading: Reading;
  state: ReadingState;
  /** Whether the panel is open; without it the found places stay outlined, with a bar to go through them. */
  open: boolean;
  raised: boolean;
  /** What to look for at once, from a search over the library. */
  query: string;
  onOpen: () => void;
  onClose: () => void;
}

/** Searching the open book: the panel, the outlines on the page, the way from one place to the next. */
export default function SearchDesk(props: SearchDeskProps) {
  const { book, reading, state, open, raised, onOpen, onClose } = props;
  const [typed, setTyped] = useState(props.query);
  const [ahead, setAhead] = useState(false);
  const [current, setCurrent] = useState(-1);
  const query = usePaused(typed.trim(), TYPING_PAUSE_MS);
  const asked = query.length < LEAST_LETTERS ? '' : query;
  const search = useInfiniteQuery({
    ...bookSearchQuery(book.id, asked, ahead),
    // What was found before stays until there is something new to show.
    placeholderData: (before) => before,
    refetchInterval: ({ state: { data } }) => (data?.pages[0]?.ready === false ? NOT_READY_POLL_MS : false),
  });
  const hits = useMemo(
    () => (asked === '' ? [] : (search.data?.pages.flatMap((page) => page.hits) ?? [])),
    [asked, search.data],
  );
  const total = search.data?.pages[0]?.total ?? 0;

  useEffect(() => forgetKeptIndex, []);
  useOutlines(reading, hits, hits[current]);
  const below = useIsHighUp(hits[current], state.page);

  const ask = useCallback((words: string) => {
    setTyped(words);
    setAhead(false);
    setCurrent(-1);
  }, []);

  const go = useCallback(
    (index: number) => {
      const hit = hits[index];
      if (!hit) return;
      const user = currentUser();
      if (user) rememberQuery(user.id, query);
      // The way back leads to where the search began, and not through every place looked at.
      const stepping = current >= 0;
      setCurrent(index);
      void reading.jump({ chapter: hit.chapter, offset: hit.start }, stepping ? 'passing' : 'staying');
    },
    [hits, query, current, reading],
  );

  const { page } = state;
  const { hasNextPage, fetchNextPage } = search;
  const step = useCallback(
    (direction: Direction) => {
      if (current < 0) {
        go(page ? nearest(hits, { chapter: page.chapter, offset: page.start }, numbers(book)) : 0);
        return;
      }
      const next = current + direction;
      if (next >= hits.length && hasNextPage) void fetchNextPage();
      go(next);
    },
    [go, hits, page, current, book, hasNextPage, fetchNextPage],
  );

  useEffect(() => {
    reading.stepFound = hits.length > 0 ? step : null;
    return () => {
      reading.stepFound = null;
    };
  }, [reading, hits.length, step]);

  // A search that came with the address shows its first place by itself.
  const begun = useRef(props.query === '');
  useEffect(() => {
    if (begun.current || open || hits.length === 0) return;
    begun.current = true;
    const { page: shown } = reading.store.get();
    const at = hits.findIndex(
      (hit) => hit.chapter === shown?.chapter && hit.start >= shown.start && hit.start < shown.end,
    );
    if (at >= 0) setCurrent(at);
  }, [hits, open, reading]);

  const leave = () => {
    ask('');
    onClose();
  };

  if (open)
    return (
      <SearchPanel
        book={book}
        typed={typed}
        asked={query}
        least={LEAST_LETTERS}
        search={search}
        hits={hits}
        current={current}
        ahead={ahead}
        onType={ask}
        onAhead={() => setAhead(true)}
        onGo={(index) => {
          onClose();
          go(index);
        }}
        onFirst={() => {
          if (hits.length === 0) return;
          onClose();
          if (current >= 0) go(current);
          else step(1);
        }}
        onClose={onClose}
      />
    );
  if (hits.length === 0) return null;
  return (
    <FindBar
      raised={raised}
      below={below}
      query={query}
      current={current}
      total={total}
      onStep={step}
      onList={onOpen}
      onLeave={leave}
    />
  );
}

const numbers = (book: BookDetail) => {
  const known = new Map(book.chapters.map(({ id }, index) => [id, index]));
  return (chapter: string) => known.get(chapter) ?? -1;
};

/** Outlines the found words in every chapter, and those of one place more than the others. */
function useOutlines(reading: Reading, hits: readonly Hit[], here: Hit | undefined): void {
  useEffect(() => {
    for (const [chapter, ranges] of outlines(hits)) reading.outline('found', chapter, ranges);
    return () => reading.dropOutlines('found');
  }, [reading, hits]);
  useEffect(() => {
    if (!here) return undefined;
    for (const [chapter, ranges] of outlines([here])) reading.outline('found-here', chapter, ranges);
    return () => reading.dropOutlines('found-here');
  }, [reading, here]);
}

/** Whether the place looked at stands where the bar usually is. */
function useIsHighUp(here: Hit | undefined, page: ReadingState['page']): boolean {
  const [high, setHigh] = useState(false);
  useEffect(() => {
    if (!here || !page) return undefined;
    const frame = requestAnimationFrame(() => {
      const [first] = CSS.highlights?.get('found-here') ?? [];
      const box = first instanceof Range ? first.getBoundingClientRect() : null;
      setHigh(box !== null && box.top >= 0 && box.top < BAR_REACHES);
    });
    return () => cancelAnimationFrame(frame);
  }, [here, page]);
  return high;
}
