"""What goes into an illustrated edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from bookcore.model import TocEntry

Maker = Literal["sketch", "ai"]
"""Who made the plates: our painter without any AI model, or a model."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture and the stretch of a chapter it shows; `load` gives its bytes when their turn comes."""

    chapter: str
    start: int
    end: int
    alt: str
    caption: str
    maker: Maker
    credit: str
    load: Callable[[], bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A chapter as it is printed: its HTML by the normaliser's allow-list, its notes by id."""

    id: str
    title: str
    kind: str
    lang: str
    html: str
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """An image of the book itself."""

    sha256: str
    mime: str
    load: Callable[[], bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Volume:
    """Everything an edition is made from; `images` by their SHA-256."""

    source_sha256: str
    title: str
    authors: tuple[str, ...]
    language: str
    annotation: str
    genres: tuple[str, ...]
    series: tuple[str, float | None] | None
    leaves: tuple[Leaf, ...]
    toc: tuple[TocEntry, ...]
    images: dict[str, Asset]
    cover: Asset | None
    plates: tuple[Plate, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """How pictures are printed: at most `width` pixels wide, grey for e-ink."""

    width: int = 1152
    grey: bool = False
    quality: int = 82
    now: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def __post_init__(self) -> None:
        if not 200 <= self.width <= 4096:
            raise ValueError(f"a width from 200 to 4096, not {self.width}")
        if not 30 <= self.quality <= 95:
            raise ValueError(f"a quality from 30 to 95, not {self.quality}")
