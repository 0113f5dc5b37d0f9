import type { QueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  lazy,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail, Position } from '@/api/model';
import { Button, buttonClass } from '@/components/button';
import { PageMessage } from '@/components/page-message';
import { usePreferences } from '@/lib/preferences';
import type { Place } from '@/lib/reading-engine';
import '@/lib/reading-engine/book.css';
import '../figure.css';
import '../notes.css';
import { sayProblem } from '@/lib/said';
import { type ActionId, actionFor, isTaken } from '../actions';
import { Reading } from '../reading';
import { EMPTY_STATE } from '../reading-state';
import { readingWords, typographyOf } from '../setup';
import { AppearancePanel } from './appearance-panel';
import { Bars, type PanelName } from './bars';
import { ContentsPanel } from './contents-panel';
import { Foot } from './foot';
import { KeysPanel } from './keys-panel';
import { PageNotes } from './page-notes';
import { PictureView } from './picture-view';
import styles from './reader.module.css';
import { Ribbon } from './ribbon';
import { SelectionBar } from './selection-bar';
import { useAwake } from './use-awake';

const AloudBar = lazy(() => import('./aloud-bar'));
const WherePanel = lazy(() => import('./where-panel'));
const fetchSearch = () => import('@/features/search/components/search-desk');
const SearchDesk = lazy(fetchSearch);
const JournalPanel = lazy(() => import('./journal-panel'));
const NotesPanel = lazy(() => import('./notes-panel'));
const NoteCard = lazy(() => import('./note-card'));
const BARS_LEAVE_AFTER_MS = 5_000;
const SEARCH_AFTER_MS = 3_000;

interface ReaderProps {
  book: BookDetail;
  position: Position;
  target: Place | null;
  /** Words to look for in the book at once. */
  find?: string;
  queries: QueryClient;
}

const nothing = () => () => undefined;
const empty = () => EMPTY_STATE;

/** The page, and what a tap brings around it. */
export function Reader({ book, position, target, find = '', queries }: ReaderProps) {
  const { t } = useTranslation('reader');
  const view = useRef<HTMLDivElement>(null);
  const [bars, setBars] = useState(false);
  const [panel, setPanel] = useState<PanelName | null>(find !== '' && !target ? 'search' : null);
  const [searched, setSearched] = useState(find !== '');
  if (panel === 'search' && !searched) setSearched(true);
  const [aloud, setAloud] = useState(false);
  const { pictures, awake } = usePreferences().reading;
  const reading = useReading(view, { book, position, target, queries }, setBars);
  const state = useSyncExternalStore(reading?.store.subscribe ?? nothing, reading?.store.get ?? empty);
  const { chapter, said } = state;

  const refreshPictures = useCallback(() => void reading?.pictures.refresh(), [reading]);
  const tell = useCallback((error: unknown) => reading?.tell(error), [reading]);
  const closePanel = useCallback(() => setPanel(null), []);
  const openSearch = useCallback(() => setPanel('search'), []);
  const toggleAloud = useCallback(() => setAloud((on) => !on), []);
  useKeyboard(reading, panel, setBars, setPanel, toggleAloud);
  useSearchAtHand(chapter !== null);
  useAwake(reading, awake);
  useLeavingBars(bars && panel === null, setBars);

  const where = said
    ? t(chapter?.title ? 'here_in' : 'here', {
        chapter: chapter?.title,
        page: said.page + 1,
        pages: said.pages,
      })
    : '';

  return (
    <main className={styles.room}>
      <h1 className="visually-hidden">{book.title}</h1>
      <section
        ref={view}
        className={styles.page}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the page takes the keyboard: arrows turn it
        tabIndex={0}
        aria-label={t('page', { title: book.title })}
      />
      <p className="visually-hidden" aria-live="polite">
        {where}
      </p>
      {reading ? <PageNotes reading={reading} state={state} /> : null}
      {reading && !bars ? <Ribbon reading={reading} state={state} /> : null}
      {state.error !== null && reading && chapter === null ? (
        <div className={styles.trouble}>
          <PageMessage
            role="alert"
            title={t('open_failed')}
            action={
              <>
                <Button look="main" onClick={() => void reading.start(target)}>
                  {t('common:try_again')}
                </Button>
                <Link to="/" className={buttonClass('plain')}>
                  {t('common:to_library')}
                </Link>
              </>
            }
          >
            {sayProblem(t, state.error)}
          </PageMessage>
        </div>
      ) : null}
      {reading && bars ? (
        <Bars book={book} reading={reading} state={state} onPanel={setPanel} onAloud={toggleAloud} />
      ) : null}
      {reading ? <Foot reading={reading} state={state} raised={bars} /> : null}
      {reading && panel === 'contents' ? (
        <ContentsPanel
          book={book}
          reading={reading}
          state={state}
          onClose={closePanel}
          onJournal={() => setPanel('journal')}
        />
      ) : null}
      {reading && panel === 'appearance' ? (
        <AppearancePanel
          book={book}
          marksHere={state.described && pictures !== 'off' ? state.marks : null}
          onMarksSaved={() => void reading.pictures.refresh()}
          onClose={closePanel}
        />
      ) : null}
      <Suspense>
        {reading && aloud && chapter ? (
          <AloudBar
            book={reading.spoken}
            lang={chapter.lang || book.language}
            raised={bars}
            onClose={toggleAloud}
          />
        ) : null}
        {reading && panel === 'where' ? (
          <WherePanel reading={reading} state={state} onClose={closePanel} />
        ) : null}
        {reading && searched ? (
          <SearchDesk
            book={book}
            reading={reading}
            state={state}
            open={panel === 'search'}
            raised={bars}
            query={find}
            onOpen={openSearch}
            onClose={closePanel}
          />
        ) : null}
        {reading && panel === 'journal' ? (
          <JournalPanel book={book} reading={reading} onClose={closePanel} />
        ) : null}
        {reading && panel === 'notes' ? (
          <NotesPanel book={book} reading={reading} state={state} onClose={closePanel} />
        ) : null}
        {reading && state.openNote && panel === null ? (
          <NoteCard reading={reading} state={state} lang={chapter?.lang || book.language} />
        ) : null}
      </Suspense>
      {panel === 'keys' ? <KeysPanel onClose={closePanel} /> : null}
      {reading && state.picture ? (
        <PictureView
          bookId={book.id}
          open={state.picture}
          sketchesOnly={pictures === 'sketches'}
          onChanged={refreshPictures}
          onTrouble={tell}
          onPlace={(id, offset) => void reading.leavePictureFor({ chapter: id, offset })}
          onClose={() => reading.closePicture()}
          onTakeAway={() => {
            if (state.picture) void reading.passages.takeAway(state.picture);
          }}
        />
      ) : null}
      {reading && state.selection && panel === null && state.picture === null ? (
        <SelectionBar
          reading={reading}
          selection={state.selection}
          drawing={state.drawing}
          marking={state.marking}
          canDraw={pictures !== 'off'}
          lang={chapter?.lang ?? book.language}
        />
      ) : null}
    </main>
  );
}

/** Makes the sitting when the page has its place in the document, and ends it with the page. */
function useReading(
  view: RefObject<HTMLDivElement | null>,
  props: ReaderProps,
  setBars: (update: boolean | ((shown: boolean) => boolean)) => void,
): Reading | null {
  const { t } = useTranslation('reader');
  const { reading: preferences } = usePreferences();
  const [reading, setReading] = useState<Reading | null>(null);
  const begun = useRef({ ...props, preferences });
  const words = useRef(readingWords(t));
  words.current = readingWords(t);

  useEffect(() => {
    const element = view.current;
    if (!element) return undefined;
    const { book, position, target, queries, preferences: first } = begun.current;
    const made = new Reading(element, {
      book,
      position,
      queries,
      typography: typographyOf(first),
      pictures: first.pictures,
      words: {
        note: () => words.current.note(),
        mark: (mark, state) => words.current.mark(mark, state),
        figure: (picture, coming) => words.current.figure(picture, coming),
      },
      middle: () => setBars((shown) => !shown),
      moved: () => setBars(false),
    });
    setReading(made);
    element.focus({ preventScroll: true });
    const opened = performance.now();
    void made
      .start(target)
      .then(() =>
        requestAnimationFrame(() =>
          performance.measure('first-page', { start: opened, end: performance.now() }),
        ),
      );
    return () => {
      made.close();
      setReading(null);
    };
  }, [view, setBars]);

  useEffect(() => {
    if (reading) void reading.setTypography(typographyOf(preferences));
  }, [reading, preferences]);

  const { pictures } = preferences;
  useEffect(() => reading?.pictures.setChoice(pictures), [reading, pictures]);

  const { marks } = props.book;
  useEffect(() => reading?.pictures.setLevel(marks), [reading, marks]);

  return reading;
}

function toggleFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen?.().catch(() => undefined);
}

function useKeyboard(
  reading: Reading | null,
  panel: PanelName | null,
  setBars: (update: (shown: boolean) => boolean) => void,
  setPanel: (panel: PanelName | null) => void,
  toggleAloud: () => void,
): void {
  const asked = useRef(panel);
  asked.current = panel;

  useEffect(() => {
    if (!reading) return undefined;
    const run: Record<ActionId, () => void> = {
      forward: () => reading.turn(1),
      back: () => reading.turn(-1),
      chapter_start: () => void reading.chapterEdge('start'),
      chapter_end: () => void reading.chapterEdge('end'),
      previous_chapter: () => void reading.chapterBy(-1),
      next_chapter: () => void reading.chapterBy(1),
      contents: () => setPanel('contents'),
      appearance: () => setPanel('appearance'),
      keys: () => setPanel('keys'),
      picture: () => reading.here.picture(),
      draw: () => reading.here.draw(),
      highlight: () => reading.here.highlight(),
      bookmark: () => reading.notebook.toggleBookmark(),
      notes: () => setPanel('notes'),
      journal: () => setPanel('journal'),
      search: () => setPanel('search'),
      next_found: () => reading.stepFound?.(1),
      previous_found: () => reading.stepFound?.(-1),
      aloud: toggleAloud,
      where: () => setPanel('where'),
      return: () => void reading.back(),
      full_screen: toggleFullScreen,
      bars: () => {
        if (reading.closeNote() || reading.notebook.closeNote() || reading.selection.clear()) return;
        setBars((shown) => !shown);
      },
    };
    const listen = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      // What is typed for a panel that is still on its way is nothing asked of the page.
      if (asked.current !== null) {
        if (event.key === 'Escape') setPanel(null);
        return;
      }
      const action = actionFor(event, reading.reversed);
      if (action === null) return;
      event.preventDefault();
      const line = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
      if (line !== null) {
        reading.nudge(line);
        return;
      }
      run[action]();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [reading, setBars, setPanel, toggleAloud]);
}

/** Has the search on its way once there is something to read, so that it is there when it is asked for. */
function useSearchAtHand(reading: boolean): void {
  useEffect(() => {
    if (!reading) return undefined;
    const timer = setTimeout(() => void fetchSearch().catch(() => undefined), SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [reading]);
}

/** The bars leave by themselves once nobody uses them. */
function useLeavingBars(shown: boolean, setBars: (shown: boolean) => void): void {
  useEffect(() => {
    if (!shown) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const inUse = () => document.activeElement?.closest('header, nav') != null;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => (inUse() ? wait() : setBars(false)), BARS_LEAVE_AFTER_MS);
    };
    wait();
    addEventListener('pointermove', wait);
    addEventListener('keydown', wait);
    return () => {
      clearTimeout(timer);
      removeEventListener('pointermove', wait);
      removeEventListener('keydown', wait);
    };
  }, [shown, setBars]);
}
