import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookDetail } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import page from '@/app/page.module.css';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { useUser } from '@/features/accounts/api/accounts';
import type { Left } from '@/features/studio/api/shapes';
import { makersQuery } from '@/features/studio/api/studio';
import { sayLeft } from '@/features/studio/words';
import { sayProblem } from '@/lib/said';
import { useOrders } from '../api/orders';
import styles from './order-desk.module.css';
import { type Extent, OrderForm } from './order-form';
import { OrderList } from './order-list';

const EXTENTS: readonly Extent[] = ['chapter', 'next', 'met', 'book', 'cards'];

/** Many pictures at once by an image model: asked what it costs first, ordered inside a cap, watched. */
export function OrderDesk({ book }: { book: BookDetail }) {
  const { t } = useTranslation('orders');
  const makers = useQuery(makersQuery(book.id));
  const orders = useOrders(book.id);
  const [open, setOpen] = useState(false);
  const artists = makers.data?.items.filter(({ id }) => id !== 'sketch') ?? [];
  const items = orders.data?.items ?? [];
  const left = makers.data && sayLeft(t, currentLanguage(), makers.data.left);
  return (
    <section className={styles.desk} aria-labelledby="orders-title">
      <h2 id="orders-title" className={page.sectionTitle}>
        {t('title')}
      </h2>
      {makers.error ? <Notice role="alert">{sayProblem(t, makers.error)}</Notice> : null}
      {/* One line stands here from the first moment, so that nothing below it moves. */}
      <p className={page.quiet}>
        {makers.data === undefined
          ? t('asking')
          : artists.length === 0
            ? t('no_artists')
            : makers.data.may_spend
              ? [t('about'), left && `${left}.`].filter(Boolean).join(' ')
              : t(isHalted(makers.data.left) ? 'halted' : 'may_not')}{' '}
        {makers.data && artists.length === 0 ? <ToSettings /> : null}
      </p>
      {artists.length > 0 && makers.data?.may_spend && !open ? (
        <div>
          <Button onClick={() => setOpen(true)}>{t('begin')}</Button>
        </div>
      ) : null}
      {open ? (
        <OrderForm
          bookId={book.id}
          makers={artists}
          extents={EXTENTS}
          onDone={() => setOpen(false)}
          onCancel={() => setOpen(false)}
        />
      ) : null}
      {orders.error ? <Notice role="alert">{sayProblem(t, orders.error)}</Notice> : null}
      <OrderList bookId={book.id} orders={items} allowed={makers.data?.left} />
    </section>
  );
}

/** Nothing at all is left when all drawing is halted. */
const isHalted = ({ pictures, micros }: Left): boolean => pictures === 0 && micros === 0;

/** The way to connecting somebody, for those who may. */
function ToSettings() {
  const { t } = useTranslation('orders');
  return useUser()?.is_admin ? <Link to="/settings/painters">{t('connect')}</Link> : null;
}
