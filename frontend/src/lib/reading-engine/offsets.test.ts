import { describe, expect, it } from 'vitest';
import { countPoints, indexOfPoint, OffsetMap } from './offsets';

function chapter(html: string): OffsetMap {
  const root = document.createElement('div');
  root.innerHTML = html;
  document.body.replaceChildren(root);
  return new OffsetMap(root);
}

describe('counting code points', () => {
  it('counts a pair of surrogates once and a soft hyphen not at all', () => {
    expect(countPoints('a🙂б\u00adв')).toBe(4);
    expect(countPoints('a🙂б\u00adв', 3)).toBe(2);
    expect(indexOfPoint('a🙂б\u00adв', 2)).toBe(3);
    expect(indexOfPoint('a🙂б\u00adв', 3)).toBe(5);
    expect(indexOfPoint('abc', 9)).toBe(3);
  });
});

describe('the offset map', () => {
  const html =
    '\n<h2 data-o="0">Ab</h2>\n' +
    '<p data-o="3">x🙂<em>y\u00adz</em><a class="noteref" data-note="n1" data-o="7">1</a>w<br>v</p>\n' +
    '<figure data-inert=""><p>not text</p></figure>' +
    '<ul>\n<li data-o="11">li<img width="1" height="1"></li>\n</ul>\n' +
    '<hr data-o="15">\n<p data-o="16">end</p>\n';
  const text = 'Ab\nx🙂yzw\nv\nli\ufffc\n\nend';

  it('gives back the text of the server, gaps between blocks included', () => {
    const map = chapter(html);
    expect(map.end).toBe([...text].length);
    expect(map.textBetween(0, map.end)).toBe(text);
    expect(map.textBetween(map.end, map.end + 9)).toBe('');
    expect(map.textBetween(map.end + 30, map.end + 60)).toBe('');
    expect(map.textBetween(5, 5)).toBe('');
    const points = [...text];
    for (let start = 0; start < points.length; start++) {
      for (let end = start + 1; end <= points.length; end++) {
        const slice = points.slice(start, end).join('');
        expect(map.textBetween(start, end)).toBe(slice);
      }
    }
  });

  it('finds every offset again from its place in the DOM', () => {
    const map = chapter(html);
    for (const segment of map.segments) {
      for (let point = 0; point < segment.length; point++) {
        const offset = segment.start + point;
        const range = map.rangeAt(offset);
        expect(range).not.toBeNull();
        if (range)
          expect(map.offsetAt({ node: range.startContainer, index: range.startOffset })).toBe(offset);
      }
    }
  });

  it('makes ranges without note marks, figures and neighbours', () => {
    const map = chapter(html);
    const strings = map.pieces(4, 9).map((range) => range.toString());
    expect(strings.join('')).toBe('🙂y\u00adzw');
    expect(map.pieces(5, 6).map(String)).toEqual(['y']);
  });

  it('knows the block of an offset and nothing outside the book', () => {
    const map = chapter(html);
    expect(map.blockAt(12)?.localName).toBe('li');
    const inert = map.root.querySelector('figure p')?.firstChild;
    expect(inert && map.offsetAt({ node: inert, index: 1 })).toBeNull();
    expect(chapter('').rangeAt(3)).toBeNull();
  });
});
