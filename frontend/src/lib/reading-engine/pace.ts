/** How fast this reader reads: the median of the last pages, so that a pause for tea counts for nothing. */

const REMEMBERED = 40;
const ENOUGH = 5;
const FEWEST_CHARACTERS = 200;
const SHORTEST_MS = 4_000;
const LONGEST_MS = 300_000;
/** About 200 words a minute. */
export const USUAL_CHARACTERS_PER_MINUTE = 1_200;

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

export class Pace {
  private readonly speeds: number[];

  constructor(remembered: readonly number[] = []) {
    this.speeds = remembered.filter((speed) => Number.isFinite(speed) && speed > 0).slice(-REMEMBERED);
  }

  /** Takes note of a page read; leafing through and leaving the room are not reading. */
  read(characters: number, milliseconds: number): void {
    if (characters < FEWEST_CHARACTERS || milliseconds < SHORTEST_MS || milliseconds > LONGEST_MS) return;
    this.speeds.push(characters / (milliseconds / 60_000));
    if (this.speeds.length > REMEMBERED) this.speeds.shift();
  }

  get charactersPerMinute(): number {
    const usual = this.speeds.length >= ENOUGH ? median(this.speeds) : null;
    return usual ?? USUAL_CHARACTERS_PER_MINUTE;
  }

  /** Whole minutes that a stretch will take, at least one unless nothing is left. */
  minutes(characters: number): number {
    return characters <= 0 ? 0 : Math.max(1, Math.round(characters / this.charactersPerMinute));
  }

  get remembered(): readonly number[] {
    return this.speeds;
  }
}
