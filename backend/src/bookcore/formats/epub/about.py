"""`metadata` of a package document, in the ways of EPUB 2, EPUB 3 and calibre."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from bookcore.formats import metadata
from bookcore.formats.limits import Limits
from bookcore.model import Series


@dataclass(frozen=True, slots=True)
class About:
    """What the package says about the book."""

    title: str
    authors: tuple[str, ...]
    language: str
    series: Series | None
    genres: tuple[str, ...]
    annotation: str
    cover_id: str


class _Meta:
    """Fields of a `metadata` element whose namespaces were taken away."""

    def __init__(self, root: etree._Element) -> None:
        found = root.find("metadata")
        self.root = found if found is not None else etree.Element("metadata")
        self._refinements: dict[tuple[str, str], str] = {}
        for meta in self.root.iter("meta"):
            refines, name = meta.get("refines"), meta.get("property")
            if refines and name:
                self._refinements.setdefault((refines.lstrip("#"), name), _text(meta))

    def all(self, name: str) -> list[etree._Element]:
        return list(self.root.iter(name))

    def refined(self, element: etree._Element, name: str) -> str:
        return self._refinements.get((element.get("id") or "", name), "")

    def named(self, name: str) -> str:
        """EPUB 2's `<meta name= content=>`."""
        for meta in self.root.iter("meta"):
            if (meta.get("name") or "").lower() == name:
                return (meta.get("content") or "").strip()
        return ""

    def properties(self, name: str) -> list[etree._Element]:
        return [meta for meta in self.root.iter("meta") if meta.get("property") == name]


def read_about(root: etree._Element, limits: Limits) -> About:
    """Reads the metadata; whatever is missing comes out empty."""
    meta = _Meta(root)
    descriptions = [_text(one) for one in meta.all("description")]
    return About(
        title=metadata.line(_title(meta), limits.title_chars),
        authors=metadata.lines(_authors(meta), limits),
        language=next(
            (one for one in map(metadata.language, map(_text, meta.all("language"))) if one), ""
        ),
        series=_series(meta, limits),
        genres=metadata.lines((_text(one) for one in meta.all("subject")), limits),
        annotation=metadata.prose(next((one for one in descriptions if one.strip()), ""), limits),
        cover_id=meta.named("cover"),
    )


def _text(element: etree._Element) -> str:
    return "".join(str(one) for one in element.itertext()).strip()


def _title(meta: _Meta) -> str:
    titles = [one for one in meta.all("title") if _text(one)]
    for one in titles:
        if meta.refined(one, "title-type") == "main":
            return _text(one)
    return _text(titles[0]) if titles else ""


def _authors(meta: _Meta) -> list[str]:
    authors: list[str] = []
    others: list[str] = []
    for creator in meta.all("creator"):
        role = meta.refined(creator, "role")
        for name, value in creator.attrib.items():
            if str(name).rpartition("}")[2] == "role":
                role = str(value)
        (authors if role.strip().lower() in ("", "aut") else others).append(_text(creator))
    return authors or others


def _series(meta: _Meta, limits: Limits) -> Series | None:
    for collection in meta.properties("belongs-to-collection"):
        kind = meta.refined(collection, "collection-type")
        name = metadata.line(_text(collection), limits.name_chars)
        if name and kind in ("series", ""):
            return Series(name, metadata.number(meta.refined(collection, "group-position")))
    name = metadata.line(meta.named("calibre:series"), limits.name_chars)
    if name:
        return Series(name, metadata.number(meta.named("calibre:series_index")))
    for collection in meta.properties("calibre:series"):
        name = metadata.line(_text(collection), limits.name_chars)
        if name:
            index = meta.properties("calibre:series_index")
            return Series(name, metadata.number(_text(index[0])) if index else None)
    return None
