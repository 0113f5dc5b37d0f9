import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail, Gallery, GalleryItem } from '@/api/model';
import { Loaded } from '@/app/loaded';
import page from '@/app/page.module.css';
import { buttonClass } from '@/components/button';
import { bookQuery, galleryQuery } from '@/features/book/api/book';
import { PictureImage } from '@/features/studio/components/picture-image';
import { usePageTitle } from '@/lib/page-title';
import { byChapter, type GalleryChapter, seen } from '../gallery';
import { useFiltered } from './gallery-filter';
import styles from './gallery-page.module.css';
import { GalleryView } from './gallery-view';

/** All pictures a reader has met, in reading order, with the author's words. */
export function GalleryPage() {
  const { t } = useTranslation('gallery');
  const { bookId } = useParams({ from: '/signed-in/shell/book/$bookId/pictures' });
  const book = useQuery(bookQuery(bookId));
  const gallery = useQuery(galleryQuery(bookId));
  usePageTitle(book.data === undefined ? undefined : `${t('title')}: ${book.data.title}`);
  return (
    <Loaded of={[book, gallery]} opening={t('opening')}>
      {(theBook, theGallery) => <Whole book={theBook} gallery={theGallery} />}
    </Loaded>
  );
}

function Whole({ book, gallery }: { book: BookDetail; gallery: Gallery }) {
  const { t } = useTranslation('gallery');
  const all = seen(gallery.items);
  const { items, choices } = useFiltered(book, all);
  const [open, setOpen] = useState<string | null>(null);
  const shown = items.findIndex(({ description_id }) => description_id === open);
  return (
    <article className={styles.page}>
      <header className={page.head}>
        <Link to="/book/$bookId" params={{ bookId: book.id }} className={page.back} lang={book.language}>
          {book.title}
        </Link>
        <h1 className={page.title}>{t('title')}</h1>
        {all.length > 0 ? (
          <>
            <p className={page.quiet}>
              {t('count', { count: all.length })} {t('only_met')}
            </p>
            <div>
              <a className={buttonClass()} href={`/api/books/${book.id}/gallery/archive`} download>
                {t('download_all')}
              </a>
            </div>
            {choices}
          </>
        ) : null}
      </header>
      {all.length === 0 ? <Nothing book={book} /> : null}
      {all.length > 0 && items.length === 0 ? (
        <p className={page.quiet} role="status">
          {t('none_of_these')}
        </p>
      ) : null}
      {byChapter(items).map((chapter) => (
        <Chapter key={chapter.id} book={book} chapter={chapter} onOpen={setOpen} />
      ))}
      {items[shown] ? (
        <GalleryView
          book={book}
          item={items[shown]}
          before={items[shown - 1]?.description_id}
          after={items[shown + 1]?.description_id}
          onMove={setOpen}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </article>
  );
}

function Nothing({ book }: { book: BookDetail }) {
  const { t } = useTranslation('gallery');
  return (
    <div className={page.empty}>
      <p>{t('empty')}</p>
      {book.state.readable ? (
        <Link to="/read/$bookId" params={{ bookId: book.id }}>
          {t('read_on')}
        </Link>
      ) : null}
    </div>
  );
}

interface ChapterProps {
  book: BookDetail;
  chapter: GalleryChapter;
  onOpen: (descriptionId: string) => void;
}

function Chapter({ book, chapter, onOpen }: ChapterProps) {
  const { t } = useTranslation('gallery');
  const number = book.chapters.find(({ id }) => id === chapter.id)?.number ?? 0;
  return (
    <section className={styles.chapter} aria-label={chapter.title || t('chapter', { number })}>
      <h2 className={page.sectionTitle} lang={chapter.title ? book.language : undefined}>
        {chapter.title || t('chapter', { number })}
      </h2>
      <ul className={styles.pictures}>
        {chapter.items.map((item) => (
          <li key={item.description_id}>
            <Plate book={book} item={item} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Plate({
  book,
  item,
  onOpen,
}: { book: BookDetail; item: GalleryItem } & Pick<ChapterProps, 'onOpen'>) {
  const { t } = useTranslation('gallery');
  return (
    <figure className={styles.plate}>
      <button
        type="button"
        className={styles.open}
        aria-label={t('open', { what: item.picture.alt })}
        onClick={() => onOpen(item.description_id)}
      >
        <PictureImage
          picture={item.picture}
          sizes="(max-width: 640px) 92vw, 300px"
          className={styles.picture}
          lazy
          silent
        />
      </button>
      <figcaption className={styles.caption}>
        <span className={styles.words} lang={book.language}>
          {item.text.replaceAll('\ufffc', '')}
        </span>
        <span className={styles.foot}>
          <MadeBy item={item} />
          <ToPlace book={book} item={item} />
        </span>
      </figcaption>
    </figure>
  );
}

/** Whether a machine's model made it, and whose. */
export function MadeBy({ item: { picture } }: { item: GalleryItem }) {
  const { t } = useTranslation('gallery');
  return (
    <span className={page.quiet}>
      {picture.label === 'ai' ? t('made_ai', { maker: picture.maker }) : t('made_sketch')}
    </span>
  );
}

/** Opens the book where the picture belongs; as every jump it lifts nothing. */
export function ToPlace({ book, item }: { book: BookDetail; item: GalleryItem }) {
  const { t } = useTranslation('gallery');
  return (
    <Link
      to="/read/$bookId"
      params={{ bookId: book.id }}
      search={{ chapter: item.chapter, ...(item.start > 0 ? { offset: item.start } : {}) }}
      aria-label={`${t('to_place')}: ${item.picture.alt}`}
      className={styles.place}
    >
      {t('to_place')}
    </Link>
  );
}
