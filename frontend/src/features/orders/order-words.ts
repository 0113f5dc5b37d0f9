import type { TFunction } from 'i18next';
import type { Estimate, Language, Order } from '@/api/model';
import type { Left } from '@/features/studio/api/shapes';
import { sayDuration, sayMoney, sayPrice, sayReason } from '@/features/studio/words';

/** Whether an order still wants something of its reader or of the artist. */
export const isOpen = (order: Pick<Order, 'state'>): boolean =>
  order.state === 'running' || order.state === 'paused' || order.state === 'stopped';

/** The orders that matter now, and those that are over: the newest stays in sight until the next one. */
export function sortOrders(orders: readonly Order[]): { now: Order[]; over: Order[] } {
  const now = orders.filter((order, at) => isOpen(order) || at === 0);
  return { now, over: orders.filter((order) => !now.includes(order)) };
}

/** How far an order is, or how it ended. */
export function sayOrder(t: TFunction, order: Order, allowed: Left | undefined): string {
  const { state, done, failed, total, seconds_left } = order;
  const left = seconds_left === null ? '' : ` ${t('orders:left', { time: sayDuration(t, seconds_left) })}`;
  const words =
    state === 'running'
      ? total === 0
        ? t('orders:preparing')
        : `${t('orders:running', { number: done + failed, count: total })}${left}`
      : state === 'stopped'
        ? `${t('orders:stopped', { number: done, count: total })} ${sayOrderReason(t, order, allowed)}`
        : t(`orders:${state}`, { number: done, count: total });
  return failed > 0 ? `${words} ${t('orders:failed', { count: failed })}` : words;
}

/** Why an order stopped and what to do; `allowed` is what the library's limits still leave. */
export function sayOrderReason(t: TFunction, order: Order, allowed: Left | undefined): string {
  const code = order.reason ?? 'unknown';
  if (code !== 'cap_reached') return t(`orders:reason.${code}`, { defaultValue: sayReason(t, code) });
  if (order.reached && order.reached.scope !== 'order')
    return t(`orders:reason.limit_${order.reached.period}`);
  if (!order.reached && allowed?.pictures === 0 && allowed.micros === 0) return t('orders:reason.halted');
  return t(isAtOwnCap(order, allowed) ? 'orders:reason.own_cap' : 'orders:reason.cap_reached');
}

function isAtOwnCap(order: Order, allowed: Left | undefined): boolean {
  if (order.reached) return order.reached.scope === 'order';
  // One that stopped before limits were told by name.
  if (order.reason !== 'cap_reached' || allowed?.pictures === 0) return false;
  return (allowed?.micros ?? Number.POSITIVE_INFINITY) > order.cap_micros - order.spent_micros;
}

/** Whether an order could go on as it is; at its own cap or without its artist only another one can. */
export const mayResume = (order: Order, allowed: Left | undefined): boolean =>
  order.state === 'paused' ||
  (order.state === 'stopped' && order.reason !== 'provider_gone' && !isAtOwnCap(order, allowed));

/** What was spent of what may be. */
export function saySpent(t: TFunction, language: Language, order: Order): string {
  if (order.cap_micros === 0 && order.spent_micros === 0) return t('orders:spent_nothing');
  return t('orders:spent', {
    spent: sayMoney(language, order.spent_micros),
    cap: sayMoney(language, order.cap_micros),
  });
}

/** What it would cost, in a sentence's worth of words. */
export function sayCost(t: TFunction, language: Language, estimate: Estimate): string {
  if (estimate.unpriced) return t('studio:price_unknown');
  const price = sayPrice(t, language, estimate.cost_low, estimate.cost_high);
  return estimate.cost_high ? t('orders:cost_with_room', { price }) : price;
}

/** How many pictures an order still has to have drawn. */
export const toDraw = (estimate: Estimate): number => Math.max(0, estimate.pictures - estimate.cached);
