"""Bodies of chapters, marks and pictures."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum
from typing import Any, Literal
from uuid import UUID

from bookreader.cast.schemas import EntityKind
from bookreader.extraction.models import MarksSetting
from bookreader.kit.schemas import Schema
from bookreader.library.schemas import BookCard, ChapterLine, ImportWarning, SeriesOut, TocLine
from bookreader.places.schemas import Position
from bookreader.spending.schemas import ReachedCap


class Width(IntEnum):
    """How wide a picture may be asked for: a phone's page, a tablet's, a desk's."""

    NARROW = 480
    MIDDLE = 768
    WIDE = 1152


class PictureOut(Schema):
    """A picture of a description; `url` only when it can be shown.

    `label` says whether an AI model made it and `maker` who did: `sketch` or a provider's name;
    `thumbhash` (base64) and `colour` stand in until the bytes are there, `reason` is a code when
    it failed and `reached` the limit when that was why.
    """

    id: UUID
    state: Literal["painting", "ready", "failed"]
    url: str | None
    width: int
    height: int
    alt: str
    label: Literal["sketch", "ai"]
    maker: str = "sketch"
    thumbhash: str | None = None
    colour: str | None = None
    reason: str | None = None
    reached: ReachedCap | None = None


class PictureVersion(Schema):
    """One version of a picture, with money in millionths of a US dollar.

    `shown` is the one the book shows, `stale` says that the bible would have it drawn otherwise
    by now, `waiting` that its drawing has not begun.
    """

    picture: PictureOut
    variant: int
    model: str
    seed: int | None
    created_at: datetime | None
    painted_at: datetime | None
    shown: bool
    stale: bool
    cost_micros: int | None
    cost_exact: bool
    waiting: bool


class Mark(Schema):
    """A described passage; ahead of the reader only its place, length and type are known.

    `level` is the smallest setting that shows it, `own` says that the reader drew it, `coming`
    that a provider has been asked for another picture of it.
    """

    start: int
    length: int
    type: str
    id: UUID | None
    strength: float | None
    level: MarksSetting | None
    own: bool
    picture: PictureOut | None
    coming: bool = False


class Marks(Schema):
    described: bool
    marks: list[Mark]


class NoteOut(Schema):
    id: str
    html: str


class ChapterView(Schema):
    """A chapter as the reader shows it."""

    id: str
    number: int
    title: str
    level: int
    kind: str
    lang: str
    html: str
    chars: int
    notes: list[NoteOut]
    astral: bool
    normaliser_version: int
    described: bool
    marks: list[Mark]
    previous: str | None
    next: str | None


class DescribedEntity(Schema):
    """Whom or what a description is about."""

    id: str
    name: str
    kind: EntityKind


class DescriptionOut(Schema):
    """One description with all that is known of it."""

    id: UUID
    chapter: str
    start: int
    end: int
    type: str
    also: list[str]
    score: float
    text: str
    caption: str
    attributes: list[str]
    scene: dict[str, Any]
    level: MarksSetting
    own: bool
    entities: list[DescribedEntity]
    picture: PictureOut


class GalleryItem(Schema):
    """A picture already met, with the author's words."""

    description_id: UUID
    chapter: str
    chapter_title: str
    start: int
    text: str
    type: str
    picture: PictureOut


class Gallery(Schema):
    items: list[GalleryItem]


class BookDetail(BookCard):
    """Everything the book's own page shows."""

    annotation: str
    series: SeriesOut | None
    genres: list[str]
    filename: str
    size_bytes: int
    warnings: list[ImportWarning]
    chapters: list[ChapterLine]
    toc: list[TocLine]
    position: Position
    marks: MarksSetting
    entities: int
