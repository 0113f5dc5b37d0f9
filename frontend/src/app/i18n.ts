import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '@/api/model';

export const LANGUAGES: readonly Language[] = ['ru', 'en'];
const STORAGE_KEY = 'bookreader.language';

type Words = Record<string, Record<string, unknown>>;

// Lazy chunks per language: nobody downloads the other one's words, or those of pages never opened.
const firstWords: Record<Language, () => Promise<{ words: Words }>> = {
  ru: () => import('@/locales/ru'),
  en: () => import('@/locales/en'),
};
const laterWords: Record<Language, () => Promise<{ words: Words }>> = {
  ru: () => import('@/locales/ru/pages'),
  en: () => import('@/locales/en/pages'),
};
let pagesOpened = false;

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

async function load(language: Language, from: typeof firstWords, sign: string): Promise<void> {
  if (i18next.hasResourceBundle(language, sign)) return;
  const { words } = await from[language]();
  for (const [namespace, entries] of Object.entries(words)) {
    i18next.addResourceBundle(language, namespace, entries, true, true);
  }
}

/** Has the words of all pages but the first ones on their way; `pageWords` puts them to use. */
export async function fetchPageWords(language: Language): Promise<void> {
  await laterWords[language]();
}

/** Words of all pages but the first ones, in the language shown and in any that is chosen later. */
export async function pageWords(): Promise<void> {
  pagesOpened = true;
  await load(currentLanguage(), laterWords, 'reader');
}

/** Starts translation with the words of the first pages; namespaces are the files of `src/locales/<language>`. */
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
  await load(language, firstWords, 'common');
  if (pagesOpened) await load(language, laterWords, 'reader');
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
