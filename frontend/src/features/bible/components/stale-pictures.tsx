import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { useOrders } from '@/features/orders/api/orders';
import { OrderForm } from '@/features/orders/components/order-form';
import { OrderList } from '@/features/orders/components/order-list';
import { isOpen } from '@/features/orders/order-words';
import type { Makers } from '@/features/studio/api/shapes';

interface StalePicturesProps {
  bookId: string;
  stale: number;
  makers: Makers | undefined;
}

/** How many pictures were drawn by other words than would be sent now, and having them drawn anew. */
export function StalePictures({ bookId, stale, makers }: StalePicturesProps) {
  const { t } = useTranslation('bible');
  const [open, setOpen] = useState(false);
  const orders = (useOrders(bookId).data?.items ?? []).filter(
    (order) => isOpen(order) && (order.extent === 'stale' || order.extent === 'cards'),
  );
  if (stale === 0 && orders.length === 0) return null;
  const artists = makers?.items.filter(({ id }) => id !== 'sketch') ?? [];
  return (
    <>
      {stale > 0 ? (
        <Notice
          action={
            artists.length > 0 && makers?.may_spend && !open ? (
              <Button onClick={() => setOpen(true)}>{t('redraw')}</Button>
            ) : null
          }
        >
          {t('stale', { count: stale })}
        </Notice>
      ) : null}
      {open && stale > 0 ? (
        <OrderForm
          bookId={bookId}
          makers={artists}
          extents={['stale']}
          onDone={() => setOpen(false)}
          onCancel={() => setOpen(false)}
        />
      ) : null}
      <OrderList bookId={bookId} orders={orders} allowed={makers?.left} />
    </>
  );
}
