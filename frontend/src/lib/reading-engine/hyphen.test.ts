import { describe, expect, it } from 'vitest';
import {
  hyphenate,
  hyphenateText,
  loadHyphenators,
  patternLanguage,
  pruneBreaks,
  removeHyphens,
} from './hyphen';
import { SOFT_HYPHEN } from './offsets';

const shown = (text: string) => text.replaceAll(SOFT_HYPHEN, '-');

describe('hyphenation', () => {
  it('keeps three letters before a break and two after it', () => {
    expect(shown(pruneBreaks(['а', 'бв', 'гд', 'е'].join(SOFT_HYPHEN)))).toBe('абв-где');
    expect(shown(pruneBreaks(['аб', 'вг', 'д'].join(SOFT_HYPHEN)))).toBe('абвгд');
  });

  it('breaks long Russian and English words and leaves short ones', async () => {
    const hyphenators = await loadHyphenators(['ru-RU', 'en', 'la']);
    expect([...hyphenators.keys()].sort()).toEqual(['en', 'ru']);
    const ru = hyphenators.get('ru');
    const en = hyphenators.get('en');
    if (!ru || !en) throw new Error('patterns are missing');
    expect(shown(hyphenateText('неожиданно, окно', ru))).toMatch(/^неож[а-я-]*-[а-я]+, окно$/);
    expect(shown(hyphenateText('astonishment here', en))).toBe('aston-ish-ment here');
    for (const word of shown(hyphenateText('протоптанную тропинку', ru)).split(' ')) {
      expect(word.indexOf('-')).toBeGreaterThanOrEqual(3);
      expect(word.length - 1 - word.lastIndexOf('-')).toBeGreaterThanOrEqual(2);
    }
  });

  it('works by the language of each element, outside headings, verse and note marks, and can be undone', async () => {
    const root = document.createElement('div');
    root.lang = 'ru';
    root.innerHTML =
      '<h2>неожиданно</h2><p>неожиданно <i lang="en">astonishment</i> <i lang="la">consuetudinem</i></p>' +
      '<p class="verse">неожиданно</p><code>astonishment</code>';
    const before = root.innerHTML;
    hyphenate(root, await loadHyphenators(['ru', 'en']));
    expect(shown(root.innerHTML)).toBe(
      '<h2>неожиданно</h2><p>неожи-дан-но <i lang="en">aston-ish-ment</i> <i lang="la">consuetudinem</i></p>' +
        '<p class="verse">неожиданно</p><code>astonishment</code>',
    );
    removeHyphens(root);
    expect(root.innerHTML).toBe(before);
  });

  it('knows which tags have patterns', () => {
    expect(patternLanguage('ru-RU')).toBe('ru');
    expect(patternLanguage('EN')).toBe('en');
    expect(patternLanguage('rue')).toBe(null);
    expect(patternLanguage('')).toBe(null);
  });
});
