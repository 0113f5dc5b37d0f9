import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '@/api/model';

export const LANGUAGES: readonly Language[] = ['ru', 'en'];
const STORAGE_KEY = 'bookreader.language';

// One lazy chunk per language: nobody downloads the other one's words.
const loaders = {
  ru: () => import('@/locales/ru'),
  en: () => import('@/locales/en'),
} as const;

const isLanguage = (value: unknown): value is Language => value === 'ru' || value === 'en';

/** The language to begin with: chosen before on this device, else the browser's, else Russian. */
export function initialLanguage(): Language {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(STORAGE_KEY);
  } catch {
    // Storage may be forbidden; the browser's own preference decides.
  }
  if (isLanguage(stored)) return stored;
  for (const tag of navigator.languages ?? []) {
    const language = tag.slice(0, 2).toLowerCase();
    if (isLanguage(language)) return language;
    // Readers of these languages are more likely to know Russian than English.
    if (language === 'uk' || language === 'be' || language === 'kk') return 'ru';
  }
  return navigator.languages?.length ? 'en' : 'ru';
}

async function ensureLoaded(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'common')) return;
  const { words } = await loaders[language]();
  for (const [namespace, entries] of Object.entries(words)) {
    i18next.addResourceBundle(language, namespace, entries, true, true);
  }
}

/** Starts translation; namespaces are the file names in `src/locales/<language>`. */
export async function startTranslation(language: Language = initialLanguage()): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    ns: ['common'],
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    returnNull: false,
  });
  await setLanguage(language);
}

/** Changes the language of the interface now and for the next visit on this device. */
export async function setLanguage(language: Language): Promise<void> {
  await ensureLoaded(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.querySelector('link[rel="manifest"]')?.setAttribute('href', `/manifest.${language}.webmanifest`);
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // The account remembers it too.
  }
}

export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'ru';
}
