import { beforeEach, describe, expect, it } from 'vitest';
import type { OtherPlace } from '@/api/model';
import {
  keepGathered,
  keepHere,
  keepQuestion,
  placesHere,
  rememberedPace,
  rememberPace,
  takeGathered,
} from './local-store';
import type { Move } from './moves';

const move = (id: string, madeAt: string): Move => ({
  id,
  kind: 'turn',
  chapter: 'c2',
  offset: 10,
  pageEnd: 40,
  reached: true,
  quote: 'слова',
  before: '',
  after: '',
  version: 3,
  madeAt,
});

const other: OtherPlace = {
  move: 'm',
  device: null,
  at: '2026-05-03T12:00:00Z',
  chapter: 'c1',
  chapter_title: '',
  offset: 1,
  sentence: '',
  progress: 0.1,
};

beforeEach(() => localStorage.clear());

describe('what this device keeps', () => {
  it('is what tabs had gathered when they ended, given once and in order', () => {
    keepGathered('u', 'b', 'second', [move('2', '2026-05-03T12:00:02Z')]);
    keepGathered('u', 'b', 'first', [move('1', '2026-05-03T12:00:01Z')]);
    keepGathered('u', 'other', 'first', [move('3', '2026-05-03T12:00:03Z')]);
    keepGathered('u', 'b', 'third', []);
    expect(takeGathered('another', 'b')).toEqual([]);
    expect(takeGathered('u', 'b').map(({ id }) => id)).toEqual(['1', '2']);
    expect(takeGathered('u', 'b')).toEqual([]);
  });

  it('is the last place here, and a question that was never answered', () => {
    const here = move('1', '2026-05-03T12:00:01Z');
    expect(placesHere('u', 'b')).toEqual({ here: null, question: null });
    keepHere('u', 'b', here);
    keepQuestion('u', 'b', { other, here });
    expect(placesHere('u', 'b')).toEqual({ here, question: { other, here } });
    expect(placesHere('another', 'b')).toEqual({ here: null, question: null });
    keepQuestion('u', 'b', null);
    expect(placesHere('u', 'b')).toEqual({ here, question: null });
  });

  it('is nothing where something else was stored', () => {
    for (const bad of ['{', '[]', '{"chapter":1}', '"x"', '[{"id":1}]', '{"other":{},"here":{}}']) {
      localStorage.setItem('bookreader.place.u.b.here', bad);
      localStorage.setItem('bookreader.place.u.b.asked', bad);
      localStorage.setItem('bookreader.place.u.b.gathered.s', bad);
      expect(placesHere('u', 'b')).toEqual({ here: null, question: null });
      expect(takeGathered('u', 'b')).toEqual([]);
    }
    localStorage.setItem('bookreader.pace', '{"a":1}');
    expect(rememberedPace()).toEqual([]);
    rememberPace([900, 1000]);
    expect(rememberedPace()).toEqual([900, 1000]);
  });
});
