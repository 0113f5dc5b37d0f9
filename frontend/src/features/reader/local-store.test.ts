import { beforeEach, describe, expect, it } from 'vitest';
import { keepUnsavedPlace, rememberedPace, rememberPace, unsavedPlace } from './local-store';

beforeEach(() => localStorage.clear());

describe('what this device keeps', () => {
  it('is the unsaved place of each book until the server has it', () => {
    const report = { chapter: 'c2', offset: 10, pageEnd: 40, reached: true };
    keepUnsavedPlace('b', report);
    expect(unsavedPlace('b')).toEqual(report);
    expect(unsavedPlace('other')).toBeNull();
    keepUnsavedPlace('b', null);
    expect(unsavedPlace('b')).toBeNull();
  });

  it('is nothing where something else was stored', () => {
    for (const bad of ['{', '[]', '{"chapter":1}', '"x"']) {
      localStorage.setItem('bookreader.place.b', bad);
      expect(unsavedPlace('b')).toBeNull();
    }
    localStorage.setItem('bookreader.pace', '{"a":1}');
    expect(rememberedPace()).toEqual([]);
    rememberPace([900, 1000]);
    expect(rememberedPace()).toEqual([900, 1000]);
  });
});
