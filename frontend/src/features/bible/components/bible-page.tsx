import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { Loaded } from '@/app/loaded';
import page from '@/app/page.module.css';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { bookQuery } from '@/features/book/api/book';
import { makersQuery } from '@/features/studio/api/studio';
import { usePageTitle } from '@/lib/page-title';
import { sayProblem } from '@/lib/said';
import { bibleQuery, useSaveBible } from '../api/bible';
import type { Bible, BibleChoices } from '../api/shapes';
import { byKind } from '../looks';
import { BibleEntityItem } from './bible-entity';
import { BibleHistory } from './bible-history';
import styles from './bible-page.module.css';
import { PaletteEditor } from './palette-editor';
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
      <Outcome saving={saving} />
      <StalePictures bookId={book.id} stale={bible.stale_pictures} makers={makers} />
      <section className={page.section} aria-labelledby="style-title">
        <h2 id="style-title" className={page.sectionTitle}>
          {t('how_drawn')}
        </h2>
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
                  makers={makers}
                  save={saving.save}
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

/** What came of the last change, with the way back; it floats, for a change is made anywhere on the page. */
function Outcome({ saving }: { saving: ReturnType<typeof useSaveBible> }) {
  const { t } = useTranslation('bible');
  const { saved, busy, error, conflict, save } = saving;
  return (
    <div className={styles.outcome}>
      <div role="status">
        {saved && !error ? (
          <Notice
            action={
              saved.restored ? null : (
                <Button
                  busy={busy ? t('saving') : undefined}
                  onClick={() => save({ kind: 'restore', version: saved.before })}
                >
                  {t('undo')}
                </Button>
              )
            }
          >
            {t(saved.restored ? 'restored' : 'saved')}
          </Notice>
        ) : null}
      </div>
      {error ? (
        <Notice role="alert">{conflict ? t('changed_elsewhere') : sayProblem(t, error)}</Notice>
      ) : null}
    </div>
  );
}
