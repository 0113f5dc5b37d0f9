import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, fetchAuthorised } from '@/api/client';
import { keys } from '@/api/keys';
import { useLive } from '@/lib/events';
import type { Makers, PictureVersion, PromptPreview, Versions, Why } from './shapes';

const POLL_MS = { live: 5_000, alone: 1_500 };

/** Who can draw for this book, what it costs and what is left to spend. */
export const makersQuery = (bookId: string) =>
  queryOptions({
    queryKey: keys.makers(bookId),
    queryFn: ({ signal }) => api.get<Makers>(`/api/makers?book_id=${encodeURIComponent(bookId)}`, { signal }),
    staleTime: 0,
  });

/** What would be sent to a maker for a passage; asking costs nothing and sends nothing. */
export const promptQuery = (bookId: string, descriptionId: string, maker: string) =>
  queryOptions({
    queryKey: keys.prompt(bookId, descriptionId, maker),
    queryFn: ({ signal }) =>
      api.get<PromptPreview>(
        `/api/books/${bookId}/descriptions/${descriptionId}/prompt?maker=${encodeURIComponent(maker)}`,
        { signal },
      ),
    // Prices, looks and caps change; what is agreed to must be what is sent.
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** How one picture came about. */
export const whyQuery = (bookId: string, pictureId: string) =>
  queryOptions({
    queryKey: keys.why(bookId, pictureId),
    queryFn: ({ signal }) => api.get<Why>(`/api/books/${bookId}/pictures/${pictureId}/why`, { signal }),
  });

/** All pictures of a passage, the newest first; asked again while one is being drawn. */
export function useVersions(bookId: string, descriptionId: string) {
  const live = useLive();
  return useQuery({
    queryKey: keys.versions(bookId, descriptionId),
    queryFn: ({ signal }) =>
      api.get<Versions>(`/api/books/${bookId}/descriptions/${descriptionId}/pictures`, { signal }),
    staleTime: 0,
    refetchInterval: (query) => {
      const busy = query.state.data?.items.some(({ picture }) => picture.state === 'painting');
      return busy ? (live ? POLL_MS.live : POLL_MS.alone) : false;
    },
  });
}

/** Everything that can be done with the pictures of a passage; `changed` is called after each success. */
export function useStudio(bookId: string, descriptionId: string, changed: () => void) {
  const queries = useQueryClient();
  const versionsKey = keys.versions(bookId, descriptionId);
  const settled = () => {
    changed();
    return Promise.all([
      queries.invalidateQueries({ queryKey: versionsKey }),
      queries.invalidateQueries({ queryKey: keys.gallery(bookId) }),
      queries.invalidateQueries({ queryKey: keys.makers(bookId) }),
    ]);
  };
  const put = (version: PictureVersion) => {
    queries.setQueryData<Versions>(versionsKey, (known) => {
      const items = known?.items ?? [];
      const at = items.findIndex(({ picture }) => picture.id === version.picture.id);
      const cleared = version.shown ? items.map((item) => ({ ...item, shown: false })) : items;
      return {
        items: at < 0 ? [version, ...cleared] : cleared.map((item, index) => (index === at ? version : item)),
      };
    });
  };
  const draw = useMutation({
    mutationFn: (wanted: { maker: string; prompt?: string }) =>
      api.post<PictureVersion>(`/api/books/${bookId}/descriptions/${descriptionId}/drawings`, wanted),
    onSuccess: put,
    onSettled: settled,
  });
  const choose = useMutation({
    mutationFn: (pictureId: string) =>
      api.post<PictureVersion>(`/api/books/${bookId}/pictures/${pictureId}/choice`),
    onSuccess: put,
    onSettled: settled,
  });
  const cancel = useMutation({
    mutationFn: (pictureId: string) =>
      api.post<PictureVersion>(`/api/books/${bookId}/pictures/${pictureId}/cancellation`),
    onSuccess: put,
    onSettled: settled,
  });
  const remove = useMutation({
    mutationFn: (pictureId: string) => removePicture(bookId, pictureId),
    onSettled: settled,
  });
  return { draw, choose, cancel, remove };
}

/** Removes one picture; `leaving` lets the request outlive the page. */
export const removePicture = (bookId: string, pictureId: string, leaving = false) =>
  api.delete(`/api/books/${bookId}/pictures/${pictureId}`, { keepalive: leaving });

/** The name a server gave to what it sent, if it gave one. */
export function sentName(disposition: string | null): string | null {
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (coded) {
    try {
      return decodeURIComponent(coded);
    } catch {
      return null;
    }
  }
  return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1] ?? null;
}

/** Saves a picture on the reader's device: as it is shown, or the maker's own file. */
export async function savePicture(bookId: string, pictureId: string, original = false): Promise<void> {
  const path = `/api/books/${bookId}/pictures/${pictureId}/file${original ? '?original=1' : ''}`;
  const response = await fetchAuthorised('GET', path);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = sentName(response.headers.get('Content-Disposition')) ?? 'picture.webp';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
