import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { usePreferences } from '@/lib/preferences';
import { type Hyphenators, hyphenateText, loadHyphenators } from '@/lib/reading-engine/hyphen';
import styles from './reading-preview.module.css';

/** A paragraph set the way the books will be. */
export function ReadingPreview() {
  const { t } = useTranslation('settings');
  const { reading } = usePreferences();
  const language = currentLanguage();
  const [hyphenators, setHyphenators] = useState<Hyphenators>(new Map());

  useEffect(() => {
    if (!reading.hyphenate) return undefined;
    let wanted = true;
    void loadHyphenators([language]).then((loaded) => {
      if (wanted) setHyphenators(loaded);
    });
    return () => {
      wanted = false;
    };
  }, [reading.hyphenate, language]);

  const hyphenator = reading.hyphenate ? hyphenators.get(language) : undefined;
  const set = (text: string) => (hyphenator ? hyphenateText(text, hyphenator) : text);
  return (
    <figure className={styles.preview} aria-label={t('preview')}>
      <div
        className={styles.text}
        style={{ textAlign: reading.justify && reading.hyphenate ? 'justify' : 'start' }}
      >
        <p>{set(t('preview_first'))}</p>
        <p>{set(t('preview_second'))}</p>
      </div>
    </figure>
  );
}
