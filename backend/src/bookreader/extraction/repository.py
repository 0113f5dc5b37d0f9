"""Queries over found descriptions."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select

from bookreader.extraction.models import DescribedChapter, Description
from bookreader.kit.db import ReadSession, WriteSession

AnySession = ReadSession | WriteSession


async def get(session: AnySession, book_id: UUID, description_id: UUID) -> Description | None:
    """One description of a book."""
    found: Description | None = await session.scalar(
        select(Description).where(Description.id == description_id, Description.book_id == book_id)
    )
    return found


async def for_chapter(session: AnySession, book_id: UUID, number: int) -> list[Description]:
    """A chapter's descriptions in the order of the text."""
    rows = await session.scalars(
        select(Description)
        .where(Description.book_id == book_id, Description.chapter_number == number)
        .order_by(Description.start, Description.end)
    )
    return list(rows)


async def for_book(session: AnySession, book_id: UUID) -> list[Description]:
    """A book's descriptions in reading order."""
    rows = await session.scalars(
        select(Description)
        .where(Description.book_id == book_id)
        .order_by(Description.chapter_number, Description.start, Description.end)
    )
    return list(rows)


async def described(session: AnySession, book_id: UUID) -> dict[int, str]:
    """Which chapters were searched, and by which version."""
    rows = await session.execute(
        select(DescribedChapter.chapter_number, DescribedChapter.extractor_version).where(
            DescribedChapter.book_id == book_id
        )
    )
    return dict(list(rows))


async def version_of(session: AnySession, book_id: UUID, number: int) -> str | None:
    """The version that searched a chapter, or None."""
    found: str | None = await session.scalar(
        select(DescribedChapter.extractor_version).where(
            DescribedChapter.book_id == book_id, DescribedChapter.chapter_number == number
        )
    )
    return found


async def replace_for_chapter(
    session: WriteSession,
    book_id: UUID,
    number: int,
    version: str,
    now: datetime,
    rows: list[dict[str, Any]],
) -> None:
    """Put what a search found in the place of all that the chapter had."""
    here = (Description.book_id == book_id, Description.chapter_number == number)
    await session.execute(delete(Description).where(*here))
    await session.execute(
        delete(DescribedChapter).where(
            DescribedChapter.book_id == book_id, DescribedChapter.chapter_number == number
        )
    )
    if rows:
        await session.execute(insert(Description), rows)
    await session.execute(
        insert(DescribedChapter).values(
            book_id=book_id, chapter_number=number, extractor_version=version, described_at=now
        )
    )


async def forget_beyond(session: WriteSession, book_id: UUID, count: int) -> None:
    """Drop what belongs to chapters that a newer reading of the book no longer has."""
    await session.execute(
        delete(Description).where(
            Description.book_id == book_id, Description.chapter_number >= count
        )
    )
    await session.execute(
        delete(DescribedChapter).where(
            DescribedChapter.book_id == book_id, DescribedChapter.chapter_number >= count
        )
    )


async def count_described(session: AnySession, book_id: UUID, version: str) -> int:
    """How many chapters this version has searched."""
    found = await session.scalar(
        select(func.count())
        .select_from(DescribedChapter)
        .where(DescribedChapter.book_id == book_id, DescribedChapter.extractor_version == version)
    )
    return int(found or 0)
