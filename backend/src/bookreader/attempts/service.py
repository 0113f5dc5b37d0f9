"""A picture between planned and ready: sent once, paid once, looked at before anybody sees it.

Every step is written down before the next begins, so that a worker that dies anywhere leaves a
row from which another goes on, and no step is paid for twice (docs/develop/drawing.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from bookreader.attempts import repository
from bookreader.attempts.steps.asking import obtain, reserve
from bookreader.attempts.steps.ending import fail, stop
from bookreader.attempts.steps.looking import judge
from bookreader.attempts.steps.work import (
    PROVIDER_WAITS,
    Composing,
    Drawn,
    Held,
    Limits,
    Work,
)
from bookreader.illustration import service as illustration
from bookreader.illustration.models import FAILED, PLANNED, READY, Picture
from bookreader.kit.db import WriteSession
from bookreader.library import service as library
from bookreader.ports.blobs import BlobMissing
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import Reference
from bookreader.prompts import service as prompts
from bookreader.prompts.errors import MakerUnknown, MakerUnusable
from bookreader.prompts.service import Maker, Wish
from bookreader.providers.errors import GONE
from bookreader.spending import service as spending
from bookreader.spending.models import RESERVED, SENT, UNKNOWN

__all__ = [
    "PROVIDER_WAITS",
    "Composing",
    "Drawn",
    "Held",
    "Limits",
    "draw",
    "drawn_before",
    "give_up",
    "key_of",
    "not_begun",
    "reserve",
]
AnySession = repository.AnySession


async def draw(
    context: TaskContext,
    held: Held,
    picture_id: UUID,
    *,
    compose: Composing | None = None,
    limits: Limits | None = None,
) -> Drawn:
    """Bring a planned picture as far as it gets now.

    `compose` makes the wish of a picture that was planned without one. In an order (`limits`) the
    ends of money and provider leave the picture planned, for the order may go on another day.
    """
    while True:
        work = await load(context, held, picture_id, compose, limits)
        if isinstance(work, Drawn):
            return work
        if work.picture.original_sha256 is None:
            drawn = await obtain(work)
        else:
            drawn = await judge(work)
        if drawn is not None:
            return drawn


async def load(
    context: TaskContext,
    held: Held,
    picture_id: UUID,
    compose: Composing | None,
    limits: Limits | None,
) -> Work | Drawn:
    async with context.database.read() as session:
        picture = await illustration.by_id(session, picture_id)
        if picture is None:
            return Drawn("gone")
        if picture.state != PLANNED:
            return Drawn("ready" if picture.state == READY else "failed", picture.reason)
        book = await library.book_at_work(session, picture.book_id)
        work = Work(context, held, picture, book.user_id, None, limits, dict(picture.made))
        try:
            work.maker = await prompts.maker(context, session, picture.provider)
        except (MakerUnknown, MakerUnusable) as error:
            # Bytes that are there already need no provider to be looked at.
            if picture.original_sha256 is None:
                reason = GONE if isinstance(error, MakerUnknown) else error.detail
                return await stop(work, reason)
            return work
        if not work.made.get("prompt"):
            if compose is None:
                return await fail(work, "prompt_missing")
            wish = await compose(session, picture, work.maker)
            if wish.refusal is not None:
                return await fail(work, "prompt_refused")
            if not wish.prompt:
                return await fail(work, "prompt_missing")
            work.made |= wish.to_made()
            picture.prompt_key, picture.width, picture.height = (
                wish.prompt_key, wish.width, wish.height,
            )  # fmt: skip
    for card in prompts.kept_refs(work.made)[: work.maker.able.max_refs]:
        data = await _bytes(context, card.sha256)
        if data is not None:
            work.refs.append((card, Reference(data, "image/webp")))
    return work


async def _bytes(context: TaskContext, sha256: str) -> bytes | None:
    try:
        return b"".join([chunk async for chunk in context.blobs.read(sha256)])
    except BlobMissing:
        return None


async def give_up(
    context: TaskContext, session: WriteSession, picture: Picture, reason: str
) -> None:
    """End a planned picture from outside: unsent money is free, sent money counts as spent."""
    now = context.clock()
    charge = await repository.latest_charge(session, picture.id)
    if charge is not None and charge.state == RESERVED:
        await spending.release(session, charge.id, now)
    elif charge is not None and charge.state == SENT:
        await spending.unknown(session, charge.id, now)
    micros, exact = await repository.spent(session, picture.id)
    made = {**picture.made, "cost_micros": micros, "cost_exact": exact}
    values = {"state": FAILED, "reason": reason, "original_sha256": None, "made": made}
    await repository.set_planned(session, picture.id, values)


async def not_begun(session: AnySession, pictures: Sequence[Picture]) -> set[UUID]:
    """Which of these planned pictures no provider was asked for yet."""
    planned = [one for one in pictures if one.state == PLANNED]
    states = await repository.charge_states(session, [one.id for one in planned])
    return {
        one.id
        for one in planned
        if one.original_sha256 is None and states.get(one.id) not in (SENT, UNKNOWN)
    }


def key_of(maker: Maker, wish: Wish) -> str:
    """What stands for a wish as it would be sent."""
    size = (wish.width, wish.height)
    return prompts.request_key(maker, wish.prompt, wish.negative, size, wish.refs, wish.take)


async def drawn_before(session: AnySession, user_id: UUID, keys: Sequence[str]) -> set[str]:
    """Which of these requests a ready picture of this reader has answered already."""
    return await repository.ready_keys(session, user_id, keys)
