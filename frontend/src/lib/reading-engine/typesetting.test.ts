import { describe, expect, it } from 'vitest';
import { OffsetMap } from './offsets';
import { edgeAt } from './selection-edge';
import { setType } from './typesetting';
import { directionOf } from './typography';

function set(html: string): HTMLElement {
  const root = document.createElement('div');
  root.innerHTML = html;
  setType(root);
  return root;
}

describe('a chapter is set', () => {
  it('with its dialogue dashes apart and dashes tied to the word before, and no character changed', () => {
    const text = '— Да, — сказал он. — Нет — и всё.';
    const root = set(`<p data-o="0">${text}</p>`);
    expect([...root.querySelectorAll('.re-dash')].map((dash) => dash.textContent)).toEqual(['— ']);
    expect([...root.querySelectorAll('.re-tie')].map((tie) => tie.textContent)).toEqual([' —', ' —', ' —']);
    expect(root.textContent).toBe(text);
    expect(new OffsetMap(root).textBetween(0, text.length)).toBe(text);
  });

  it('with pictures that stand alone as plates, and every table in one frame', () => {
    const root = set(
      '<p><img data-o="0"></p><p>a<img></p><table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>',
    );
    expect(root.querySelectorAll('.re-plate')).toHaveLength(1);
    expect(root.querySelectorAll('.re-wide')).toHaveLength(1);
  });
});

describe('a book runs', () => {
  it('as its language does, unless it says otherwise', () => {
    expect(directionOf({ lang: 'he-IL' })).toBe('rtl');
    expect(directionOf({ lang: 'ru' })).toBe('ltr');
    expect(directionOf({ lang: 'ar', dir: 'ltr' })).toBe('ltr');
  });
});

describe('the edge of a page', () => {
  const box = new DOMRect(0, 0, 400, 800);
  const axis = { vertical: false, reversed: false, blockReversed: false };

  it('leads the way the book is leafed through', () => {
    expect(edgeAt(395, 300, box, axis)).toBe(1);
    expect(edgeAt(5, 300, box, axis)).toBe(-1);
    expect(edgeAt(395, 300, box, { ...axis, reversed: true })).toBe(-1);
    expect(edgeAt(200, 790, box, axis)).toBe(1);
    expect(edgeAt(200, 400, box, axis)).toBeNull();
  });
});
