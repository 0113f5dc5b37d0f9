"""Queries over casts and over the reader's edits of them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, func, select

from bookreader.cast.models import BookCast, EntityEdit
from bookreader.kit.db import ReadSession, WriteSession

AnySession = ReadSession | WriteSession


async def basis(session: AnySession, book_id: UUID) -> str | None:
    """Of what a book's cast was built, or None when it has none yet."""
    found: str | None = await session.scalar(
        select(BookCast.basis).where(BookCast.book_id == book_id)
    )
    return found


async def get(session: AnySession, book_id: UUID) -> BookCast | None:
    """A book's cast, freshly read."""
    return await session.get(BookCast, book_id, populate_existing=True)


async def save(session: WriteSession, cast: BookCast) -> None:
    """Put a cast in the place of the one the book had."""
    await session.merge(cast)


async def edits(session: AnySession, book_id: UUID) -> list[EntityEdit]:
    """The reader's edits in the order they were made."""
    rows = await session.scalars(
        select(EntityEdit).where(EntityEdit.book_id == book_id).order_by(EntityEdit.number)
    )
    return list(rows)


async def next_number(session: WriteSession, book_id: UUID) -> int:
    """The number of a book's next edit."""
    last = await session.scalar(
        select(func.max(EntityEdit.number)).where(EntityEdit.book_id == book_id)
    )
    return int(last or 0) + 1


async def forget_edit(session: WriteSession, edit_id: UUID) -> None:
    """Undo an edit."""
    await session.execute(delete(EntityEdit).where(EntityEdit.id == edit_id))
