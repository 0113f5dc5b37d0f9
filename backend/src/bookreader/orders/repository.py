"""Queries over orders, their pictures and what they spent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select, update

from bookreader.extraction.models import Description
from bookreader.illustration.models import PLANNED, Picture
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.orders.models import PAUSED, RUNNING, STOPPED, Order
from bookreader.spending.models import SETTLED, UNKNOWN, Charge

AnySession = ReadSession | WriteSession
LIVE = (RUNNING, PAUSED, STOPPED)
_UNDER_WAY = (RUNNING, PAUSED)


async def get(session: AnySession, order_id: UUID) -> Order | None:
    """An order by its id, freshly read."""
    return await session.get(Order, order_id, populate_existing=True)


async def of_book(session: AnySession, book_id: UUID) -> list[Order]:
    """A book's orders, the newest first."""
    rows = await session.scalars(
        select(Order)
        .where(Order.book_id == book_id)
        .order_by(Order.created_at.desc(), Order.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def is_under_way(session: AnySession, book_id: UUID) -> bool:
    """Whether an order of this book is being drawn or rests."""
    query = select(Order.id).where(Order.book_id == book_id, Order.state.in_(_UNDER_WAY))
    return await session.scalar(query.limit(1)) is not None


async def turn(
    session: WriteSession, order_id: UUID, states: Sequence[str], values: dict[str, Any]
) -> bool:
    """Change an order that is in one of these states; False when it is not."""
    found = await session.scalar(
        update(Order)
        .where(Order.id == order_id, Order.state.in_(states))
        .values(**values)
        .returning(Order.id)
        .execution_options(synchronize_session=False)
    )
    return found is not None


async def set_columns(session: WriteSession, order_id: UUID, values: dict[str, Any]) -> None:
    """Set columns of an order."""
    await session.execute(update(Order).where(Order.id == order_id).values(**values))


async def still_planned(session: AnySession, order_id: UUID) -> list[Picture]:
    """What an order has still to draw, in reading order; cards by when they were planned."""
    rows = await session.scalars(
        select(Picture)
        .outerjoin(Description, Description.id == Picture.description_id)
        .where(Picture.order_id == order_id, Picture.state == PLANNED)
        .order_by(Description.chapter_number, Description.start, Picture.created_at, Picture.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def counts(session: AnySession, order_id: UUID) -> dict[str, int]:
    """How many pictures of an order are in each state."""
    rows = await session.execute(
        select(Picture.state, func.count())
        .where(Picture.order_id == order_id)
        .group_by(Picture.state)
    )
    return {state: int(number) for state, number in rows}


async def spent(session: AnySession, order_ids: Sequence[UUID]) -> dict[UUID, int]:
    """What each of these orders spent, with what counts as spent."""
    amount = case(
        (Charge.state == SETTLED, func.coalesce(Charge.amount_micros, Charge.estimate_micros)),
        else_=Charge.estimate_micros,
    )
    rows = await session.execute(
        select(Charge.order_id, func.sum(amount))
        .where(Charge.order_id.in_(order_ids), Charge.state.in_((SETTLED, UNKNOWN)))
        .group_by(Charge.order_id)
    )
    return {key: int(total or 0) for key, total in rows if key is not None}


async def running(session: AnySession) -> list[Order]:
    """All orders that are to be worked on."""
    return list(await session.scalars(select(Order).where(Order.state == RUNNING)))


async def stopped(session: AnySession, book_id: UUID) -> set[UUID]:
    """A book's orders that could not go on."""
    rows = await session.scalars(
        select(Order.id).where(Order.book_id == book_id, Order.state == STOPPED)
    )
    return set(rows)
