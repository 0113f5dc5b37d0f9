import { describe, expect, it } from 'vitest';
import { Figures, placeFor } from './figures';
import { Markers, spread } from './markers';
import { placePopover } from './notes';
import { OffsetMap } from './offsets';
import type { EngineMark } from './types';

describe('a popover', () => {
  const screen = { width: 1000, height: 800 };

  it('stands below its mark, above where there is more room, and always on the screen', () => {
    const size = { width: 300, height: 200 };
    expect(placePopover({ left: 500, top: 100, width: 10, height: 20 }, size, screen)).toMatchObject({
      left: 355,
      top: 130,
    });
    expect(placePopover({ left: 990, top: 700, width: 8, height: 20 }, size, screen)).toMatchObject({
      left: 688,
      top: 490,
    });
    const tall = placePopover(
      { left: 0, top: 500, width: 8, height: 20 },
      { width: 300, height: 2_000 },
      screen,
    );
    expect(tall.left).toBe(12);
    expect(tall.top).toBeGreaterThanOrEqual(0);
    expect(tall.top + tall.maxHeight).toBeLessThanOrEqual(500);
  });
});

describe('lozenges', () => {
  it('do not cover each other', () => {
    expect(spread([10, 12, 100], 26)).toEqual([10, 36, 100]);
  });

  it('stand in the order of the text, two that begin together too, and one that stays keeps the focus', () => {
    const overlay = document.createElement('div');
    document.body.replaceChildren(overlay);
    const pressed: unknown[] = [];
    const markers = new Markers(overlay, (mark) => pressed.push(mark));
    const mark = (start: number, length = 5): EngineMark => ({
      start,
      length,
      state: 'ready',
      weight: 'normal',
      label: `${start}`,
    });
    const order = () =>
      [...overlay.querySelectorAll<HTMLElement>('.re-mark')].map(
        ({ dataset }) => `${dataset.start}+${dataset.length}`,
      );
    markers.set([mark(10), mark(40)]);
    markers.buttonOf(mark(40))?.focus();
    markers.set([mark(2), mark(10), mark(10, 8), mark(40)]);
    expect(order()).toEqual(['2+5', '10+5', '10+8', '40+5']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('40');
    markers.buttonOf(mark(10, 8))?.click();
    expect(pressed).toEqual([{ start: 10, length: 8 }]);
    markers.set([mark(10, 8)]);
    expect(order()).toEqual(['10+8']);
  });
});

describe('figures', () => {
  const html =
    '<h2 data-o="0">A</h2><p data-o="2">bb</p><blockquote><p data-o="5">cc</p><p data-o="8">dd</p></blockquote>' +
    '<div class="poem"><div class="stanza"><p class="verse" data-o="11">ee</p></div></div><ul><li data-o="14">ff</li></ul>';
  const map = () => {
    const root = document.createElement('div');
    root.innerHTML = html;
    return new OffsetMap(root);
  };

  it('go behind the paragraph that ends the passage, never into a poem or a list', () => {
    expect(placeFor(map(), 4)?.textContent).toBe('bb');
    expect(placeFor(map(), 7)?.textContent).toBe('cc');
    expect(placeFor(map(), 12)?.className).toBe('poem');
    expect(placeFor(map(), 16)?.localName).toBe('ul');
  });

  it('stand in the order of their passages and leave the text as it was', () => {
    const text = map();
    const figures = new Figures();
    const make = (name: string) => Object.assign(document.createElement('figure'), { textContent: name });
    figures.insert(text, { start: 3, length: 1 }, make('second'));
    figures.insert(text, { start: 2, length: 1 }, make('first'));
    const order = [...text.root.querySelectorAll('.re-figure')].map((figure) => figure.textContent);
    expect(order).toEqual(['first', 'second']);
    expect(new OffsetMap(text.root).textBetween(0, 16)).toBe('A\nbb\ncc\ndd\nee\nff');
    figures.insert(text, { start: 2, length: 2 }, make('longer'));
    expect(figures.remove({ start: 2, length: 1 })).toBe(true);
    expect(figures.remove({ start: 2, length: 1 })).toBe(false);
    expect(figures.stretches).toEqual([
      { start: 3, length: 1 },
      { start: 2, length: 2 },
    ]);
  });

  it('may wait behind what is being read, and are then not open in their own place', () => {
    const text = map();
    const figures = new Figures();
    const make = (name: string) => Object.assign(document.createElement('figure'), { textContent: name });
    const passage = { start: 2, length: 1 };
    const figure = make('waits');
    figures.insert(text, passage, figure, 9);
    expect(figure.previousElementSibling?.textContent).toBe('dd');
    expect(figures.get(passage)).toBe(figure);
    expect(figures.inPlace).toEqual([]);
    expect(figures.stretches).toEqual([passage]);
    figures.insert(text, passage, figure);
    expect(figure.previousElementSibling?.textContent).toBe('bb');
    expect(figures.inPlace).toEqual([passage]);
    // A page that ends before the passage does changes nothing.
    figures.insert(text, passage, figure, 2);
    expect(figure.previousElementSibling?.textContent).toBe('bb');
    expect(figures.inPlace).toEqual([passage]);
  });
});
