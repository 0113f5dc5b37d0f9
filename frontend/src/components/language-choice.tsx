import { useTranslation } from 'react-i18next';
import type { Language } from '@/api/model';
import { Choice } from './choice';

const OWN_NAMES: readonly { value: Language; label: React.ReactNode }[] = [
  { value: 'ru', label: <span lang="ru">Русский</span> },
  { value: 'en', label: <span lang="en">English</span> },
];

interface LanguageChoiceProps {
  value: Language;
  onChange: (language: Language) => void;
}

/** The language of the interface, each called by its own name. */
export function LanguageChoice({ value, onChange }: LanguageChoiceProps) {
  const { t } = useTranslation();
  return <Choice legend={t('language')} options={OWN_NAMES} value={value} onChange={onChange} />;
}
