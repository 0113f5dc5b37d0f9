/** Stretches of text: what they are known by, and what of a selection is worth keeping. */

import type { Stretch } from './types';

/** What a passage is known by within its chapter. */
export const stretchKey = ({ start, length }: Stretch): string => `${start}+${length}`;

export const sameStretch = (a: Stretch, b: Stretch): boolean => a.start === b.start && a.length === b.length;

const EMPTY = /^[\s\u00ad\ufffc]$/u;

/** A stretch without the white space and pictures at its ends; null when nothing else is in it. */
export function trimmed(start: number, text: string): Stretch | null {
  const points = [...text];
  let first = 0;
  let behind = points.length;
  while (first < behind && EMPTY.test(points[first] as string)) first++;
  while (behind > first && EMPTY.test(points[behind - 1] as string)) behind--;
  return behind > first ? { start: start + first, length: behind - first } : null;
}

const SENTENCE_END = /[.!?…]["'»”’)]*\s/gu;

/** The beginning of a text that fits `longest` code points, cut behind a sentence, else behind a word. */
export function fitting(text: string, longest: number): number {
  const points = [...text];
  if (points.length <= longest) return points.length;
  const head = points.slice(0, longest).join('');
  const sentence = [...head.matchAll(SENTENCE_END)].at(-1);
  const cut = sentence ? sentence.index + sentence[0].trimEnd().length : head.search(/\s\S*$/u);
  return cut > 0 ? [...head.slice(0, cut)].length : longest;
}
