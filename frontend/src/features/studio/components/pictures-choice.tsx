import { useTranslation } from 'react-i18next';
import { Choice } from '@/components/choice';
import { PICTURE_CHOICES, setPreference, usePreferences } from '@/lib/preferences';
import styles from './pictures-choice.module.css';

/** Whether pictures come into the text by themselves, as sketches only, at a tap or not at all. */
export function PicturesChoice() {
  const { t } = useTranslation('studio');
  const { pictures } = usePreferences().reading;
  return (
    <div className={styles.choice}>
      <Choice
        legend={t('pictures')}
        value={pictures}
        onChange={(value) => setPreference('reading.pictures', value)}
        options={PICTURE_CHOICES.map((value) => ({ value, label: t(`pictures_${value}`) }))}
      />
      <p className={styles.hint} role="status">
        {t(`pictures_${pictures}_hint`)}
      </p>
    </div>
  );
}
