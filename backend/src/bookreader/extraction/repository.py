"""Queries over found descriptions and over what the reader said of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, true, update

from bookreader.extraction.models import (
    FOUND,
    LEVELS,
    OWN,
    DescribedChapter,
    Description,
    MarksSetting,
    Verdict,
)
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library.models import Book

AnySession = ReadSession | WriteSession


def levels_under(marks: str) -> tuple[MarksSetting, ...]:
    """The levels that a setting shows; one we do not know is taken for the usual."""
    return LEVELS[: LEVELS.index(marks if marks in LEVELS else "normal") + 1]


def shown_under(marks: str) -> ColumnElement[bool]:
    """The condition that a description has a mark under a setting."""
    found = and_(Description.standing == FOUND, Description.level.in_(levels_under(marks)))
    return or_(Description.standing == OWN, found)


async def get(session: AnySession, book_id: UUID, description_id: UUID) -> Description | None:
    """One description of a book."""
    found: Description | None = await session.scalar(
        select(Description)
        .where(Description.id == description_id, Description.book_id == book_id)
        .execution_options(populate_existing=True)
    )
    return found


async def for_chapter(
    session: AnySession, book_id: UUID, number: int, marks: str | None = None
) -> list[Description]:
    """A chapter's descriptions in the order of the text; those of a setting, or all."""
    rows = await session.scalars(
        select(Description)
        .where(
            Description.book_id == book_id,
            Description.chapter_number == number,
            true() if marks is None else shown_under(marks),
        )
        .order_by(Description.start, Description.end)
    )
    return list(rows)


async def for_book(
    session: AnySession, book_id: UUID, marks: str | None = None
) -> list[Description]:
    """A book's descriptions in reading order; those of a setting, or all."""
    rows = await session.scalars(
        select(Description)
        .where(Description.book_id == book_id, true() if marks is None else shown_under(marks))
        .order_by(Description.chapter_number, Description.start, Description.end)
    )
    return list(rows)


async def outline(session: AnySession, book_id: UUID) -> list[tuple[UUID, int, int, int, str]]:
    """The light columns of what the widest setting shows and the finder has seen."""
    rows = await session.execute(
        select(
            Description.id,
            Description.chapter_number,
            Description.start,
            Description.end,
            Description.type,
        )
        .where(
            Description.book_id == book_id,
            shown_under(LEVELS[-1]),
            Description.scene_hash != "",
        )
        .order_by(Description.chapter_number, Description.start, Description.end, Description.id)
    )
    return [(key, number, start, end, kind) for key, number, start, end, kind in rows]


async def with_standing(session: AnySession, book_id: UUID, standing: str) -> list[Description]:
    """A book's descriptions of one standing in reading order."""
    rows = await session.scalars(
        select(Description)
        .where(Description.book_id == book_id, Description.standing == standing)
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


async def searched(session: AnySession, book_id: UUID) -> list[tuple[int, str, datetime]]:
    """The searched chapters with version and moment, in reading order."""
    rows = await session.execute(
        select(
            DescribedChapter.chapter_number,
            DescribedChapter.extractor_version,
            DescribedChapter.described_at,
        )
        .where(DescribedChapter.book_id == book_id)
        .order_by(DescribedChapter.chapter_number)
    )
    return [(number, version, moment) for number, version, moment in rows]


async def names(session: AnySession, book_id: UUID) -> list[tuple[str, dict[str, Any]]]:
    """What the searched chapters name and which version says so, in reading order."""
    rows = await session.execute(
        select(DescribedChapter.extractor_version, DescribedChapter.names)
        .where(DescribedChapter.book_id == book_id)
        .order_by(DescribedChapter.chapter_number)
    )
    return [(version, found) for version, found in rows]


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
    chapter: DescribedChapter,
    *,
    gone: Sequence[UUID],
    changed: Sequence[dict[str, Any]],
    new: Sequence[dict[str, Any]],
) -> None:
    """Put what a search found in the place of what the chapter had; rows that stay keep their id."""
    for begin in range(0, len(gone), 500):
        await session.execute(
            delete(Description).where(Description.id.in_(gone[begin : begin + 500]))
        )
    for values in changed:
        await session.execute(
            update(Description).where(Description.id == values["id"]).values(**values)
        )
    if new:
        await session.execute(insert(Description), list(new))
    await session.merge(chapter)
    await session.flush()


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


async def set_columns(session: WriteSession, description_id: UUID, values: dict[str, Any]) -> None:
    """Set columns of a description, if it is still there."""
    await session.execute(
        update(Description).where(Description.id == description_id).values(**values)
    )


async def forget(session: WriteSession, description_id: UUID) -> None:
    """Drop a description with its pictures."""
    await session.execute(delete(Description).where(Description.id == description_id))


async def verdicts(session: AnySession, book_id: UUID, number: int | None = None) -> list[Verdict]:
    """What the reader said of a book's passages, or of one chapter's, the oldest first."""
    here = true() if number is None else Verdict.chapter_number == number
    rows = await session.scalars(
        select(Verdict)
        .where(Verdict.book_id == book_id, here)
        .order_by(Verdict.created_at, Verdict.id)
    )
    return list(rows)


async def forget_verdicts(session: WriteSession, ids: Sequence[UUID]) -> None:
    """Take back what the reader said."""
    await session.execute(delete(Verdict).where(Verdict.id.in_(ids)))


async def by_id(session: AnySession, description_id: UUID) -> Description | None:
    """A description by its id alone, freshly read."""
    return await session.get(Description, description_id, populate_existing=True)


async def move_verdict(
    session: WriteSession, verdict_id: UUID, place: tuple[int, int, int] | None, version: int
) -> None:
    """Let a verdict stand at (chapter, start, end) of another text, or rest without a place."""
    values: dict[str, Any] = {"chapter_number": None}
    own = Description.id == verdict_id
    if place is None:
        await session.execute(delete(Description).where(own))
    else:
        values = dict(zip(("chapter_number", "start", "end"), place, strict=True))
        await session.execute(update(Description).where(own).values(**values))
    await session.execute(
        update(Verdict).where(Verdict.id == verdict_id).values(**values, normaliser_version=version)
    )


async def outdated_books(session: AnySession, version: str) -> list[UUID]:
    """Books with a chapter that another version searched, those opened last first."""
    rows = await session.scalars(
        select(Book.id)
        .join(DescribedChapter, DescribedChapter.book_id == Book.id)
        # "Not this one" in two halves, which an index answers.
        .where(
            or_(
                DescribedChapter.extractor_version < version,
                DescribedChapter.extractor_version > version,
            )
        )
        .group_by(Book.id)
        .order_by(func.coalesce(Book.opened_at, Book.added_at).desc())
    )
    return list(rows)


async def chapters_by_engine(session: AnySession) -> list[tuple[str, bool, int]]:
    """The engine that read, whether another had failed, and the number of chapters."""
    name = DescribedChapter.engine["name"].as_string()
    fell_back = func.coalesce(DescribedChapter.engine["failure"].as_string(), "") != ""
    rows = await session.execute(
        select(name, fell_back, func.count()).where(name.is_not(None)).group_by(name, fell_back)
    )
    return [(str(engine), bool(failed), int(count)) for engine, failed, count in rows]


async def verdicts_by_standing(session: AnySession) -> dict[str, int]:
    """How many verdicts of all readers there are of each standing."""
    rows = await session.execute(select(Verdict.standing, func.count()).group_by(Verdict.standing))
    return {standing: int(count) for standing, count in rows}
