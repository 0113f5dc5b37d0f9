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
from bookreader.jobs import service as jobs
from bookreader.kit.db import WriteSession
from bookreader.library import service as library
from bookreader.metrics import service as metrics
from bookreader.spending import service as spending
from bookreader.spending.models import RESERVED, Charge

REPEATED = "repeated"
"""The same picture came for other words: a stand-in, no answer."""
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
        outcome = "reused" if work.made.get("cached") else READY
        metrics.count(session, metrics.PICTURES_ENDED, picture.provider, outcome)
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
        metrics.count(session, metrics.PICTURES_ENDED, picture.provider, reason)
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
    await work.held.publish(session, *_told(work.picture))


def _told(picture: Picture) -> tuple[str, dict[str, Any]]:
    told = {"book_id": str(picture.book_id)}
    if picture.description_id is None:
        return "bible", told
    return "picture", {**told, "description_id": str(picture.description_id)}


async def withhold(work: Work, pictures: Sequence[Picture]) -> None:
    """Take back what was shown and turned out to be a stand-in; its fingerprint stays known."""
    context = work.context
    for picture in pictures:
        gate = [*picture.made.get("gate", ()), Fault(REPEATED).to_json()][-20:]
        values = {
            "state": FAILED,
            "reason": REPEATED,
            "sha256": None,
            "original_sha256": None,
            "made": {**picture.made, "gate": gate},
        }
        async with work.held.write() as session:
            if not await repository.set_ready(session, picture.id, values):
                continue
            await illustration.recount(session, picture.book_id)
            owner = (await library.book_at_work(session, picture.book_id)).user_id
            kind, told = _told(picture)
            await jobs.publish(session, context.wakeups, context.clock, owner, kind, told)
        log.info("picture %s is withheld: the same came for other words", picture.id)


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
