import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookDetail, Cast, EntityCard } from '@/api/model';
import { Loaded } from '@/app/loaded';
import page from '@/app/page.module.css';
import { Notice } from '@/components/notice';
import { bookQuery } from '@/features/book/api/book';
import { usePageTitle } from '@/lib/page-title';
import { castQuery } from '../api/cast';
import { castGroups, likenessOf, otherNames } from '../cast';
import { Cameo } from './cameo';
import styles from './cast-page.module.css';
import { Edits } from './edits';

/** The people, places and things of a book, as far as the reader has met them. */
export function CastPage() {
  const { t } = useTranslation('cast');
  const { bookId } = useParams({ from: '/signed-in/shell/book/$bookId/cast' });
  const book = useQuery(bookQuery(bookId));
  const cast = useQuery(castQuery(bookId));
  usePageTitle(book.data === undefined ? undefined : `${t('title')}: ${book.data.title}`);
  return (
    <Loaded of={[book, cast]} opening={t('opening')}>
      {(theBook, theCast) => <CastView book={theBook} cast={theCast} />}
    </Loaded>
  );
}

function CastView({ book, cast }: { book: BookDetail; cast: Cast }) {
  const { t } = useTranslation('cast');
  const { groups, hidden } = castGroups(cast.items);
  return (
    <article className={styles.page}>
      <header className={page.head}>
        <Link to="/book/$bookId" params={{ bookId: book.id }} className={page.back} lang={book.language}>
          {book.title}
        </Link>
        <h1 className={page.title}>{t('title')}</h1>
        {groups.length > 0 ? <p className={styles.quiet}>{t('only_met')}</p> : null}
        {groups.length > 0 ? (
          <Link to="/book/$bookId/bible" params={{ bookId: book.id }} className={page.back}>
            {t('to_bible')}
          </Link>
        ) : null}
      </header>
      {cast.complete ? null : (
        <Notice role="status">
          {t('still_read', { number: book.state.described_chapters, count: book.state.chapters })}
        </Notice>
      )}
      {groups.length === 0 ? (
        <div className={page.empty}>
          <p>{t('empty')}</p>
          {book.state.readable ? (
            <Link to="/read/$bookId" params={{ bookId: book.id }}>
              {t('read_on')}
            </Link>
          ) : null}
        </div>
      ) : null}
      {groups.map(({ kind, items }) => (
        <section key={kind} className={styles.group} aria-labelledby={`kind-${kind}`}>
          <h2 id={`kind-${kind}`} className={styles.groupTitle}>
            {t(`kind_${kind}`)}
          </h2>
          <ul className={styles.tiles}>
            {items.map((item) => (
              <Tile key={item.id} book={book} item={item} />
            ))}
          </ul>
        </section>
      ))}
      {hidden.length > 0 ? (
        <details>
          <summary className={styles.summary}>{t('hidden', { count: hidden.length })}</summary>
          <ul className={styles.tiles}>
            {hidden.map((item) => (
              <Tile key={item.id} book={book} item={item} />
            ))}
          </ul>
        </details>
      ) : null}
      <Edits book={book} />
    </article>
  );
}

function Tile({ book, item }: { book: BookDetail; item: EntityCard }) {
  const { t } = useTranslation('cast');
  const others = otherNames(item);
  const likeness = likenessOf(item);
  const label = likeness?.url ? t(likeness.label === 'ai' ? 'label_ai' : 'label_sketch') : null;
  return (
    <li>
      <Link
        to="/book/$bookId/cast/$entityId"
        params={{ bookId: book.id, entityId: item.id }}
        className={styles.tile}
      >
        <Cameo kind={item.kind} name={item.name} picture={likeness} />
        <span className={styles.words}>
          <span className={styles.name} lang={book.language}>
            {item.name}
          </span>
          {others.length > 0 ? (
            <span className={styles.others} lang={book.language}>
              {others.join(', ')}
            </span>
          ) : null}
          <span className={styles.facts}>
            {[t('traits', { count: item.traits }), label].filter(Boolean).join(' · ')}
          </span>
        </span>
      </Link>
    </li>
  );
}
