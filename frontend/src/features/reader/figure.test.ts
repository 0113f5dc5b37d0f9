import { describe, expect, it, vi } from 'vitest';
import type { Picture } from '@/api/model';
import { pictureAddress, pictureSet } from './api/reading';
import { PictureFigure, shortCaption } from './figure';

const words = {
  painting: 'painting',
  failed: 'failed',
  again: 'again',
  more: 'more',
  enlarge: 'enlarge',
  label: 'Sketch',
};
const picture = (change: Partial<Picture> = {}): Picture => ({
  id: 'p',
  state: 'ready',
  url: '/api/p?v=1',
  width: 1152,
  height: 768,
  alt: 'a house',
  label: 'sketch',
  ...change,
});

describe('a caption', () => {
  it('is cut where a word ends', () => {
    expect(shortCaption('short  words\nhere')).toBe('short words here');
    const cut = shortCaption('слово, '.repeat(60));
    expect(cut.length).toBeLessThanOrEqual(151);
    expect(cut).toMatch(/слово…$/);
  });
});

describe('a picture’s addresses', () => {
  it('keep the query the server gave', () => {
    expect(pictureAddress('/p?v=1', 480)).toBe('/p?v=1&w=480');
    expect(pictureAddress('/p', 480)).toBe('/p?w=480');
    expect(pictureSet('/p').split(', ')).toHaveLength(3);
  });
});

describe('the figure', () => {
  it('bears its label and the author’s words before, during and after painting', () => {
    const again = vi.fn();
    const enlarge = vi.fn();
    const figure = new PictureFigure('Белый дом.', 'ru', words, { again, enlarge });
    const caption = () => figure.element.querySelector('figcaption')?.textContent;
    figure.show(picture({ state: 'painting', url: null }), words);
    expect(figure.element.querySelector('[role=status]')?.textContent).toBe('painting');
    expect(caption()).toBe('Белый дом.Sketch');
    const shape = figure.element.style.getPropertyValue('--picture-shape');
    figure.show(picture({ state: 'failed', url: null }), words);
    figure.element.querySelector<HTMLButtonElement>('.picture-again')?.click();
    expect(again).toHaveBeenCalledOnce();
    figure.show(picture(), words);
    expect(figure.element.querySelector('img')?.alt).toBe('a house');
    expect(figure.element.style.getPropertyValue('--picture-shape')).toBe(shape);
    figure.element.querySelector<HTMLButtonElement>('.picture-button')?.click();
    expect(enlarge).toHaveBeenCalledOnce();
    expect(caption()).toBe('Белый дом.Sketch');
  });
});
