import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { Button, buttonClass } from '@/components/button';
import { PageMessage } from '@/components/page-message';
import { useRetryBook } from '@/features/book/api/book';
import { sayCode } from '@/lib/said';

/** A book that cannot be read yet, or could not be read in; it opens by itself when it can. */
export function WaitingRoom({ book }: { book: BookDetail }) {
  const { t } = useTranslation(['reader', 'errors']);
  const retry = useRetryBook(book.id);
  const back = (
    <Link to="/" className={buttonClass('plain')}>
      {t('common:to_library')}
    </Link>
  );
  if (book.state.stage === 'failed') {
    return (
      <PageMessage
        role="alert"
        title={t('reader:not_read_in', { title: book.title })}
        action={
          <>
            <Button
              look="main"
              busy={retry.isPending ? t('reader:trying') : undefined}
              onClick={() => retry.mutate()}
            >
              {t('common:try_again')}
            </Button>
            {back}
          </>
        }
      >
        {sayCode(t, book.state.error?.code ?? 'failed')}
      </PageMessage>
    );
  }
  return (
    <PageMessage role="status" title={book.title} action={back}>
      {t(book.state.stage === 'waiting' ? 'reader:waiting' : 'reader:parsing')}
    </PageMessage>
  );
}
