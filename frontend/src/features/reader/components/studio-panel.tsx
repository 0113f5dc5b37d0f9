import { useQuery } from '@tanstack/react-query';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Picture } from '@/api/model';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import type { PictureVersion } from '@/features/studio/api/shapes';
import { makersQuery, savePicture, useStudio, useVersions } from '@/features/studio/api/studio';
import { VersionStrip } from '@/features/studio/components/version-strip';
import { sayDuration, sayReason, sayTrouble } from '@/features/studio/words';
import type { OpenPicture } from '../reading-state';
import { StudioDraw } from './studio-draw';
import styles from './studio-panel.module.css';
import { StudioWhy } from './studio-why';
import { useRemoval } from './use-removal';

type Screen = 'picture' | 'draw' | 'why';

export interface StudioPanelProps {
  bookId: string;
  open: OpenPicture;
  /** The reader wants no pictures but sketches. */
  sketchesOnly: boolean;
  /** The author's words, shown while the picture is looked at. */
  passage: ReactNode;
  /** Leaves a screen behind; false when there is none to leave. */
  back: RefObject<(() => boolean) | null>;
  onView: (picture: Picture | null) => void;
  onChanged: () => void;
  onTrouble: (error: unknown) => void;
  onPlace: (chapter: string, offset: number) => void;
  onTakeAway: () => void;
}

/** Everything one can do with the pictures of a passage, one screen at a time in one place. */
export default function StudioPanel(props: StudioPanelProps) {
  const { bookId, open, sketchesOnly, passage, back, onView, onChanged, onTrouble } = props;
  const { t } = useTranslation('studio');
  const [screen, setScreen] = useState<Screen>(open.drawing ? 'draw' : 'picture');
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [maker, setMaker] = useState<string | null>(null);
  const query = useVersions(bookId, open.id);
  const studio = useStudio(bookId, open.id, onChanged);
  const removal = useRemoval(bookId, open.id, onChanged, onTrouble);
  const opener = useRef<'draw' | 'why'>('draw');
  const drawButton = useRef<HTMLButtonElement>(null);
  const whyButton = useRef<HTMLButtonElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const versions = (query.data?.items ?? []).filter(
    ({ picture }) => picture.id !== removal.id && !(sketchesOnly && picture.label === 'ai'),
  );
  const ready = versions.filter(({ picture }) => picture.state === 'ready');
  const inBook = versions.find((version) => version.shown && version.picture.url !== null) ?? ready[0];
  const selected = versions.find(({ picture }) => picture.id === selectedId) ?? inBook ?? versions[0];
  const onStage = selected?.picture.state === 'ready' ? selected.picture : inBook?.picture;

  useEffect(() => onView(onStage ?? null), [onView, onStage]);

  const returning = useRef(false);
  useEffect(() => {
    if (screen !== 'picture') heading.current?.focus({ preventScroll: true });
    else if (returning.current)
      (opener.current === 'draw' ? drawButton : whyButton).current?.focus({ preventScroll: true });
    returning.current = screen !== 'picture';
  }, [screen]);
  back.current = () => {
    if (screen === 'picture') return false;
    setScreen('picture');
    return true;
  };
  const go = (to: 'draw' | 'why') => {
    opener.current = to;
    studio.draw.reset();
    setScreen(to);
  };

  const draw = (wanted: { maker: string; prompt?: string }) =>
    studio.draw.mutate(wanted, {
      onSuccess: ({ picture }) => {
        setSelectedId(picture.id);
        setScreen('picture');
      },
    });
  const drawAgain = ({ picture }: PictureVersion) => {
    if (picture.label === 'sketch') draw({ maker: 'sketch' });
    else {
      setMaker(picture.maker);
      go('draw');
    }
  };
  const select = (version: PictureVersion) => {
    setSelectedId(version.picture.id);
    if (version.picture.state === 'ready' && !version.shown) studio.choose.mutate(version.picture.id);
  };

  if (screen !== 'picture')
    return (
      <div className={styles.panel}>
        <Button look="quiet" className={styles.back} onClick={() => setScreen('picture')}>
          ← {t('back')}
        </Button>
        <h3 ref={heading} tabIndex={-1} className={styles.heading}>
          {t(screen === 'draw' ? 'draw_differently' : 'why')}
        </h3>
        {screen === 'draw' ? (
          <StudioDraw
            bookId={bookId}
            descriptionId={open.id}
            lang={open.lang}
            sketchesOnly={sketchesOnly}
            preferred={maker}
            byOthers={open.drawing ?? false}
            busy={studio.draw.isPending}
            error={studio.draw.error}
            onChoose={() => studio.draw.reset()}
            onDraw={draw}
          />
        ) : (
          <StudioWhy bookId={bookId} open={open} picture={onStage ?? open.picture} onPlace={props.onPlace} />
        )}
      </div>
    );

  const sketches = versions.filter(({ picture }) => picture.label === 'sketch').length;
  const removable =
    selected !== undefined &&
    selected.picture.state !== 'painting' &&
    (selected.picture.label === 'ai' || sketches > 1);
  const trouble = studio.draw.error ?? studio.choose.error ?? studio.cancel.error ?? query.error;
  return (
    <div className={styles.panel}>
      {selected ? (
        <Standing
          bookId={bookId}
          version={selected}
          replaced={inBook !== undefined && inBook !== selected}
          stopping={studio.cancel.isPending}
          onStop={() => studio.cancel.mutate(selected.picture.id)}
          onAgain={() => drawAgain(selected)}
        />
      ) : null}
      {trouble ? <Notice role="alert">{sayTrouble(t, trouble)}</Notice> : null}
      {removal.id !== null ? (
        <Notice
          role="status"
          action={
            <Button look="quiet" onClick={() => setSelectedId(removal.undo())}>
              {t('undo')}
            </Button>
          }
        >
          {t('deleted')}
        </Notice>
      ) : null}
      {passage}
      {versions.length > 1 ? (
        <VersionStrip
          label={t('versions')}
          versions={versions}
          selected={selected?.picture.id ?? null}
          onSelect={select}
        />
      ) : null}
      <div className={styles.actions}>
        <Button ref={drawButton} onClick={() => go('draw')}>
          {t('draw_differently')}
        </Button>
        <Button ref={whyButton} look="quiet" onClick={() => go('why')}>
          {t('why')}
        </Button>
        {onStage ? <Download bookId={bookId} pictureId={onStage.id} onTrouble={onTrouble} /> : null}
        {removable ? (
          <Button
            look="quiet"
            onClick={() => {
              removal.remove(selected.picture.id);
              setSelectedId(null);
              drawButton.current?.focus({ preventScroll: true });
            }}
          >
            {t('delete')}
          </Button>
        ) : null}
        <Button look="quiet" onClick={props.onTakeAway}>
          {t(open.own ? 'reader:remove_own' : 'reader:not_a_description')}
        </Button>
      </div>
    </div>
  );
}

interface StandingProps {
  bookId: string;
  version: PictureVersion;
  /** Another picture of this passage is on the screen meanwhile. */
  replaced: boolean;
  stopping: boolean;
  onStop: () => void;
  onAgain: () => void;
}

/** How it stands with the version looked at, when that is not simply there. */
function Standing({ bookId, version, replaced, stopping, onStop, onAgain }: StandingProps) {
  const { t } = useTranslation('studio');
  const { picture, stale, waiting } = version;
  const drawnByOthers = picture.state === 'painting' && picture.label === 'ai';
  const makers = useQuery({ ...makersQuery(bookId), enabled: drawnByOthers });
  const seconds = makers.data?.items.find(({ name }) => name === picture.maker)?.seconds;
  if (picture.state === 'failed')
    return (
      <Notice role="status" action={<Button onClick={onAgain}>{t('try_again')}</Button>}>
        <strong>{t('failed_title')}</strong> {sayReason(t, picture.reason ?? null)}{' '}
        {replaced ? t('failed_stays') : ''}
      </Notice>
    );
  if (picture.state === 'painting') {
    const stop = (
      <Button busy={stopping ? t('stopping') : undefined} onClick={onStop}>
        {t('stop_waiting')}
      </Button>
    );
    if (!drawnByOthers) return <Notice role="status">{t('painting_sketch')}</Notice>;
    return (
      <Notice role="status" action={stop}>
        {waiting
          ? t('waiting_by', { maker: picture.maker })
          : seconds === undefined
            ? t('painting_by', { maker: picture.maker })
            : t('painting_by_timed', { maker: picture.maker, time: sayDuration(t, seconds) })}
      </Notice>
    );
  }
  if (!stale) return null;
  return (
    <Notice role="status" action={<Button onClick={onAgain}>{t('redraw')}</Button>}>
      {t('stale')}
    </Notice>
  );
}

interface DownloadProps {
  bookId: string;
  pictureId: string;
  onTrouble: (error: unknown) => void;
}

function Download({ bookId, pictureId, onTrouble }: DownloadProps) {
  const { t } = useTranslation('studio');
  const [busy, setBusy] = useState(false);
  return (
    <Button
      look="quiet"
      busy={busy ? t('downloading') : undefined}
      onClick={() => {
        setBusy(true);
        void savePicture(bookId, pictureId)
          .catch(onTrouble)
          .finally(() => setBusy(false));
      }}
    >
      {t('download')}
    </Button>
  );
}
