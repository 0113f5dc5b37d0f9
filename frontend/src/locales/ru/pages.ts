/** The words of the pages that are fetched when they are opened. */
const files = import.meta.glob<Record<string, unknown>>(
  ['./*.json', '!./accounts.json', '!./common.json', '!./errors.json', '!./library.json', '!./offline.json'],
  { eager: true, import: 'default' },
);

export const words: Record<string, Record<string, unknown>> = Object.fromEntries(
  Object.entries(files).map(([path, entries]) => [path.slice(2, -'.json'.length), entries]),
);
