"""Queries over pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.illustration.models import FAILED, PLANNED, READY, SKETCH, Picture
from bookreader.kit.db import ReadSession, WriteSession

AnySession = ReadSession | WriteSession


async def get(session: AnySession, picture_id: UUID) -> Picture | None:
    """A picture by its id, freshly read."""
    return await session.get(Picture, picture_id, populate_existing=True)


async def of_book(session: AnySession, book_id: UUID, picture_id: UUID) -> Picture | None:
    """A picture of this book."""
    found: Picture | None = await session.scalar(
        select(Picture).where(Picture.id == picture_id, Picture.book_id == book_id)
    )
    return found


async def of_descriptions(
    session: AnySession, description_ids: Sequence[UUID]
) -> dict[UUID, list[Picture]]:
    """All versions of each description's picture, in the order they were asked for."""
    found: dict[UUID, list[Picture]] = {}
    for begin in range(0, len(description_ids), 500):
        rows = await session.scalars(
            select(Picture)
            .where(Picture.description_id.in_(description_ids[begin : begin + 500]))
            .order_by(Picture.created_at, Picture.provider, Picture.variant)
            .execution_options(populate_existing=True)
        )
        for picture in rows:
            if picture.description_id is not None:
                found.setdefault(picture.description_id, []).append(picture)
    return found


async def of_entity(session: AnySession, book_id: UUID, entity_id: str) -> list[Picture]:
    """All cards of an entity, in the order they were asked for."""
    rows = await session.scalars(
        select(Picture)
        .where(Picture.book_id == book_id, Picture.entity_id == entity_id)
        .order_by(Picture.created_at, Picture.provider, Picture.variant)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def cards(session: AnySession, book_id: UUID) -> list[Picture]:
    """All cards of a book's entities, in the order they were asked for."""
    rows = await session.scalars(
        select(Picture)
        .where(Picture.book_id == book_id, Picture.entity_id.is_not(None))
        .order_by(Picture.created_at, Picture.provider, Picture.variant)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def first_of(session: AnySession, description_id: UUID, provider: str) -> Picture | None:
    """The first version that is left of a maker's pictures of a description."""
    found: Picture | None = await session.scalar(
        select(Picture)
        .where(Picture.description_id == description_id, Picture.provider == provider)
        .order_by(Picture.variant)
        .limit(1)
    )
    return found


async def next_variant(
    session: WriteSession,
    book_id: UUID,
    provider: str,
    *,
    description_id: UUID | None = None,
    entity_id: str | None = None,
) -> int:
    """The number after the highest that this provider's pictures of a subject ever had."""
    last = await session.scalar(
        select(func.max(Picture.variant)).where(
            Picture.book_id == book_id,
            Picture.provider == provider,
            Picture.description_id == description_id
            if description_id is not None
            else Picture.entity_id == entity_id,
        )
    )
    return 0 if last is None else int(last) + 1


async def delete_pictures(session: WriteSession, picture_ids: Sequence[UUID]) -> None:
    """Forget pictures."""
    for begin in range(0, len(picture_ids), 500):
        gone = picture_ids[begin : begin + 500]
        await session.execute(delete(Picture).where(Picture.id.in_(gone)))


async def asked_for(session: AnySession, description_ids: Sequence[UUID]) -> set[UUID]:
    """Descriptions with a picture outside any order that a provider is still to draw."""
    found: set[UUID] = set()
    for begin in range(0, len(description_ids), 500):
        rows = await session.scalars(
            select(Picture.description_id).where(
                Picture.description_id.in_(description_ids[begin : begin + 500]),
                Picture.state == PLANNED,
                Picture.provider != SKETCH,
                Picture.order_id.is_(None),
            )
        )
        found.update(one for one in rows if one is not None)
    return found


async def sketches(session: AnySession, book_id: UUID) -> list[tuple[Picture, Description]]:
    """A book's painted sketches with what they are of."""
    rows = await session.execute(
        select(Picture, Description)
        .join(Description, Description.id == Picture.description_id)
        .where(Picture.book_id == book_id, Picture.provider == SKETCH, Picture.state == READY)
    )
    return [(picture, description) for picture, description in rows]


async def plan(
    session: WriteSession,
    book_id: UUID,
    provider: str,
    size: tuple[int, int],
    marks: str,
    numbers: Sequence[int] | None,
    now: datetime,
) -> int:
    """Plan a picture for each shown description that has none, of these chapters or of all."""
    missing = _unplanned(book_id, provider, marks, numbers)
    rows = [
        {
            "id": uuid4(),
            "book_id": book_id,
            "description_id": description_id,
            "provider": provider,
            "state": PLANNED,
            "variant": 0,
            "width": size[0],
            "height": size[1],
            "created_at": now,
        }
        for description_id in await session.scalars(missing)
    ]
    if rows:
        await session.execute(insert(Picture), rows)
    return len(rows)


async def is_unplanned(
    session: AnySession,
    book_id: UUID,
    provider: str,
    marks: str,
    numbers: Sequence[int] | None = None,
) -> bool:
    """Whether some shown description has no picture planned."""
    query = _unplanned(book_id, provider, marks, numbers)
    return await session.scalar(query.limit(1)) is not None


def _unplanned(
    book_id: UUID, provider: str, marks: str, numbers: Sequence[int] | None
) -> Select[UUID]:
    query = (
        select(Description.id)
        .outerjoin(
            Picture,
            and_(Picture.description_id == Description.id, Picture.provider == provider),
        )
        .where(
            Description.book_id == book_id,
            extraction.shown_under(marks),
            # A passage of the reader's own has a job of its own until it was looked at.
            Description.scene_hash != "",
            Picture.id.is_(None),
        )
    )
    return query if numbers is None else query.where(Description.chapter_number.in_(numbers))


def _stale(version: str) -> ColumnElement[bool]:
    """A picture by an older painter or of another scene than the description has by now."""
    return or_(Picture.painter_version != version, Picture.scene_hash != Description.scene_hash)


async def next_to_paint(
    session: AnySession,
    book_id: UUID,
    provider: str,
    version: str,
    marks: str,
    first: Sequence[int],
    reading: int,
    *,
    only_first: bool,
) -> tuple[Picture, Description] | None:
    """The planned or outdated picture that comes next: near ones, then ahead, then behind."""
    turn = case(
        (Description.chapter_number.in_(first), 0),
        (Description.chapter_number >= reading, 1),
        else_=2,
    )
    query = (
        select(Picture, Description)
        .join(Description, Description.id == Picture.description_id)
        .where(
            Picture.book_id == book_id,
            Picture.provider == provider,
            extraction.shown_under(marks),
            Description.scene_hash != "",
            or_(
                Picture.state == PLANNED,
                and_(Picture.state == READY, _stale(version)),
                # Another scene may please a painter that refused the first.
                and_(Picture.state == FAILED, Picture.scene_hash != Description.scene_hash),
            ),
        )
        .order_by(turn, Description.chapter_number, Description.start, Picture.variant)
        .limit(1)
    )
    if only_first:
        query = query.where(Description.chapter_number.in_(first))
    row = (await session.execute(query)).first()
    return (row[0], row[1]) if row is not None else None


async def set_columns(session: WriteSession, picture_id: UUID, values: dict[str, Any]) -> None:
    """Set columns of a picture, if it is still there."""
    await session.execute(
        update(Picture)
        .where(Picture.id == picture_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


async def counts(session: AnySession, book_id: UUID, marks: str) -> tuple[int, int]:
    """How many descriptions want a picture under a setting, and how many have one that is ready."""
    of_ready = case((Picture.state == READY, Picture.description_id))
    row = (
        await session.execute(
            select(
                func.count(func.distinct(Picture.description_id)),
                func.count(func.distinct(of_ready)),
            )
            .select_from(Picture)
            .join(Description, Description.id == Picture.description_id)
            .where(Picture.book_id == book_id, extraction.shown_under(marks))
        )
    ).one()
    return int(row[0] or 0), int(row[1] or 0)


async def valued(session: AnySession, description_ids: Sequence[UUID]) -> set[UUID]:
    """Which of these have a provider's picture, drawn or to be drawn, or one that was chosen."""
    found: set[UUID] = set()
    for begin in range(0, len(description_ids), 500):
        rows = await session.scalars(
            select(Picture.description_id)
            .where(
                Picture.description_id.in_(description_ids[begin : begin + 500]),
                or_(
                    and_(Picture.provider != SKETCH, Picture.state.in_((PLANNED, READY))),
                    Picture.chosen_at.is_not(None),
                ),
            )
            .distinct()
        )
        found.update(key for key in rows if key is not None)
    return found


async def referenced(session: AnySession, hashes: Sequence[str]) -> set[str]:
    """Which of these blobs a picture names, as what is shown or as what a provider sent."""
    named: set[str] = set()
    for column in (Picture.sha256, Picture.original_sha256):
        rows = await session.scalars(select(column).where(column.in_(hashes)))
        named.update(value for value in rows if value)
    return named
