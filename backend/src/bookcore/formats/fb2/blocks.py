"""Paragraphs, poems, epigraphs, tables and inline markup of FictionBook."""

from __future__ import annotations

from typing import Final

from lxml import etree

from bookcore.formats import metadata
from bookcore.formats.cells import spans
from bookcore.formats.draft import (
    Anchor,
    DraftBlock,
    Mark,
    Open,
    Picture,
    Sign,
    Token,
    Wrap,
)
from bookcore.formats.fb2.binaries import Binaries
from bookcore.formats.fb2.href import href
from bookcore.formats.layout import plain
from bookcore.formats.links import classify, web_address
from bookcore.formats.report import Report
from bookcore.formats.titles import is_note_mark

_INLINE: Final = {"strong": "strong", "emphasis": "em", "sup": "sup", "sub": "sub"}
_LOOSE_INLINE: Final = frozenset(
    {"strong", "emphasis", "sup", "sub", "a", "style", "code", "strikethrough"}
)
_GROUPS: Final = {
    "epigraph": "epigraph",
    "cite": "cite",
    "poem": "poem",
    "stanza": "stanza",
    "annotation": "",
}
_SKIPPED: Final = frozenset({"binary", "stylesheet"})
_LABEL_CHARS: Final = 12
_ALT_CHARS: Final = 300


def rule_after(path: str) -> DraftBlock:
    """A break between scenes."""
    return DraftBlock("rule", "hr", [], path)


class BlockReader:
    """Turns elements into blocks; knows which ids are notes."""

    def __init__(self, binaries: Binaries, report: Report, note_labels: dict[str, str]) -> None:
        self._binaries = binaries
        self._report = report
        self._note_labels = note_labels

    def element(
        self, element: etree._Element, path: str, wraps: tuple[Wrap, ...], level: int
    ) -> list[DraftBlock]:
        """The blocks of one element and of the loose text behind it."""
        blocks = self._one(element, path, wraps, level)
        if element.tail and element.tail.strip():
            blocks.append(DraftBlock("paragraph", "p", [element.tail], path, wraps=wraps))
        return blocks

    def text_before(self, parent: etree._Element, path: str) -> list[DraftBlock]:
        """Loose text before the first child."""
        if parent.text and parent.text.strip():
            return [DraftBlock("paragraph", "p", [parent.text], path)]
        return []

    def _one(
        self, element: etree._Element, path: str, wraps: tuple[Wrap, ...], level: int
    ) -> list[DraftBlock]:
        tag = str(element.tag)
        if tag == "p":
            return self._paragraph(element, path, wraps)
        if tag == "v":
            return [self._leaf(element, path, wraps, "verse", "p", "verse")]
        if tag == "title":
            return self._title(element, path, wraps, level)
        if tag == "subtitle":
            return [self._subtitle(element, path, wraps, level)]
        if tag in ("text-author", "date"):
            return [self._leaf(element, path, wraps, "paragraph", "p", "text-author")]
        if tag == "empty-line":
            return [DraftBlock("rule", "hr", [], path, wraps=wraps, anchors=_anchors(element))]
        if tag == "image":
            return self._image(element, path, wraps)
        if tag == "table":
            return self._table(element, path, wraps)
        if tag in _GROUPS:
            return self._group(element, path, wraps, level)
        if tag in _SKIPPED:
            return []
        if tag in _LOOSE_INLINE:
            return [DraftBlock("paragraph", "p", self._inline_tokens(element), path, wraps=wraps)]
        return self._unknown(element, path, wraps, level)

    def _leaf(
        self,
        element: etree._Element,
        path: str,
        wraps: tuple[Wrap, ...],
        kind: str,
        tag: str,
        cls: str = "",
    ) -> DraftBlock:
        block = DraftBlock("paragraph", tag, self.tokens(element), path, cls=cls, wraps=wraps)
        if kind == "verse":
            block.kind = "verse"
        block.anchors = _anchors(element)
        return block

    def _paragraph(
        self, element: etree._Element, path: str, wraps: tuple[Wrap, ...]
    ) -> list[DraftBlock]:
        block = self._leaf(element, path, wraps, "paragraph", "p")
        pictures = [token for token in block.tokens if isinstance(token, Picture)]
        if pictures and not plain(block.tokens):
            block.kind, block.tag = "image", "figure"
        return [block]

    def _subtitle(
        self, element: etree._Element, path: str, wraps: tuple[Wrap, ...], level: int
    ) -> DraftBlock:
        block = self._leaf(element, path, wraps, "paragraph", "p", "subtitle")
        words = plain(block.tokens)
        if any(letter.isalnum() for letter in words):
            block.kind = "heading"
            block.level = level + 2
        elif any(isinstance(token, Picture) for token in block.tokens) and not words:
            block.kind, block.tag, block.cls = "image", "figure", ""
        return block

    def _title(
        self, element: etree._Element, path: str, wraps: tuple[Wrap, ...], level: int
    ) -> list[DraftBlock]:
        tokens = self.title_tokens(element)
        anchors = _anchors(element)
        if not plain(tokens) and any(isinstance(token, Picture) for token in tokens):
            return [DraftBlock("image", "figure", tokens, path, wraps=wraps, anchors=anchors)]
        if wraps:
            return [
                DraftBlock("heading", "p", tokens, path, "subtitle", "", level + 2, wraps, anchors)
            ]
        rank = level + 1
        return [
            DraftBlock("heading", f"h{min(rank, 4)}", tokens, path, "", "", rank, wraps, anchors)
        ]

    def title_tokens(self, title: etree._Element) -> list[Token]:
        """A title's paragraphs as lines of one heading."""
        rows: list[list[Token]] = []
        if title.text and title.text.strip():
            rows.append([title.text])
        for child in title:
            if child.tag == "empty-line":
                row: list[Token] = []
            elif child.tag in _LOOSE_INLINE or child.tag == "image":
                row = self._inline_tokens(child)
            elif child.tag not in ("p", "v", "subtitle", "text-author", "date"):
                # Foreign elements in a title are no part of the chapter's name.
                self._report.warn("unknown_element", f"unknown element {child.tag}", "title")
                row = []
            else:
                row = [*(Anchor(key) for key in _anchors(child)), *self.tokens(child)]
            if child.tail and child.tail.strip():
                row.append(child.tail)
            if row:
                rows.append(row)
        tokens: list[Token] = []
        for row in rows:
            if tokens and (plain(row) or any(isinstance(one, Picture) for one in row)):
                tokens.append(Sign.BREAK)
            tokens += row
        return tokens

    def _group(
        self, element: etree._Element, path: str, wraps: tuple[Wrap, ...], level: int
    ) -> list[DraftBlock]:
        wrap = Wrap("blockquote", _GROUPS[str(element.tag)])
        inner = (*wraps, wrap)
        blocks: list[DraftBlock] = []
        if element.text and element.text.strip():
            blocks.append(DraftBlock("paragraph", "p", [element.text], path, wraps=inner))
        for index, child in enumerate(element):
            blocks += self.element(child, f"{path}/{2 * (index + 1)}", inner, level)
        if blocks:
            blocks[0].anchors[:0] = _anchors(element)
        return blocks

    def _unknown(
        self, element: etree._Element, path: str, wraps: tuple[Wrap, ...], level: int
    ) -> list[DraftBlock]:
        self._report.warn("unknown_element", f"unknown element {element.tag}", path)
        blocks: list[DraftBlock] = []
        if element.text and element.text.strip():
            blocks.append(DraftBlock("paragraph", "p", [element.text], path, wraps=wraps))
        for index, child in enumerate(element):
            blocks += self.element(child, f"{path}/{2 * (index + 1)}", wraps, level)
        return blocks

    def _image(
        self, element: etree._Element, path: str, wraps: tuple[Wrap, ...]
    ) -> list[DraftBlock]:
        tokens = self._picture(element)
        if not tokens:
            return []
        blocks = [
            DraftBlock("image", "figure", tokens, path, wraps=wraps, anchors=_anchors(element))
        ]
        title = metadata.line(element.get("title"), _ALT_CHARS)
        if title:
            blocks.append(DraftBlock("caption", "p", [title], path, cls="caption", wraps=wraps))
        return blocks

    def _table(self, table: etree._Element, path: str, wraps: tuple[Wrap, ...]) -> list[DraftBlock]:
        outer = (*wraps, Wrap("table"))
        body = Wrap("tbody")
        blocks: list[DraftBlock] = []
        for index, row in enumerate(table):
            inner = (*outer, body, Wrap("tr"))
            for column, cell in enumerate(row):
                if cell.tag not in ("td", "th"):
                    continue
                tokens = self.tokens(cell)
                block = DraftBlock(
                    "cell",
                    str(cell.tag),
                    tokens,
                    f"{path}/{2 * (index + 1)}/{2 * (column + 1)}",
                    wraps=inner,
                    anchors=_anchors(cell),
                    attributes=spans(cell),
                )
                block.filler = not plain(tokens) and not any(
                    isinstance(token, Picture | Mark) for token in tokens
                )
                blocks.append(block)
        if blocks:
            blocks[0].anchors[:0] = _anchors(table)
        return blocks if any(not block.filler for block in blocks) else []

    # inline

    def tokens(self, element: etree._Element) -> list[Token]:
        """The inline content of a paragraph-like element."""
        out: list[Token] = []
        if element.text:
            out.append(element.text)
        for child in element:
            out += self._inline_tokens(child)
            if child.tail:
                out.append(child.tail)
        return out

    def _inline_tokens(self, element: etree._Element) -> list[Token]:
        tag = str(element.tag)
        out: list[Token] = [Anchor(key) for key in _anchors(element)]
        if tag == "image":
            return out + self._picture(element)
        inner = self.tokens(element)
        if tag == "a":
            return out + self._link(element, inner)
        if tag in _INLINE:
            return [*out, Open(_INLINE[tag]), *inner, Sign.CLOSE]
        if tag == "style" and "small" in (element.get("name") or "").lower():
            return [*out, Open("span", "smallcaps"), *inner, Sign.CLOSE]
        if tag in ("p", "v"):
            return [*out, " ", *inner, " "]
        return out + inner

    def _link(self, element: etree._Element, inner: list[Token]) -> list[Token]:
        address = href(element)
        if address.startswith("#"):
            if address in self._note_labels:
                return self._note_link(element, address, inner)
            return [Open("a", key=address), *inner, Sign.CLOSE]
        kind = classify(address)
        if kind == "web":
            return [Open("a", href=web_address(address)), *inner, Sign.CLOSE]
        if address:
            self._report.warn("link_dropped", "an unsafe address was removed", address[:100])
        return inner

    def _note_link(self, element: etree._Element, key: str, inner: list[Token]) -> list[Token]:
        label = plain(inner)
        if is_note_mark(label) or (element.get("type") == "note" and len(label) <= 4):
            return [Mark(key, label[:40] or "*")]
        # The link's words belong to the sentence: they stay, and the mark follows them.
        own = self._note_labels[key]
        return [*inner, Mark(key, own if 0 < len(own) <= _LABEL_CHARS else "*")]

    def _picture(self, element: etree._Element) -> list[Token]:
        image = self._binaries.image(href(element))
        if image is None:
            return []
        return [Picture(image, metadata.line(element.get("alt"), _ALT_CHARS))]


def _anchors(element: etree._Element) -> list[str]:
    name = element.get("id")
    return [f"#{name}"] if name else []
