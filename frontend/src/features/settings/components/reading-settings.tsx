import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { Choice } from '@/components/choice';
import { Slider } from '@/components/slider';
import { Switch } from '@/components/switch';
import { PicturesChoice } from '@/features/studio/components/pictures-choice';
import { BOOK_FONTS, READING_RANGES, setPreference, usePreferences } from '@/lib/preferences';
import { ReadingPreview } from './reading-preview';
import styles from './reading-settings.module.css';

/** How a book's page looks, with a page beside it that changes along. */
export function ReadingSettings() {
  const { t } = useTranslation('settings');
  const { reading } = usePreferences();
  const number = new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 1 });
  return (
    <div className={styles.reading}>
      <div className={styles.controls}>
        <Choice
          legend={t('font')}
          value={reading.font}
          onChange={(font) => setPreference('reading.font', font)}
          options={BOOK_FONTS.map((value) => ({
            value,
            label: <span style={{ fontFamily: `var(--font-${value})` }}>{t(`font_${value}`)}</span>,
          }))}
        />
        <Slider
          label={t('size')}
          value={reading.size}
          shown={t('pixels', { number: reading.size })}
          range={READING_RANGES.size}
          onChange={(size) => setPreference('reading.size', size)}
        />
        <Slider
          label={t('line_height')}
          value={reading.lineHeight}
          shown={number.format(reading.lineHeight)}
          range={READING_RANGES.lineHeight}
          onChange={(value) => setPreference('reading.lineHeight', Math.round(value * 10) / 10)}
        />
        <Slider
          label={t('measure')}
          value={reading.measure}
          shown={t('ems', { number: reading.measure })}
          range={READING_RANGES.measure}
          onChange={(measure) => setPreference('reading.measure', measure)}
        />
        <Switch
          label={t('justify')}
          hint={t('justify_hint')}
          checked={reading.justify}
          onChange={(justify) => setPreference('reading.justify', justify)}
        />
        <Switch
          label={t('hyphenate')}
          checked={reading.hyphenate}
          onChange={(hyphenate) => setPreference('reading.hyphenate', hyphenate)}
        />
        <PicturesChoice />
      </div>
      <ReadingPreview />
    </div>
  );
}
