"""Bodies of bookmarks, highlights and notes."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from bookreader.kit.schemas import Schema

Kind = Literal["bookmark", "highlight"]
Colour = Literal["yellow", "green", "blue", "pink", "purple"]
Shade = Literal["yellow", "green", "blue", "pink", "purple", ""]
Sort = Literal["recent", "book"]
ExportFormat = Literal["markdown", "json", "w3c"]
Reason = Literal["no_book", "not_readable", "no_place", "bad_entry", "too_many"]
LONGEST_NOTE = 100_000


class AnnotationOut(Schema):
    """A bookmark, or a highlight with or without a note; offsets count code points."""

    id: UUID
    book_id: UUID
    kind: Kind
    colour: Shade
    note: str
    chapter: str
    chapter_title: str
    number: int
    start: int
    end: int
    exact: str
    before: str
    after: str
    progression: float
    normaliser_version: int
    revision: int
    device_id: UUID | None
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None


class Annotations(Schema):
    """All of one book; `revision` is what to ask `since` next time."""

    annotations: list[AnnotationOut]
    revision: int


class DeviceRef(Schema):
    """The browser that asks."""

    id: UUID
    name: str = Field("", max_length=100)


class AnnotationWish(Schema):
    """What an annotation is to be.

    `colour` and `note` left out stay as they are kept; a deleted one comes back for `back`, or with
    something new in it. `base` is the revision the device knew, and
    `note_was` the note it began from: with them the server can tell a change from a conflict.
    """

    kind: Kind
    chapter: str = Field(max_length=255)
    start: int = Field(ge=0, le=2**31 - 1)
    end: int = Field(ge=0, le=2**31 - 1)
    colour: Colour | None = None
    note: str | None = Field(None, max_length=LONGEST_NOTE)
    note_was: str | None = Field(None, max_length=LONGEST_NOTE)
    exact: str = Field("", max_length=20_000)
    before: str = Field("", max_length=64)
    after: str = Field("", max_length=64)
    normaliser_version: int | None = Field(None, ge=0, le=2**31 - 1)
    back: bool = False
    base: int | None = Field(None, ge=0, le=2**62)
    device: DeviceRef | None = None
    made_at: AwareDatetime | None = None


class Kept(Schema):
    """An annotation as it is now kept; `merged` says that another device's change is in it too."""

    annotation: AnnotationOut
    merged: bool = False


class ListedAnnotation(AnnotationOut):
    """An annotation among those of all books."""

    book_title: str
    language: str


class AnnotationPage(Schema):
    items: list[ListedAnnotation]
    next_cursor: str | None
    total: int


class AnnotatedBook(Schema):
    """A book that has annotations, and how many."""

    id: UUID
    title: str
    count: int


class AnnotatedBooks(Schema):
    items: list[AnnotatedBook]


class Unplaced(Schema):
    """An entry of a file that found no place here, and why; `index` counts from 0."""

    index: int
    book: str
    exact: str
    reason: Reason


class Imported(Schema):
    """What became of a file's entries."""

    added: int
    already: int
    unplaced: list[Unplaced]
