"""The body of a content document to blocks.

Only what this module recognises comes through; unknown elements are unwrapped, active ones go.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from bookcore.formats import metadata
from bookcore.formats.cells import spans
from bookcore.formats.draft import Anchor, DraftBlock, Mark, Picture, Token, Wrap
from bookcore.formats.epub.documents import Document, semantic_types
from bookcore.formats.epub.inline import ACTIVE, InlineReader
from bookcore.formats.epub.semantics import (
    group_class,
    is_heading_paragraph,
    is_hidden,
    is_verse,
    line_class,
)
from bookcore.formats.layout import plain
from bookcore.formats.verse import lines_of
from bookcore.model import BlockKind

_BLOCK_TAGS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_PARAGRAPHS: Final = frozenset({"p", "pre", "dt", "summary", "legend", "address"})
_HEADINGS: Final = {f"h{number}": number for number in range(1, 7)}
_CONTENTS_TYPES: Final = frozenset({"toc", "landmarks", "page-list", "loi", "lot"})


@dataclass(frozen=True, slots=True)
class _Around:
    """What an element inherits from those around it."""

    wraps: tuple[Wrap, ...] = ()
    lang: str = ""
    types: frozenset[str] = frozenset()
    verse: bool = False
    kind: BlockKind = "paragraph"
    in_heading: bool = False


class Flow:
    """Reads one document, or one note in it."""

    def __init__(
        self,
        document: Document,
        inline: InlineReader,
        skipped: set[etree._Element],
        wanted: set[str],
    ) -> None:
        self._document = document
        self._inline = inline
        self._skipped = skipped
        self._wanted = wanted
        self._blocks: list[DraftBlock] = []
        self._waiting: list[str] = []
        self._holders = _holders(document.body)

    def body(self, lang: str) -> list[DraftBlock]:
        """All blocks of the document."""
        self._waiting = [self._document.name]
        around = _Around(lang=lang)
        self._container(self._document.body, _path(self._document, self._document.body), around)
        return self._finished()

    def note(self, element: etree._Element, lang: str) -> list[DraftBlock]:
        """The blocks of one note."""
        around = _Around(lang=lang)
        path = _path(self._document, element)
        if element.tag in _PARAGRAPHS or element not in self._holders:
            self._paragraph(element, path, around, "p")
        else:
            self._children(element, path, around)
        return self._finished()

    def _finished(self) -> list[DraftBlock]:
        if self._waiting and self._blocks:
            self._blocks[-1].tokens += [Anchor(key) for key in self._waiting]
        done, self._blocks, self._waiting = self._blocks, [], []
        return done

    # containers

    def _container(self, element: etree._Element, path: str, around: _Around) -> None:
        types = semantic_types(element)
        cls = group_class(element, types) if element.tag != "body" else ""
        wraps = around.wraps
        if "epigraph" in types and element.tag in ("section", "body"):
            cls = "epigraph" if element.tag == "section" else ""
        if element.tag == "blockquote" or cls:
            wraps = (*wraps, Wrap("blockquote", cls))
        inner = replace(
            around,
            wraps=wraps,
            lang=self._lang(element, around.lang),
            types=around.types | types,
            verse=around.verse or is_verse(cls, types),
            in_heading=around.in_heading or element.tag == "hgroup",
        )
        self._children(element, path, inner)

    def _children(self, element: etree._Element, path: str, around: _Around) -> None:
        self._note_anchor(element)
        loose: list[Token] = [element.text] if element.text else []
        for index, child in enumerate(element):
            place = f"{path}/{2 * (index + 1)}"
            if child in self._skipped or not isinstance(child.tag, str):
                self._note_anchor(child)
            elif child.tag != "form" and (child.tag in ACTIVE or child.tag.startswith("{")):
                loose += self._inline.element(child, around.lang)
            elif child.tag in _BLOCK_TAGS or child in self._holders:
                self._flush(loose, path, around)
                loose = []
                self._block(child, place, around)
            elif child.tag == "cite" and not plain(loose) and around.wraps:
                self._flush(loose, path, around)
                loose = []
                tokens = self._inline.inside(child, around.lang)
                self._add("paragraph", "p", tokens, place, around, cls="text-author")
            else:
                loose += self._inline.element(child, around.lang)
            if child.tail:
                loose.append(child.tail)
        self._flush(loose, path, around)

    def _flush(self, loose: list[Token], path: str, around: _Around) -> None:
        if any(not isinstance(one, str) or one.strip() for one in loose):
            self._text(loose, path, around, "")

    # blocks

    def _block(self, element: etree._Element, path: str, around: _Around) -> None:
        tag = str(element.tag)
        if is_hidden(element) or (tag == "nav" and semantic_types(element) & _CONTENTS_TYPES):
            self._note_anchor(element)
        elif tag in _HEADINGS:
            self._heading(element, path, around, _HEADINGS[tag])
        elif tag == "hr":
            self._note_anchor(element)
            self._add("rule", "hr", [], path, around)
        elif tag in _PARAGRAPHS and element not in self._holders:
            self._paragraph(element, path, around, tag)
        elif tag in ("ul", "ol", "menu", "dir"):
            self._list(element, path, around)
        elif tag == "table":
            self._table(element, path, around)
        elif tag in ("figcaption", "caption") and element not in self._holders:
            self._note_anchor(element)
            tokens = self._inline.inside(element, self._lang(element, around.lang))
            self._add("caption", "p", tokens, path, around, cls="caption")
        elif element not in self._holders and tag in ("div", "dd", "td", "th", "li"):
            # A division with nothing but words in it is a paragraph.
            self._paragraph(element, path, around, tag)
        else:
            self._container(element, path, around)

    def _heading(self, element: etree._Element, path: str, around: _Around, level: int) -> None:
        if element in self._holders:
            self._container(element, path, replace(around, in_heading=True))
            return
        self._note_anchor(element)
        lang = self._lang(element, around.lang)
        tokens = self._inline.inside(element, lang)
        inner = replace(around, lang=lang, types=around.types | semantic_types(element))
        self._add("heading", f"h{min(level, 4)}", tokens, path, inner, level=level)

    def _paragraph(self, element: etree._Element, path: str, around: _Around, tag: str) -> None:
        self._note_anchor(element)
        types = semantic_types(element)
        lang = self._lang(element, around.lang)
        tokens = self._inline.inside(element, lang, keep_lines=tag == "pre")
        inner = replace(
            around, lang=lang, types=around.types | types, verse=around.verse or is_verse("", types)
        )
        cls = line_class(element, types)
        if cls == "verse" and not around.verse:
            cls = ""
        heading = around.in_heading or (
            cls != "text-author" and is_heading_paragraph(element, types)
        )
        if heading and any(letter.isalnum() for letter in plain(tokens)):
            self._add("heading", "p", tokens, path, inner, cls="subtitle", level=4)
        elif cls == "subtitle" and any(letter.isalnum() for letter in plain(tokens)):
            self._add("heading", "p", tokens, path, inner, cls=cls, level=4)
        else:
            group = group_class(element, types) if tag == "p" else ""
            if group in ("epigraph", "letter", "cite") and not any(
                wrap.cls == group for wrap in around.wraps
            ):
                inner = replace(inner, wraps=(*inner.wraps, Wrap("blockquote", group)))
            self._text(tokens, path, inner, cls)

    def _text(self, tokens: list[Token], path: str, around: _Around, cls: str) -> None:
        if around.verse and around.kind == "paragraph" and cls != "text-author":
            self._verse(tokens, path, around)
            return
        pictures = any(isinstance(one, Picture) for one in tokens)
        if pictures and not plain(tokens):
            self._add("image", "figure", tokens, path, around)
        else:
            self._add(around.kind, "p", tokens, path, around, cls=cls)

    def _verse(self, tokens: list[Token], path: str, around: _Around) -> None:
        lines = lines_of(tokens)
        inner = around
        if len(lines) > 1 and not any(wrap.cls == "stanza" for wrap in around.wraps):
            inner = replace(around, wraps=(*around.wraps, Wrap("blockquote", "stanza")))
        for one in lines:
            self._add("verse", "p", one, path, inner, cls="verse")

    def _list(self, element: etree._Element, path: str, around: _Around) -> None:
        self._note_anchor(element)
        tag = "ol" if element.tag == "ol" else "ul"
        start = (element.get("start") or "").strip()
        attributes = (
            (("start", start),) if start.isascii() and start.isdigit() and len(start) < 7 else ()
        )
        lang = self._lang(element, around.lang)
        inner = replace(around, wraps=(*around.wraps, Wrap(tag, "", attributes)), lang=lang)
        for index, item in enumerate(element):
            place = f"{path}/{2 * (index + 1)}"
            if item in self._skipped or not isinstance(item.tag, str) or is_hidden(item):
                self._note_anchor(item)
            elif item.tag != "li":
                self._block(item, place, around)
            elif item in self._holders:
                below = replace(inner, wraps=(*inner.wraps, Wrap("li")), kind="item")
                self._container(item, place, below)
            else:
                self._note_anchor(item)
                own = self._lang(item, lang)
                tokens = self._inline.inside(item, own)
                self._add("item", "li", tokens, place, replace(inner, lang=own))

    def _table(self, table: etree._Element, path: str, around: _Around) -> None:
        self._note_anchor(table)
        outer = (*around.wraps, Wrap("table"))
        lang = self._lang(table, around.lang)
        self._rows(table, path, replace(around, wraps=outer, lang=lang), Wrap("tbody"))

    def _rows(self, parent: etree._Element, path: str, around: _Around, group: Wrap) -> None:
        for index, child in enumerate(parent):
            place = f"{path}/{2 * (index + 1)}"
            if not isinstance(child.tag, str) or child in self._skipped:
                continue
            self._note_anchor(child)
            if child.tag in ("thead", "tbody", "tfoot"):
                self._rows(child, place, around, Wrap(child.tag))
            elif child.tag == "tr":
                row = replace(around, wraps=(*around.wraps, group, Wrap("tr")))
                for column, cell in enumerate(child):
                    if cell.tag in ("td", "th"):
                        self._cell(cell, f"{place}/{2 * (column + 1)}", row)
            elif child.tag == "caption":
                tokens = self._inline.inside(child, around.lang)
                self._add("caption", "caption", tokens, place, around)

    def _cell(self, cell: etree._Element, path: str, around: _Around) -> None:
        attributes = spans(cell)
        tag = str(cell.tag)
        if cell in self._holders:
            wraps = (*around.wraps, Wrap(tag, "", attributes))
            self._container(cell, path, replace(around, wraps=wraps, kind="cell"))
            return
        self._note_anchor(cell)
        tokens = self._inline.inside(cell, around.lang)
        self._add("cell", tag, tokens, path, around)
        block = self._blocks[-1]
        block.attributes = attributes
        block.filler = not plain(tokens) and not any(
            isinstance(one, Picture | Mark) for one in tokens
        )

    # small parts

    def _add(
        self,
        kind: BlockKind,
        tag: str,
        tokens: list[Token],
        path: str,
        around: _Around,
        cls: str = "",
        level: int = 0,
    ) -> None:
        block = DraftBlock(kind, tag, tokens, path, cls, around.lang, level, around.wraps)
        block.types = around.types
        if (
            kind == "rule"
            or plain(tokens)
            or any(isinstance(one, Picture | Mark) for one in tokens)
        ):
            block.anchors = self._waiting
            self._waiting = []
        self._blocks.append(block)

    def _note_anchor(self, element: etree._Element) -> None:
        name = element.get("id")
        if name:
            key = f"{self._document.name}#{name}"
            if key in self._wanted:
                self._waiting.append(key)

    def _lang(self, element: etree._Element, inherited: str) -> str:
        return element_lang(element) or inherited


def element_lang(element: etree._Element) -> str:
    """The element's own language tag, if it has a sane one."""
    value = element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("lang")
    return metadata.language_tag(value) if value else ""


def _holders(body: etree._Element) -> set[etree._Element]:
    """Elements with a block somewhere inside."""
    holders: set[etree._Element] = set()
    for element in body.iter(*_BLOCK_TAGS):
        parent = element.getparent()
        while parent is not None and parent not in holders:
            holders.add(parent)
            parent = parent.getparent()
    return holders


def _path(document: Document, element: etree._Element) -> str:
    steps: list[int] = []
    current = element
    while current is not document.root:
        parent = current.getparent()
        if parent is None:
            break
        steps.append(2 * (parent.index(current) + 1))
        current = parent
    return f"{document.index}:" + "".join(f"/{step}" for step in reversed(steps))


__all__ = ["Flow", "element_lang"]
