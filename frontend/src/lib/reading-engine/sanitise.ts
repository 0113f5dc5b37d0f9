/**
 * The second wall: the server sent only allowed markup, and still nothing else gets into the page.
 * The markup is parsed where no script runs and no image loads, then copied by an allow-list.
 */

const ELEMENTS = new Set(
  (
    'h1 h2 h3 h4 h5 h6 p blockquote ul ol li table caption thead tbody tfoot tr th td figure figcaption ' +
    'img em strong i b s sup sub a br hr span div section code pre'
  ).split(' '),
);

/** Elements whose content is no text of the book, whatever it says. */
const DROPPED = new Set(
  'script style template iframe object embed form input button select textarea svg math link meta base title noscript'.split(
    ' ',
  ),
);

const CLASSES = new Set(
  'poem stanza verse epigraph cite text-author subtitle dropcap smallcaps letter noteref caption'.split(' '),
);

const WHOLE_NUMBER = /^\d{1,9}$/;
const IDENTIFIER = /^[\w.:-]{1,200}$/;
const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const OUTSIDE = /^(https?:\/\/|mailto:)/i;

const ATTRIBUTES: Record<string, (value: string) => boolean> = {
  'data-o': (value) => WHOLE_NUMBER.test(value),
  'data-offset': (value) => WHOLE_NUMBER.test(value),
  'data-image': (value) => IDENTIFIER.test(value),
  'data-note': (value) => IDENTIFIER.test(value),
  'data-chapter': (value) => IDENTIFIER.test(value),
  width: (value) => WHOLE_NUMBER.test(value),
  height: (value) => WHOLE_NUMBER.test(value),
  colspan: (value) => WHOLE_NUMBER.test(value),
  rowspan: (value) => WHOLE_NUMBER.test(value),
  start: (value) => WHOLE_NUMBER.test(value),
  lang: (value) => LANGUAGE.test(value),
  dir: (value) => value === 'ltr' || value === 'rtl',
  alt: () => true,
  title: () => true,
};

type SetHtml = (html: string, options: { sanitizer: Record<string, unknown> }) => void;

function parseWithBrowserSanitizer(target: HTMLElement, html: string): boolean {
  const setHtml = (target as unknown as { setHTML?: SetHtml }).setHTML;
  if (typeof setHtml !== 'function') return false;
  try {
    setHtml.call(target, html, {
      sanitizer: {
        elements: [...ELEMENTS],
        attributes: [...Object.keys(ATTRIBUTES), 'class', 'href'],
        replaceWithChildrenElements: ['font', 'center', 'article', 'main', 'header', 'footer'],
      },
    });
    return true;
  } catch {
    // An older draft of the interface takes other options; the allow-list below stands alone then.
    return false;
  }
}

function parse(html: string): HTMLElement {
  const inert = document.implementation.createHTMLDocument('');
  const target = inert.body;
  if (parseWithBrowserSanitizer(target, html)) return target;
  return new DOMParser().parseFromString(`<!doctype html><body>${html}`, 'text/html').body;
}

function copyAttributes(from: Element, to: HTMLElement): void {
  for (const { name, value } of from.attributes) {
    const allowed = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
    if (allowed?.(value)) to.setAttribute(name, value);
  }
  const classes = [...from.classList].filter((name) => CLASSES.has(name));
  if (classes.length > 0) to.className = classes.join(' ');
  if (to instanceof HTMLAnchorElement) {
    const href = from.getAttribute('href') ?? '';
    if (OUTSIDE.test(href)) {
      to.href = href;
      to.rel = 'noopener noreferrer nofollow';
      to.target = '_blank';
    } else if (to.dataset.note !== undefined || to.dataset.chapter !== undefined) {
      // Reachable by keyboard; the engine answers the click itself.
      to.setAttribute('href', '#');
    }
  }
}

/** An image that is not there yet has no size of its own: the style sheet makes room by these numbers. */
function reserve(image: HTMLImageElement): void {
  const [width, height] = [image.getAttribute('width'), image.getAttribute('height')];
  if (!Number(width) || !Number(height)) return;
  image.style.setProperty('--re-width', `${width}`);
  image.style.setProperty('--re-height', `${height}`);
}

/** Gives an address for an image of the book, by its hash. */
export type ImageAddress = (sha256: string) => string;

/** Turns a chapter's or a note's markup into nodes of this document, allowed ones only. */
export function cleanFragment(html: string, imageAddress: ImageAddress): DocumentFragment {
  const copy = (from: Node, into: Node): void => {
    for (let node = from.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) {
        into.appendChild(document.createTextNode(node.nodeValue ?? ''));
        continue;
      }
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      const element = node as Element;
      const name = element.localName;
      if (DROPPED.has(name)) continue;
      if (!ELEMENTS.has(name)) {
        copy(element, into);
        continue;
      }
      const clean = document.createElement(name);
      copyAttributes(element, clean);
      if (clean instanceof HTMLImageElement) {
        const hash = clean.dataset.image;
        if (hash === undefined) continue;
        clean.decoding = 'async';
        reserve(clean);
        clean.src = imageAddress(hash);
      }
      into.appendChild(clean);
      copy(element, clean);
    }
  };
  const fragment = document.createDocumentFragment();
  copy(parse(html), fragment);
  return fragment;
}
