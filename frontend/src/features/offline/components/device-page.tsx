import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { useUser } from '@/features/accounts/api/accounts';
import { dropBook, keepBook } from '@/lib/offline/keep';
import { type Kept, useKept } from '@/lib/offline/kept';
import { useOutbox } from '@/lib/outbox';
import { usePageTitle } from '@/lib/page-title';
import { sayBytes, sayProblem } from '@/lib/said';
import { canKeep } from '../keeping';
import styles from './device-page.module.css';

/** What lies on this device: books, the room they take, and what the server has yet to hear. */
export function DevicePage() {
  const { t } = useTranslation('offline');
  usePageTitle(t('device'));
  const user = useUser()?.id ?? '';
  const books = useKept(user);
  const { waiting } = useOutbox();
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('device')}</h1>
      {canKeep() ? null : <p className={styles.quiet}>{t('not_possible')}</p>}
      <section className={styles.section} aria-labelledby="queue-title">
        <h2 id="queue-title" className={styles.sectionTitle}>
          {t('queue')}
        </h2>
        <p role="status">{waiting === 0 ? t('queue_empty') : t('waiting', { count: waiting })}</p>
      </section>
      <section className={styles.section} aria-labelledby="books-title">
        <h2 id="books-title" className={styles.sectionTitle}>
          {t('books_here')}
        </h2>
        {books ? <Books user={user} books={books} /> : null}
      </section>
      <Room sum={books?.reduce((all, { bytes }) => all + bytes, 0) ?? 0} kept={books?.length ?? 0} />
    </div>
  );
}

function Books({ user, books }: { user: string; books: readonly Kept[] }) {
  const { t } = useTranslation('offline');
  const language = currentLanguage();
  const [removed, setRemoved] = useState<Kept | null>(null);
  const drop = useMutation({
    mutationFn: (book: Kept) => dropBook(user, book.id),
    onSuccess: (_nothing, book) => setRemoved(book),
  });
  const back = useMutation({
    mutationFn: (book: Kept) => keepBook(user, book.id, book.ahead),
    onSuccess: () => setRemoved(null),
  });
  const problem = drop.error ?? back.error;
  return (
    <>
      {books.length === 0 ? <p className={styles.quiet}>{t('no_books')}</p> : null}
      <ul>
        {books.map((book) => (
          <li key={book.id} className={styles.line}>
            <Link to="/book/$bookId" params={{ bookId: book.id }} className={styles.name}>
              {book.title}
            </Link>
            <span className={styles.quiet}>
              {sayBytes(language, book.bytes)} ·{' '}
              {t(`state_${book.state}`, { done: book.done, total: book.total })}
            </span>
            <Button onClick={() => drop.mutate(book)} aria-label={t('remove_of', { title: book.title })}>
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div role="status">
        {removed ? (
          <Notice action={<Button onClick={() => back.mutate(removed)}>{t('bring_back')}</Button>}>
            {t('removed', { title: removed.title })}
          </Notice>
        ) : null}
      </div>
      {problem ? <Notice role="alert">{sayProblem(t, problem)}</Notice> : null}
    </>
  );
}

function Room({ sum, kept }: { sum: number; kept: number }) {
  const { t } = useTranslation('offline');
  const language = currentLanguage();
  const storage = navigator.storage as StorageManager | undefined;
  const estimate = useQuery({
    queryKey: ['device', 'room', sum],
    queryFn: async () => {
      const { usage, quota } = (await storage?.estimate?.()) ?? {};
      return { usage, quota, persisted: (await storage?.persisted?.()) ?? false };
    },
  });
  const ask = useMutation({
    mutationFn: async () => (await storage?.persist?.()) ?? false,
    onSuccess: () => estimate.refetch(),
  });
  const room = estimate.data;
  if (!room) return null;
  return (
    <section className={styles.section} aria-labelledby="room-title">
      <h2 id="room-title" className={styles.sectionTitle}>
        {t('storage')}
      </h2>
      <p className={styles.figures}>
        {room.usage === undefined || room.quota === undefined
          ? t('storage_unknown')
          : t('storage_used', {
              used: sayBytes(language, room.usage),
              quota: sayBytes(language, room.quota),
            })}
      </p>
      {kept === 0 ? null : room.persisted ? (
        <p className={styles.quiet}>{t('persisted')}</p>
      ) : (
        <div className={styles.way}>
          <p className={styles.quiet}>{ask.data === false ? t('persist_refused') : t('not_persisted')}</p>
          <Button onClick={() => ask.mutate()}>{t('persist')}</Button>
        </div>
      )}
    </section>
  );
}
