import type { ChapterView } from '@/api/model';
import {
  findQuote,
  OffsetMap,
  type Place,
  type PreparedChapter,
  type ReadingEngine,
} from '@/lib/reading-engine';
import type { Words } from './place-log';

const QUOTE = { exact: 64, around: 32 };

/** The words of a place on the page shown; of any other none are at hand, and the server takes its own. */
export function wordsAt(engine: ReadingEngine, { chapter, offset }: Place, version: number): Words {
  if (chapter !== engine.source?.id) return { quote: '', before: '', after: '', version };
  const { offsets } = engine;
  const end = offset + QUOTE.exact;
  return {
    quote: offsets.textBetween(offset, end),
    before: offsets.textBetween(Math.max(0, offset - QUOTE.around), offset),
    after: offsets.textBetween(end, end + QUOTE.around),
    version,
  };
}

/** The offset of a place in the text as it is now: by its words, when it was counted by other rules. */
export function offsetNow(
  prepared: PreparedChapter,
  view: ChapterView,
  offset: number | 'end',
  words: Words | null,
): number | 'end' {
  if (offset === 'end' || !words || words.version === view.normaliser_version) return offset;
  const text = new OffsetMap(prepared.content).textBetween(0, view.chars);
  return findQuote(text, words, offset) ?? offset;
}
