import { useTranslation } from 'react-i18next';
import { PageMessage } from '@/components/page-message';

/** Shown only when a page takes its time. */
export function PendingPage() {
  const { t } = useTranslation();
  return <PageMessage role="status" title={t('opening_page')} />;
}
