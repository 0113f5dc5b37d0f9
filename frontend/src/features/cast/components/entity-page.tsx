import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookDetail, EntityView } from '@/api/model';
import { Loaded } from '@/app/loaded';
import page from '@/app/page.module.css';
import { bookQuery } from '@/features/book/api/book';
import { usePageTitle } from '@/lib/page-title';
import { entityQuery } from '../api/cast';
import { likenessOf, otherNames } from '../cast';
import { Cameo } from './cameo';
import castStyles from './cast-page.module.css';
import { Corrections } from './corrections';
import styles from './entity-page.module.css';
import { Named, Passages } from './passages';
import { Traits } from './traits';

/** Somebody or something of a book: names, traits with the author's words, pictures. */
export function EntityPage() {
  const { t } = useTranslation('cast');
  const { bookId, entityId } = useParams({ from: '/signed-in/shell/book/$bookId/cast/$entityId' });
  const book = useQuery(bookQuery(bookId));
  const entity = useQuery(entityQuery(bookId, entityId));
  usePageTitle(entity.data?.name);
  return (
    <Loaded of={[book, entity]} opening={t('opening_entity')}>
      {(theBook, theEntity) => <EntityWhole key={entityId} book={theBook} entity={theEntity} />}
    </Loaded>
  );
}

function EntityWhole({ book, entity }: { book: BookDetail; entity: EntityView }) {
  const { t } = useTranslation('cast');
  const others = otherNames(entity);
  const likeness = likenessOf(entity);
  return (
    <article className={castStyles.page}>
      <header className={page.head}>
        <Link to="/book/$bookId/cast" params={{ bookId: book.id }} className={page.back}>
          {t('title')}
        </Link>
        <div className={`${styles.head} ${styles[entity.kind]}`}>
          <Cameo kind={entity.kind} name={entity.name} picture={likeness} large />
          <div className={styles.about}>
            <p className={castStyles.quiet}>{t(`one_${entity.kind}`)}</p>
            <h1 className={styles.name} lang={book.language}>
              {entity.name}
            </h1>
            {others.length > 0 ? (
              <p className={castStyles.quiet}>
                {t('also_called')} <span lang={book.language}>{others.join(', ')}</span>
              </p>
            ) : null}
            <p className={castStyles.facts}>
              {t('mentions', { count: entity.mentions })}
              {likeness?.url ? ` · ${t(likeness.label === 'ai' ? 'label_ai' : 'label_sketch')}` : ''}
            </p>
          </div>
        </div>
      </header>
      <Traits book={book} traits={entity.traits} />
      <Passages book={book} passages={entity.passages} />
      <Named book={book} named={entity.named} />
      <Corrections book={book} entity={entity} />
    </article>
  );
}
