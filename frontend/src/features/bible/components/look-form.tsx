import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { Button } from '@/components/button';
import { SelectField } from '@/components/select-field';
import { Switch } from '@/components/switch';
import { useWhere } from '@/features/cast/components/to-place';
import type { Change } from '../api/bible';
import type { BibleEntity, Look } from '../api/shapes';
import { CHOICES, FIELDS, SUGGESTIONS, withField } from '../looks';
import styles from './bible-entity.module.css';
import { SavedText } from './saved-text';

interface LookFormProps {
  book: BookDetail;
  entity: BibleEntity;
  look: Look;
  save: (change: Change) => void;
}

/** How somebody looks from a place on; every field is saved as one leaves it, an empty one is the book's. */
export function LookForm({ book, entity, look, save }: LookFormProps) {
  const { t } = useTranslation('bible');
  const where = useWhere(book);
  const keep = (changed: Look) => save({ kind: 'look', entity: entity.id, look: changed });
  const { from } = look;
  const chapter = book.chapters.find(({ id }) => id === from?.chapter);
  const title =
    from === null
      ? t('from_start')
      : t('from_place', { where: where({ chapter: from.chapter, chapter_title: chapter?.title ?? '' }) });
  const said = look.words !== '' || Object.keys(look.fields).length > 0;
  return (
    <div className={styles.look}>
      <div className={styles.lookHead}>
        <h5 className={styles.title}>{title}</h5>
        {said || from !== null ? (
          <Button
            look="quiet"
            aria-label={`${t('no_look')}: ${entity.name}, ${title}`}
            onClick={() => save({ kind: 'no-look', entity: entity.id, from })}
          >
            {t('no_look')}
          </Button>
        ) : null}
      </div>
      {entity.kind === 'character' ? (
        <div className={styles.fields}>
          {FIELDS.map((field) => {
            const label = t(`field.${field}`);
            const value = look.fields[field] ?? '';
            const choices = CHOICES[field];
            return choices ? (
              <SelectField
                key={field}
                label={label}
                value={value}
                options={[
                  { value: '', label: t('as_in_book') },
                  ...choices.map((choice) => ({ value: choice, label: t(`choice.${choice}`) })),
                ]}
                onChange={(chosen) => keep(withField(look, field, chosen))}
              />
            ) : (
              <SavedText
                key={field}
                label={label}
                value={value}
                maxLength={80}
                suggestions={SUGGESTIONS[field] ?? []}
                onSave={(written) => keep(withField(look, field, written))}
              />
            );
          })}
        </div>
      ) : null}
      <SavedText
        long
        label={t('own_words')}
        hint={t('own_words_hint')}
        value={look.words}
        maxLength={300}
        onSave={(words) => keep({ ...look, words })}
      />
      <Switch
        label={t('approved')}
        hint={t('approved_hint')}
        checked={look.approved}
        onChange={(approved) => keep({ ...look, approved })}
      />
    </div>
  );
}
