"""Bodies of books kept on a device."""

from __future__ import annotations

from bookreader.kit.schemas import Schema
from bookreader.reading.schemas import Mark


class OfflineChapter(Schema):
    """A chapter's marks; its text is asked for as for reading."""

    id: str
    described: bool
    marks: list[Mark]


class OfflineBook(Schema):
    """All of a book but its chapters' texts, in one answer.

    When `text_version` is another than the one kept, the texts have to be fetched anew; `images`
    are the hashes of the book's own images.
    """

    text_version: str
    cover_url: str | None
    images: list[str]
    chapters: list[OfflineChapter]
