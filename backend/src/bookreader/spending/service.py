"""What pictures cost and who may still spend: prices, caps and the ledger.

A charge is reserved before its request and settled after it; every function here works in its
caller's transaction. Reservations are made one at a time, so their sum never passes a cap.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import Row

from bookcore.prices import Price, PriceBook, Wanted, read_price_book
from bookreader.accounts import service as accounts
from bookreader.accounts.models import User
from bookreader.jobs import service as jobs
from bookreader.jobs.models import QUEUED, RUNNING
from bookreader.kit.db import WriteSession
from bookreader.ports.providers import Cost, ImageResult
from bookreader.providers import service as providers
from bookreader.providers.models import Provider
from bookreader.spending import repository
from bookreader.spending.errors import CapReached, ChargeEnded
from bookreader.spending.models import RELEASED, RESERVED, SENT, SETTLED, UNKNOWN, Cap, Charge
from bookreader.spending.repository import AnySession, Span

Used = repository.Used
DAY, MONTH, TOTAL = "day", "month", "total"
DEFAULT_MONTH_MICROS = 5_000_000
"""What the whole server may spend in a month until the administrator says otherwise."""
SENT_DEADLINE = timedelta(minutes=20)
"""Longer than any provider's deadline: a request still open by then has lost its worker."""
RESERVED_DEADLINE = timedelta(minutes=10)
_SETTING = "spending"
_LIVE_KINDS = ("drawing", "order")
_RECOVERED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Left:
    """What the caps still leave, None without a limit; `by` is the tightest, as scope/period."""

    pictures: int | None
    micros: int | None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Switches:
    """The administrator's word for everybody; `chosen` once it was given."""

    stopped: bool = False
    everybody: bool = False
    chosen: bool = False


@functools.cache
def prices() -> PriceBook:
    """The price list that came with the program."""
    return read_price_book(files("bookreader.spending").joinpath("prices.toml").read_text("utf-8"))


def price(
    book: PriceBook,
    provider: Provider,
    width: int,
    height: int,
    quality: str = "",
    refs: int = 0,
    *,
    free: bool = False,
) -> Price | None:
    """The price of one picture; None when nobody knows it.

    The administrator's own price goes before everything, then `free` (of the capabilities), then
    the list. Without a quality the one of the provider's options counts.
    """
    if provider.price_micros is not None:
        return Price(provider.price_micros, provider.price_micros, None, "set here")
    if free:
        return Price(0, 0, None, "free")
    told = provider.options
    quality = quality or str(told.get("quality") or told.get("image_size") or "")
    wanted = Wanted(provider.kind, _host(provider), provider.model, width, height, quality, refs)
    return book.price(wanted)


def cost_of(book: PriceBook, provider: Provider, result: ImageResult, estimate: int) -> Cost:
    """What a picture cost: the provider's word, its counted tokens, or the estimate."""
    if result.cost is not None and result.cost.exact and result.cost.micros >= 0:
        return result.cost
    if provider.price_micros is not None:
        return Cost(provider.price_micros, exact=False)
    drawn_by = result.model_used
    for model in (drawn_by, result.model_requested, provider.model):
        billed = book.bill(provider.kind, _host(provider), model, result.usage)
        if billed is not None:
            same = drawn_by in ("", model) or drawn_by.startswith(f"{model}-")
            return Cost(billed, exact=same)
    if result.cost is not None and result.cost.micros >= 0:
        return result.cost
    return Cost(estimate, exact=False)


def _host(provider: Provider) -> str:
    """The server in the words of the price list, which knows profiles of servers by name."""
    told = (urlsplit(provider.base_url).hostname or "").lower()
    return told or str(provider.options.get("profile") or "default")


async def switches(session: AnySession) -> Switches:
    """Whether spending is halted, and whether others than administrators may spend."""
    found = await accounts.decision(session, _SETTING)
    if found is None:
        return Switches()
    return Switches(bool(found.get("stopped")), bool(found.get("everybody")), chosen=True)


async def set_caps(session: WriteSession, found: Sequence[Cap], chosen: Switches) -> None:
    """Keep these caps in place of all others, and the switches."""
    await repository.lock_ledger(session)
    await repository.replace_caps(session, found)
    decided = {"stopped": chosen.stopped, "everybody": chosen.everybody}
    await accounts.decide(session, _SETTING, decided)


async def may_spend(session: AnySession, user: User) -> bool:
    """Whether this reader may ask providers at all."""
    now = await switches(session)
    return user.is_active and not now.stopped and (now.everybody or user.is_admin)


async def reserve(
    session: WriteSession,
    *,
    now: datetime,
    user_id: UUID,
    book_id: UUID,
    provider_id: UUID,
    picture_id: UUID | None,
    estimate_micros: int,
    order_id: UUID | None = None,
    order_cap_micros: int | None = None,
    order_cap_pictures: int | None = None,
) -> Charge:
    """Set money and one picture aside, or raise CapReached; estimate at the price's upper end.

    What an earlier attempt at the same picture left open ends here: unsent it is released, sent
    it counts as spent. The transaction must end soon: others wait for it.
    """
    if estimate_micros < 0:
        raise ValueError("an estimate below nothing")
    await repository.lock_ledger(session)
    await _require_leave(session, user_id)
    if picture_id is not None:
        await repository.end_left_behind(session, picture_id, now)
    subjects = {"server": None, "provider": provider_id, "user": user_id, "book": book_id}
    for room in await _rooms(session, now, subjects):
        room.require(estimate_micros)
    if order_id is not None and (order_cap_micros, order_cap_pictures) != (None, None):
        (spent,) = await repository.used(session, [Span("order", order_id, "")])
        _Room("order", TOTAL, order_cap_pictures, order_cap_micros, spent).require(estimate_micros)
    provider = await providers.get(session, provider_id)
    charge = Charge(
        user_id=user_id,
        book_id=book_id,
        provider_id=provider_id,
        provider_name=provider.name if provider else "",
        picture_id=picture_id,
        order_id=order_id,
        state=RESERVED,
        estimate_micros=estimate_micros,
        day=day_of(now),
        created_at=now,
    )
    session.add(charge)
    await session.flush()
    return charge


async def sent(session: WriteSession, charge_id: UUID, now: datetime) -> None:
    """The request goes out as soon as this is durable; raises ChargeEnded when it must not."""
    if not await repository.turn(session, charge_id, [RESERVED], {"state": SENT, "sent_at": now}):
        raise ChargeEnded


async def settle(
    session: WriteSession, charge_id: UUID, now: datetime, micros: int, exact: bool
) -> None:
    """The picture cost so much; late knowledge takes the place of an unknown cost."""
    values = {"state": SETTLED, "amount_micros": max(0, micros), "exact": exact, "ended_at": now}
    await repository.turn(session, charge_id, [RESERVED, SENT, UNKNOWN], values)


async def release(session: WriteSession, charge_id: UUID, now: datetime) -> None:
    """Nothing was spent; the reservation counts no more."""
    await repository.turn(
        session, charge_id, [RESERVED, SENT], {"state": RELEASED, "ended_at": now}
    )


async def unknown(session: WriteSession, charge_id: UUID, now: datetime) -> None:
    """Nobody knows whether it was charged; it counts as spent at its estimate."""
    await repository.turn(session, charge_id, [RESERVED, SENT], {"state": UNKNOWN, "ended_at": now})


async def left(
    session: AnySession, now: datetime, user_id: UUID, book_id: UUID, provider_id: UUID | None
) -> Left:
    """What the caps leave for this reader, book and provider; nothing while spending is halted."""
    if (await switches(session)).stopped:
        return Left(0, 0, "server/stopped")
    subjects: dict[str, UUID | None] = {"server": None, "user": user_id, "book": book_id}
    if provider_id is not None:
        subjects["provider"] = provider_id
    rooms = await _rooms(session, now, subjects)
    pictures = min(
        (max(0, r.pictures - r.used.pictures) for r in rooms if r.pictures is not None),
        default=None,
    )
    by_money = [(max(0, r.micros - r.used.micros), r) for r in rooms if r.micros is not None]
    micros, room = min(by_money, key=lambda pair: pair[0], default=(None, None))
    return Left(pictures, micros, f"{room.scope}/{room.period}" if room else "")


async def recover(session: WriteSession, now: datetime, *, alone: bool = False) -> int:
    """End charges whose worker is gone: sent ones become unknown, reserved ones are released.

    A reservation is kept while a job of its picture or order is under way. With `alone`, for the
    start of a worker that knows it is the only one, no sent request can still be open.
    """
    ended = await repository.unknown_since(session, now if alone else now - SENT_DEADLINE, now)
    old = await repository.reserved_before(session, now - RESERVED_DEADLINE, _RECOVERED_AT_ONCE)
    if not old:
        return ended
    live = await _live(session, old)
    for charge in old:
        if charge.picture_id not in live and charge.order_id not in live:
            await release(session, charge.id, now)
            ended += 1
    return ended


async def _live(session: WriteSession, charges: Sequence[Charge]) -> set[UUID]:
    """Pictures and orders of charges that a job is to draw or draws."""
    subjects = {c.picture_id for c in charges} | {c.order_id for c in charges}
    ids = [subject for subject in subjects if subject is not None]
    found: set[UUID] = set()
    for kind in _LIVE_KINDS:
        newest = await jobs.latest_for(session, kind, ids)
        found |= {subject for subject, job in newest.items() if job.status in (QUEUED, RUNNING)}
    return found


async def forget_caps_of(session: WriteSession, subject_id: UUID) -> None:
    """Forget the caps of somebody or something that is gone."""
    await repository.forget_caps_of(session, subject_id)


async def used_by_provider(session: AnySession, since: str) -> dict[UUID, Used]:
    """What each provider used from a day on."""
    return await repository.by_provider(session, since)


async def by_day(session: AnySession, first: str, last: str) -> Sequence[Row[Any]]:
    """Pictures and money by day, provider and reader, the newest day first."""
    return await repository.by_day(session, first, last)


async def standing(session: AnySession, since: str) -> list[tuple[UUID, str, repository.Ended]]:
    """Of each provider and its name: what came of its charges from a day on."""
    return await repository.standing(session, since)


def day_of(now: datetime) -> str:
    """The UTC day that a charge counts for."""
    return now.astimezone(UTC).date().isoformat()


def month_of(now: datetime) -> str:
    """The first UTC day of the month."""
    return now.astimezone(UTC).date().replace(day=1).isoformat()


def today(now: datetime) -> date:
    """The UTC date."""
    return now.astimezone(UTC).date()


@dataclass(frozen=True, slots=True)
class _Room:
    """A cap and what was used of it."""

    scope: str
    period: str
    pictures: int | None
    micros: int | None
    used: Used

    def require(self, micros: int) -> None:
        """Raise CapReached unless one more picture of this price fits; free ones need no money."""
        if self.pictures is not None and self.used.pictures + 1 > self.pictures:
            raise CapReached(self.scope, self.period)
        if self.micros is not None and micros > 0 and self.used.micros + micros > self.micros:
            raise CapReached(self.scope, self.period)


async def _require_leave(session: WriteSession, user_id: UUID) -> None:
    now = await switches(session)
    if now.stopped:
        raise CapReached("server", "stopped")
    user = await session.get(User, user_id)
    if user is None or not user.is_active or not (now.everybody or user.is_admin):
        raise CapReached("user", "forbidden")


async def caps(session: AnySession) -> list[Cap]:
    """The caps that hold: the administrator's, and the default where the server has no money cap."""
    found = await repository.caps(session)
    if not any(cap.scope == "server" and cap.micros is not None for cap in found):
        default = Cap(scope="server", period=MONTH, micros=DEFAULT_MONTH_MICROS)
        same = next((c for c in found if (c.scope, c.period) == ("server", MONTH)), None)
        if same is not None:
            default.pictures = same.pictures
            found.remove(same)
        found.append(default)
    return found


async def _rooms(
    session: AnySession, now: datetime, subjects: dict[str, UUID | None]
) -> list[_Room]:
    """The caps of these subjects with what was used; one's own limit replaces that of all."""
    held = await caps(session)
    starts = {DAY: day_of(now), MONTH: month_of(now), TOTAL: ""}
    limits: dict[tuple[str, str], tuple[int | None, int | None]] = {}
    for scope, subject in subjects.items():
        mine = [cap for cap in held if cap.scope == scope and cap.subject_id in (None, subject)]
        for cap in sorted(mine, key=lambda cap: cap.subject_id is not None):
            pictures, micros = limits.get((scope, cap.period), (None, None))
            limits[scope, cap.period] = (
                pictures if cap.pictures is None else cap.pictures,
                micros if cap.micros is None else cap.micros,
            )
    spans = [Span(scope, subjects[scope], starts[period]) for scope, period in limits]
    spent = await repository.used(session, spans)
    return [
        _Room(*place, *limit, used)
        for (place, limit), used in zip(limits.items(), spent, strict=True)
    ]
