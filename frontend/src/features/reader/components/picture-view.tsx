import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Picture } from '@/api/model';
import { PictureImage } from '@/features/studio/components/picture-image';
import styles from './picture-view.module.css';
import { CloseIcon } from './reader-icons';
import type { StudioPanelProps } from './studio-panel';

/** The rest of the view, fetched when a picture is first looked at. */
const StudioPanel = lazy(() => import('./studio-panel').catch(() => ({ default: StudioAway })));

/** What stands there when the server does not give the rest. */
function StudioAway({ passage }: StudioPanelProps) {
  const { t } = useTranslation('reader');
  return (
    <>
      {passage}
      <p role="status">{t('studio_away')}</p>
    </>
  );
}

interface PictureViewProps
  extends Pick<
    StudioPanelProps,
    'bookId' | 'open' | 'sketchesOnly' | 'onChanged' | 'onTrouble' | 'onPlace' | 'onTakeAway'
  > {
  onClose: () => void;
}

/** One picture alone on the page's own colour, the author's words and all that can be done beside it. */
export function PictureView({ onClose, onPlace, onTakeAway, ...rest }: PictureViewProps) {
  const { t } = useTranslation('reader');
  const { open } = rest;
  const dialog = useRef<HTMLDialogElement>(null);
  const back = useRef<(() => boolean) | null>(null);
  const [viewed, setViewed] = useState<Picture | null>(null);
  const picture = viewed ?? open.picture;
  const ready = picture.state === 'ready' && picture.url !== null;

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  // Closed by itself first: the browser then gives the focus back to where it was.
  const closing = (then: () => void) => {
    dialog.current?.close();
    then();
  };

  const passage = (
    <blockquote className={styles.passage} lang={open.lang}>
      {open.passage.replaceAll('\ufffc', '')}
    </blockquote>
  );
  return (
    <dialog
      ref={dialog}
      className={styles.view}
      aria-label={t('picture_view')}
      onCancel={(event) => {
        event.preventDefault();
        if (!back.current?.()) closing(onClose);
      }}
    >
      <button type="button" className={styles.close} onClick={() => closing(onClose)} aria-label={t('close')}>
        <CloseIcon />
      </button>
      <div className={styles.stage}>
        {ready ? (
          <PictureImage
            picture={picture}
            sizes="(min-width: 900px) calc(100vw - 420px), 100vw"
            className={styles.picture}
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
      </div>
      <section className={styles.side} aria-label={t('picture_words')}>
        <p className={styles.label}>
          {picture.label === 'ai' ? t('label_ai_by', { maker: picture.maker }) : t('label_sketch')}
          {open.own ? ` · ${t('own_passage')}` : ''}
        </p>
        <Suspense
          fallback={
            <>
              {passage}
              <p role="status">{t('studio_opening')}</p>
            </>
          }
        >
          <StudioPanel
            {...rest}
            passage={passage}
            back={back}
            onView={setViewed}
            onPlace={(chapter, offset) => closing(() => onPlace(chapter, offset))}
            onTakeAway={() => closing(onTakeAway)}
          />
        </Suspense>
      </section>
    </dialog>
  );
}
