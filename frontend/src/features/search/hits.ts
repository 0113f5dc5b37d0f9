import type { Hit } from '@/api/model';
import type { Place, Stretch } from '@/lib/reading-engine';

const LONGEST_GAP = 60;
const KEPT_OF_A_GAP = 24;

/** A piece of what a hit shows; found words are outlined in it. */
export interface HitPart {
  text: string;
  found: boolean;
}

/** The text of a hit in pieces; long stretches between its words are left out. */
export function partsOf(hit: Hit): HitPart[] {
  // The server counts characters, not the units of a browser's strings.
  const letters = [...hit.match];
  const begins = hit.start - [...hit.before].length <= 0;
  const parts: HitPart[] = [{ text: begins ? hit.before : `…${hit.before}`, found: false }];
  let at = 0;
  for (const { start, end } of hit.words) {
    const from = start - hit.start;
    if (from > at) parts.push({ text: shortened(letters.slice(at, from)), found: false });
    parts.push({ text: letters.slice(from, end - hit.start).join(''), found: true });
    at = end - hit.start;
  }
  const ends = /[.!?…»”]\s*$/.test(hit.after);
  parts.push({ text: ends ? hit.after : `${hit.after}…`, found: false });
  return parts.filter(({ text }) => text !== '');
}

function shortened(letters: readonly string[]): string {
  if (letters.length <= LONGEST_GAP) return letters.join('');
  const head = letters.slice(0, KEPT_OF_A_GAP).join('').replace(/\S*$/, '');
  const tail = letters.slice(-KEPT_OF_A_GAP).join('').replace(/^\S*/, '');
  return `${head}…${tail}`;
}

export interface HitGroup {
  chapter: string;
  title: string;
  hits: { hit: Hit; index: number }[];
}

/** Hits that follow each other in one chapter together. */
export function grouped(hits: readonly Hit[]): HitGroup[] {
  const groups: HitGroup[] = [];
  hits.forEach((hit, index) => {
    let last = groups.at(-1);
    if (last?.chapter !== hit.chapter) {
      last = { chapter: hit.chapter, title: hit.chapter_title, hits: [] };
      groups.push(last);
    }
    last.hits.push({ hit, index });
  });
  return groups;
}

/** What is to be outlined in every chapter. */
export function outlines(hits: readonly Hit[]): Map<string, Stretch[]> {
  const found = new Map<string, Stretch[]>();
  for (const { chapter, words } of hits) {
    const here = found.get(chapter) ?? [];
    here.push(...words.map(({ start, end }) => ({ start, length: end - start })));
    found.set(chapter, here);
  }
  return found;
}

/** The first hit that stands at a place or behind it; the last one when there is none. */
export function nearest(hits: readonly Hit[], place: Place, numberOf: (chapter: string) => number): number {
  const number = numberOf(place.chapter);
  const found = hits.findIndex(
    (hit) => hit.number > number || (hit.number === number && hit.end > place.offset),
  );
  return found < 0 ? hits.length - 1 : found;
}
