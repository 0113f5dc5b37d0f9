"""Queries over places, the journal and devices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library.models import Book
from bookreader.places.models import Device, ReadingMove, ReadingPosition

AnySession = ReadSession | WriteSession


@dataclass(frozen=True, slots=True)
class Standing:
    """A reader's place in a book, who moved last, and which reading of the file the book has."""

    position: ReadingPosition
    device: Device | None
    normaliser_version: int

    @property
    def follows(self) -> bool:
        """Whether the place is counted in the text that the book has now."""
        return self.position.normaliser_version == self.normaliser_version


async def standing(session: AnySession, user_id: UUID, book_id: UUID) -> Standing | None:
    """Where a reader stopped in a book."""
    query = (
        select(ReadingPosition, Device, Book.normaliser_version)
        .join(Book, Book.id == ReadingPosition.book_id)
        .outerjoin(
            Device,
            and_(
                Device.user_id == ReadingPosition.user_id,
                Device.id == ReadingPosition.head_device_id,
            ),
        )
        .where(ReadingPosition.user_id == user_id, ReadingPosition.book_id == book_id)
    )
    row = (await session.execute(query)).one_or_none()
    return None if row is None else Standing(row[0], row[1], row[2])


async def position_for_update(
    session: WriteSession, user_id: UUID, book_id: UUID
) -> ReadingPosition | None:
    """The place alone, locked until the transaction ends: furthest must not be lowered by a race."""
    return await session.get(
        ReadingPosition, (user_id, book_id), with_for_update=True, populate_existing=True
    )


async def positions_behind(
    session: AnySession, book_id: UUID, normaliser_version: int
) -> list[ReadingPosition]:
    """The places in a book that are counted in another reading of its file."""
    rows = await session.scalars(
        select(ReadingPosition).where(
            ReadingPosition.book_id == book_id,
            ReadingPosition.normaliser_version != normaliser_version,
        )
    )
    return list(rows)


async def move(session: AnySession, user_id: UUID, move_id: UUID) -> ReadingMove | None:
    """One line of the journal."""
    found: ReadingMove | None = await session.scalar(
        select(ReadingMove).where(ReadingMove.user_id == user_id, ReadingMove.id == move_id)
    )
    return found


async def known_moves(session: AnySession, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, bool]:
    """Which of these moves the journal has, and whether they stood."""
    rows = await session.execute(
        select(ReadingMove.id, ReadingMove.stood).where(
            ReadingMove.user_id == user_id, ReadingMove.id.in_(ids)
        )
    )
    return {row.id: row.stood for row in rows}


async def moves_before(
    session: AnySession, user_id: UUID, book_id: UUID, before: int | None, limit: int
) -> list[ReadingMove]:
    """Lines of a book's journal, the latest first."""
    query = select(ReadingMove).where(
        ReadingMove.book_id == book_id, ReadingMove.user_id == user_id
    )
    if before is not None:
        query = query.where(ReadingMove.seq < before)
    return list(await session.scalars(query.order_by(ReadingMove.seq.desc()).limit(limit)))


async def devices(session: AnySession, user_id: UUID) -> list[Device]:
    """A reader's devices, the one last seen first."""
    rows = await session.scalars(
        select(Device).where(Device.user_id == user_id).order_by(Device.seen_at.desc(), Device.id)
    )
    return list(rows)


async def add_device(session: WriteSession, values: dict[str, Any]) -> None:
    """Keep a device, unless it was kept side by side with us."""
    columns = ["user_id", "id"]
    if session.get_bind().dialect.name == "sqlite":
        lite = sqlite.insert(Device).values(values)
        statement: Any = lite.on_conflict_do_nothing(index_elements=columns)
    else:
        big = postgresql.insert(Device).values(values)
        statement = big.on_conflict_do_nothing(index_elements=columns)
    await session.execute(statement)


async def see_device(session: WriteSession, user_id: UUID, device_id: UUID, at: datetime) -> None:
    """Keep when a device was last heard of."""
    await session.execute(
        update(Device)
        .where(Device.user_id == user_id, Device.id == device_id)
        .values(seen_at=at)
        .execution_options(synchronize_session=False)
    )


async def device(session: AnySession, user_id: UUID, device_id: UUID) -> Device | None:
    """One device of a reader."""
    return await session.get(Device, (user_id, device_id))


async def forget_devices(session: WriteSession, user_id: UUID, ids: Sequence[UUID]) -> None:
    """Let devices go; the journal keeps what was read with them."""
    await session.execute(delete(Device).where(Device.user_id == user_id, Device.id.in_(ids)))
