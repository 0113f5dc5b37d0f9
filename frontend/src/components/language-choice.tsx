import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '@/api/model';
import { Choice } from './choice';

const OWN_NAMES: readonly { value: Language; label: React.ReactNode }[] = [
  { value: 'ru', label: <span lang="ru">Русский</span> },
  { value: 'en', label: <span lang="en">English</span> },
];

interface LanguageChoiceProps {
  value: Language;
  onChange: (language: Language) => Promise<unknown>;
}

/** The language of the interface, each called by its own name. */
export function LanguageChoice({ value, onChange }: LanguageChoiceProps) {
  const { t } = useTranslation();
  // The words of a language have to be fetched; the choice itself shows at once.
  const [coming, setComing] = useState<Language | null>(null);
  const choose = (language: Language) => {
    setComing(language);
    onChange(language).then(
      () => setComing(null),
      () => setComing(null),
    );
  };
  return <Choice legend={t('language')} options={OWN_NAMES} value={coming ?? value} onChange={choose} />;
}
