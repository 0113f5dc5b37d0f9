"""The common ground of all formats: a flat list of blocks, each with its inline tokens.

Readers of formats write drafts; `layout` gives them text and offsets, `render` their HTML.
A block names the containers around it, so a chapter can be cut between any two blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from bookcore.model import BlockKind, BookImage, ChapterKind


class Sign(Enum):
    """Tokens that carry nothing of their own."""

    CLOSE = "close"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Open:
    """The start of an inline element; `key` names a place in the book, `href` one on the web."""

    tag: str
    cls: str = ""
    lang: str = ""
    key: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    image: BookImage
    alt: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A reference to a note: no text, only an anchor."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place inside a block that links may name."""

    key: str


Token = str | Sign | Open | Picture | Mark | Anchor


@dataclass(frozen=True, slots=True, eq=False)
class Wrap:
    """A container around blocks; two blocks are in the same one when it is the same object."""

    tag: str
    cls: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True, eq=False)
class DraftBlock:
    """One block before its place in the text is known."""

    kind: BlockKind
    tag: str
    tokens: list[Token]
    source: str
    cls: str = ""
    lang: str = ""
    level: int = 0
    wraps: tuple[Wrap, ...] = ()
    anchors: list[str] = field(default_factory=list)
    attributes: tuple[tuple[str, str], ...] = ()
    types: frozenset[str] = frozenset()
    filler: bool = False
    """A table cell with nothing in it: shown, but no block of the text."""


@dataclass(slots=True, eq=False)
class DraftChapter:
    """A chapter before it is laid out; `keys` are the names under which links reach it."""

    title: str
    level: int
    kind: ChapterKind
    lang: str
    blocks: list[DraftBlock]
    keys: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class DraftNote:
    """A note; its heading is shown only where no mark stands for it."""

    key: str
    label: str
    blocks: list[DraftBlock]
    heading: DraftBlock | None = None


@dataclass(frozen=True, slots=True)
class DraftToc:
    title: str
    level: int
    key: str


@dataclass(slots=True, eq=False)
class DraftBook:
    """Everything a reader of a format found, still by keys instead of offsets."""

    chapters: list[DraftChapter]
    notes: dict[str, DraftNote]
    toc: list[DraftToc]
    notes_title: str = ""
