import type { DescriptionType, GalleryItem } from '@/api/model';

export const TYPES: readonly DescriptionType[] = ['location', 'character', 'atmosphere', 'object', 'action'];

/** What of the gallery is looked at; nothing said is everything. */
export interface GalleryFilter {
  maker?: string;
  type?: DescriptionType;
  who?: string;
}

/** Reads a filter out of an address; what is not understood filters nothing. */
export function readFilter(search: Record<string, unknown>): GalleryFilter {
  const type = TYPES.find((one) => one === search.type);
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const maker = text(search.maker);
  const who = text(search.who);
  return { ...(maker ? { maker } : {}), ...(type ? { type } : {}), ...(who ? { who } : {}) };
}

/** The pictures that can be seen. */
export const seen = (items: readonly GalleryItem[]): GalleryItem[] =>
  items.filter(({ picture }) => picture.state === 'ready' && picture.url !== null);

/** Who drew the pictures, each once, our own painter first. */
export function makersOf(items: readonly GalleryItem[]): string[] {
  const makers = [...new Set(items.map(({ picture }) => picture.maker))];
  return makers.sort((a, b) => Number(b === 'sketch') - Number(a === 'sketch') || a.localeCompare(b));
}

/** What passes the filter; `about` are the passages of whoever is looked for, null while that is not known. */
export function filtered(
  items: readonly GalleryItem[],
  filter: GalleryFilter,
  about: ReadonlySet<string> | null,
): GalleryItem[] {
  return items.filter(
    (item) =>
      (filter.maker === undefined || item.picture.maker === filter.maker) &&
      (filter.type === undefined || item.type === filter.type) &&
      (filter.who === undefined || about === null || about.has(item.description_id)),
  );
}

export interface GalleryChapter {
  id: string;
  title: string;
  items: GalleryItem[];
}

/** The pictures by chapter, in reading order as the server gives them. */
export function byChapter(items: readonly GalleryItem[]): GalleryChapter[] {
  const chapters: GalleryChapter[] = [];
  for (const item of items) {
    const last = chapters.at(-1);
    if (last?.id === item.chapter) last.items.push(item);
    else chapters.push({ id: item.chapter, title: item.chapter_title, items: [item] });
  }
  return chapters;
}
