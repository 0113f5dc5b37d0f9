import type { Mark, MarkLevel } from '@/api/model';
import type { MarkState, MarkWeight } from '@/lib/reading-engine';

export function markState(mark: Mark): MarkState {
  if (mark.id === null) return 'ahead';
  return mark.picture === null ? 'unpainted' : mark.picture.state;
}

const LEVELS: readonly MarkLevel[] = ['few', 'normal', 'many'];

/** Whether a book that marks so many marks this passage; one's own are always marked. */
export function isMarked({ level, own }: Pick<Mark, 'level' | 'own'>, marks: MarkLevel): boolean {
  return own || level === null || LEVELS.indexOf(level) <= LEVELS.indexOf(marks);
}

/** How strongly a passage is marked; of one ahead of the reader nothing is told, so it is as most are. */
export const markWeight = ({ level, own }: Pick<Mark, 'level' | 'own'>): MarkWeight =>
  own ? 'own' : (level ?? 'normal');
