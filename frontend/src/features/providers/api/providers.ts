import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Provider, ProviderChange, ProviderCheck, ProviderList } from './shapes';

/** Who draws besides the program itself, and what may be configured; for administrators only. */
export const providersQuery = queryOptions({
  queryKey: keys.providers(),
  queryFn: ({ signal }) => api.get<ProviderList>('/api/admin/providers', { signal }),
});

/** What readers are offered follows what is configured here. */
function useShown() {
  const queries = useQueryClient();
  return (provider: Provider) => {
    queries.setQueryData<ProviderList>(keys.providers(), (list) => {
      if (!list) return list;
      const known = list.items.some(({ id }) => id === provider.id);
      return {
        ...list,
        items: known
          ? list.items.map((item) => (item.id === provider.id ? provider : item))
          : [...list.items, provider],
      };
    });
    void queries.invalidateQueries({ queryKey: keys.allMakers() });
    return queries.invalidateQueries({ queryKey: keys.providers() });
  };
}

/** Configures a provider. */
export function useAddProvider() {
  const show = useShown();
  return useMutation({
    mutationFn: (provider: ProviderChange) => api.post<Provider>('/api/admin/providers', provider),
    onSuccess: show,
  });
}

/** Changes what is said of one; the key only when it is said. */
export function useChangeProvider(id: string) {
  const show = useShown();
  return useMutation({
    mutationFn: (change: ProviderChange) => api.patch<Provider>(`/api/admin/providers/${id}`, change),
    onSuccess: show,
  });
}

/** Forgets a provider with its key; its pictures stay. */
export function useRemoveProvider() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`/api/admin/providers/${id}`),
    onSuccess: (_nothing, id) => {
      queries.setQueryData<ProviderList>(keys.providers(), (list) =>
        list ? { ...list, items: list.items.filter((item) => item.id !== id) } : list,
      );
      void queries.invalidateQueries({ queryKey: keys.allMakers() });
      return queries.invalidateQueries({ queryKey: keys.providers() });
    },
  });
}

/** Asks a provider something that costs nothing. */
export function useCheckProvider(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<ProviderCheck>(`/api/admin/providers/${id}/check`),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.providers() }),
  });
}
