/** Keeps the screen lit while somebody reads, and no longer. */

/** The part of a browser's screen lock that is used. */
export interface ScreenLock {
  request(
    kind: 'screen',
  ): Promise<{ release(): Promise<void>; addEventListener(kind: 'release', heard: () => void): void }>;
}

/** A page that is not turned for so long is not being read. */
export const AWAKE_MS = 10 * 60_000;

export class Awake {
  private held: { release(): Promise<void> } | null = null;
  private asking = false;
  private until = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  private readonly lock: ScreenLock | undefined;

  constructor(lock: ScreenLock | undefined) {
    this.lock = lock;
  }

  /** The reader did something: the screen stays lit for a while from now on. */
  touch(): void {
    if (!this.lock || this.closed) return;
    this.until = Date.now() + AWAKE_MS;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.release(), AWAKE_MS);
    void this.hold();
  }

  /** A browser takes the lock away from a hidden page; back in sight, it is asked for again. */
  shown(): void {
    if (Date.now() < this.until) void this.hold();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.release();
  }

  private async hold(): Promise<void> {
    if (!this.lock || this.held || this.asking) return;
    this.asking = true;
    try {
      const held = await this.lock.request('screen');
      held.addEventListener('release', () => {
        if (this.held === held) this.held = null;
      });
      this.held = held;
      if (this.closed || Date.now() >= this.until) this.release();
    } catch {
      // A low battery or a hidden page: the system's own rule holds.
    } finally {
      this.asking = false;
    }
  }

  private release(): void {
    const { held } = this;
    this.held = null;
    void held?.release().catch(() => undefined);
  }
}
