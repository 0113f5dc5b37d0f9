import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { buttonClass } from '@/components/button';
import pageStyles from './book-page.module.css';

/** The ways to the people, places and things of the book and to how they are drawn. */
export function PeopleMet({ book }: { book: BookDetail }) {
  const { t } = useTranslation('book');
  return (
    <div className={pageStyles.reading}>
      <Link to="/book/$bookId/cast" params={{ bookId: book.id }} className={buttonClass('plain')}>
        {t('people_and_places')}
      </Link>
      <Link to="/book/$bookId/bible" params={{ bookId: book.id }} className={buttonClass('plain')}>
        {t('look_of_book')}
      </Link>
      <p className={pageStyles.facts}>
        {book.entities > 0 ? t('people_met', { count: book.entities }) : t('people_none')}
      </p>
    </div>
  );
}
