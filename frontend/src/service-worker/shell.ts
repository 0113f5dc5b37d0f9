import { entryOf, type Release } from './release';

/**
 * The program's own files on the device. They are kept for every release that an open tab still runs, and
 * not only for the newest: a tab must find the parts it loads late, however many releases have come since.
 */
const SHELL = 'bookreader-shell';
/** How long a start waits for the network before it begins with what is here. */
const PATIENCE_MS = 2_500;
const FETCHES_AT_ONCE = 6;

const pageOf = (release: Release) => `/__page${release.entry}`;
const listOf = (entry: string) => `/__release${entry}`;
const clientOf = (id: string) => `/__client/${id}`;

const json = (value: unknown) =>
  new Response(JSON.stringify(value), { headers: { 'Content-Type': 'application/json' } });

export class Shell {
  private readonly release: Release;
  private readonly storage: CacheStorage;

  constructor(release: Release, storage: CacheStorage) {
    this.release = release;
    this.storage = storage;
  }

  private open(): Promise<Cache> {
    return this.storage.open(SHELL);
  }

  /** Fetches what this release needs; fails as a whole, so that half a release is never begun with. */
  async install(): Promise<void> {
    const { assets, shell, entry } = this.release;
    const cache = await this.open();
    const missing: string[] = [];
    for (const path of shell) if (!(await cache.match(path))) missing.push(path);
    const fetchNext = async (): Promise<void> => {
      for (let path = missing.pop(); path !== undefined; path = missing.pop()) {
        await cache.put(path, await fetched(path, 'default'));
      }
    };
    await Promise.all(Array.from({ length: FETCHES_AT_ONCE }, fetchNext));
    const page = await fetched('/', 'no-cache');
    // Between building and now, a newer one may have come: its own worker will keep it.
    if (entryOf(await page.clone().text()) !== entry) throw new Error('another release is being served');
    await cache.put(listOf(entry), json(assets));
    await cache.put(pageOf(this.release), page);
  }

  /** A page of the program: the newest when the server answers, else the one kept here. */
  async page(request: Request, clientId: string): Promise<Response> {
    const kept = () => this.keptPage();
    const answer = await soonest(
      fetch(request).then((response) => (response.status >= 502 && response.status <= 504 ? null : response)),
      kept,
    );
    const page = answer ?? (await kept()) ?? Response.error();
    if (page.ok && clientId !== '') {
      const entry = entryOf(await page.clone().text());
      if (entry !== null) await (await this.open()).put(clientOf(clientId), json(entry));
    }
    return page;
  }

  private async keptPage(): Promise<Response | null> {
    return (await (await this.open()).match(pageOf(this.release))) ?? null;
  }

  /** One of the program's hashed files. */
  async asset(request: Request): Promise<Response> {
    const cache = await this.open();
    const path = new URL(request.url).pathname;
    const kept = await cache.match(path);
    if (kept) return kept;
    const response = await fetch(request);
    // A full device may refuse; the file is shown all the same.
    if (response.ok) await cache.put(path, response.clone()).catch(() => undefined);
    return response;
  }

  /** Forgets the files that neither this release nor any open tab can ask for. */
  async prune(openTabs: readonly string[]): Promise<void> {
    const cache = await this.open();
    const keys = (await cache.keys()).map((request) => new URL(request.url).pathname);
    const releases = new Map<string, string[]>([[this.release.entry, this.release.assets]]);
    const needed = new Set<string>([pageOf(this.release), listOf(this.release.entry)]);
    for (const id of openTabs) {
      const entry = (await (await cache.match(clientOf(id)))?.json()) as string | undefined;
      if (entry === undefined) return;
      needed.add(clientOf(id));
      if (releases.has(entry)) continue;
      const list = (await (await cache.match(listOf(entry)))?.json()) as string[] | undefined;
      // A tab of which nothing is known may need anything.
      if (list === undefined) return;
      releases.set(entry, list);
      needed.add(listOf(entry));
    }
    for (const assets of releases.values()) for (const path of assets) needed.add(path);
    for (const key of keys) if (!needed.has(key)) await cache.delete(key);
  }
}

async function fetched(path: string, cache: RequestCache): Promise<Response> {
  const response = await fetch(path, { cache, credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

/** What the network says, unless it takes too long while there is something else. */
export async function soonest(
  network: Promise<Response | null>,
  kept: () => Promise<Response | null>,
  patienceMs = PATIENCE_MS,
): Promise<Response | null> {
  const answer = network.catch(() => null);
  const late = new Promise<'late'>((tell) => setTimeout(() => tell('late'), patienceMs));
  const first = await Promise.race([answer, late]);
  if (first !== 'late') return first;
  return (await kept()) ?? answer;
}
