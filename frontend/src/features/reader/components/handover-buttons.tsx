import { useTranslation } from 'react-i18next';
import { currentLanguage } from '@/app/i18n';
import { type Handover, handedWords, handoverTo } from '@/lib/handover';
import { usePreferences } from '@/lib/preferences';
import { DictionaryIcon, ShareIcon, TranslateIcon } from './reader-icons';
import styles from './selection-bar.module.css';

const WAYS: readonly { kind: Handover; words: string; Icon: () => React.ReactNode }[] = [
  { kind: 'dictionary', words: 'look_up', Icon: DictionaryIcon },
  { kind: 'translator', words: 'translate', Icon: TranslateIcon },
];

/** The ways of selected words to a dictionary, a translator, or whatever program the device has for text. */
export function HandoverButtons({ text, lang }: { text: string; lang: string }) {
  const { t } = useTranslation('reader');
  const preferences = usePreferences();
  const shared = handedWords('translator', text);
  return (
    <span className={styles.pair}>
      {WAYS.map(({ kind, words, Icon }) => {
        const address = handoverTo(kind, preferences[kind], text, lang, currentLanguage());
        return address === null ? null : (
          <a
            key={kind}
            className={styles.icon}
            href={address}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={t(words)}
            title={t(words)}
          >
            <Icon />
          </a>
        );
      })}
      {shared && 'share' in navigator ? (
        <button
          type="button"
          className={styles.icon}
          aria-label={t('share_words')}
          title={t('share_words')}
          // Whoever thinks better of it closes the system's sheet, which is no fault.
          onClick={() => void navigator.share({ text: shared }).catch(() => undefined)}
        >
          <ShareIcon />
        </button>
      ) : null}
    </span>
  );
}
