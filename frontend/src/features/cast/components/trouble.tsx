import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { NotFoundPage } from '@/app/not-found-page';
import { Button } from '@/components/button';
import { PageMessage } from '@/components/page-message';
import { sayProblem } from '@/lib/said';

/** Why a page of the cast cannot be shown, and the way on. */
export function Trouble({ error, again }: { error: unknown; again: () => void }) {
  const { t } = useTranslation();
  if (error instanceof ApiProblem && [404, 422].includes(error.status)) return <NotFoundPage />;
  return (
    <PageMessage
      role="alert"
      title={t('error_title')}
      action={
        <Button look="main" onClick={again}>
          {t('try_again')}
        </Button>
      }
    >
      {sayProblem(t, error)}
    </PageMessage>
  );
}
