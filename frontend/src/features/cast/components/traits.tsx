import { useTranslation } from 'react-i18next';
import type { BookDetail, Trait } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import { contradictions, traitLines } from '../cast';
import castStyles from './cast-page.module.css';
import styles from './entity-page.module.css';
import { ToPlace, useWhere } from './to-place';

/** What the author says of the looks, a line each, and where the book says it in two ways. */
export function Traits({ book, traits }: { book: BookDetail; traits: readonly Trait[] }) {
  const { t } = useTranslation('cast');
  const differing = contradictions(traits);
  // The phrase of the program is English; for those who read the author in English it says nothing new.
  const phrase = currentLanguage() === 'en' && book.language !== 'en';
  return (
    <>
      <section className={styles.section} aria-labelledby="traits-title">
        <h2 id="traits-title" className={styles.sectionTitle}>
          {t('traits_title')}
        </h2>
        {traits.length === 0 ? <p className={castStyles.quiet}>{t('no_traits')}</p> : null}
        <ul>
          {traitLines(traits).map(({ key, first, traits: told }) => (
            <li key={key} className={styles.trait}>
              <span className={styles.aspect}>
                {[...new Set(told.map(({ aspect }) => t(`aspect_${aspect}`)))].join(', ')}
              </span>
              <span className={styles.said}>
                {phrase ? <span>{told.map(({ text }) => text).join('; ')}</span> : null}
                <q className={styles.quote} lang={book.language}>
                  {first.quote}
                </q>
                <ToPlace book={book} at={first} quote={first.quote} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      {differing.length > 0 ? <Differing book={book} groups={differing} /> : null}
    </>
  );
}

function Differing({ book, groups }: { book: BookDetail; groups: readonly Trait[][] }) {
  const { t } = useTranslation('cast');
  const where = useWhere(book);
  return (
    <section className={styles.section} aria-labelledby="differs-title">
      <h2 id="differs-title" className={styles.sectionTitle}>
        {t('differs')}
      </h2>
      <p className={castStyles.quiet}>{t('differs_words')}</p>
      {groups.map((group) => (
        <div key={group.map(({ id }) => id).join(' ')} className={styles.differs}>
          <h3 className={styles.aspect}>
            {[...new Set(group.map(({ aspect }) => t(`aspect_${aspect}`)))].join(', ')}
          </h3>
          <ul className={styles.sides}>
            {group.map((trait) => (
              <li key={trait.id} className={styles.side}>
                <span className={castStyles.facts}>{where(trait)}</span>
                <q className={styles.quote} lang={book.language}>
                  {trait.quote}
                </q>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
