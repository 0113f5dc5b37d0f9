import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import { Choice } from '@/components/choice';
import { Slider } from '@/components/slider';
import { Switch } from '@/components/switch';
import { ThemeChoice } from '@/components/theme-choice';
import { MarksChoice } from '@/features/book/components/marks-choice';
import { PicturesChoice } from '@/features/studio/components/pictures-choice';
import { BOOK_FONTS, READING_RANGES, setPreference, usePreferences } from '@/lib/preferences';
import styles from './appearance-panel.module.css';
import { Panel } from './panel';

interface AppearancePanelProps {
  book: BookDetail;
  /** How many marks the chapter shown has; null while they are being looked for. */
  marksHere: number | null;
  onMarksSaved: () => void;
  onClose: () => void;
}

/** How the page looks; the page itself is the preview and changes at once. */
export function AppearancePanel({ book, marksHere, onMarksSaved, onClose }: AppearancePanelProps) {
  const { t } = useTranslation(['reader', 'settings']);
  const { reading } = usePreferences();
  const number = new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 1 });
  return (
    <Panel title={t('reader:appearance')} onClose={onClose}>
      <div className={styles.controls}>
        <MarksChoice
          book={book}
          onSaved={onMarksSaved}
          {...(marksHere === null ? {} : { here: marksHere })}
        />
        <PicturesChoice />
        <Slider
          label={t('settings:size')}
          value={reading.size}
          shown={t('settings:pixels', { number: reading.size })}
          range={READING_RANGES.size}
          onChange={(size) => setPreference('reading.size', size)}
        />
        <Slider
          label={t('settings:line_height')}
          value={reading.lineHeight}
          shown={number.format(reading.lineHeight)}
          range={READING_RANGES.lineHeight}
          onChange={(value) => setPreference('reading.lineHeight', Math.round(value * 10) / 10)}
        />
        <ThemeChoice />
        <Choice
          legend={t('settings:font')}
          value={reading.font}
          onChange={(font) => setPreference('reading.font', font)}
          options={BOOK_FONTS.map((value) => ({
            value,
            label: <span style={{ fontFamily: `var(--font-${value})` }}>{t(`settings:font_${value}`)}</span>,
          }))}
        />
        <Slider
          label={t('settings:measure')}
          value={reading.measure}
          shown={t('settings:ems', { number: reading.measure })}
          range={READING_RANGES.measure}
          onChange={(measure) => setPreference('reading.measure', measure)}
        />
        <Switch
          label={t('settings:justify')}
          checked={reading.justify}
          onChange={(justify) => setPreference('reading.justify', justify)}
        />
        <Switch
          label={t('settings:hyphenate')}
          checked={reading.hyphenate}
          onChange={(hyphenate) => setPreference('reading.hyphenate', hyphenate)}
        />
      </div>
    </Panel>
  );
}
