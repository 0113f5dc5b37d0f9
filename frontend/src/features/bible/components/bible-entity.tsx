import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import page from '@/app/page.module.css';
import { Button } from '@/components/button';
import { Cameo } from '@/features/cast/components/cameo';
import { ToPlace } from '@/features/cast/components/to-place';
import type { Makers } from '@/features/studio/api/shapes';
import type { Change } from '../api/bible';
import type { BibleEntity } from '../api/shapes';
import { lookFrom, looksOf, placeOf, samePlace } from '../looks';
import styles from './bible-entity.module.css';
import { LookForm } from './look-form';
import { ReferenceCard } from './reference-card';

interface BibleEntityProps {
  book: BookDetail;
  entity: BibleEntity;
  makers: Makers | undefined;
  save: (change: Change) => void;
}

/** Somebody or something: what every prompt says of them, what the author said, and what the reader decides. */
export function BibleEntityItem({ book, entity, makers, save }: BibleEntityProps) {
  const [open, setOpen] = useState(false);
  return (
    <li className={styles.entity}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>
          <Cameo kind={entity.kind} name={entity.name} picture={entity.card} />
          <span className={styles.head}>
            <span className={styles.name} lang={book.language}>
              {entity.name}
            </span>
            <span className={styles.clause} lang="en">
              {entity.clause}
            </span>
          </span>
        </summary>
        {open ? <Inside book={book} entity={entity} makers={makers} save={save} /> : null}
      </details>
    </li>
  );
}

function Inside({ book, entity, makers, save }: BibleEntityProps) {
  const { t } = useTranslation('bible');
  const looks = looksOf(entity, book);
  const here = placeOf(book);
  const known = here === null || looks.some(({ from }) => samePlace(from, here));
  return (
    <div className={styles.inside}>
      <div className={styles.part}>
        <h4 className={styles.title}>{t('clause')}</h4>
        <p className={styles.sent} lang="en">
          {entity.clause}
        </p>
        {entity.invented.length > 0 ? (
          <p className={page.small}>
            {t('invented', {
              fields: entity.invented
                .map((field) => t(`studio:field_${field}`, { defaultValue: field }))
                .join(', '),
            })}
          </p>
        ) : null}
      </div>
      <div className={styles.part}>
        <h4 className={styles.title}>{t('author_says')}</h4>
        {entity.traits.length === 0 ? <p className={page.small}>{t('author_silent')}</p> : null}
        <ul className={styles.traits}>
          {entity.traits.map((trait) => (
            <li key={`${trait.chapter} ${trait.start} ${trait.aspect} ${trait.text}`}>
              <span className={page.small}>{t(`cast:aspect_${trait.aspect}`)}</span>
              <q className={styles.quote} lang={book.language}>
                {trait.quote}
              </q>
              <ToPlace
                book={book}
                at={{
                  ...trait,
                  chapter_title: book.chapters.find(({ id }) => id === trait.chapter)?.title ?? '',
                }}
                quote={trait.quote}
              />
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.part}>
        <h4 className={styles.title}>{t('you_decide')}</h4>
        <p className={page.small}>{t('you_decide_hint')}</p>
        {looks.map((look) => (
          <LookForm
            key={look.from === null ? 'start' : `${look.from.chapter} ${look.from.offset}`}
            book={book}
            entity={entity}
            look={look}
            save={save}
          />
        ))}
        {known || here === null ? null : (
          <div>
            <Button onClick={() => save({ kind: 'look', entity: entity.id, look: lookFrom(looks, here) })}>
              {t('from_here')}
            </Button>
            <p className={page.small}>{t('from_here_hint')}</p>
          </div>
        )}
      </div>
      <ReferenceCard book={book} entity={entity} makers={makers} />
    </div>
  );
}
