import { describe, expect, it } from 'vitest';
import { fitting, sameStretch, stretchKey, trimmed } from './stretch';

describe('a stretch', () => {
  it('is known by both its ends', () => {
    expect(stretchKey({ start: 3, length: 4 })).not.toBe(stretchKey({ start: 3, length: 5 }));
    expect(stretchKey({ start: 1, length: 23 })).not.toBe(stretchKey({ start: 12, length: 3 }));
    expect(sameStretch({ start: 3, length: 4 }, { start: 3, length: 4 })).toBe(true);
  });

  it('loses the white space and pictures at its ends, counted in code points', () => {
    expect(trimmed(10, ' \n🙂 дом\ufffc\n')).toEqual({ start: 12, length: 5 });
    expect(trimmed(0, 'дом')).toEqual({ start: 0, length: 3 });
    expect(trimmed(5, ' \u00a0\n\ufffc')).toBeNull();
    expect(trimmed(5, '')).toBeNull();
  });

  it('is cut behind a sentence, else behind a word, else where it must', () => {
    expect(fitting('Дом. Сад.', 20)).toBe(9);
    expect(fitting('Старый дом. Белый сад за домом.', 20)).toBe(11);
    expect(fitting('«Старый дом!» Белый сад за домом.', 20)).toBe(13);
    expect(fitting('старый дом и белый сад', 12)).toBe(10);
    expect(fitting('🙂'.repeat(30), 12)).toBe(12);
  });
});
