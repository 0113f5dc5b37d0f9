/** What a typesetter does to a chapter before it is laid out. No character of the text is changed by it. */

const DIALOGUE = /^[—–―-][ \u00a0]/;
const TIED = / [—–](?=[ \u00a0])/g;
const UNTOUCHED = 'pre, code, h1, h2, h3, h4, h5, h6';

function wrap(text: Text, from: number, length: number, className: string): Text {
  const middle = text.splitText(from);
  const rest = middle.splitText(length);
  const span = document.createElement('span');
  span.className = className;
  middle.replaceWith(span);
  span.append(middle);
  return rest;
}

function firstText(element: Element): Text | null {
  return document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() as Text | null;
}

/** Keeps the dash of a dialogue apart from its words by a space of one width. */
function setDialogue(content: HTMLElement): void {
  for (const paragraph of content.querySelectorAll('p')) {
    const text = firstText(paragraph);
    if (text && DIALOGUE.test(text.data)) wrap(text, 0, 2, 're-dash');
  }
}

/** Ties a dash between words to the word before it, as every language does that puts spaces around it. */
function tieDashes(content: HTMLElement): void {
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    if (text.data.search(TIED) >= 0 && !text.parentElement?.closest(UNTOUCHED)) found.push(text);
  }
  for (const text of found) {
    // From the last to the first: what is cut off behind does not move what stands before.
    for (const match of [...text.data.matchAll(TIED)].reverse())
      wrap(text, match.index, match[0].length, 're-tie');
  }
}

/** An image that is all of its paragraph stands alone, in the middle. */
function setPlates(content: HTMLElement): void {
  for (const image of content.querySelectorAll('p > img:only-child')) {
    const paragraph = image.parentElement;
    if (paragraph?.textContent?.trim() === '') paragraph.classList.add('re-plate');
  }
}

/** Gives every table its frame. */
function frameTables(content: HTMLElement): void {
  for (const table of content.querySelectorAll('table')) {
    if (table.parentElement?.closest('table')) continue;
    const frame = document.createElement('div');
    frame.className = 're-wide';
    table.replaceWith(frame);
    frame.append(table);
  }
}

/** Sets a chapter's text. */
export function setType(content: HTMLElement): void {
  setDialogue(content);
  tieDashes(content);
  setPlates(content);
  frameTables(content);
}
