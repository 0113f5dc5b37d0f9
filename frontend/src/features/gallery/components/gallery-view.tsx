import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail, GalleryItem } from '@/api/model';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { savePicture } from '@/features/studio/api/studio';
import { PictureImage } from '@/features/studio/components/picture-image';
import { WhyWords } from '@/features/studio/components/why-words';
import { sayProblem } from '@/lib/said';
import { MadeBy, ToPlace } from './gallery-page';
import styles from './gallery-view.module.css';

interface GalleryViewProps {
  book: BookDetail;
  item: GalleryItem;
  before: string | undefined;
  after: string | undefined;
  onMove: (descriptionId: string) => void;
  onClose: () => void;
}

/** One picture large on the page's own colour, with its neighbours a key away. */
export function GalleryView({ book, item, before, after, onMove, onClose }: GalleryViewProps) {
  const { t } = useTranslation('gallery');
  const dialog = useRef<HTMLDialogElement>(null);
  const [asked, setAsked] = useState(false);
  const navigate = useNavigate();
  const saving = useMutation({ mutationFn: () => savePicture(book.id, item.picture.id) });
  const move = (to: string | undefined) => {
    if (to === undefined) return;
    saving.reset();
    onMove(to);
    dialog.current?.scrollTo({ top: 0 });
  };

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  // Closed by itself first: the browser then gives the focus back to where it was.
  const close = () => {
    dialog.current?.close();
    onClose();
  };
  return (
    <dialog
      ref={dialog}
      className={styles.view}
      aria-label={t('view')}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') move(before);
        if (event.key === 'ArrowRight') move(after);
      }}
    >
      <div className={styles.bar}>
        <Button look="quiet" onClick={() => move(before)} aria-disabled={before === undefined}>
          {t('before')}
        </Button>
        <Button look="quiet" onClick={() => move(after)} aria-disabled={after === undefined}>
          {t('after')}
        </Button>
        <Button className={styles.close} onClick={close}>
          {t('close')}
        </Button>
      </div>
      <figure className={styles.figure}>
        <PictureImage picture={item.picture} sizes="100vw" className={styles.picture} />
        <figcaption className={styles.caption}>
          <p className={styles.made}>
            <MadeBy item={item} />
            {item.chapter_title ? <span lang={book.language}>{item.chapter_title}</span> : null}
          </p>
          <blockquote className={styles.passage} lang={book.language}>
            {item.text.replaceAll('\ufffc', '')}
          </blockquote>
          <div className={styles.actions}>
            <ToPlace book={book} item={item} />
            <Button
              look="quiet"
              busy={saving.isPending ? t('studio:downloading') : undefined}
              onClick={() => saving.mutate()}
            >
              {t('studio:download')}
            </Button>
          </div>
          {saving.error ? <Notice role="alert">{sayProblem(t, saving.error)}</Notice> : null}
          <details key={item.picture.id} onToggle={(event) => setAsked(event.currentTarget.open)}>
            <summary className={styles.ask}>{t('studio:why')}</summary>
            {asked ? (
              <WhyWords
                bookId={book.id}
                pictureId={item.picture.id}
                bookLang={book.language}
                onPlace={(chapter, offset) =>
                  void navigate({
                    to: '/read/$bookId',
                    params: { bookId: book.id },
                    search: { chapter, ...(offset > 0 ? { offset } : {}) },
                  })
                }
              />
            ) : null}
          </details>
        </figcaption>
      </figure>
    </dialog>
  );
}
