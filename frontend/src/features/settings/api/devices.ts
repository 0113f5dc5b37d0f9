import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Device } from '@/api/model';

interface Devices {
  items: Device[];
}

/** The devices that this account reads with, the one last seen first. */
export const devicesQuery = queryOptions({
  queryKey: keys.devices(),
  queryFn: ({ signal }) => api.get<Devices>('/api/devices', { signal }),
});

/** Gives a device another name. */
export function useRenameDevice() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      api.patch<Device>(`/api/devices/${id}`, { name }),
    onSuccess: (device) =>
      queries.setQueryData<Devices>(keys.devices(), (known) =>
        known ? { items: known.items.map((one) => (one.id === device.id ? device : one)) } : known,
      ),
  });
}

/** Takes a device off the list; what was read with it stays. */
export function useForgetDevice() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`/api/devices/${id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.devices() }),
  });
}
