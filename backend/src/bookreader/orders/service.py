"""Estimating, placing and steering orders."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, Protocol
from uuid import UUID

from bookreader.accounts.models import User
from bookreader.attempts import service as attempts
from bookreader.drawing import service as drawing
from bookreader.drawing.errors import NoRoomLeft
from bookreader.extraction import service as extraction
from bookreader.illustration import service as illustration
from bookreader.illustration.models import Picture
from bookreader.jobs import service as jobs
from bookreader.jobs.errors import SubjectGone
from bookreader.jobs.models import QUEUED
from bookreader.jobs.models import RUNNING as AT_WORK
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.orders import repository
from bookreader.orders.contents.plan import plan, seconds
from bookreader.orders.errors import (
    OrderEmpty,
    OrderEnded,
    OrderNotFound,
    OrderUnderWay,
    OrderUnpriced,
)
from bookreader.orders.models import CANCELLED, PAUSED, RUNNING, STOPPED, Order
from bookreader.orders.schemas import (
    Estimate,
    Leaving,
    NewOrder,
    OrderOut,
    Orders,
    OrderWish,
    WithinCaps,
)
from bookreader.ports.context import TaskContext
from bookreader.prompts import service as prompts
from bookreader.prompts.errors import MakerUnknown, MakerUnusable
from bookreader.prompts.service import Composer, Maker, Wish
from bookreader.spending import service as spending
from bookreader.spending.schemas import ReachedCap, code_of

AnySession = ReadSession | WriteSession
ORDER_JOB = "order"
_ROOM = 1.25
_MOST_PROMPTS = 3


class Teller(Protocol):
    """Whoever may tell the owner's open pages to look again."""

    async def publish(self, session: WriteSession, kind: str, data: dict[str, Any]) -> None:
        """Tell them after this transaction."""
        ...


async def estimate(context: TaskContext, user: User, book_id: UUID, wish: OrderWish) -> Estimate:
    """What an order would draw, cost and send away."""
    async with context.database.read() as session:
        found = await plan(context, session, user, book_id, wish.maker, wish.extent)
        left = await spending.left(session, context.clock(), user.id, book_id, found.maker.row.id)
    cost = found.cost()
    room = math.ceil(cost[1] * _ROOM) if cost is not None else 0
    met = [item for item in found.to_pay if item.met]
    return Estimate(
        pictures=len(found.items),
        cached=len(found.items) - len(found.to_pay),
        cost_low=cost[0] if cost is not None else None,
        cost_high=cost[1] if cost is not None else None,
        seconds=seconds(found.maker, len(found.to_pay)),
        leaves=Leaving(
            offsite=found.maker.able.offsite,
            chars=sum(len(one.wish.prompt) + len(one.wish.negative) for one in found.to_pay),
            prompts=[one.wish.prompt for one in met[:_MOST_PROMPTS]],
            names=sorted({c.name for one in met for c in one.wish.clauses if c.name}),
        ),
        left=WithinCaps(pictures=left.pictures, micros=left.micros),
        suggested_cap_micros=room if left.micros is None else min(room, left.micros),
        unpriced=cost is None,
    )


async def place(context: TaskContext, user: User, book_id: UUID, new: NewOrder) -> OrderOut:
    """Plan an order's pictures in reading order and begin; a refused one plans nothing."""
    async with context.database.read() as session:
        await library.require_book(session, user.id, book_id)
        if await repository.is_under_way(session, book_id):
            raise OrderUnderWay
        found = await plan(context, session, user, book_id, new.maker, new.extent)
    cost = found.cost()
    if cost is None:
        raise OrderUnpriced
    if not found.items:
        raise OrderEmpty
    async with context.database.write() as session:
        # Two placed at once would both find none under way.
        await library.hold(session, book_id)
        if await repository.is_under_way(session, book_id):
            raise OrderUnderWay
        if not await spending.may_spend(session, user):
            raise NoRoomLeft("Pictures for money are drawn here only for those who may spend.")
        for stopped in await repository.of_book(session, book_id):
            if stopped.state == STOPPED:
                # The new one takes its place: what it did not draw is drawn by this one.
                await _cancel(context, session, stopped)
        order = Order(
            user_id=user.id,
            book_id=book_id,
            provider_id=found.maker.row.id,
            provider_name=found.maker.row.name,
            extent=new.extent,
            state=RUNNING,
            cap_micros=new.cap_micros,
            cap_pictures=new.cap_pictures,
            estimate_low=cost[0],
            estimate_high=cost[1],
            total=len(found.items),
            created_at=context.clock(),
        )
        session.add(order)
        await session.flush()
        for item in found.items:
            await drawing.add_planned(
                context,
                session,
                found.book,
                found.maker,
                description_id=item.description.id if item.description else None,
                entity_id=item.entity_id,
                order_id=order.id,
                made={"until": list(item.until)} if item.entity_id else {},
            )
        await _start(context, session, order)
        return await _out(context, session, order)


async def orders(context: TaskContext, user: User, book_id: UUID) -> Orders:
    """The orders of a book."""
    async with context.database.read() as session:
        await library.require_book(session, user.id, book_id)
        found = await repository.of_book(session, book_id)
        return Orders(items=[await _out(context, session, one) for one in found])


async def pause(context: TaskContext, user: User, book_id: UUID, order_id: UUID) -> OrderOut:
    """Let an order rest; raises OrderEnded when it has ended."""
    return await _turn(context, user, book_id, order_id, (RUNNING, STOPPED), PAUSED)


async def resume(context: TaskContext, user: User, book_id: UUID, order_id: UUID) -> OrderOut:
    """Let a resting or stopped order go on; raises OrderEnded when it has ended."""
    return await _turn(context, user, book_id, order_id, (PAUSED, STOPPED), RUNNING)


async def _turn(
    context: TaskContext,
    user: User,
    book_id: UUID,
    order_id: UUID,
    before: tuple[str, ...],
    after: str,
) -> OrderOut:
    async with context.database.write() as session:
        order = await _require(session, user, book_id, order_id)
        if order.state != after:
            values = {"state": after, "reason": ""}
            if not await repository.turn(session, order.id, before, values):
                raise OrderEnded
        if after == RUNNING:
            await _start(context, session, order)
        await _publish(context, session, order)
        fresh = await repository.get(session, order.id)
        return await _out(context, session, fresh or order)


async def cancel(context: TaskContext, user: User, book_id: UUID, order_id: UUID) -> OrderOut:
    """Stop an order for good: what is drawn stays, what is under way comes, the rest is forgotten."""
    async with context.database.write() as session:
        order = await _require(session, user, book_id, order_id)
        await _cancel(context, session, order)
        fresh = await repository.get(session, order.id)
        return await _out(context, session, fresh or order)


async def _cancel(context: TaskContext, session: WriteSession, order: Order) -> None:
    values = {"state": CANCELLED, "reason": "", "finished_at": context.clock()}
    if not await repository.turn(session, order.id, repository.LIVE, values):
        return
    waiting = await repository.still_planned(session, order.id)
    not_begun = await attempts.not_begun(session, waiting)
    for picture in waiting:
        if picture.id in not_begun:
            await attempts.give_up(context, session, picture, drawing.CANCELLED)
    if not_begun:
        await illustration.remove(session, order.book_id, list(not_begun))
    if len(not_begun) < len(waiting):
        # What was asked for and paid is still to be looked at and kept.
        await _start(context, session, order)
    await _publish(context, session, order)


async def revive(context: TaskContext) -> int:
    """Start the jobs of running orders that have none; gives their number."""
    async with context.database.read() as session:
        running = await repository.running(session)
        latest = await jobs.latest_for(session, ORDER_JOB, [one.id for one in running])
    idle = [
        one
        for one in running
        if (job := latest.get(one.id)) is None or job.status not in (QUEUED, AT_WORK)
    ]
    for order in idle:
        async with context.database.write() as session:
            await _start(context, session, order)
    return len(idle)


async def tell(teller: Teller, session: WriteSession, order: Order) -> None:
    """Have the owner's open pages look at an order again."""
    told = {"book_id": str(order.book_id), "order_id": str(order.id)}
    await teller.publish(session, "order", told)


async def wish_of(session: AnySession, composer: Composer, picture: Picture, maker: Maker) -> Wish:
    """What one planned picture of an order asks for; raises SubjectGone for what is gone."""
    if picture.description_id is None:
        entity_id = picture.entity_id or ""
        chapter, offset = picture.made.get("until") or (0, 0)
        wish = composer.card(entity_id, (int(chapter), int(offset)), maker.able)
        known = await illustration.cards_of(session, picture.book_id, entity_id)
    else:
        d = await extraction.by_id(session, picture.description_id)
        if d is None:
            raise SubjectGone
        wish = composer.scene(d, maker.able)
        known = await illustration.versions(session, d.id)
    if wish is None:
        # Nobody is left who bears that name: there is nothing to draw.
        return replace(_NOTHING, width=picture.width, height=picture.height)
    others = [one for one in known if one.id != picture.id]
    return drawing.at_take(wish, others, maker.id)


_NOTHING = Wish("", "", "", 1, 1)


async def _require(session: AnySession, user: User, book_id: UUID, order_id: UUID) -> Order:
    await library.require_book(session, user.id, book_id)
    order = await repository.get(session, order_id)
    if order is None or order.book_id != book_id:
        raise OrderNotFound
    return order


async def _start(context: TaskContext, session: WriteSession, order: Order) -> None:
    clock = context.clock
    await jobs.start(
        session,
        context.bell,
        clock,
        ORDER_JOB,
        order.id,
        order.user_id,
        priority=jobs.BACKGROUND,
    )


async def _publish(context: TaskContext, session: WriteSession, order: Order) -> None:
    told = {"book_id": str(order.book_id), "order_id": str(order.id)}
    await jobs.publish(session, context.wakeups, context.clock, order.user_id, "order", told)


async def _out(context: TaskContext, session: AnySession, order: Order) -> OrderOut:
    spent = (await repository.spent(session, [order.id])).get(order.id, 0)
    return OrderOut.model_validate(
        {
            "id": order.id,
            "maker": order.provider_id.hex,
            "maker_name": order.provider_name,
            "extent": order.extent,
            "state": order.state,
            "reason": code_of(order.reason),
            "reached": ReachedCap.of(order.reason),
            "total": order.total,
            "done": order.done,
            "failed": order.failed,
            "spent_micros": spent,
            "cap_micros": order.cap_micros,
            "created_at": order.created_at,
            "finished_at": order.finished_at,
            "seconds_left": await _seconds_left(context, session, order),
        }
    )


async def _seconds_left(context: TaskContext, session: AnySession, order: Order) -> float | None:
    if order.state != RUNNING:
        return None
    try:
        maker = await prompts.maker(context, session, order.provider_id.hex, priced=False)
    except (MakerUnknown, MakerUnusable):
        return None
    return seconds(maker, max(0, order.total - order.done - order.failed))
