import type { TFunction } from 'i18next';
import type { BookState } from '@/api/model';
import { sayCode } from '@/lib/said';

/** All sketches are there, and some are painted again: the look of the book has changed. */
const isRenewing = (state: BookState): boolean =>
  state.pictures_wanted > 0 && state.pictures_ready >= state.pictures_wanted;

/** What the program is doing with a book right now, and how far it is. */
export function sayState(t: TFunction, state: BookState): string {
  switch (state.stage) {
    case 'waiting':
      return t('library:state_waiting');
    case 'parsing':
      return t('library:state_parsing');
    case 'describing':
      return t('library:state_describing', {
        number: Math.min(state.described_chapters + 1, state.chapters),
        count: state.chapters,
      });
    case 'painting':
      if (isRenewing(state)) return t('library:state_repainting');
      return t('library:state_painting', {
        number: state.pictures_ready,
        count: state.pictures_wanted,
      });
    case 'failed':
      return state.error === null ? t('errors:unknown', { code: 'failed' }) : sayCode(t, state.error.code);
    case 'ready':
      return t('library:state_ready', { count: state.pictures_ready });
  }
}

/** How far the present stage is, from 0 to 1; null when there is nothing to measure. */
export function stateShare(state: BookState): number | null {
  if (state.stage === 'describing' && state.chapters > 0) return state.described_chapters / state.chapters;
  if (state.stage === 'painting' && state.pictures_wanted > 0 && !isRenewing(state)) {
    return state.pictures_ready / state.pictures_wanted;
  }
  return null;
}
