import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { SearchIcon } from '@/components/icons';
import { sayMinutes } from '@/lib/said';
import { standsOn } from '../notebook';
import type { Reading } from '../reading';
import type { ReadingState } from '../reading-state';
import { VoiceIcon } from './aloud-icons';
import styles from './bars.module.css';
import { ProgressSlider } from './progress-slider';
import {
  ArrowBackIcon,
  BookmarkIcon,
  ContentsIcon,
  KeyboardIcon,
  NotesIcon,
  PeopleIcon,
} from './reader-icons';

export type PanelName = 'contents' | 'appearance' | 'keys' | 'where' | 'notes' | 'search' | 'journal';

interface BarsProps {
  book: BookDetail;
  reading: Reading;
  state: ReadingState;
  onPanel: (panel: PanelName) => void;
  onAloud: () => void;
}

/** The two bars a tap brings: out of the book and the chapter's name above, the way through the book below. */
export function Bars({ book, reading, state, onPanel, onAloud }: BarsProps) {
  const { t } = useTranslation('reader');
  const { chapter, page, notes } = state;
  const marked = page !== null && notes.some((note) => note.kind === 'bookmark' && standsOn(note, page));
  return (
    <>
      <header className={styles.top}>
        <Link to="/" className={styles.button} aria-label={t('to_library')}>
          <ArrowBackIcon />
        </Link>
        <Link to="/book/$bookId" params={{ bookId: book.id }} className={styles.titles}>
          <span className={styles.chapter} lang={book.language}>
            {chapter?.title || book.title}
          </span>
          {chapter?.title && chapter.title !== book.title ? (
            <span className={styles.book} lang={book.language}>
              {book.title}
            </span>
          ) : null}
        </Link>
        <button type="button" className={styles.keys} onClick={() => onPanel('keys')} aria-label={t('keys')}>
          <KeyboardIcon />
        </button>
        <button
          type="button"
          className={styles.button}
          aria-pressed={marked}
          aria-label={t(marked ? 'notes:remove_bookmark' : 'notes:add_bookmark')}
          onClick={() => reading.notebook.toggleBookmark()}
        >
          <BookmarkIcon filled={marked} />
        </button>
      </header>
      <nav className={styles.bottom} aria-label={t('controls')}>
        <ProgressSlider book={book} reading={reading} state={state} />
        <div className={styles.row}>
          <button
            type="button"
            className={styles.button}
            onClick={() => onPanel('contents')}
            aria-label={t('contents')}
          >
            <ContentsIcon />
          </button>
          <Link
            to="/book/$bookId/cast"
            params={{ bookId: book.id }}
            className={styles.button}
            aria-label={t('people_and_places')}
          >
            <PeopleIcon />
          </Link>
          <button
            type="button"
            className={styles.button}
            onClick={() => onPanel('notes')}
            aria-label={t('notes:panel')}
          >
            <NotesIcon />
          </button>
          <button
            type="button"
            className={styles.button}
            onClick={() => onPanel('search')}
            aria-label={t('search:in_book')}
          >
            <SearchIcon />
          </button>
          <p className={styles.left}>{page ? <PagesLeft reading={reading} page={page} /> : null}</p>
          <button type="button" className={styles.button} onClick={onAloud} aria-label={t('aloud')}>
            <VoiceIcon />
          </button>
          <button
            type="button"
            className={`${styles.button} ${styles.letters}`}
            onClick={() => onPanel('appearance')}
            aria-label={t('appearance')}
          >
            <span aria-hidden="true">Aa</span>
          </button>
        </div>
      </nav>
    </>
  );
}

function PagesLeft({ reading, page }: { reading: Reading; page: NonNullable<ReadingState['page']> }) {
  const { t } = useTranslation('reader');
  const { scale, pace } = reading;
  const inChapter = scale.charsOf(page.chapter) - page.start;
  const inBook = scale.total - scale.charsBefore({ chapter: page.chapter, offset: page.start });
  const pages = page.pages - page.page - 1;
  return (
    <>
      <span>
        {pages > 0 ? t('pages_left', { count: pages }) : t('last_page')}
        {' · '}
        {sayMinutes(t, pace.minutes(inChapter))}
      </span>
      <span className={styles.whole}>{t('book_left', { time: sayMinutes(t, pace.minutes(inBook)) })}</span>
    </>
  );
}
