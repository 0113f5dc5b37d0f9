import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem, UNREACHABLE } from '@/api/problem';
import { Button } from '@/components/button';
import { PageMessage } from '@/components/page-message';
import { usePageTitle } from '@/lib/page-title';
import { sayProblem } from '@/lib/said';
import { isMissingPart } from './release';

/** A page that could not be shown, with the reason and a way on. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const problem = error instanceof ApiProblem ? error : null;
  const missing = isMissingPart(error) && navigator.onLine;
  const title = missing
    ? t('offline:missing_title')
    : problem?.code === UNREACHABLE
      ? t('server_silent_title')
      : t('error_title');
  usePageTitle(title);
  return (
    <PageMessage
      role="alert"
      title={title}
      action={
        <Button
          look="main"
          onClick={() => {
            if (missing) return location.reload();
            reset();
            void router.invalidate();
          }}
        >
          {missing ? t('offline:reload') : t('try_again')}
        </Button>
      }
    >
      {missing
        ? t('offline:missing_words')
        : isMissingPart(error)
          ? t('offline:part_not_here')
          : problem
            ? sayProblem(t, problem)
            : t('error_words')}
    </PageMessage>
  );
}
