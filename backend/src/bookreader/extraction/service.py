"""What other domains ask about descriptions."""

from __future__ import annotations

from uuid import UUID

from bookreader.extraction import repository
from bookreader.extraction.models import Description
from bookreader.kit.db import ReadSession, WriteSession

AnySession = ReadSession | WriteSession


async def get(session: AnySession, book_id: UUID, description_id: UUID) -> Description | None:
    """One description of a book, or None."""
    return await repository.get(session, book_id, description_id)


async def for_chapter(session: AnySession, book_id: UUID, number: int) -> list[Description]:
    """A chapter's descriptions in the order of the text."""
    return await repository.for_chapter(session, book_id, number)


async def for_book(session: AnySession, book_id: UUID) -> list[Description]:
    """A book's descriptions in reading order."""
    return await repository.for_book(session, book_id)


async def is_described(session: AnySession, book_id: UUID, number: int) -> bool:
    """Whether a chapter was searched, be it by an older version."""
    return await repository.version_of(session, book_id, number) is not None
