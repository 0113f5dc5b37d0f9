import { api } from '@/api/client';
import type { Picture } from '@/api/model';
import type { PictureVersion, Versions } from '@/features/studio/api/shapes';

/** The sketches of passages that have a provider's picture too, for readers who want sketches only. */
export class Sketches {
  private readonly known = new Map<string, Picture>();
  private readonly bookId: string;

  constructor(bookId: string) {
    this.bookId = bookId;
  }

  of(descriptionId: string): Picture | null {
    return this.known.get(descriptionId) ?? null;
  }

  /** Finds the newest sketch; where none was ever painted, one is asked for. */
  async find(descriptionId: string): Promise<void> {
    if (this.known.get(descriptionId)?.state === 'ready') return;
    const { bookId } = this;
    try {
      const { items } = await api.get<Versions>(
        `/api/books/${bookId}/descriptions/${descriptionId}/pictures`,
      );
      const sketches = items.map(({ picture }) => picture).filter(({ label }) => label === 'sketch');
      const best = sketches.find(({ state }) => state === 'ready') ?? sketches[0];
      const picture =
        best ??
        (
          await api.post<PictureVersion>(`/api/books/${bookId}/descriptions/${descriptionId}/drawings`, {
            maker: 'sketch',
          })
        ).picture;
      this.known.set(descriptionId, picture);
    } catch {
      // The next page, event or press asks again.
    }
  }
}
