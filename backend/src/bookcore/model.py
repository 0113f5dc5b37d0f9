"""The normalised book: what every format becomes and what everything later works on.

Offsets count Unicode code points in a chapter's `text`; ranges are half-open.
The rules of the text are those of `docs/develop/text-model.md`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

NORMALISER_VERSION = 1
"""Raised whenever the same file would give another `text`; locators carry it."""

IMAGE_CHARACTER = "\ufffc"

ChapterKind = Literal["front", "chapter", "part", "back", "notes"]
BlockKind = Literal["heading", "paragraph", "item", "verse", "cell", "caption", "image", "rule"]


@dataclass(frozen=True, slots=True)
class BookWarning:
    """Something a reader may want to know of the import; never a reason to refuse the book."""

    code: str
    message: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-level element; `source` is `<file index>:<element steps>`, e.g. `3:/4/2/6`.

    Steps are the even child steps of EPUB CFI from the document's root element; for FB2 the
    file index is 0 and steps begin at `FictionBook`.
    """

    kind: BlockKind
    start: int
    end: int
    source: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A note's content; `html` obeys the same allow-list as a chapter's."""

    id: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a note is referred to: an anchor at an offset, no text of its own."""

    offset: int
    note_id: str
    label: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One entry of the reading order; its title, when it has one, stands in `text` as a block."""

    id: str
    title: str
    level: int
    kind: ChapterKind
    html: str
    text: str
    lang: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    marks: tuple[NoteMark, ...] = ()


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A flat line of the table of contents; `level` starts at 1."""

    title: str
    level: int
    chapter: str
    offset: int


@dataclass(frozen=True, slots=True)
class BookImage:
    """An image of the book, decoded once and known to be safe to show."""

    sha256: str
    mime: str
    width: int
    height: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    index: float | None


@dataclass(frozen=True, slots=True)
class ParsedBook:
    """A whole book after normalisation."""

    format: Literal["epub", "fb2"]
    title: str
    authors: tuple[str, ...]
    language: str
    series: Series | None
    genres: tuple[str, ...]
    annotation: str
    cover: BookImage | None
    chapters: tuple[Chapter, ...]
    toc: tuple[TocEntry, ...]
    images: tuple[BookImage, ...]
    warnings: tuple[BookWarning, ...]
