import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Estimate, NewOrder, Order, Orders, OrderWish } from '@/api/model';
import { useLive } from '@/lib/events';

const POLL_MS = { live: 10_000, alone: 2_000 };

/** The orders of a book, the newest first; asked again while one is being drawn. */
export function useOrders(bookId: string) {
  const live = useLive();
  return useQuery({
    ...ordersQuery(bookId),
    refetchInterval: ({ state }) =>
      state.data?.items.some((order) => order.state === 'running')
        ? live
          ? POLL_MS.live
          : POLL_MS.alone
        : false,
  });
}

const ordersQuery = (bookId: string) =>
  queryOptions({
    queryKey: keys.orders(bookId),
    queryFn: ({ signal }) => api.get<Orders>(`/api/books/${bookId}/orders`, { signal }),
  });

/** What an order would draw, cost and send away; asking costs nothing and sends nothing. */
export const estimateQuery = (bookId: string, wish: OrderWish) =>
  queryOptions({
    queryKey: keys.estimate(bookId, wish.maker, wish.extent),
    queryFn: ({ signal }) => api.post<Estimate>(`/api/books/${bookId}/orders/estimate`, wish, { signal }),
    // Prices, looks and caps change; what is agreed to must be what is ordered.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

function useKept(bookId: string) {
  const queries = useQueryClient();
  return {
    onSuccess: (order: Order) => {
      queries.setQueryData<Orders>(keys.orders(bookId), (known) => {
        if (!known) return known;
        const at = known.items.findIndex(({ id }) => id === order.id);
        return { items: at < 0 ? [order, ...known.items] : known.items.with(at, order) };
      });
    },
    // A refusal, too, says that this page knows too little.
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.orders(bookId) }),
        queries.invalidateQueries({ queryKey: keys.makers(bookId) }),
      ]),
  };
}

/** Orders pictures inside a cap. */
export function usePlaceOrder(bookId: string) {
  return useMutation({
    mutationFn: (order: NewOrder) => api.post<Order>(`/api/books/${bookId}/orders`, order),
    ...useKept(bookId),
  });
}

/** Lets an order rest, go on, or end. */
export function useOrderActions(bookId: string, orderId: string) {
  const kept = useKept(bookId);
  const pause = useMutation({
    mutationFn: () => api.post<Order>(`/api/books/${bookId}/orders/${orderId}/pause`),
    ...kept,
  });
  const resume = useMutation({
    mutationFn: () => api.post<Order>(`/api/books/${bookId}/orders/${orderId}/resumption`),
    ...kept,
  });
  const cancel = useMutation({
    mutationFn: () => api.delete<Order>(`/api/books/${bookId}/orders/${orderId}`),
    ...kept,
  });
  return { pause, resume, cancel };
}
