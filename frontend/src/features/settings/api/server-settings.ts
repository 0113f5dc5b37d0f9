import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { ServerSettings } from '@/api/model';

/** What only the administrator may see and change. */
export const serverSettingsQuery = queryOptions({
  queryKey: keys.serverSettings(),
  queryFn: ({ signal }) => api.get<ServerSettings>('/api/admin/server', { signal }),
});

/** Opens or closes registration. */
export function useSetRegistration() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (open: boolean) =>
      api.patch<ServerSettings>('/api/admin/server', { registration_open: open }),
    onSuccess: (settings) => {
      queries.setQueryData(serverSettingsQuery.queryKey, settings);
      return queries.invalidateQueries({ queryKey: keys.server() });
    },
  });
}
