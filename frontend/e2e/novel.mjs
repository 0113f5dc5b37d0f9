/** A novel out of our own words, of three megabytes unless another size is named, as an FB2 file. */

import { makeChapter } from './engine/text.mjs';

const CHAPTERS = 60;
const BYTES = 3 * 1024 * 1024;
const TITLE = 'Три мегабайта';

const plain = (text) => text.replaceAll('\ufffc', '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The file's bytes. */
export function novel(chapters = CHAPTERS, bytes = BYTES, title = TITLE) {
  const sections = [];
  let size = 0;
  for (let number = 1; number <= chapters; number += 1) {
    let body = '';
    for (let part = 0; Buffer.byteLength(body) < bytes / chapters; part += 1) {
      const { text } = makeChapter('x', 'ru', number * 100 + part, 40);
      const lines = text.split('\n').slice(1);
      body += lines.map((line) => `<p>${plain(line)}</p>`).join('');
    }
    size += Buffer.byteLength(body);
    sections.push(`<section><title><p>Глава ${number}</p></title>${body}</section>`);
  }
  const head =
    '<description><title-info><genre>prose</genre><author><first-name>Проба</first-name><last-name>Размера</last-name></author>' +
    `<book-title>${title}</book-title><lang>ru</lang></title-info></description>`;
  const xml = `<?xml version="1.0" encoding="utf-8"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">${head}<body>${sections.join('')}</body></FictionBook>`;
  return { bytes: Buffer.from(xml), megabytes: size / 1024 / 1024 };
}
