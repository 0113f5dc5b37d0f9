"""Bodies of library answers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from bookreader.accounts.schemas import Language
from bookreader.kit.schemas import Schema

Stage = Literal["waiting", "parsing", "describing", "painting", "ready", "failed"]
Sort = Literal["recent", "added", "title", "author"]


class BookFault(Schema):
    """Why a book could not be read; `code` is one of docs/develop/book-errors.md."""

    code: str
    message: str


class BookState(Schema):
    """How far the program has come with a book."""

    stage: Stage
    readable: bool
    chapters: int
    described_chapters: int
    pictures_ready: int
    pictures_wanted: int
    error: BookFault | None


class BookCard(Schema):
    """A book in the list."""

    id: UUID
    title: str
    authors: list[str]
    language: str
    format: str
    added_at: datetime
    opened_at: datetime | None
    cover_url: str | None
    chars: int
    progress: float
    state: BookState


class BookPage(Schema):
    """A page of the list; `next_cursor` asks for the following one."""

    items: list[BookCard]
    next_cursor: str | None
    total: int


class Added(Schema):
    """The outcome of an upload; a duplicate is the book that was there."""

    book: BookCard
    duplicate: bool


class SampleRequest(Schema):
    language: Language


class SeriesOut(Schema):
    name: str
    index: float | None


class ImportWarning(Schema):
    """Something noticed at the import; the book is readable all the same."""

    code: str
    message: str
    where: str


class ChapterLine(Schema):
    """A chapter in the contents."""

    id: str
    number: int
    title: str
    level: int
    kind: str
    chars: int


class TocLine(Schema):
    """A line of the table of contents."""

    title: str
    level: int
    chapter: str
    offset: int
