import type { BookDetail, ChapterMarks, Mark, Position } from '@/api/model';
import type { Change } from '@/lib/outbox';

type Chapters = BookDetail['chapters'];

interface Move {
  chapter: string;
  offset: number;
  page_end: number;
  reached: boolean;
  quote: string;
}

const movesOf = (body: unknown): Move[] => {
  const moves = (body as { moves?: unknown } | null)?.moves;
  return Array.isArray(moves) ? (moves as Move[]) : [];
};

/** The reader's place with the moves that still wait to be sent. */
export function positionNow(kept: Position, waiting: readonly Change[], chapters: Chapters): Position {
  const numbers = new Map(chapters.map(({ id, number }) => [id, number]));
  const before = new Map<string, number>();
  let total = 0;
  for (const { id, chars } of chapters) {
    before.set(id, total);
    total += chars;
  }
  const isFurther = (a: Position['furthest'], b: Position['furthest']) =>
    b === null ||
    (a !== null &&
      ((numbers.get(a.chapter) ?? -1) > (numbers.get(b.chapter) ?? -1) ||
        (a.chapter === b.chapter && a.offset > b.offset)));
  let now = kept;
  for (const move of waiting.flatMap(({ body }) => movesOf(body))) {
    const start = before.get(move.chapter);
    if (start === undefined) continue;
    const end = { chapter: move.chapter, offset: move.page_end };
    now = {
      ...now,
      chapter: move.chapter,
      offset: move.offset,
      quote: move.quote,
      progress: total > 0 ? (start + move.offset) / total : now.progress,
      furthest: move.reached && isFurther(end, now.furthest) ? end : now.furthest,
    };
  }
  return now;
}

/** All that is told of a passage ahead of the reader. */
const bare = ({ start, length, type }: Mark): Mark => ({
  start,
  length,
  type,
  id: null,
  strength: null,
  level: null,
  own: false,
  picture: null,
  coming: false,
});

/** The marks of a chapter as the server would tell them: what lies ahead stays hidden. */
export function marksNow(
  marks: ChapterMarks,
  chapter: string,
  position: Position,
  chapters: Chapters,
): ChapterMarks {
  if (position.spoilers_lifted) return marks;
  const number = (id: string) => chapters.find((one) => one.id === id)?.number ?? 0;
  const here = number(chapter);
  const { furthest } = position;
  const until = furthest === null ? -1 : number(furthest.chapter);
  const met = ({ start }: Mark) =>
    furthest !== null && (here < until || (here === until && start < furthest.offset));
  return { ...marks, marks: marks.marks.map((mark) => (met(mark) ? mark : bare(mark))) };
}
