import { expect, it } from 'vitest';
import type { Mark } from '@/api/model';
import { pictureToOffer } from './picture-to-offer';

const mark = (start: number, change: Partial<Mark> = {}): Mark => ({
  start,
  length: 40,
  type: 'location',
  id: `d${start}`,
  strength: 0.5,
  level: 'normal',
  own: false,
  coming: false,
  picture: {
    id: 'p',
    state: 'ready',
    url: '/p',
    width: 3,
    height: 2,
    alt: '',
    label: 'sketch',
    maker: 'sketch',
  },
  ...change,
});
const page = { start: 100, end: 1_000 };
const none = () => false;

it('is the one most worth showing of those that begin on the page', () => {
  const marks = [
    mark(50, { level: 'few' }),
    mark(120, { strength: 0.4 }),
    mark(300, { strength: 0.8 }),
    mark(500, { level: 'many', strength: 1 }),
    mark(1_000, { level: 'few' }),
  ];
  expect(pictureToOffer(marks, page, none)?.start).toBe(300);
  expect(pictureToOffer([...marks, mark(700, { level: 'few', strength: 0.1 })], page, none)?.start).toBe(700);
  expect(pictureToOffer([...marks, mark(800, { own: true, level: null })], page, none)?.start).toBe(800);
});

it('is nothing not met yet, nothing unpainted and nothing beside a picture that is open', () => {
  expect(pictureToOffer([mark(120, { id: null })], page, none)).toBeNull();
  expect(pictureToOffer([mark(120, { picture: null })], page, none)).toBeNull();
  expect(pictureToOffer([mark(120), mark(300)], page, ({ start }) => start === 300)).toBeNull();
  expect(pictureToOffer([mark(120), mark(50)], page, ({ start }) => start === 50)?.start).toBe(120);
});
