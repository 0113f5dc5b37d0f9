export { prepareChapter } from './chapter';
export { type EngineOptions, ReadingEngine } from './engine';
export { type Hyphenators, languagesOf, loadHyphenators } from './hyphen';
export { BookScale, ChapterShelf, JumpHistory, type PreparedChapter, type Step } from './nav';
export { OffsetMap } from './offsets';
export { Pace } from './pace';
export { type MoveKind, PlaceKeeper, type PlaceReport } from './place';
export { findQuote, type Quote } from './quote';
export { cleanFragment } from './sanitise';
export type { SelectionWatch } from './selection';
export { sameStretch, stretchKey } from './stretch';
export type {
  ChapterSource,
  ColumnChoice,
  Direction,
  EngineEvents,
  EngineMark,
  HighlightHit,
  HighlightRange,
  MarkState,
  MarkWeight,
  MoveCause,
  PageView,
  Place,
  ReadingMode,
  SelectedText,
  Stretch,
  Typography,
  Writing,
} from './types';
export { USUAL_SPACING } from './types';
