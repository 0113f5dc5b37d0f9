import { describe, expect, it } from 'vitest';
import { cleanFragment } from './sanitise';

function clean(html: string): string {
  const holder = document.createElement('div');
  holder.append(cleanFragment(html, (hash) => `/images/${hash}`));
  return holder.innerHTML;
}

describe('the second wall', () => {
  it('lets the book’s own markup through', () => {
    const html =
      '<h2 data-o="0">T</h2><p lang="ru" data-o="2" class="verse">a<em>b</em><br>' +
      '<a data-note="n-1" data-o="4" class="noteref" href="#">1</a><a data-chapter="c2" data-offset="3" href="#">x</a></p>' +
      '<table><tbody><tr><td colspan="2" data-o="6">y</td></tr></tbody></table>';
    expect(clean(html)).toBe(html);
  });

  it('gives images their address and drops those without a name of ours', () => {
    expect(clean('<img data-image="ab12" width="3" height="4" alt="x" src="https://elsewhere/">')).toBe(
      '<img data-image="ab12" width="3" height="4" alt="x" decoding="async" style="--re-width: 3; --re-height: 4;" src="/images/ab12">',
    );
    expect(clean('<p>a<img src="https://elsewhere/pixel.gif">b</p>')).toBe('<p>ab</p>');
  });

  it('drops what could run, and unwraps what it does not know', () => {
    expect(clean('<p onclick="x()" style="color:red" id="y" class="evil">a<script>x()</script></p>')).toBe(
      '<p>a</p>',
    );
    expect(clean('<article><p>a</p></article><object data="x"></object><style>p{}</style>')).toBe('<p>a</p>');
    expect(clean('<a href="javascript:x()">a</a><a href=" JavaScript:x()">b</a>')).toBe('<a>a</a><a>b</a>');
    expect(clean('<p data-o="1 onload" lang="x y" dir="up">a</p>')).toBe('<p>a</p>');
  });
});
