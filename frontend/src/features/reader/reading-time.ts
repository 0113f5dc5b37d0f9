import type { Pace, PageView } from '@/lib/reading-engine';

/** In a scroll pages flow into each other; so much of it is measured at once. */
const MEASURED_CHARACTERS = 400;

/** Measures how long the text takes that is read from page to page, and tells the reader's pace of it. */
export class ReadingTime {
  private since = performance.now();
  /** The page on which the measuring began. */
  private from: PageView | null = null;
  private readonly pace: Pace;

  constructor(pace: Pace) {
    this.pace = pace;
  }

  /** Time away from the page is not reading. */
  away(): void {
    this.since = performance.now();
  }

  begin(page: PageView): void {
    this.from = page;
    this.since = performance.now();
  }

  /** The text up to this page was read. */
  readTo(page: PageView, continuous: boolean): void {
    const { from } = this;
    const within = from?.chapter === page.chapter;
    const characters = from ? (within ? page.start : from.end) - from.start : 0;
    if (continuous && within && characters < MEASURED_CHARACTERS) return;
    this.pace.read(characters, performance.now() - this.since);
    this.begin(page);
  }
}
