import { useTranslation } from 'react-i18next';
import type { CastEdit } from '@/api/model';
import { currentLanguage } from '@/app/i18n';

/** Says in words what a correction did. */
export function useEditWords(): (edit: CastEdit) => string {
  const { t } = useTranslation('cast');
  return ({ kind, names, name }) => {
    const list = new Intl.ListFormat(currentLanguage(), { type: 'conjunction' });
    const quoted = names.map((one) => t('quoted', { name: one }));
    return t(`edit_${kind}`, { names: list.format(quoted), name: t('quoted', { name: name ?? '' }) });
  };
}
