const SENTENCE_ENDS = /[.!?…]+[»”")\]]*\s+|\n+/g;
/** Where less stands before a place, the text itself begins there. */
const KEPT_BEFORE = 32;
const LEAST = 24;

/** The words at a place, from where their sentence begins when that is in sight. */
export function sentenceOf(before: string, exact: string, after: string): string {
  const end = [...before.matchAll(SENTENCE_ENDS)].at(-1);
  const cut = !end && [...before].length >= KEPT_BEFORE;
  const start = end ? before.slice(end.index + end[0].length) : before;
  const lead = cut ? before.slice(before.indexOf(' ') + 1) : start;
  // Where a chapter begins its title stands first, and that is told beside.
  const whole = (before === '' ? untitled(exact) : lead + exact) + after;
  const text = whole.replaceAll('\ufffc', ' ').split(/\s+/).filter(Boolean).join(' ');
  let told = `${text.slice(0, Math.max(0, text.lastIndexOf(' '))) || text}…`;
  for (const found of `${text} `.matchAll(SENTENCE_ENDS)) {
    const at = found.index + found[0].length;
    if (at <= Math.max(LEAST, lead.length + 1)) continue;
    told = text.slice(0, at).trimEnd();
    break;
  }
  return cut ? `… ${told}` : told;
}

function untitled(exact: string): string {
  const [title = '', ...rest] = exact.split('\n');
  return /[.!?…»”")\]]\s*$/.test(title) || rest.join('').trim() === '' ? exact : rest.join('\n');
}
