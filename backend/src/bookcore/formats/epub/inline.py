"""Inline content of a document: words, emphasis, links, pictures, note marks."""

from __future__ import annotations

from typing import Final

from lxml import etree

from bookcore.formats import metadata
from bookcore.formats.draft import Anchor, Mark, Open, Picture, Sign, Token
from bookcore.formats.epub.documents import Document, semantic_types, target_key
from bookcore.formats.epub.notes import Notes
from bookcore.formats.epub.pictures import Pictures
from bookcore.formats.epub.semantics import inline_open, is_hidden
from bookcore.formats.images import SVG, raster_address
from bookcore.formats.layout import plain
from bookcore.formats.links import classify, web_address
from bookcore.formats.report import Report
from bookcore.formats.titles import is_note_mark

ACTIVE: Final = frozenset(
    [
        "script",
        "iframe",
        "object",
        "embed",
        "applet",
        "portal",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "frame",
        "frameset",
        "video",
        "audio",
        "canvas",
        "base",
        "link",
        "meta",
        "template",
        "noscript",
        "style",
        "xml",
        "plaintext",
        "noembed",
        "noframes",
    ]
)
"""Elements that act, or whose content is only for programs that cannot show them."""
_WARNED: Final = frozenset(
    {"script", "iframe", "object", "embed", "applet", "portal", "video", "audio", "form"}
)
_SILENT: Final = frozenset(
    {"head", "title", "map", "area", "param", "source", "track", "rp", "rt", "rtc", "datalist"}
)
_MATH: Final = "{http://www.w3.org/1998/Math/MathML}math"
_ARROWS: Final = frozenset("↩↑←⇧⤴↵^⏎\ufe0e\ufe0f ")
_ALT_CHARS: Final = 300


class InlineReader:
    """Reads the inline content of one document."""

    def __init__(
        self,
        document: Document,
        by_name: dict[str, Document],
        notes: Notes,
        pictures: Pictures,
        report: Report,
        wanted: set[str],
    ) -> None:
        self._document = document
        self._by_name = by_name
        self._notes = notes
        self._pictures = pictures
        self._report = report
        self._wanted = wanted

    def inside(self, element: etree._Element, lang: str, keep_lines: bool = False) -> list[Token]:
        """The content of an element."""
        out: list[Token] = []
        self._inside(element, lang, out)
        return _with_lines(out) if keep_lines else out

    def element(self, element: etree._Element, lang: str) -> list[Token]:
        """An inline element itself."""
        out: list[Token] = []
        self._element(element, lang, out)
        return out

    def _inside(self, element: etree._Element, lang: str, out: list[Token]) -> None:
        if element.text:
            out.append(element.text)
        for child in element:
            self._element(child, lang, out)
            if child.tail:
                out.append(child.tail)

    def _element(self, element: etree._Element, lang: str, out: list[Token]) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        self._anchor(element, out)
        if element in self._notes.skipped:
            return
        if tag == "br":
            out.append(Sign.BREAK)
        elif tag in ("img", "image"):
            self._picture(element, element.get("src") or element.get("href") or "", out)
        elif tag == f"{SVG}svg" or tag == "svg":
            self._drawing(element, out)
        elif tag == _MATH or tag == "math":
            self._math(element, out)
        elif tag in ACTIVE:
            if tag in _WARNED:
                self._report.warn("active_content", f"{tag} was removed", self._document.name)
            if tag == "form":
                self._inside(element, lang, out)
        elif tag in _SILENT or tag.startswith("{") or is_hidden(element):
            return
        elif tag == "a":
            self._link(element, lang, out)
        elif tag in ("wbr",) or "pagebreak" in semantic_types(element):
            return
        elif tag == "q":
            out.append("“" if not lang.startswith("ru") else "«")
            self._wrapped(element, tag, lang, out)
            out.append("”" if not lang.startswith("ru") else "»")
        else:
            self._wrapped(element, tag, lang, out)

    def _wrapped(self, element: etree._Element, tag: str, lang: str, out: list[Token]) -> None:
        own = _own_lang(element)
        opened = inline_open(element, tag, own if own and own != lang else "")
        if opened is not None:
            out.append(opened)
        self._inside(element, own or lang, out)
        if opened is not None:
            out.append(Sign.CLOSE)

    def _anchor(self, element: etree._Element, out: list[Token]) -> None:
        name = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if name:
            key = f"{self._document.name}#{name}"
            if key in self._wanted:
                out.append(Anchor(key))

    def _link(self, element: etree._Element, lang: str, out: list[Token]) -> None:
        address = (element.get("href") or "").strip()
        inner: list[Token] = []
        self._wrapped(element, "span", lang, inner)
        reference = self._notes.references.get(element)
        if reference is not None:
            self._note_mark(reference, inner, out)
            return
        if not address:
            out += inner
            return
        kind = classify(address)
        if kind == "web":
            out += [Open("a", href=web_address(address)), *inner, Sign.CLOSE]
        elif kind == "inside":
            self._inside_link(element, address, inner, out)
        else:
            self._report.warn("link_dropped", "an unsafe address was removed", address[:100])
            out += inner

    def _note_mark(self, reference: tuple[str, str], inner: list[Token], out: list[Token]) -> None:
        key, label = reference
        out += [one for one in inner if isinstance(one, Anchor)]
        if is_note_mark(label):
            out.append(Mark(key, label or "*"))
            return
        # Words that are part of the sentence stay; the mark follows them.
        out += [one for one in inner if not isinstance(one, Anchor)]
        out.append(Mark(key, "*"))

    def _inside_link(
        self, element: etree._Element, address: str, inner: list[Token], out: list[Token]
    ) -> None:
        key = target_key(self._document, address, self._by_name)
        words = plain(inner)
        back = "backlink" in semantic_types(element) or (
            key is not None and key in self._notes.sources
        )
        # An arrow alone leads back from a note even where it leads to nothing.
        if (back and is_note_mark(words)) or (words and set(words) <= _ARROWS):
            return
        if key is None:
            out += inner
        else:
            out += [Open("a", key=key), *inner, Sign.CLOSE]

    def _picture(self, element: etree._Element, address: str, out: list[Token]) -> None:
        if not address.strip():
            return
        image = self._pictures.by_address(self._document.name, address.strip())
        if image is not None:
            out.append(Picture(image, metadata.line(element.get("alt"), _ALT_CHARS)))

    def _drawing(self, element: etree._Element, out: list[Token]) -> None:
        address = raster_address(element)
        if address is None:
            self._report.warn("svg_dropped", "a vector drawing is not shown", self._document.name)
            return
        self._picture(element, address, out)

    def _math(self, element: etree._Element, out: list[Token]) -> None:
        self._report.warn("math_flattened", "a formula is shown as text", self._document.name)
        words = element.get("alttext") or "".join(str(one) for one in element.itertext())
        out.append(" ".join(words.split()))


def _own_lang(element: etree._Element) -> str:
    value = element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("lang")
    return metadata.language_tag(value) if value else ""


def _with_lines(tokens: list[Token]) -> list[Token]:
    """Line ends of preformatted text as breaks."""
    out: list[Token] = []
    for token in tokens:
        if not isinstance(token, str):
            out.append(token)
            continue
        for number, part in enumerate(token.replace("\r\n", "\n").split("\n")):
            if number:
                out.append(Sign.BREAK)
            out.append(part)
    return out
