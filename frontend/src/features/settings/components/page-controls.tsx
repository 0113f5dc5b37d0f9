import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { Choice } from '@/components/choice';
import { Slider } from '@/components/slider';
import { Switch } from '@/components/switch';
import {
  BOOK_FONTS,
  COLUMNS,
  PAGE_MODES,
  type RangeName,
  READING_RANGES,
  setPreference,
  TAP_CHOICES,
  usePreferences,
} from '@/lib/preferences';
import styles from './reading-settings.module.css';

const SPACES = ['margins', 'indent', 'paragraphSpacing', 'letterSpacing', 'wordSpacing'] as const;

const COLUMN_WORDS = { auto: 'columns_by_width', one: 'columns_single', two: 'columns_double' } as const;

/** A number is kept as its step has it, and not as floating point leaves it. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

function RangeControl({ name }: { name: RangeName }) {
  const { t } = useTranslation('settings');
  const value = usePreferences().reading[name];
  const number = new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 2 }).format(value);
  const unit =
    name === 'size' ? 'pixels' : name === 'lineHeight' ? null : name === 'margins' ? 'times' : 'ems';
  return (
    <Slider
      label={t(`range_${name}`)}
      value={value}
      shown={unit === null ? number : t(unit, { number })}
      range={READING_RANGES[name]}
      onChange={(chosen) => setPreference(`reading.${name}`, rounded(chosen))}
    />
  );
}

/** Letters, lines and spaces of a book's page; what is rarely wanted lies folded. */
export function PageControls() {
  const { t } = useTranslation('settings');
  const { reading } = usePreferences();
  return (
    <>
      <RangeControl name="size" />
      <RangeControl name="lineHeight" />
      <Choice
        legend={t('font')}
        value={reading.font}
        onChange={(font) => setPreference('reading.font', font)}
        options={BOOK_FONTS.map((value) => ({
          value,
          label: <span style={{ fontFamily: `var(--font-${value})` }}>{t(`font_${value}`)}</span>,
        }))}
      />
      <Choice
        legend={t('mode')}
        value={reading.mode}
        onChange={(mode) => setPreference('reading.mode', mode)}
        options={PAGE_MODES.map((value) => ({ value, label: t(`mode_${value}`) }))}
      />
      {reading.mode === 'pages' ? (
        <Choice
          legend={t('columns')}
          value={reading.columns}
          onChange={(columns) => setPreference('reading.columns', columns)}
          options={COLUMNS.map((value) => ({ value, label: t(COLUMN_WORDS[value]) }))}
        />
      ) : null}
      <RangeControl name="measure" />
      <Switch
        label={t('justify')}
        hint={t(reading.hyphenate ? 'justify_hint' : 'justify_needs_hyphens')}
        checked={reading.justify}
        onChange={(justify) => setPreference('reading.justify', justify)}
      />
      <Switch
        label={t('hyphenate')}
        checked={reading.hyphenate}
        onChange={(hyphenate) => setPreference('reading.hyphenate', hyphenate)}
      />
      <details className={styles.more}>
        <summary>{t('spaces')}</summary>
        <div className={styles.controls}>
          {SPACES.map((name) => (
            <RangeControl key={name} name={name} />
          ))}
        </div>
      </details>
      <details className={styles.more}>
        <summary>{t('habits')}</summary>
        <div className={styles.controls}>
          <Choice
            legend={t('taps')}
            value={reading.taps}
            onChange={(taps) => setPreference('reading.taps', taps)}
            options={TAP_CHOICES.map((value) => ({ value, label: t(`taps_${value}`) }))}
          />
          <Switch
            label={t('awake')}
            hint={t('awake_hint')}
            checked={reading.awake}
            onChange={(awake) => setPreference('reading.awake', awake)}
          />
          <Switch
            label={t('ink')}
            hint={t('ink_hint')}
            checked={reading.ink}
            onChange={(ink) => setPreference('reading.ink', ink)}
          />
        </div>
      </details>
    </>
  );
}
