"""A chapter's HTML as XHTML of an e-book: links made whole, plates put after what they show."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from lxml import etree
from lxml import html as lxml_html
from lxml.etree import _Element as Element

from bookcore.edition.model import Leaf
from bookcore.edition.words import Words

OPS = "http://www.idpf.org/2007/ops"
_TYPE = f"{{{OPS}}}type"
_PREFIX = "ops"
_NAMESPACE = re.compile(rf' xmlns:{_PREFIX}="[^"]*"')
etree.register_namespace(_PREFIX, OPS)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Figure(NamedTuple):
    """A plate as it stands in the text; `end` is where its passage ends in the chapter."""

    id: str
    end: int
    file: str
    width: int
    height: int
    alt: str
    caption: str
    label: str


class Links(NamedTuple):
    """How places and images are called in the finished book."""

    chapter: Callable[[str], str | None]
    image: Callable[[str], str | None]


_ANCHOR = re.compile(r'<(?!a )[a-z0-9]+[^>]* data-o="(\d+)"')


def anchors_of(source: str) -> list[int]:
    """The offsets at which a chapter's blocks begin, in order."""
    return sorted({int(offset) for offset in _ANCHOR.findall(source)})


def fragment(source: str) -> Element:
    """The elements of a chapter or note inside one <section>."""
    root = lxml_html.fragment_fromstring(source, create_parent="section")
    out = etree.Element("section")
    out.text = root.text
    out.extend(root)
    return out


def anchor(offset: int) -> str:
    """The id of the block that starts at an offset."""
    return f"o{offset}"


def build(
    leaf: Leaf, figures: Iterable[Figure], links: Links, wanted: set[int], words: Words
) -> str:
    """The body of a chapter's page: text, plates, the notes it refers to.

    `wanted` are offsets that other pages link to; each gets the block that holds it.
    """
    section = fragment(leaf.html)
    blocks = [(int(e.get("data-o", "0")), e) for e in section.iter() if _is_block(e)]
    starts = [o for o, _ in blocks]
    for offset in wanted:
        _block_at(blocks, starts, offset)
    notes = dict(leaf.notes)
    told = _dress(section, links, notes)
    _place(section, blocks, starts, figures)
    if told:
        section.append(_note_section(told, notes, links, words))
    text = etree.tostring(section, encoding="unicode", method="xml")
    # The page around it declares the one prefix it needs.
    return _NAMESPACE.sub("", text).replace(f"{_PREFIX}:type=", "epub:type=")


def _is_block(element: Element) -> bool:
    return (
        isinstance(element.tag, str)
        and element.get("data-o") is not None
        and element.get("class") != "noteref"
    )


def _block_at(blocks: list[tuple[int, Element]], starts: list[int], offset: int) -> None:
    """Give the block that holds an offset its id."""
    at = bisect_right(starts, offset) - 1
    if at >= 0:
        blocks[at][1].set("id", anchor(starts[at]))


def nearest(anchors: list[int], offset: int) -> str | None:
    """The id of the block that holds an offset; None for the page's own beginning."""
    at = bisect_right(anchors, offset) - 1
    return anchor(anchors[at]) if at >= 0 else None


def _place(
    section: Element,
    blocks: list[tuple[int, Element]],
    starts: list[int],
    figures: Iterable[Figure],
) -> None:
    """Each plate after the whole paragraph, table or poem that its passage ends in."""
    after: dict[Element, Element] = {}
    for figure in sorted(figures, key=lambda f: f.end):
        at = bisect_right(starts, max(0, figure.end - 1)) - 1
        made = _figure(figure)
        if at < 0:
            section.insert(0, made)
            continue
        top = blocks[at][1]
        while (parent := top.getparent()) is not None and parent is not section:
            top = parent
        after.get(top, top).addnext(made)
        after[top] = made


def _figure(figure: Figure) -> Element:
    made = etree.Element("figure", {"class": "plate", "id": figure.id})
    etree.SubElement(
        made,
        "img",
        {
            "src": f"../{figure.file}", "alt": figure.alt,
            "width": str(figure.width), "height": str(figure.height),
        },
    )  # fmt: skip
    caption = etree.SubElement(made, "figcaption")
    quote = etree.SubElement(caption, "span", {"class": "quote"})
    quote.text = figure.caption
    label = etree.SubElement(caption, "span", {"class": "label"})
    label.text = figure.label
    quote.tail = " "
    return made


def _take(element: Element, name: str) -> str | None:
    """An attribute's value, taken off the element."""
    value = element.get(name)
    if value is not None:
        del element.attrib[name]
    return value


def _dress(root: Element, links: Links, notes: Mapping[str, str]) -> list[str]:
    """Turn the reader's own attributes into an e-book's; the ids of notes met, in order."""
    met: dict[str, None] = {}
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        _take(element, "data-o")
        lang = element.get("lang")
        if lang:
            element.set(_LANG, lang)
        if element.tag == "a":
            _link(element, links, notes, met)
        elif element.tag == "img":
            _image(element, links)
    return list(met)


def _link(element: Element, links: Links, notes: Mapping[str, str], met: dict[str, None]) -> None:
    note = _take(element, "data-note")
    chapter = _take(element, "data-chapter")
    offset = _take(element, "data-offset")
    for name in ("rel", "target"):
        _take(element, name)
    if note is not None:
        if note in notes:
            met.setdefault(note)
            element.set("href", f"#{note_id(note)}")
            element.set(_TYPE, "noteref")
            element.set("role", "doc-noteref")
        else:
            element.tag = "sup"
        return
    if chapter is not None:
        target = links.chapter(f"{chapter}:{offset or 0}")
        if target is None:
            element.tag = "span"
        else:
            element.set("href", target)
    elif not element.get("href"):
        element.tag = "span"


def note_id(note: str) -> str:
    """A note's id on its page: letters and digits alone, whatever the book called it."""
    return "note-" + "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in note)


def _image(element: Element, links: Links) -> None:
    sha256 = _take(element, "data-image") or ""
    file = links.image(sha256)
    if file is None:
        element.tag = "span"
        element.text = _take(element, "alt")
        for name in ("width", "height"):
            _take(element, name)
    else:
        element.set("src", f"../{file}")


def _note_section(met: list[str], notes: Mapping[str, str], links: Links, words: Words) -> Element:
    """The notes a chapter refers to, and those that they refer to themselves."""
    out = etree.Element("section", {"class": "notes", "role": "doc-endnotes", _TYPE: "endnotes"})
    heading = etree.SubElement(out, "h2")
    heading.text = words.notes
    waiting = list(met)
    done: set[str] = set()
    while waiting:
        note = waiting.pop(0)
        if note in done:
            continue
        done.add(note)
        aside = etree.SubElement(
            out, "aside", {"id": note_id(note), "role": "doc-footnote", _TYPE: "footnote"}
        )
        body = fragment(notes[note])
        waiting.extend(_dress(body, links, notes))
        aside.text = body.text
        aside.extend(body)
    return out
