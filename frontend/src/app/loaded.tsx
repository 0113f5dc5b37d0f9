import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Button } from '@/components/button';
import { PageMessage } from '@/components/page-message';
import { sayProblem } from '@/lib/said';
import { NotFoundPage } from './not-found-page';

interface LoadedProps<First, Second> {
  of: readonly [UseQueryResult<First>, UseQueryResult<Second>];
  /** What is being opened, in words. */
  opening: string;
  children: (first: First, second: Second) => ReactNode;
}

/** A page made of two answers of the server: being opened, out of reach with a way on, or there. */
export function Loaded<First, Second>({
  of: [first, second],
  opening,
  children,
}: LoadedProps<First, Second>) {
  // What was there before an error may have been taken away since.
  const gone = isGone(first.error) || isGone(second.error);
  if (!gone && first.data !== undefined && second.data !== undefined) {
    return children(first.data, second.data);
  }
  const error = first.error ?? second.error;
  if (!error) return <PageMessage role="status" title={opening} />;
  return (
    <Trouble
      error={error}
      again={() => {
        void first.refetch();
        void second.refetch();
      }}
    />
  );
}

const isGone = (error: unknown): boolean => error instanceof ApiProblem && [404, 422].includes(error.status);

/** Why a page cannot be shown, and the way on. */
export function Trouble({ error, again }: { error: unknown; again: () => void }) {
  const { t } = useTranslation();
  if (isGone(error)) return <NotFoundPage />;
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
