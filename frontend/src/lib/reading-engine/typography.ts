/** The reader's typography as the style sheet wants it. */

import type { ChapterSource, Typography } from './types';

/** Languages written from right to left. */
const FROM_THE_RIGHT = new Set(['ar', 'he', 'fa', 'ur', 'yi', 'ps', 'sd', 'ug', 'ckb', 'dv', 'syr']);

/** Where the lines of a chapter begin. */
export function directionOf({ dir, lang }: Pick<ChapterSource, 'dir' | 'lang'>): 'ltr' | 'rtl' {
  return dir ?? (FROM_THE_RIGHT.has(lang.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr');
}

/** Writes what the reader chose where the style sheet of the book reads it. */
export function writeTypography(view: HTMLElement, typography: Typography): void {
  const set = (name: string, value: string) => view.style.setProperty(name, value);
  set('--re-font', typography.fontFamily);
  set('--re-size', `${typography.fontSize}px`);
  set('--re-line', String(typography.lineHeight));
  set('--re-indent', `${typography.indent}em`);
  set('--re-paragraph', `${typography.paragraphSpacing}em`);
  set('--re-letter', typography.letterSpacing === 0 ? 'normal' : `${typography.letterSpacing}em`);
  set('--re-word', typography.wordSpacing === 0 ? 'normal' : `${typography.wordSpacing}em`);
}
