"""What a document or a chapter is: cover, contents, front matter, part, chapter, back matter."""

from __future__ import annotations

import re
from typing import Final

from bookcore.formats.draft import DraftChapter
from bookcore.formats.epub.contents import Contents
from bookcore.formats.epub.cover import picture_addresses
from bookcore.formats.epub.documents import Document, semantic_types
from bookcore.formats.epub.package import Package
from bookcore.formats.links import classify
from bookcore.model import ChapterKind

_FRONT: Final = frozenset(
    [
        "frontmatter",
        "titlepage",
        "halftitlepage",
        "imprint",
        "dedication",
        "copyright-page",
        "acknowledgments",
        "preface",
        "foreword",
        "introduction",
        "preamble",
        "seriespage",
        "other-credits",
        "contributors",
        "epigraph",
        "frontispiece",
        "half-title",
        "title-page",
        "halftitle",
        "copyright",
        "acknowledgements",
        "revision-history",
    ]
)
_BACK: Final = frozenset(
    [
        "backmatter",
        "colophon",
        "appendix",
        "afterword",
        "bibliography",
        "glossary",
        "index",
        "loi",
        "lot",
        "credits",
        "errata",
        "uncopyright",
    ]
)
_PART: Final = frozenset({"part", "volume", "division"})
_CHAPTER: Final = frozenset({"chapter", "prologue", "epilogue", "conclusion", "subchapter"})
_NOTES: Final = frozenset({"endnotes", "rearnotes", "footnotes", "notes"})
_OWN_PAGE: Final = (_FRONT | _BACK | _PART | _CHAPTER | _NOTES) - {"frontmatter", "backmatter"}
_FRONT_NAME = re.compile(
    r"title-?page|halftitle|copyright|imprint|dedication|frontmatter|annotation|аннотация", re.I
)
_BACK_NAME = re.compile(
    r"colophon|uncopyright|about-?(?:the-?)?author|also-?by|backmatter|advert|об-?автор", re.I
)
_CONTENTS_TITLE = re.compile(r"(?:table of )?contents|содержание|оглавление|toc", re.I)
_PART_PROSE: Final = 1_500
_PAGE_CHARS: Final = 300
_MOSTLY: Final = 0.6


class Kinds:
    """Answers for one book."""

    def __init__(self, package: Package, contents: Contents) -> None:
        self._package = package
        self._contents = contents

    def declared(self, document: Document) -> str:
        """What guide or landmarks call the document."""
        name = document.name
        return self._package.guide.get(name) or self._contents.landmarks.get(name) or ""

    def own_page(self, document: Document) -> bool:
        """Whether the document says that it begins something of its own."""
        if self.declared(document) in _OWN_PAGE:
            return True
        types = semantic_types(document.body)
        for child in document.body:
            if isinstance(child.tag, str):
                types = types | semantic_types(child)
        return bool(types & _OWN_PAGE)

    def is_cover(self, document: Document) -> bool:
        """A page that shows the cover and hardly a word."""
        types = semantic_types(document.body)
        for child in document.body.iter("section", "div"):
            types = types | semantic_types(child)
        name = document.name.rpartition("/")[2].lower()
        said = (
            "cover" in types
            or self.declared(document) in ("cover", "coverpage", "cover-page")
            or "cover" in name
            or "cover" in document.item.id.lower()
        )
        words = _words(document)
        pictures = any(True for _ in picture_addresses(document))
        return said and len(words) <= _PAGE_CHARS and (pictures or len(words) < 40)

    def is_contents(self, document: Document) -> bool:
        """A page of links to the rest of the book."""
        share = _link_share(document)
        if document.name == self._contents.nav_name:
            return share > _MOSTLY / 2
        types = semantic_types(document.body)
        for child in document.body.iter("section", "nav", "div"):
            types = types | semantic_types(child)
        heading = next((one for one in document.body.iter("h1", "h2", "h3", "h4")), None)
        title = "" if heading is None else "".join(str(one) for one in heading.itertext())
        said = (
            "toc" in types
            or self.declared(document) == "toc"
            or _CONTENTS_TITLE.fullmatch(" ".join(title.split()).strip(".: ")) is not None
            or re.search(r"toc|contents", document.name.rpartition("/")[2], re.I) is not None
        )
        return said and share > _MOSTLY

    def chapter(
        self,
        document: Document,
        types: frozenset[str],
        prose: int,
        has_below: bool,
        title: str,
    ) -> ChapterKind:
        """The kind of a chapter by its enclosing types, and without them by its looks."""
        if types & _NOTES:
            return "notes"
        if types & _PART or (has_below and not types & (_FRONT | _BACK | _CHAPTER)):
            return "part" if prose < _PART_PROSE else "chapter"
        if types & _CHAPTER:
            return "chapter"
        declared = self.declared(document)
        if types & _FRONT or declared in _FRONT:
            return "front"
        if types & _BACK or declared in _BACK:
            return "back"
        if not types & {"bodymatter"} and prose < 4 * _PART_PROSE:
            name = f"{document.name.rpartition('/')[2]} {document.item.id}"
            if _FRONT_NAME.search(name):
                return "front"
            if _BACK_NAME.search(name):
                return "back"
            if re.fullmatch(r"about the author|об авторе|colophon|copyright", title, re.I):
                return "back"
        return "chapter"


def settle_ends(chapters: list[DraftChapter]) -> list[DraftChapter]:
    """Front matter stands before the story and back matter behind it; in between all is story."""
    story = [index for index, one in enumerate(chapters) if one.kind in ("chapter", "part")]
    if story:
        first, last = story[0], story[-1]
        for index, one in enumerate(chapters):
            if one.kind not in ("front", "back"):
                continue
            if first < index < last:
                one.kind = "chapter"
            else:
                one.kind = "front" if index < first else "back"
    return chapters


def _words(document: Document) -> str:
    return " ".join("".join(str(one) for one in document.body.itertext()).split())


def _link_share(document: Document) -> float:
    total = len(_words(document))
    linked = sum(
        len(" ".join("".join(str(one) for one in link.itertext()).split()))
        for link in document.body.iter("a")
        if link.get("href") and classify(link.get("href") or "") == "inside"
    )
    links = sum(1 for link in document.body.iter("a") if link.get("href"))
    return linked / total if total and links >= 2 else 0.0
