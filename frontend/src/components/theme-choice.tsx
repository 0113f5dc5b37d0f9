import { useTranslation } from 'react-i18next';
import { SCHEMES, setPreference, shownScheme, THEMES, usePreferences } from '@/lib/preferences';
import { Choice } from './choice';
import styles from './theme-choice.module.css';

/** The colours of the page, and whether they are those of day or of night. */
export function ThemeChoice() {
  const { t } = useTranslation('settings');
  const { theme, scheme } = usePreferences();
  return (
    <>
      <Choice
        legend={t('theme')}
        value={theme}
        onChange={(value) => setPreference('theme', value)}
        options={THEMES.map((value) => ({
          value,
          label: (
            <>
              <span
                className={styles.swatch}
                data-theme={value}
                data-scheme={shownScheme(scheme)}
                aria-hidden="true"
              >
                {t('swatch')}
              </span>
              {t(`theme_${value}`)}
            </>
          ),
        }))}
      />
      <Choice
        legend={t('scheme')}
        value={scheme}
        onChange={(value) => setPreference('scheme', value)}
        options={SCHEMES.map((value) => ({ value, label: t(`scheme_${value}`) }))}
      />
    </>
  );
}
