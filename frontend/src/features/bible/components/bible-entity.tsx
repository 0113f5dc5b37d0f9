import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail, Picture } from '@/api/model';
import page from '@/app/page.module.css';
import { Button } from '@/components/button';
import { Cameo } from '@/features/cast/components/cameo';
import { ToPlace } from '@/features/cast/components/to-place';
import type { Makers } from '@/features/studio/api/shapes';
import type { SavingBible } from '../api/bible';
import type { BibleEntity } from '../api/shapes';
import { lookFrom, looksOf, placeOf, samePlace, sentences } from '../looks';
import styles from './bible-entity.module.css';
import { LookForm } from './look-form';
import { ReferenceCard } from './reference-card';
import { SaveOutcome } from './save-outcome';

interface BibleEntityProps {
  book: BookDetail;
  entity: BibleEntity;
  /** Their card, or what the cast shows of them until there is one. */
  likeness: Picture | null;
  makers: Makers | undefined;
  saving: SavingBible;
}

/** Somebody or something: what every prompt says of them, what the author said, and what the reader decides. */
export function BibleEntityItem({ book, entity, likeness, makers, saving }: BibleEntityProps) {
  const [open, setOpen] = useState(false);
  return (
    <li className={styles.entity}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>
          <Cameo kind={entity.kind} name={entity.name} picture={likeness} />
          <span className={styles.head}>
            <span className={styles.name} lang={book.language}>
              {entity.name}
            </span>
            <span className={styles.clause} lang="en">
              {entity.clause}
            </span>
          </span>
        </summary>
        {open ? <Inside book={book} entity={entity} makers={makers} saving={saving} /> : null}
      </details>
    </li>
  );
}

function Inside({ book, entity, makers, saving }: Omit<BibleEntityProps, 'likeness'>) {
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
          {sentences(entity.traits).map((said) => {
            const [first] = said;
            if (!first) return null;
            const title = book.chapters.find(({ id }) => id === first.chapter)?.title ?? '';
            return (
              <li key={`${first.chapter} ${first.start} ${first.quote}`}>
                <span className={page.small}>
                  {[...new Set(said.map(({ aspect }) => t(`cast:aspect_${aspect}`)))].join(', ')}
                </span>
                <q className={styles.quote} lang={book.language}>
                  {first.quote}
                </q>
                <ToPlace book={book} at={{ ...first, chapter_title: title }} quote={first.quote} />
              </li>
            );
          })}
        </ul>
      </div>
      <div className={styles.part}>
        <div className={styles.sticky}>
          <h4 className={styles.title}>{t('you_decide')}</h4>
          <SaveOutcome saving={saving} at={entity.id} />
        </div>
        <p className={page.small}>{t('you_decide_hint')}</p>
        {looks.map((look) => (
          <LookForm
            key={look.from === null ? 'start' : `${look.from.chapter} ${look.from.offset}`}
            book={book}
            entity={entity}
            look={look}
            save={saving.save}
          />
        ))}
        {known || here === null ? null : (
          <div>
            <Button
              onClick={() => saving.save({ kind: 'look', entity: entity.id, look: lookFrom(looks, here) })}
            >
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
