/** Makes a chapter's DOM ready to be laid out. */

import { type Hyphenators, hyphenate } from './hyphen';
import type { PreparedChapter } from './nav';
import { cleanFragment, type ImageAddress } from './sanitise';
import type { ChapterSource } from './types';
import { setType } from './typesetting';

/** Cleans, sets and, where wanted, hyphenates a chapter. */
export function prepareChapter(
  source: ChapterSource,
  imageAddress: ImageAddress,
  hyphenators: Hyphenators | null,
): PreparedChapter {
  const content = document.createElement('div');
  content.className = 're-chapter';
  content.lang = source.lang;
  content.append(cleanFragment(source.html, imageAddress));
  setType(content);
  if (hyphenators) hyphenate(content, hyphenators);
  return { source, content };
}
