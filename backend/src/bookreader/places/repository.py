"""Queries over the reader's place."""

from __future__ import annotations

from uuid import UUID

from bookreader.kit.db import ReadSession, WriteSession
from bookreader.places.models import ReadingPosition

AnySession = ReadSession | WriteSession


async def position(session: AnySession, user_id: UUID, book_id: UUID) -> ReadingPosition | None:
    """Where a reader stopped in a book."""
    return await session.get(ReadingPosition, (user_id, book_id))


async def position_for_update(
    session: WriteSession, user_id: UUID, book_id: UUID
) -> ReadingPosition | None:
    """The same, locked until the transaction ends, so that furthest cannot be lowered by a race."""
    return await session.get(ReadingPosition, (user_id, book_id), with_for_update=True)
