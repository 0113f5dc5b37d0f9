import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '@/api/problem';
import { currentLanguage } from '@/app/i18n';
import page from '@/app/page.module.css';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { PageMessage } from '@/components/page-message';
import { usePageTitle } from '@/lib/page-title';
import { sayDay, sayProblem } from '@/lib/said';
import { allNotesQuery, changeNote, followNotes, removeNote, restoreNote } from '../api/notes';
import type { ListedNote, NotesFilter } from '../notes';
import { NoteItem } from './note-item';
import { NotesFiles } from './notes-files';
import { NotesFilterBar } from './notes-filter';
import styles from './notes-page.module.css';

/** All bookmarks, highlights and notes over all books. */
export function NotesPage() {
  const { t } = useTranslation('notes');
  const filter = useSearch({ from: '/signed-in/shell/notes' });
  const queries = useQueryClient();
  const notes = useInfiniteQuery({ ...allNotesQuery(filter), placeholderData: (before) => before });
  const [refused, setRefused] = useState<ApiProblem | null>(null);
  usePageTitle(t('title'));
  useEffect(() => followNotes(queries, { refused: setRefused }), [queries]);

  const pages = notes.data?.pages ?? [];
  const items = pages.flatMap((one) => one.items);
  const total = pages[0]?.total ?? 0;
  const filtering = Object.keys(filter).some((name) => name !== 'sort');
  return (
    <article className={page.page}>
      <header className={page.head}>
        <h1 className={page.title}>{t('title')}</h1>
        <p className={page.quiet} role="status">
          {notes.data === undefined || (total === 0 && !filtering) ? null : t('count', { count: total })}
        </p>
      </header>
      {notes.isPending ? <PageMessage role="status" title={t('opening')} /> : null}
      {notes.isError && notes.data === undefined ? (
        <PageMessage
          role="alert"
          title={t('not_opened')}
          action={
            <Button look="main" onClick={() => void notes.refetch()}>
              {t('common:try_again')}
            </Button>
          }
        >
          {sayProblem(t, notes.error)}
        </PageMessage>
      ) : null}
      {refused ? (
        <Notice
          role="alert"
          action={
            <Button look="quiet" onClick={() => setRefused(null)}>
              {t('close')}
            </Button>
          }
        >
          {sayProblem(t, refused)}
        </Notice>
      ) : null}
      {notes.data === undefined ? null : (
        <>
          {pages[0]?.offline ? <Notice role="status">{t('kept_books_only')}</Notice> : null}
          {total > 0 || filtering ? <NotesFilterBar filter={filter} /> : null}
          {items.length > 0 ? (
            <NotesList items={items} filter={filter} />
          ) : (
            <div className={page.empty}>
              <p>{filtering ? t('none_of_these') : t('empty')}</p>
              {filtering ? (
                <Link to="/notes" search={{}}>
                  {t('show_all')}
                </Link>
              ) : (
                <Link to="/">{t('common:to_library')}</Link>
              )}
            </div>
          )}
          {notes.hasNextPage ? (
            <div>
              <Button
                busy={notes.isFetchingNextPage ? t('opening') : undefined}
                onClick={() => void notes.fetchNextPage()}
              >
                {t('more')}
              </Button>
            </div>
          ) : null}
          <NotesFiles book={filter.book} any={total > 0} />
        </>
      )}
    </article>
  );
}

function NotesList({ items, filter }: { items: readonly ListedNote[]; filter: NotesFilter }) {
  const { t } = useTranslation('notes');
  const queries = useQueryClient();
  const [gone, setGone] = useState<ListedNote | null>(null);
  const inBooks = filter.sort === 'book';
  return (
    <section className={styles.section} aria-label={t('title')}>
      <div role="status" className={styles.undo}>
        {gone ? (
          <>
            <span>{t(gone.kind === 'bookmark' ? 'bookmark_deleted' : 'note_deleted')}</span>
            <Button
              look="quiet"
              onClick={() => {
                setGone(null);
                void restoreNote(queries, gone);
              }}
            >
              {t('bring_back')}
            </Button>
          </>
        ) : null}
      </div>
      <ul className={styles.list}>
        {items.map((note, index) => (
          <li key={note.id} className={styles.line}>
            {inBooks && items[index - 1]?.book_id !== note.book_id ? (
              <h2 className={page.sectionTitle} lang={note.language}>
                {note.book_title}
              </h2>
            ) : null}
            <NoteItem
              note={note}
              lang={note.language}
              place={(quote, className) => (
                <ToPlace note={note} className={className}>
                  {quote}
                </ToPlace>
              )}
              about={<About note={note} withBook={!inBooks} />}
              onColour={(colour) => void changeNote(queries, note, { colour })}
              onText={(text, was, leaving) =>
                void changeNote(queries, { ...note, note: was }, { note: text }, leaving)
              }
              onRemove={() => {
                setGone(note);
                void removeNote(queries, note);
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ToPlace({
  note,
  className,
  children,
}: {
  note: ListedNote;
  className: string;
  children: ReactNode;
}) {
  const { t } = useTranslation('notes');
  return (
    <Link
      to="/read/$bookId"
      params={{ bookId: note.book_id }}
      search={{ chapter: note.chapter, ...(note.start > 0 ? { offset: note.start } : {}) }}
      className={className}
      title={t('to_place')}
    >
      {children}
    </Link>
  );
}

function About({ note, withBook }: { note: ListedNote; withBook: boolean }) {
  const { t } = useTranslation('notes');
  const chapter = note.chapter_title || t('chapter', { number: note.number + 1 });
  return (
    <>
      {withBook ? (
        <>
          <span lang={note.language}>{note.book_title}</span>
          {' · '}
        </>
      ) : null}
      <span lang={note.chapter_title ? note.language : undefined}>{chapter}</span>
      {' · '}
      {sayDay(currentLanguage(), note.created_at)}
    </>
  );
}
