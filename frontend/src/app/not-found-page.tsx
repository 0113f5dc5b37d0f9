import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/button';
import { PageMessage } from '@/components/page-message';
import { usePageTitle } from '@/lib/page-title';

/** An address where nothing is. */
export function NotFoundPage() {
  const { t } = useTranslation();
  usePageTitle(t('not_found_title'));
  return (
    <PageMessage
      title={t('not_found_title')}
      action={
        <Link to="/" className={buttonClass('main')}>
          {t('to_library')}
        </Link>
      }
    >
      {t('not_found_words')}
    </PageMessage>
  );
}
