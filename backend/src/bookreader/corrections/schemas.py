"""Bodies of the reader's corrections."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from bookreader.extraction.models import MarksSetting
from bookreader.kit.schemas import Schema


class MarksChoice(Schema):
    """How many passages this book shows and paints."""

    marks: MarksSetting


class NewPassage(Schema):
    """A stretch of a chapter's text to be drawn."""

    start: int = Field(ge=0, le=2**31 - 1)
    end: int = Field(ge=0, le=2**31 - 1)


class Dismissed(Schema):
    """A passage the reader does not take for a description."""

    description_id: UUID
    chapter: str
    chapter_title: str
    start: int
    end: int
    text: str


class Dismissals(Schema):
    items: list[Dismissed]
