import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { Loaded } from '@/app/loaded';
import page from '@/app/page.module.css';
import { bookQuery } from '@/features/book/api/book';
import { castQuery } from '@/features/cast/api/cast';
import { likenessOf } from '@/features/cast/cast';
import { makersQuery } from '@/features/studio/api/studio';
import { usePageTitle } from '@/lib/page-title';
import { bibleQuery, useSaveBible } from '../api/bible';
import type { Bible, BibleChoices } from '../api/shapes';
import { byKind } from '../looks';
import { BibleEntityItem } from './bible-entity';
import { BibleHistory } from './bible-history';
import styles from './bible-page.module.css';
import { PaletteEditor } from './palette-editor';
import { SaveOutcome } from './save-outcome';
import { SavedText } from './saved-text';
import { StalePictures } from './stale-pictures';
import { StyleChoice } from './style-choice';

/** How a book is drawn: its style, and how the people met in it look, the same in every picture. */
export function BiblePage() {
  const { t } = useTranslation('bible');
  const { bookId } = useParams({ from: '/signed-in/shell/book/$bookId/bible' });
  const book = useQuery(bookQuery(bookId));
  const bible = useQuery(bibleQuery(bookId));
  usePageTitle(book.data === undefined ? undefined : `${t('title')}: ${book.data.title}`);
  return (
    <Loaded of={[book, bible]} opening={t('opening')}>
      {(theBook, theBible) => <Whole book={theBook} bible={theBible} />}
    </Loaded>
  );
}

function Whole({ book, bible }: { book: BookDetail; bible: Bible }) {
  const { t } = useTranslation('bible');
  const saving = useSaveBible(book.id);
  const makers = useQuery(makersQuery(book.id)).data;
  const cast = useQuery(castQuery(book.id)).data?.items ?? [];
  const likenesses = new Map(cast.map((one) => [one.id, likenessOf(one)]));
  const groups = byKind(bible.entities);
  const choices: BibleChoices = {
    style_id: bible.style.id,
    style_words: bible.style.words,
    palette: bible.palette,
    era: bible.era,
    country: bible.country,
  };
  const choose = (change: Partial<BibleChoices>) =>
    saving.save({ kind: 'choices', choices: { ...choices, ...change } });
  return (
    <article className={page.page}>
      <header className={page.head}>
        <Link to="/book/$bookId" params={{ bookId: book.id }} className={page.back} lang={book.language}>
          {book.title}
        </Link>
        <h1 className={page.title}>{t('title')}</h1>
        <p className={page.quiet}>{t('about')}</p>
      </header>
      <StalePictures bookId={book.id} stale={bible.stale_pictures} makers={makers} />
      <section className={page.section} aria-labelledby="style-title">
        <div className={styles.sticky}>
          <h2 id="style-title" className={page.sectionTitle}>
            {t('how_drawn')}
          </h2>
          <SaveOutcome saving={saving} at={null} />
        </div>
        <StyleChoice
          options={bible.styles}
          value={bible.style.id}
          onChange={(style_id) => choose({ style_id })}
        />
        <SavedText
          long
          label={t('style_words')}
          hint={t('style_words_hint')}
          value={bible.style.words}
          maxLength={400}
          onSave={(style_words) => choose({ style_words })}
        />
        <PaletteEditor palette={bible.palette} onChange={(palette) => choose({ palette })} />
        <div className={styles.pair}>
          <SavedText
            label={t('era')}
            hint={t('era_hint')}
            value={bible.era}
            maxLength={80}
            onSave={(era) => choose({ era })}
          />
          <SavedText
            label={t('country')}
            hint={t('country_hint')}
            value={bible.country}
            maxLength={80}
            onSave={(country) => choose({ country })}
          />
        </div>
      </section>
      <section className={page.section} aria-labelledby="looks-title">
        <h2 id="looks-title" className={page.sectionTitle}>
          {t('who_looks')}
        </h2>
        <p className={page.quiet}>{t(groups.length === 0 ? 'nobody_met' : 'who_looks_hint')}</p>
        {groups.map(({ kind, items }) => (
          <div key={kind} className={styles.group}>
            <h3 className={styles.kind}>{t(`cast:kind_${kind}`)}</h3>
            <ul className={styles.entities}>
              {items.map((entity) => (
                <BibleEntityItem
                  key={entity.id}
                  book={book}
                  entity={entity}
                  likeness={entity.card?.url ? entity.card : (likenesses.get(entity.id) ?? null)}
                  makers={makers}
                  saving={saving}
                />
              ))}
            </ul>
          </div>
        ))}
      </section>
      <BibleHistory bible={bible} busy={saving.busy} save={saving.save} />
    </article>
  );
}
