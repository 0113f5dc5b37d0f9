import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LibraryIcon, NotesIcon, OpenBookIcon, SettingsIcon } from '@/components/icons';
import { useContinueBook } from '@/features/library/api/books';
import { DropAnywhere } from '@/features/library/components/drop-anywhere';
import { ConnectionNotice } from './connection-notice';
import { ReleaseNotice } from './release-notice';
import styles from './shell.module.css';

const WaitingNotice = lazy(() =>
  import('@/features/offline/components/waiting-notice').then(({ WaitingNotice: it }) => ({ default: it })),
);

/** What stands around every page but the reader: the name, three places, and room for the page. */
export function Shell() {
  const { t } = useTranslation();
  const main = useRef<HTMLElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  const shownPath = useRef(path);

  useEffect(() => {
    // Those who hear the page begin a new one at its start, not where the last link was.
    if (shownPath.current !== path) main.current?.focus({ preventScroll: true });
    shownPath.current = path;
  }, [path]);

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t('skip_to_page')}
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.name}>
          BookReader AI
        </Link>
        <Places />
      </header>
      <main ref={main} id="main" tabIndex={-1} className={styles.main}>
        <ConnectionNotice />
        <Suspense fallback={null}>
          <WaitingNotice />
        </Suspense>
        <ReleaseNotice />
        <Outlet />
      </main>
      <DropAnywhere />
    </div>
  );
}

function Places() {
  const { t } = useTranslation();
  const reading = useContinueBook();
  return (
    <nav className={styles.places} aria-label={t('places')}>
      <Link to="/" activeOptions={{ exact: true, includeSearch: false }} className={styles.place}>
        <LibraryIcon />
        <span>{t('library')}</span>
      </Link>
      {reading ? (
        <Link to="/read/$bookId" params={{ bookId: reading.id }} className={styles.place}>
          <OpenBookIcon />
          <span>{t('reading_now')}</span>
        </Link>
      ) : null}
      <Link to="/notes" search={{}} className={styles.place}>
        <NotesIcon />
        <span>{t('notes')}</span>
      </Link>
      <Link to="/settings" className={styles.place}>
        <SettingsIcon />
        <span>{t('settings')}</span>
      </Link>
    </nav>
  );
}
