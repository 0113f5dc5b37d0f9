import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import page from '@/app/page.module.css';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import type { Makers } from '@/features/studio/api/shapes';
import { MakerChoice } from '@/features/studio/components/maker-choice';
import { PictureImage } from '@/features/studio/components/picture-image';
import { sayProblem } from '@/lib/said';
import { useCards } from '../api/bible';
import type { BibleEntity } from '../api/shapes';
import styles from './bible-entity.module.css';

interface ReferenceCardProps {
  book: BookDetail;
  entity: BibleEntity;
  makers: Makers | undefined;
}

/** A portrait that goes along with prompts where an artist takes one, so that the face stays the same. */
export function ReferenceCard({ book, entity, makers }: ReferenceCardProps) {
  const { t } = useTranslation('bible');
  const [choosing, setChoosing] = useState(false);
  const [chosen, choose] = useState<string | null>(null);
  const { draw, approve } = useCards(book.id, entity.id);
  const artists = makers?.may_spend ? makers.items.filter(({ id }) => id !== 'sketch') : [];
  const maker =
    artists.find(({ id, usable }) => usable && id === chosen) ?? artists.find((one) => one.usable);
  const { card } = entity;
  const painting = draw.data?.picture.state === 'painting' && draw.data.picture.id !== card?.id;
  const problem = draw.error ?? approve.error;
  if (artists.length === 0 && card === null) return null;
  return (
    <div className={styles.part}>
      <h4 className={styles.title}>{t('card')}</h4>
      <p className={page.small}>{t('card_hint')}</p>
      <div className={styles.card}>
        {card?.state === 'ready' ? <PictureImage picture={card} sizes="320px" lazy /> : null}
        <div role="status">
          {painting || card?.state === 'painting' ? <p className={page.small}>{t('card_painting')}</p> : null}
          {approve.isSuccess ? <p className={page.small}>{t('card_approved')}</p> : null}
        </div>
        {card?.state === 'ready' && card.label === 'ai' && !approve.isSuccess ? (
          <Button busy={approve.isPending ? t('saving') : undefined} onClick={() => approve.mutate(card.id)}>
            {t('card_approve')}
          </Button>
        ) : null}
        {choosing ? (
          <>
            <MakerChoice
              legend={t('studio:who_draws')}
              makers={artists}
              value={maker?.id ?? null}
              onChange={choose}
            />
            <Button
              look="main"
              busy={draw.isPending ? t('studio:handing_over') : undefined}
              aria-disabled={maker === undefined}
              onClick={() => {
                if (maker) draw.mutate(maker.id, { onSuccess: () => setChoosing(false) });
              }}
            >
              {t('card_draw')}
            </Button>
          </>
        ) : artists.length > 0 ? (
          <Button onClick={() => setChoosing(true)}>{t(card === null ? 'card_first' : 'card_again')}</Button>
        ) : null}
        {problem ? <Notice role="alert">{sayProblem(t, problem)}</Notice> : null}
      </div>
    </div>
  );
}
