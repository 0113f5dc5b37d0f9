/** Every file of this folder is one namespace, named after the file. */
const files = import.meta.glob<Record<string, unknown>>('./*.json', { eager: true, import: 'default' });

export const words: Record<string, Record<string, unknown>> = Object.fromEntries(
  Object.entries(files).map(([path, entries]) => [path.slice(2, -'.json'.length), entries]),
);
