/** Chapters of our own words with everything the offset map must survive, and the text the server would give. */

export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 1 | state) + 0x6d2b79f5) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 7), 61 | state) ^ state;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const WORDS = {
  ru: (
    'за деревней начиналось широкое неубранное поле и дальше темнел молчаливый хвойный лес старик медленно ' +
    'поднялся на скрипучее крыльцо посмотрел вокруг и удивлённо покачал головой потому что неожиданно ' +
    'выглянувшее солнце осветило заснеженные крыши колокольню покосившийся забор и узенькую тропинку ' +
    'протоптанную кем-то совсем недавно в сенях пахло сушёными яблоками берёзовыми вениками керосином'
  ).split(' '),
  en: (
    'beyond the village there lay an enormous unharvested field and farther off the silent evergreen forest ' +
    'darkened slowly while the old man climbed his creaking staircase looked around and shook his head in ' +
    'astonishment because unexpected sunlight had brightened every snowcovered rooftop the crooked belfry ' +
    'a leaning fence and one narrow footpath somebody had trodden there remarkably recently'
  ).split(' '),
};

const PIXEL_RATIO = [
  [320, 200],
  [900, 1400],
  [64, 64],
];

/** Builds {id, lang, html, text, notes, chars}; `text` by the rules of the normalised model. */
export function makeChapter(id, lang, seed, paragraphs = 70) {
  const rnd = random(seed);
  const pick = (list) => list[Math.floor(rnd() * list.length)];
  let html = '\n';
  let text = '';
  let offset = 0;
  const notes = [];
  const points = (s) => [...s].length;
  const begin = () => {
    if (text !== '') {
      text += '\n';
      offset += 1;
    }
    return offset;
  };
  const say = (s) => {
    text += s;
    offset += points(s);
    return s.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  };
  const sentence = (from = WORDS[lang]) => {
    const n = 6 + Math.floor(rnd() * 14);
    const words = Array.from({ length: n }, () => pick(from));
    if (rnd() < 0.15) words[Math.floor(rnd() * n)] = pick(['𝔘𝔫𝔦𝔠𝔬𝔡𝔢', '🙂', 'x𐍈y', 'a & b', '1 < 2']);
    if (rnd() < 0.1) words[0] = `—\u00a0${words[0]}`;
    const s = words.join(' ');
    return `${s[0].toUpperCase()}${s.slice(1)}.`;
  };
  const note = () => {
    const noteId = `n${notes.length + 1}`;
    notes.push({
      id: noteId,
      html: `<p data-o="0">${sentence().replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
    });
    return `<a class="noteref" data-note="${noteId}" data-o="${offset}">${notes.length}</a>`;
  };
  const image = () => {
    const [width, height] = pick(PIXEL_RATIO);
    text += '\ufffc';
    const s = `<img data-image="abc${width}" width="${width}" height="${height}" alt="">`;
    offset += 1;
    return s;
  };
  const inline = () => {
    let out = say(sentence());
    const more = 1 + Math.floor(rnd() * 5);
    for (let i = 0; i < more; i++) {
      const kind = rnd();
      out += say(' ');
      if (kind < 0.1) out += `<em>${say(sentence())}</em>`;
      else if (kind < 0.16) out += say(sentence()) + note();
      else if (kind < 0.2) {
        text += '\n';
        offset += 1;
        out += `<br>${say(sentence())}`;
      } else if (kind < 0.24) out += `<strong lang="en">${say(sentence(WORDS.en))}</strong>`;
      else out += say(sentence());
    }
    return out;
  };
  html += `<h2 data-o="${begin()}">${say(lang === 'ru' ? 'Глава двадцать первая, непредсказуемая' : 'Chapter the unpredictable twentyfirst')}</h2>\n`;
  for (let i = 0; i < paragraphs; i++) {
    const kind = rnd();
    if (kind < 0.03) html += `<p data-o="${begin()}">${image()}</p>\n`;
    else if (kind < 0.05) html += `<hr data-o="${begin()}">\n`;
    else if (kind < 0.08) {
      html += '<div class="poem">\n<div class="stanza">\n';
      for (let v = 0; v < 4; v++) html += `<p class="verse" data-o="${begin()}">${say(sentence())}</p>\n`;
      html += '</div>\n</div>\n';
    } else if (kind < 0.11) {
      html += '<ul>\n';
      for (let v = 0; v < 3; v++) html += `<li data-o="${begin()}">${inline()}</li>\n`;
      html += '</ul>\n';
    } else if (kind < 0.14) html += `<blockquote>\n<p data-o="${begin()}">${inline()}</p>\n</blockquote>\n`;
    else if (kind < 0.16)
      html += `<p data-o="${begin()}">${say(sentence())}${say(' ')}${image()}${say(' ')}${say(sentence())}</p>\n`;
    else html += `<p data-o="${begin()}">${inline()}</p>\n`;
  }
  return { id, lang, html, text, notes, chars: points(text) };
}
