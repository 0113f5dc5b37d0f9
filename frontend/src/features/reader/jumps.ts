import { JumpHistory, type Place, type Step } from '@/lib/reading-engine';
import type { ReadingStore } from './reading-state';

const TURNS_TO_FORGET_A_JUMP = 3;

/** The way back after jumps; whoever reads on where they landed no longer wants it. */
export class Jumps {
  private readonly history = new JumpHistory();
  private readonly store: ReadingStore;
  private turns = 0;

  constructor(store: ReadingStore) {
    this.store = store;
  }

  remember(from: Place & { jumped: boolean }): void {
    this.history.push(from);
    this.turns = 0;
    this.store.set({ back: from });
  }

  turned(): void {
    if (!this.history.last) return;
    this.turns += 1;
    if (this.turns < TURNS_TO_FORGET_A_JUMP) return;
    this.history.clear();
    this.store.set({ back: null });
  }

  /** Where the last jump began; it is forgotten with that. */
  back(): Step | null {
    const step = this.history.pop();
    this.store.set({ back: this.history.last });
    return step;
  }
}
