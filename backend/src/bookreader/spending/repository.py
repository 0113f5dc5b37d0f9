"""Queries over charges and caps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Row,
    and_,
    case,
    delete,
    func,
    select,
    update,
)

from bookreader.accounts.models import User
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.spending.models import RELEASED, RESERVED, SENT, SETTLED, UNKNOWN, Cap, Charge

AnySession = ReadSession | WriteSession
_COUNTED = Charge.state != RELEASED
_MONEY = case(
    (Charge.state == SETTLED, func.coalesce(Charge.amount_micros, Charge.estimate_micros)),
    else_=Charge.estimate_micros,
)


@dataclass(frozen=True, slots=True)
class Used:
    """Pictures and money that count against caps."""

    pictures: int = 0
    micros: int = 0


async def lock_ledger(session: WriteSession) -> None:
    """Let one transaction at a time add charges; SQLite's write lock does so by itself."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(select(func.pg_advisory_xact_lock(711_002)))


@dataclass(frozen=True, slots=True)
class Span:
    """Charges of a scope's subject from a day on; an empty day is the beginning."""

    scope: str
    subject_id: UUID | None
    since: str

    def holds(self) -> list[ColumnElement[bool]]:
        """What makes a charge one of these, but for the day."""
        columns: dict[str, Any] = {
            "provider": Charge.provider_id,
            "user": Charge.user_id,
            "book": Charge.book_id,
            "order": Charge.order_id,
        }
        return [] if self.scope == "server" else [columns[self.scope] == self.subject_id]


async def used(session: AnySession, spans: Sequence[Span]) -> list[Used]:
    """What each span used: those with a first day in one look, those without it each in its own.

    Only the whole server's since ever has to see every charge, and it reads an index alone.
    """
    dated = [span for span in spans if span.since]
    found: dict[Span, Used] = {}
    if dated:
        newest = Charge.day >= min(span.since for span in dated)
        found |= await _sums(session, dated, [newest])
    for span in spans:
        if not span.since:
            found |= await _sums(session, [span], span.holds())
    return [found[span] for span in spans]


async def _sums(
    session: AnySession, spans: Sequence[Span], among: Sequence[ColumnElement[bool]]
) -> dict[Span, Used]:
    columns: list[Any] = []
    for span in spans:
        inside = and_(Charge.day >= span.since, *span.holds())
        columns.append(func.coalesce(func.sum(case((inside, 1), else_=0)), 0))
        columns.append(func.coalesce(func.sum(case((inside, _MONEY), else_=0)), 0))
    row = (await session.execute(select(*columns).where(_COUNTED, *among))).one()
    return {
        span: Used(int(row[2 * place]), int(row[2 * place + 1])) for place, span in enumerate(spans)
    }


async def caps(session: AnySession) -> list[Cap]:
    """All caps as the administrator wrote them."""
    order = (Cap.scope, Cap.subject_id, Cap.period, Cap.id)
    return list(await session.scalars(select(Cap).order_by(*order)))


async def replace_caps(session: WriteSession, found: Sequence[Cap]) -> None:
    """These caps in place of all others."""
    await session.execute(delete(Cap))
    session.add_all(found)
    await session.flush()


async def forget_caps_of(session: WriteSession, subject_id: UUID) -> None:
    """Forget the caps of somebody or something that is gone."""
    await session.execute(delete(Cap).where(Cap.subject_id == subject_id))


async def turn(
    session: WriteSession, charge_id: UUID, states: Sequence[str], values: dict[str, Any]
) -> bool:
    """Change a charge that is in one of these states; False when it is not."""
    result = await session.execute(
        update(Charge).where(Charge.id == charge_id, Charge.state.in_(states)).values(**values)
    )
    assert isinstance(result, CursorResult)
    return bool(result.rowcount)


async def end_left_behind(session: WriteSession, picture_id: UUID, now: datetime) -> None:
    """End what an earlier attempt at a picture left open: unsent is free, sent is unknown."""
    mine = Charge.picture_id == picture_id
    for state, end in ((RESERVED, RELEASED), (SENT, UNKNOWN)):
        await session.execute(
            update(Charge)
            .where(mine, Charge.state == state)
            .values(state=end, ended_at=now)
            .execution_options(synchronize_session=False)
        )


async def unknown_since(session: WriteSession, sent_before: datetime, now: datetime) -> int:
    """Turn charges sent before a moment and never ended into unknown ones; gives their number."""
    result = await session.execute(
        update(Charge)
        .where(Charge.state == SENT, Charge.sent_at <= sent_before)
        .values(state=UNKNOWN, ended_at=now)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(result, CursorResult)
    return int(result.rowcount)


async def reserved_before(session: AnySession, moment: datetime, limit: int) -> list[Charge]:
    """Reservations made before a moment and not sent yet, the oldest first."""
    query = select(Charge).where(Charge.state == RESERVED, Charge.created_at <= moment)
    return list(await session.scalars(query.order_by(Charge.created_at).limit(limit)))


async def by_day(session: AnySession, first: str, last: str) -> Sequence[Row[Any]]:
    """Pictures and money by day, provider and reader."""
    waiting = Charge.state.in_((RESERVED, SENT))
    columns = (
        Charge.day,
        Charge.provider_id,
        func.max(Charge.provider_name).label("provider"),
        Charge.user_id,
        func.max(User.name).label("user"),
        func.count().label("pictures"),
        func.sum(case((waiting, 0), else_=_MONEY)).label("micros"),
        func.sum(case((waiting, Charge.estimate_micros), else_=0)).label("reserved_micros"),
        func.sum(case((Charge.state == UNKNOWN, 1), else_=0)).label("unknown_pictures"),
    )
    query = (
        select(*columns)
        .outerjoin(User, User.id == Charge.user_id)
        .where(_COUNTED, Charge.day >= first, Charge.day <= last)
        .group_by(Charge.day, Charge.provider_id, Charge.user_id)
        .order_by(Charge.day.desc(), func.max(Charge.provider_name), func.max(User.name))
    )
    rows: Sequence[Row[Any]] = (await session.execute(query)).all()
    return rows


async def by_provider(session: AnySession, since: str) -> dict[UUID, Used]:
    """What each provider used from a day on."""
    query = (
        select(Charge.provider_id, func.count(), func.sum(_MONEY))
        .where(_COUNTED, Charge.day >= since)
        .group_by(Charge.provider_id)
    )
    return {row[0]: Used(int(row[1]), int(row[2])) for row in (await session.execute(query)).all()}


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of charges, without those that were released."""

    pictures: int
    micros: int
    reserved_micros: int
    unknown_pictures: int


async def standing(session: AnySession, since: str) -> list[tuple[UUID, str, Ended]]:
    """Of each provider and its name: what came of its charges from a day on."""
    waiting = Charge.state.in_((RESERVED, SENT))
    query = (
        select(
            Charge.provider_id,
            func.max(Charge.provider_name),
            func.sum(case((waiting, 0), else_=1)),
            func.sum(case((waiting, 0), else_=_MONEY)),
            func.sum(case((waiting, Charge.estimate_micros), else_=0)),
            func.sum(case((Charge.state == UNKNOWN, 1), else_=0)),
        )
        .where(_COUNTED, Charge.day >= since)
        .group_by(Charge.provider_id)
    )
    rows = (await session.execute(query)).all()
    return [(row[0], row[1] or "", Ended(*(int(one) for one in row[2:]))) for row in rows]
