"""`description` of a FictionBook file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bookcore.formats import metadata
from bookcore.formats.fb2.binaries import Binaries
from bookcore.formats.fb2.href import href
from bookcore.formats.limits import Limits
from bookcore.model import BookImage, Series

_NAME_PARTS = ("first-name", "middle-name", "last-name")


@dataclass(frozen=True, slots=True)
class Description:
    """Metadata and cover."""

    title: str
    authors: tuple[str, ...]
    language: str
    series: Series | None
    genres: tuple[str, ...]
    annotation: str
    cover: BookImage | None


def read_description(root: etree._Element, binaries: Binaries, limits: Limits) -> Description:
    """Reads `title-info`; whatever is missing comes out empty."""
    info = root.find("description/title-info")
    if info is None:
        return Description("", (), "", None, (), "", None)
    return Description(
        title=metadata.line(_text(info.find("book-title")), limits.title_chars),
        authors=metadata.lines((_person(one) for one in info.findall("author")), limits),
        language=metadata.language(_text(info.find("lang"))),
        series=_series(info, limits),
        genres=metadata.lines((_text(one) for one in info.findall("genre")), limits),
        annotation=_annotation(info.find("annotation"), limits),
        cover=_cover(info, binaries),
    )


def _text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(str(one) for one in element.itertext())


def _person(author: etree._Element) -> str:
    parts = [_text(author.find(name)).strip() for name in _NAME_PARTS]
    return " ".join(part for part in parts if part) or _text(author.find("nickname"))


def _series(info: etree._Element, limits: Limits) -> Series | None:
    for sequence in info.iter("sequence"):
        name = metadata.line(sequence.get("name"), limits.name_chars)
        if name:
            return Series(name, metadata.number(sequence.get("number")))
    return None


def _cover(info: etree._Element, binaries: Binaries) -> BookImage | None:
    for image in info.iterfind("coverpage//image"):
        cover = binaries.image(href(image))
        if cover is not None:
            return cover
    return None


def _annotation(element: etree._Element | None, limits: Limits) -> str:
    if element is None:
        return ""
    return metadata.prose("\n".join(_paragraphs(element)), limits)


def _paragraphs(element: etree._Element) -> Iterator[str]:
    leaves = list(element.iter("p", "v", "subtitle", "text-author", "td", "th"))
    if not leaves:
        yield " ".join(_text(element).split())
    for leaf in leaves:
        yield " ".join("".join(_words(leaf)).split())


def _words(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        # A note's mark would be a stray number here.
        if not (child.tag == "a" and child.get("type") == "note"):
            yield from _words(child)
        if child.tail:
            yield child.tail
