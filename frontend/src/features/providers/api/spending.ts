import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Limits, Readers, Spending } from './shapes';

/** What may be spent, by whom. */
export const limitsQuery = queryOptions({
  queryKey: keys.caps(),
  queryFn: ({ signal }) => api.get<Limits>('/api/admin/caps', { signal }),
});

/** Who reads here, by name only: one of them may get a limit of their own. */
export const readersQuery = queryOptions({
  queryKey: keys.readers(),
  queryFn: ({ signal }) => api.get<Readers>('/api/admin/users', { signal }),
});

/** Sets all limits at once: shown as they are chosen, taken back when the server refuses. */
export function useSetLimits() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ items, stopped, everybody }: Limits) =>
      api.put<Limits>('/api/admin/caps', { items, stopped, everybody }),
    onMutate: async (limits) => {
      await queries.cancelQueries({ queryKey: keys.caps() });
      const before = queries.getQueryData<Limits>(keys.caps());
      queries.setQueryData(keys.caps(), limits);
      return before;
    },
    onError: (_error, _limits, before) => {
      if (before !== undefined) queries.setQueryData(keys.caps(), before);
    },
    onSuccess: (limits) => {
      queries.setQueryData(keys.caps(), limits);
      return queries.invalidateQueries({ queryKey: keys.allMakers() });
    },
  });
}

/** What was spent from one day to another, both included (UTC). */
export const spendingQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: keys.spending(from, to),
    queryFn: ({ signal }) => api.get<Spending>(`/api/admin/spending?from=${from}&to=${to}`, { signal }),
  });
