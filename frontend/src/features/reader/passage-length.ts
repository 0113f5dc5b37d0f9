/** How long a passage may be for a picture, in code points; the server holds to the same. */
export const SHORTEST_PASSAGE = 20;
export const LONGEST_PASSAGE = 1_500;

export type PassageLength = 'short' | 'fits' | 'long';

export function passageLength(points: number): PassageLength {
  if (points < SHORTEST_PASSAGE) return 'short';
  return points > LONGEST_PASSAGE ? 'long' : 'fits';
}
