/** One build of the pages: what it is made of, and what of it must be on the device before it can run. */
export interface Release {
  /** The entry script; its name changes with every change of the program. */
  entry: string;
  /** Everything the release may ask for below /assets/. */
  assets: string[];
  /** What is fetched when the release comes: all but the typefaces few people choose. */
  shell: string[];
  /** Changes when a file outside /assets/ does, whose name stays the same. */
  revision: string;
}

const ENTRY = /<script[^>]+src="(\/assets\/[^"]+\.js)"/;

/** Which release a page is of. */
export function entryOf(html: string): string | null {
  return ENTRY.exec(html)?.[1] ?? null;
}
