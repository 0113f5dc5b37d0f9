"""How an attempt ends: shown, once more, later, not now, or without a picture."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bookreader.attempts import repository
from bookreader.attempts.steps.work import MOST_REPEATS, Drawn, Work, keep
from bookreader.illustration import service as illustration
from bookreader.illustration.models import FAILED, READY, Picture
from bookreader.inspection.service import Fault
from bookreader.kit.db import WriteSession
from bookreader.spending import service as spending
from bookreader.spending.models import RESERVED, Charge

log = logging.getLogger(__name__)
_OF_THE_WISH = ("prompt", "negative", "refs", "softened", "own_words", "style", "bible_version",
                "scene", "take", "until")  # fmt: skip
_OF_THE_BYTES = ("sha256", "original_sha256", "original_mime", "width", "height", "phash",
                 "thumbhash", "colour")  # fmt: skip


async def ready(work: Work, values: dict[str, Any]) -> Drawn:
    """Let the picture be shown, and free what was set aside for it and not used."""
    context, picture = work.context, work.picture
    async with work.held.write(progress=True) as session:
        charge = await repository.latest_charge(session, picture.id)
        if charge is not None and charge.state == RESERVED:
            await spending.release(session, charge.id, context.clock())
        await _count_cost(work, session)
        values = {**values, "state": READY, "reason": "", "painted_at": context.clock()}
        values |= await illustration.first_shown(session, picture, values)
        await keep(work, session, values)
        await illustration.recount(session, picture.book_id)
        await _tell(work, session)
    return Drawn("ready")


async def fail(work: Work, reason: str, open_charge: Charge | None = None) -> Drawn:
    """End without a picture; the sketch stays, and what was set aside is free again."""
    context, picture = work.context, work.picture
    async with work.held.write(progress=True) as session:
        now = context.clock()
        charge = await repository.latest_charge(session, picture.id)
        if charge is not None and charge.state == RESERVED:
            await spending.release(session, charge.id, now)
        elif open_charge is not None:
            await spending.unknown(session, open_charge.id, now)
        await _count_cost(work, session)
        # What may not be shown is not kept either.
        values = {"state": FAILED, "reason": reason[:64], "original_sha256": None}
        await keep(work, session, values)
        await illustration.recount(session, picture.book_id)
        await _tell(work, session)
    log.info("picture %s was not drawn: %s", picture.id, reason)
    return Drawn("failed", reason)


async def stop(work: Work, reason: str) -> Drawn:
    """End for a reason that is not the picture's: in an order it stays planned."""
    if work.limits is None:
        return await fail(work, reason)
    return Drawn("stopped", reason)


def later(work: Work, seconds: float, reason: str = "") -> Drawn:
    """Leave the picture planned until a moment."""
    return Drawn("later", reason, until=work.context.clock() + timedelta(seconds=seconds))


async def _count_cost(work: Work, session: WriteSession) -> None:
    if work.made.get("cached"):
        return
    micros, exact = await repository.spent(session, work.picture.id)
    work.made |= {"cost_micros": micros, "cost_exact": exact}


async def _tell(work: Work, session: WriteSession) -> None:
    picture = work.picture
    told = {"book_id": str(picture.book_id)}
    if picture.description_id is None:
        await work.held.publish(session, "bible", told)
        return
    described = {"description_id": str(picture.description_id)}
    await work.held.publish(session, "picture", {**told, **described})


async def adopt(work: Work, alike: Picture, key: str) -> Drawn:
    """Take over what answered the very same request before; it costs nothing."""
    made = {**alike.made, **{k: work.made[k] for k in _OF_THE_WISH if k in work.made}}
    made |= {"cost_micros": 0, "cost_exact": True, "cached": True}
    work.made = made
    values = {
        "request_key": key,
        "prompt_key": work.picture.prompt_key,
        **{name: getattr(alike, name) for name in _OF_THE_BYTES},
    }
    return await ready(work, values)


async def once_more(work: Work, faults: Sequence[Fault]) -> Drawn | None:
    """Ask once more with another take after a picture that may not be shown."""
    told = [fault.to_json() for fault in faults]
    work.made["gate"] = [*work.made.get("gate", ()), *told][-20:]
    repeats = int(work.made.get("repeats", 0))
    if repeats >= MOST_REPEATS or work.maker is None:
        return await fail(work, faults[0].code)
    picture = work.picture
    async with work.held.write() as session:
        # Of the attempt before nothing may be taken for this one's: its tries, its resending.
        for name in ("tries", "waits", "looks", "resent"):
            work.made.pop(name, None)
        work.made |= {"repeats": repeats + 1, "take": work.take + 1}
        variant = await illustration.next_variant(
            session,
            picture.book_id,
            picture.provider,
            description_id=picture.description_id,
            entity_id=picture.entity_id,
        )
        await keep(
            work,
            session,
            {
                "variant": variant,
                "original_sha256": None,
                "original_mime": "",
                "request_key": "",
            },
        )
    return None
