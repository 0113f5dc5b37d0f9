"""Bodies of the reader's place."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from bookreader.kit.schemas import Schema


class Place(Schema):
    """A place by chapter id and offset in its text."""

    chapter: str
    offset: int


class Position(Schema):
    """Where the reader stopped, and the furthest place they have read up to."""

    chapter: str | None
    offset: int
    quote: str
    furthest: Place | None
    progress: float
    spoilers_lifted: bool
    updated_at: datetime | None


class PositionReport(Schema):
    """The page on screen; `reached` says that it was read and not merely jumped to."""

    chapter: str = Field(max_length=255)
    offset: int = Field(ge=0, le=2**31 - 1)
    page_end: int = Field(ge=0, le=2**31 - 1)
    reached: bool
    quote: str = Field("", max_length=500)


class SpoilerChoice(Schema):
    lifted: bool
