"""Queries over pictures that providers draw, and over their charges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, false, or_, select, update

from bookreader.illustration.models import PLANNED, READY, Picture
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library.models import Book
from bookreader.spending.models import RELEASED, RESERVED, SENT, SETTLED, UNKNOWN, Charge

AnySession = ReadSession | WriteSession
_LIKE_ENOUGH = 20


async def latest_charge(session: AnySession, picture_id: UUID) -> Charge | None:
    """The charge of the latest attempt at a picture, freshly read; an open one before all others.

    Moments may be equal; but what was sent and never ended is always of the latest attempt.
    """
    openness = case((Charge.state.in_((SENT, UNKNOWN)), 0), (Charge.state == RESERVED, 1), else_=2)
    found: Charge | None = await session.scalar(
        select(Charge)
        .where(Charge.picture_id == picture_id)
        .order_by(openness, Charge.created_at.desc(), Charge.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    return found


async def spent(session: AnySession, picture_id: UUID) -> tuple[int, bool]:
    """What the ended attempts at a picture cost, and whether that is known to the cent."""
    rows = await session.scalars(
        select(Charge).where(
            Charge.picture_id == picture_id, Charge.state.not_in((RELEASED, RESERVED, SENT))
        )
    )
    total, exact = 0, True
    for charge in rows:
        known = charge.amount_micros if charge.state == SETTLED else None
        total += charge.estimate_micros if known is None else known
        exact = exact and charge.exact
    return total, exact


async def charge_states(session: AnySession, picture_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The state of these pictures' charges: sent or unknown where any is that."""
    found: dict[UUID, str] = {}
    for begin in range(0, len(picture_ids), 500):
        rows = await session.execute(
            select(Charge.picture_id, Charge.state)
            .where(Charge.picture_id.in_(picture_ids[begin : begin + 500]))
            .order_by(case((Charge.state.in_((SENT, UNKNOWN)), 1), else_=0))
        )
        found.update({key: state for key, state in rows if key is not None})
    return found


def _asked_alike(request_key: str, picture_id: UUID, user_id: UUID) -> list[ColumnElement[bool]]:
    return [
        Picture.request_key == request_key,
        Picture.id != picture_id,
        Picture.book_id.in_(select(Book.id).where(Book.user_id == user_id)),
    ]


async def drawn_alike(
    session: AnySession, request_key: str, picture_id: UUID, user_id: UUID
) -> Picture | None:
    """A ready picture of the same owner that answered the very same request."""
    found: Picture | None = await session.scalar(
        select(Picture)
        .where(
            *_asked_alike(request_key, picture_id, user_id),
            Picture.state == READY,
            Picture.sha256.is_not(None),
        )
        .order_by(Picture.painted_at, Picture.id)
        .limit(1)
    )
    return found


async def is_being_drawn(
    session: AnySession, request_key: str, picture_id: UUID, user_id: UUID
) -> bool:
    """Whether the very same request of the same owner is under way for another picture."""
    query = select(Picture.id).where(
        *_asked_alike(request_key, picture_id, user_id),
        Picture.state == PLANNED,
        or_(
            Picture.original_sha256.is_not(None),
            Picture.id.in_(select(Charge.picture_id).where(Charge.state == SENT)),
        ),
    )
    return await session.scalar(query.limit(1)) is not None


async def ready_keys(session: AnySession, user_id: UUID, keys: Sequence[str]) -> set[str]:
    """Which of these requests a ready picture of this owner has answered."""
    found: set[str] = set()
    for begin in range(0, len(keys), 500):
        rows = await session.scalars(
            select(Picture.request_key).where(
                Picture.request_key.in_(keys[begin : begin + 500]),
                Picture.state == READY,
                Picture.sha256.is_not(None),
                Picture.book_id.in_(select(Book.id).where(Book.user_id == user_id)),
            )
        )
        found.update(rows)
    return found


async def look_alikes(session: AnySession, picture: Picture, phash: str) -> list[Picture]:
    """Other pictures of the same provider with the same bytes or the same fingerprint."""
    rows = await session.scalars(
        select(Picture)
        .where(
            Picture.provider == picture.provider,
            Picture.id != picture.id,
            or_(
                Picture.original_sha256 == picture.original_sha256,
                Picture.phash == phash if phash else false(),
            ),
        )
        .limit(_LIKE_ENOUGH)
    )
    return list(rows)


async def set_planned(session: WriteSession, picture_id: UUID, values: dict[str, Any]) -> bool:
    """Change a picture that is still to be drawn; False when it no longer is."""
    return await _set(session, picture_id, PLANNED, values)


async def set_ready(session: WriteSession, picture_id: UUID, values: dict[str, Any]) -> bool:
    """Change a picture that is ready; False when it is not."""
    return await _set(session, picture_id, READY, values)


async def _set(session: WriteSession, picture_id: UUID, state: str, values: dict[str, Any]) -> bool:
    found = await session.scalar(
        update(Picture)
        .where(Picture.id == picture_id, Picture.state == state)
        .values(**values)
        .returning(Picture.id)
        .execution_options(synchronize_session=False)
    )
    return found is not None
