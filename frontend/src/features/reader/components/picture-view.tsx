import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { descriptionQuery, pictureAddress, pictureSet } from '../api/reading';
import type { OpenPicture } from '../reading-state';
import styles from './picture-view.module.css';
import { CloseIcon } from './reader-icons';

interface PictureViewProps {
  bookId: string;
  open: OpenPicture;
  onClose: () => void;
  /** It is no description, or a passage of one's own that is wanted no longer. */
  onTakeAway: () => void;
}

/** One picture alone on the page's own colour, the author's words beneath. */
export function PictureView({ bookId, open, onClose, onTakeAway }: PictureViewProps) {
  const { t } = useTranslation('reader');
  const dialog = useRef<HTMLDialogElement>(null);
  const { picture } = open;

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
      aria-label={t('picture_view')}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <button type="button" className={styles.close} onClick={close} aria-label={t('close')}>
        <CloseIcon />
      </button>
      <figure className={styles.figure}>
        {picture.state === 'ready' && picture.url !== null ? (
          <img
            className={styles.picture}
            src={pictureAddress(picture.url, 1152)}
            srcSet={pictureSet(picture.url)}
            sizes="100vw"
            width={picture.width}
            height={picture.height}
            alt={picture.alt}
          />
        ) : (
          <div
            className={styles.waiting}
            style={{ aspectRatio: `${picture.width} / ${picture.height}` }}
            role="status"
          >
            {picture.state === 'failed' ? t('picture_failed') : t('painting')}
          </div>
        )}
        <figcaption className={styles.caption}>
          <p className={styles.label}>
            {t(picture.label === 'ai' ? 'label_ai' : 'label_sketch')}
            {open.own ? ` · ${t('own_passage')}` : ''}
          </p>
          <blockquote className={styles.passage} lang={open.lang}>
            {open.passage.replaceAll('\ufffc', '')}
          </blockquote>
          <Why bookId={bookId} open={open} />
          <Button
            look="quiet"
            className={styles.takeAway}
            onClick={() => {
              dialog.current?.close();
              onTakeAway();
            }}
          >
            {t(open.own ? 'remove_own' : 'not_a_description')}
          </Button>
        </figcaption>
      </figure>
    </dialog>
  );
}

/** Which of the author's words the picture follows, behind one tap. */
function Why({ bookId, open }: { bookId: string; open: OpenPicture }) {
  const { t } = useTranslation('reader');
  const [asked, setAsked] = useState(false);
  const description = useQuery({ ...descriptionQuery(bookId, open.id), enabled: asked });
  const attributes = description.data?.attributes ?? [];
  const entities = description.data?.entities ?? [];
  return (
    <details className={styles.why} onToggle={(event) => setAsked(event.currentTarget.open)}>
      <summary className={styles.ask}>{t('why')}</summary>
      <p>{t('why_words', { type: t(`type_${open.type}`) })}</p>
      {description.isPending ? <p role="status">{t('why_asking')}</p> : null}
      {description.isError ? <p role="status">{t('why_failed')}</p> : null}
      {attributes.length > 0 ? (
        <ul className={styles.attributes} lang={open.lang}>
          {attributes.map((attribute) => (
            <li key={attribute}>{attribute}</li>
          ))}
        </ul>
      ) : null}
      {entities.length > 0 ? (
        <p className={styles.about}>
          {t('about')}{' '}
          {entities.map(({ id, name }, index) => (
            <span key={id} lang={open.lang}>
              {index > 0 ? ', ' : ''}
              <Link to="/book/$bookId/cast/$entityId" params={{ bookId, entityId: id }}>
                {name}
              </Link>
            </span>
          ))}
        </p>
      ) : null}
    </details>
  );
}
