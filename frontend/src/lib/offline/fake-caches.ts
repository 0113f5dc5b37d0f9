/** A cache storage for tests, in memory; it knows what the program uses of it. */
class FakeCache {
  private readonly kept = new Map<string, Response>();

  private key(request: RequestInfo | URL): string {
    return new URL(request instanceof Request ? request.url : request, 'http://localhost').href;
  }

  async match(request: RequestInfo | URL): Promise<Response | undefined> {
    return this.kept.get(this.key(request))?.clone();
  }

  async put(request: RequestInfo | URL, response: Response): Promise<void> {
    this.kept.set(this.key(request), response);
  }

  async delete(request: RequestInfo | URL): Promise<boolean> {
    return this.kept.delete(this.key(request));
  }

  async keys(): Promise<Request[]> {
    return [...this.kept.keys()].map((url) => new Request(url));
  }
}

export class FakeCaches {
  private readonly caches = new Map<string, FakeCache>();

  async open(name: string): Promise<FakeCache> {
    const found = this.caches.get(name) ?? new FakeCache();
    this.caches.set(name, found);
    return found;
  }

  async has(name: string): Promise<boolean> {
    return this.caches.has(name);
  }

  async keys(): Promise<string[]> {
    return [...this.caches.keys()];
  }

  async delete(name: string): Promise<boolean> {
    return this.caches.delete(name);
  }
}

export const fakeCaches = (): CacheStorage => new FakeCaches() as unknown as CacheStorage;
