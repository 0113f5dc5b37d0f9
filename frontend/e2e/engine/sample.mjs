/** A chapter of our own with everything a typesetter meets, in Russian and in English, as the server would give it. */

const RU = {
  title: ['Глава седьмая', 'в которой много говорят и мало делают'],
  epigraph: ['Река не спрашивает, куда ей течь.', 'Надпись на мосту'],
  drop: [
    'В',
    'ечером, когда с мельницы уже снесли последние мешки и хозяин запер ворота на два засова, в доме зажгли лампу. Свет её был жёлт и тих, и тени от герани легли на скатерть, словно вырезанные из чёрной бумаги; никто не садился за стол, хотя самовар давно шумел.',
  ],
  prose: [
    'За окном начинался сад, а за садом — широкое неубранное поле, по которому, переваливаясь с боку на бок, шли к реке гуси. Пахло яблоками, дымом и ещё чем-то осенним, чему нет названия ни в одном языке.',
    'Дед снял очки, протёр их краем рубахи и долго смотрел на письмо, прежде чем достопримечательнейшим образом сложить его вчетверо.',
  ],
  dialogue: [
    '— Ты поедешь? — спросила бабушка.',
    '— Поеду, — сказал он и посмотрел на дверь, за которой стоял дождь. — Завтра, с первым пароходом, если только переправу не закроют.',
    '— А мы? — Она не договорила.',
  ],
  poem: [
    [
      'Над рекою тихий вечер,',
      'лодка спит на берегу,',
      'я зажгу на окнах свечи —',
      'больше ничего не смогу.',
    ],
    [
      'И пока они не гаснут,',
      'и пока темно вокруг,',
      'мне совсем, совсем не страшно,',
      'что за лесом ходит вьюга, мой далёкий, мой единственный, мой неверный старый друг.',
    ],
  ],
  author: 'Из тетради мельника',
  subtitle: 'Что было в сундуке',
  letter: ['Любезный брат!', 'Пишу тебе из города, где всё дорого и никто не здоровается.', 'Твой Андрей'],
  table: [
    ['Предмет', 'Сколько', 'Где найден', 'Кому отошёл', 'Замечания'],
    ['Подсвечник медный', '2', 'в сенях', 'крестнице Аграфене', 'один без чашечки'],
    ['Зеркало', '1', 'на чердаке', 'никому', 'треснуло'],
  ],
  small: 'Постоялый двор',
  note: 'Мельница сгорела двумя годами позже.',
};
const EN = {
  title: ['Chapter the Seventh', 'in which much is said and little done'],
  epigraph: ['The river does not ask which way to run.', 'Written on a bridge'],
  drop: [
    'T',
    'hat evening, when the last sacks had been carried down from the mill and the master had shot both bolts of the gate, a lamp was lit in the house. Its light was yellow and quiet, and the shadows of the geraniums lay upon the cloth as though cut from black paper; nobody sat down, though the kettle had long been singing.',
  ],
  prose: [
    'Beyond the window lay the garden, and beyond the garden a wide unharvested field, over which the geese, rolling from side to side, were making for the river. It smelt of apples, of smoke, and of something autumnal besides, for which no language has a name.',
    'The old man took off his spectacles, wiped them on his shirt and looked for a long while at the letter before folding it, incomprehensibly, in four.',
  ],
  dialogue: [
    '“Will you go?” asked his wife.',
    '“I shall,” said he, and looked at the door, behind which stood the rain. “Tomorrow, by the first boat, unless they have closed the crossing.”',
    '“And we?” She did not finish.',
  ],
  poem: [
    [
      'Quiet evening on the river,',
      'boats asleep upon the sand,',
      'I shall set a light to shiver',
      'in the window, by my hand.',
    ],
    [
      'While it burns I shall not wonder',
      'who goes walking in the snow,',
      'in the forest, over yonder,',
      'my only one, my faithless one, my friend of very long ago.',
    ],
  ],
  author: 'From the miller’s notebook',
  subtitle: 'What was in the chest',
  letter: [
    'Dear brother,',
    'I write from a town where everything is dear and nobody bids one good day.',
    'Your Andrew',
  ],
  table: [
    ['Thing', 'How many', 'Where found', 'To whom', 'Remarks'],
    ['Candlestick, brass', '2', 'in the porch', 'goddaughter Agatha', 'one lacks its pan'],
    ['Looking-glass', '1', 'in the attic', 'nobody', 'cracked across'],
  ],
  small: 'The Coaching Inn',
  note: 'The mill burnt down two years later.',
};

const points = (text) => [...text].length;

/** Builds the chapter: {id, lang, html, text, notes, chars}. */
export function sampleChapter(lang) {
  const words = lang === 'ru' ? RU : EN;
  let html = '';
  let text = '';
  const begin = () => {
    if (text !== '') text += '\n';
    return points(text);
  };
  const say = (words) => {
    text += words;
    return words.replaceAll('&', '&amp;');
  };
  const lineBreak = () => {
    text += '\n';
    return '<br>';
  };
  const block = (name, content, className = '') => {
    const offset = begin();
    html += `<${name} data-o="${offset}"${className ? ` class="${className}"` : ''}>${content()}</${name}>`;
  };
  const p = (content, className) => block('p', () => say(content), className);
  const image = (name, width, height) => {
    text += '\ufffc';
    return `<img data-image="${name}" width="${width}" height="${height}" alt="">`;
  };
  const inside = (open, close, fill) => {
    html += open;
    fill();
    html += close;
  };
  block('p', () => image('head', 900, 260));
  block('h2', () => `${say(words.title[0])}${lineBreak()}${say(words.title[1])}`);
  inside('<div class="epigraph">', '</div>', () => {
    p(words.epigraph[0]);
    p(words.epigraph[1], 'text-author');
  });
  block('p', () => `<span class="dropcap">${say(words.drop[0])}</span>${say(words.drop[1])}`);
  p(words.prose[0]);
  words.dialogue.forEach((line) => {
    p(line);
  });
  block(
    'p',
    () =>
      `${say(`${words.prose[1]} `)}<span class="smallcaps">${say(words.small)}</span>${say('.')}<a class="noteref" data-note="n1" data-o="${points(text)}">1</a>`,
  );
  inside('<div class="poem">', '</div>', () => {
    for (const stanza of words.poem)
      inside('<div class="stanza">', '</div>', () => {
        for (const verse of stanza) p(verse, 'verse');
      });
    p(words.author, 'text-author');
  });
  p(words.prose[0]);
  block('hr', () => '');
  html = html.replace(/<\/hr>/g, '');
  p(words.prose[1]);
  p(words.prose[0]);
  block('p', () => image('tall', 600, 1900));
  p(words.subtitle, 'subtitle');
  p(words.prose[0]);
  inside('<blockquote class="letter">', '</blockquote>', () => {
    p(words.letter[0]);
    p(words.letter[1]);
    p(words.letter[2], 'text-author');
  });
  const rows = (wide) =>
    words.table.forEach((row, index) => {
      html += '<tr>';
      const cell = index === 0 ? 'th' : 'td';
      for (const one of wide ? [...row, ...row, ...row] : row) block(cell, () => say(one));
      html += '</tr>';
    });
  inside('<table>', '</table>', () => rows(false));
  p(words.prose[1]);
  inside('<table>', '</table>', () => rows(true));
  for (let i = 0; i < 3; i += 1) {
    p(words.prose[0]);
    p(words.prose[1]);
  }
  block('h3', () => say(words.small));
  p(words.prose[0]);
  const notes = [{ id: 'n1', html: `<p data-o="0">${words.note}</p>` }];
  return { id: `sample-${lang}`, lang, html, text, notes, chars: points(text) };
}
