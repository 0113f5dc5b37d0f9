import type { QueryClient } from '@tanstack/react-query';
import type { BookDetail, ChapterView } from '@/api/model';
import { ChapterShelf, type Hyphenators, loadHyphenators, prepareChapter } from '@/lib/reading-engine';
import { bookImageAddress, chapterQuery } from './api/reading';

/** More than the shelf holds: a chapter in the document always has its view. */
const VIEWS_KEPT = 8;

interface ChaptersSetup {
  book: BookDetail;
  queries: QueryClient;
  /** Whether words may be broken at a line's end. */
  hyphenated(): boolean;
}

/** The chapters of one book, fetched and made ready to be shown. */
export class Chapters {
  readonly shelf = new ChapterShelf((id) => this.prepare(id));
  private readonly views = new Map<string, ChapterView>();
  private readonly setup: ChaptersSetup;

  constructor(setup: ChaptersSetup) {
    this.setup = setup;
  }

  /** What the server told of a chapter that is on the page or near it. */
  view(id: string): ChapterView | undefined {
    return this.views.get(id);
  }

  /** Patterns for the book's language and one more; without them a book can still be read. */
  hyphenators(lang: string): Promise<Hyphenators | null> {
    return loadHyphenators([this.setup.book.language, lang]).catch(() => null);
  }

  private async prepare(id: string) {
    const { book, queries, hyphenated } = this.setup;
    const view = await queries.fetchQuery(chapterQuery(book.id, id));
    this.views.delete(id);
    this.views.set(id, view);
    for (const oldest of this.views.keys()) {
      if (this.views.size <= VIEWS_KEPT) break;
      this.views.delete(oldest);
    }
    const hyphenators = hyphenated() ? await this.hyphenators(view.lang) : null;
    return prepareChapter(view, (hash) => bookImageAddress(book.id, hash), hyphenators);
  }
}
