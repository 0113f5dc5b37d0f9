"""Queries over illustrated editions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, delete, select, update

from bookreader.editions.models import Edition
from bookreader.kit.db import ReadSession, WriteSession

AnySession = ReadSession | WriteSession


async def of_book(session: AnySession, book_id: UUID) -> list[Edition]:
    """The editions of a book, the newest first."""
    rows = await session.scalars(
        select(Edition)
        .where(Edition.book_id == book_id)
        .order_by(Edition.created_at.desc(), Edition.id)
    )
    return list(rows)


async def get(session: AnySession, edition_id: UUID) -> Edition | None:
    """An edition by its id, freshly read."""
    return await session.get(Edition, edition_id, populate_existing=True)


async def set_columns(session: WriteSession, edition_id: UUID, values: dict[str, Any]) -> None:
    """Set columns of an edition, if it is still there."""
    await session.execute(
        update(Edition)
        .where(Edition.id == edition_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


async def forget_older(session: WriteSession, before: datetime) -> int:
    """Delete the editions asked for before a moment; gives their number."""
    result = await session.execute(delete(Edition).where(Edition.created_at < before))
    assert isinstance(result, CursorResult)
    return int(result.rowcount)


async def referenced(session: AnySession, hashes: Sequence[str]) -> set[str]:
    """Which of these blobs an edition names."""
    rows = await session.scalars(select(Edition.sha256).where(Edition.sha256.in_(hashes)))
    return {value for value in rows if value}
