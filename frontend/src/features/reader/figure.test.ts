import { describe, expect, it, vi } from 'vitest';
import type { Picture } from '@/api/model';
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
  maker: 'sketch',
  thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI',
  colour: '#a0b1c2',
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

  it('has its blur, its colour and all formats before a byte of it came', () => {
    const figure = new PictureFigure('Белый дом.', 'ru', words, { again: vi.fn(), enlarge: vi.fn() });
    figure.show(picture(), words);
    const image = figure.element.querySelector('img');
    expect(image?.style.backgroundColor).toBe('#a0b1c2');
    expect(image?.style.backgroundImage).toContain('data:image/png');
    expect([image?.width, image?.height]).toEqual([1152, 768]);
    const types = [...figure.element.querySelectorAll('source')].map(({ type }) => type);
    expect(types).toEqual(['image/avif', 'image/webp']);
  });

  it('takes a provider’s picture of another shape without moving a line or losing the focus', async () => {
    const figure = new PictureFigure('Белый дом.', 'ru', words, { again: vi.fn(), enlarge: vi.fn() });
    document.body.replaceChildren(figure.element);
    figure.show(picture(), words);
    const button = figure.element.querySelector<HTMLButtonElement>('.picture-button');
    button?.focus();
    const shape = figure.element.style.getPropertyValue('--picture-shape');
    const ai = picture({ url: '/api/q?v=2', width: 1024, height: 1024, label: 'ai', maker: 'A' });
    figure.show(ai, { ...words, label: 'AI' });
    await vi.waitFor(() => expect(figure.element.querySelector('img')?.src).toContain('/api/q?v=2'));
    expect(figure.element.querySelector('img')?.dataset.fit).toBe('whole');
    expect(figure.element.style.getPropertyValue('--picture-shape')).toBe(shape);
    expect(figure.element.querySelector('.picture-label')?.textContent).toBe('AI');
    expect(document.activeElement).toBe(button);
  });
});
