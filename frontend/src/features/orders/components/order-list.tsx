import { useTranslation } from 'react-i18next';
import type { Order } from '@/api/model';
import { currentLanguage } from '@/app/i18n';
import page from '@/app/page.module.css';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { ProgressLine } from '@/components/progress-line';
import type { Left } from '@/features/studio/api/shapes';
import { sayDay, sayProblem } from '@/lib/said';
import { useOrderActions } from '../api/orders';
import { isOpen, mayResume, sayOrder, saySpent, sortOrders } from '../order-words';
import styles from './order-desk.module.css';

interface OrderListProps {
  bookId: string;
  orders: readonly Order[];
  /** What the library's limits still leave, where that is known. */
  allowed: Left | undefined;
}

/** The orders of a book: what is under way on top, what is over behind a fold. */
export function OrderList({ bookId, orders, allowed }: OrderListProps) {
  const { t } = useTranslation('orders');
  const { now, over } = sortOrders(orders);
  if (orders.length === 0) return null;
  return (
    <>
      <ul className={styles.orders}>
        {now.map((order) => (
          <OrderItem key={order.id} bookId={bookId} order={order} allowed={allowed} />
        ))}
      </ul>
      {over.length > 0 ? (
        <details>
          <summary className={page.summary}>{t('earlier', { count: over.length })}</summary>
          <ul className={styles.orders}>
            {over.map((order) => (
              <OrderItem key={order.id} bookId={bookId} order={order} allowed={allowed} />
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function OrderItem({ bookId, order, allowed }: Omit<OrderListProps, 'orders'> & { order: Order }) {
  const { t } = useTranslation('orders');
  const language = currentLanguage();
  const { pause, resume, cancel } = useOrderActions(bookId, order.id);
  const problem = pause.error ?? resume.error ?? cancel.error;
  const name = t('order_name', { maker: order.maker_name, extent: t(`extent_of.${order.extent}`) });
  return (
    <li className={styles.order}>
      <h3 className={styles.name}>{name}</h3>
      <p role="status">{sayOrder(t, order, allowed)}</p>
      {order.total > 0 && isOpen(order) ? (
        <ProgressLine value={(order.done + order.failed) / order.total} label={t('progress', { name })} />
      ) : null}
      <p className={page.quiet}>
        {saySpent(t, language, order)} {t('ordered', { day: sayDay(language, order.created_at) })}
      </p>
      {isOpen(order) ? (
        <div className={page.buttons}>
          {order.state === 'running' ? (
            <Button busy={pause.isPending ? t('pausing') : undefined} onClick={() => pause.mutate()}>
              {t('pause')}
            </Button>
          ) : mayResume(order, allowed) ? (
            <Button busy={resume.isPending ? t('resuming') : undefined} onClick={() => resume.mutate()}>
              {t('resume')}
            </Button>
          ) : null}
          <Button
            look="quiet"
            busy={cancel.isPending ? t('cancelling') : undefined}
            onClick={() => cancel.mutate()}
          >
            {t('cancel')}
          </Button>
        </div>
      ) : null}
      {problem ? <Notice role="alert">{sayProblem(t, problem)}</Notice> : null}
    </li>
  );
}
