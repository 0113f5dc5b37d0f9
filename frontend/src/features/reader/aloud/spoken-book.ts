import type { ReadingEngine } from '@/lib/reading-engine';
import type { ReadingStore } from '../reading-state';
import type { SpokenBook } from './aloud';

interface Sitting {
  engine: ReadingEngine;
  store: ReadingStore;
  turn(): void;
  /** On to the next chapter, if there is one. */
  beyond(): Promise<void>;
}

const GROUP = 'aloud';

/** What reading aloud needs of a sitting. */
export function spokenBook({ engine, store, turn, beyond }: Sitting): SpokenBook {
  return {
    chapter: () => {
      const { source } = engine;
      if (!source) return null;
      const { id, lang, chars } = source;
      return { id, lang, text: engine.offsets.textBetween(0, chars) };
    },
    page: () => store.get().page,
    turn,
    goOn: async () => {
      const { chapter } = store.get();
      await beyond();
      return store.get().chapter?.id !== chapter?.id;
    },
    mark: (sentence) => {
      // The sentence before may stand in another chapter, which keeps its marks for its return.
      engine.dropHighlights(GROUP);
      if (sentence) engine.setHighlights(GROUP, [sentence], sentence.chapter);
    },
    onPage: (listener) => {
      let last = store.get().page;
      return store.subscribe(() => {
        const { page } = store.get();
        if (page === null || page === last) return;
        last = page;
        listener(page);
      });
    },
  };
}
