"""Queries over the versions of visual bibles."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from bookreader.bible.models import BibleVersion
from bookreader.kit.db import ReadSession, WriteSession

AnySession = ReadSession | WriteSession


async def latest(session: AnySession, book_id: UUID) -> BibleVersion | None:
    """The version in force, or None when nobody changed the first one."""
    found: BibleVersion | None = await session.scalar(
        select(BibleVersion)
        .where(BibleVersion.book_id == book_id)
        .order_by(BibleVersion.version.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    return found


async def get(session: AnySession, book_id: UUID, version: int) -> BibleVersion | None:
    """One version of a book's bible."""
    found: BibleVersion | None = await session.scalar(
        select(BibleVersion).where(BibleVersion.book_id == book_id, BibleVersion.version == version)
    )
    return found


async def history(session: AnySession, book_id: UUID) -> list[tuple[int, datetime, str]]:
    """Number, moment and note of every version, the newest first."""
    rows = await session.execute(
        select(BibleVersion.version, BibleVersion.created_at, BibleVersion.note)
        .where(BibleVersion.book_id == book_id)
        .order_by(BibleVersion.version.desc())
    )
    return [(version, moment, note) for version, moment, note in rows]


async def forget_before(session: WriteSession, book_id: UUID, version: int) -> None:
    """Drop the versions before one."""
    await session.execute(
        delete(BibleVersion).where(BibleVersion.book_id == book_id, BibleVersion.version < version)
    )
