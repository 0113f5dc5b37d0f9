/** Everything the keyboard can do on the page, as data: the listener and the list of keys both read it. */

export type ActionId =
  | 'forward'
  | 'back'
  | 'chapter_start'
  | 'chapter_end'
  | 'previous_chapter'
  | 'next_chapter'
  | 'contents'
  | 'appearance'
  | 'picture'
  | 'draw'
  | 'highlight'
  | 'bookmark'
  | 'notes'
  | 'journal'
  | 'search'
  | 'next_found'
  | 'previous_found'
  | 'aloud'
  | 'where'
  | 'bars'
  | 'return'
  | 'full_screen'
  | 'keys';

export interface Action {
  id: ActionId;
  /** Values of `KeyboardEvent.key`; a leading `Shift+` asks for that key too. */
  keys: readonly string[];
  /** How the keys are shown in the list. */
  shown: readonly string[];
}

export const ACTIONS: readonly Action[] = [
  { id: 'forward', keys: ['ArrowRight', 'ArrowDown', 'PageDown', ' '], shown: ['→', '↓', 'PgDn', '␣'] },
  { id: 'back', keys: ['ArrowLeft', 'ArrowUp', 'PageUp', 'Shift+ '], shown: ['←', '↑', 'PgUp', 'Shift ␣'] },
  { id: 'chapter_start', keys: ['Home'], shown: ['Home'] },
  { id: 'chapter_end', keys: ['End'], shown: ['End'] },
  { id: 'previous_chapter', keys: ['['], shown: ['['] },
  { id: 'next_chapter', keys: [']'], shown: [']'] },
  { id: 'contents', keys: ['t'], shown: ['T'] },
  { id: 'appearance', keys: ['a'], shown: ['A'] },
  { id: 'picture', keys: ['i'], shown: ['I'] },
  { id: 'draw', keys: ['d'], shown: ['D'] },
  { id: 'highlight', keys: ['h'], shown: ['H'] },
  { id: 'bookmark', keys: ['b'], shown: ['B'] },
  { id: 'notes', keys: ['n'], shown: ['N'] },
  { id: 'search', keys: ['/'], shown: ['/'] },
  { id: 'next_found', keys: ['g'], shown: ['G'] },
  { id: 'previous_found', keys: ['Shift+g'], shown: ['Shift G'] },
  { id: 'journal', keys: ['j'], shown: ['J'] },
  { id: 'aloud', keys: ['r'], shown: ['R'] },
  { id: 'where', keys: ['w'], shown: ['W'] },
  { id: 'return', keys: ['Backspace'], shown: ['⌫'] },
  { id: 'full_screen', keys: ['f'], shown: ['F'] },
  { id: 'bars', keys: ['Escape', 'Enter'], shown: ['Esc', 'Enter'] },
  { id: 'keys', keys: ['?'], shown: ['?'] },
];

// The letters of a Russian keyboard that lie under the same fingers.
const SAME_KEY: Readonly<Record<string, string>> = {
  е: 't',
  ф: 'a',
  ш: 'i',
  в: 'd',
  а: 'f',
  х: '[',
  ъ: ']',
  к: 'r',
  ц: 'w',
  п: 'g',
  // Where a Russian keyboard has its full stop.
  '.': '/',
  р: 'h',
  и: 'b',
  т: 'n',
  о: 'j',
};

/** The action a key press asks for, when the page itself has the keyboard. */
export function actionFor(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  reversed = false,
): ActionId | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const lower = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const key = SAME_KEY[lower] ?? lower;
  // A question mark is typed with Shift on most keyboards and is a comma's neighbour on a Russian one.
  const wanted = event.shiftKey && key !== '?' && key !== '/' ? `Shift+${key}` : key;
  const found = ACTIONS.find((action) => action.keys.includes(wanted))?.id ?? null;
  const sideways = key === 'ArrowLeft' || key === 'ArrowRight';
  if (reversed && sideways && found === 'forward') return 'back';
  if (reversed && sideways && found === 'back') return 'forward';
  return found;
}

/** Whether a key press belongs to what has the focus and not to the page. */
export function isTaken(event: KeyboardEvent): boolean {
  const target = event.target;
  if (event.defaultPrevented || !(target instanceof Element)) return event.defaultPrevented;
  if (target.closest('input, textarea, select, [contenteditable], dialog, [role="dialog"]')) return true;
  const presses = event.key === 'Enter' || event.key === ' ';
  return presses && target.closest('button, a, summary') !== null;
}
