"""Asking the provider: nothing goes out twice unless it is paid once, and every end is settled."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from random import SystemRandom
from uuid import UUID

from bookreader.attempts import repository
from bookreader.attempts.steps.calls import Call
from bookreader.attempts.steps.ending import adopt, fail, later, once_more, stop
from bookreader.attempts.steps.work import (
    MOST_TRIES,
    MOST_WAITS,
    OUTCOME_UNKNOWN,
    PROVIDER_WAITS,
    Drawn,
    Limits,
    Work,
    keep,
)
from bookreader.illustration.models import Picture
from bookreader.inspection.service import Fault
from bookreader.jobs.errors import LeaseLost
from bookreader.kit.db import WriteSession
from bookreader.ports.blobs import BlobStoreFull
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import (
    AuthError,
    BadImage,
    ImageRequest,
    ImageResult,
    ProviderError,
    QuotaError,
    RateLimited,
    Transient,
)
from bookreader.prompts import service as prompts
from bookreader.prompts.service import Maker
from bookreader.providers import service as providers
from bookreader.providers.errors import ProviderUnusable
from bookreader.spending import service as spending
from bookreader.spending.errors import CapReached, ChargeEnded
from bookreader.spending.models import RESERVED, SENT, UNKNOWN, Charge

log = logging.getLogger(__name__)
_FIRST_PAUSE, _LONGEST_PAUSE, _LONGEST_TOLD = 2.0, 30.0, 900.0
_BUSY_PAUSE, _TWIN_PAUSE = 15.0, 2.0
# A worker that is told to stop lets an answer come in that is paid for, but not for long.
_GOODBYE_SECONDS = 6.0
# An adapter keeps its deadline by itself; this is for one that does not.
_OVERDUE_SECONDS = 15.0
_chance = SystemRandom()


class _NotNow(Exception):
    """The request may not go out yet; whatever its transaction did is undone."""

    def __init__(self, seconds: float, reason: str = "") -> None:
        super().__init__(seconds)
        self.seconds, self.reason = seconds, reason


async def obtain(work: Work) -> Drawn | None:
    """Get the provider's bytes, stored and paid for; None when they are there."""
    key = work.key()
    async with work.context.database.read() as session:
        charge = await repository.latest_charge(session, work.picture.id)
        open_end = charge is not None and charge.state in (SENT, UNKNOWN)
        alike = None
        if not open_end:
            alike = await repository.drawn_alike(session, key, work.picture.id, work.owner)
    if open_end:
        assert charge is not None
        if work.picture.request_key != key or not work.may_resend():
            return await fail(work, OUTCOME_UNKNOWN, charge)
        work.made["resent"] = True
    elif alike is not None:
        return await adopt(work, alike, key)
    try:
        sent, call_id = await _send(work, key, charge if open_end else None)
    except _NotNow as wait:
        return later(work, wait.seconds, wait.reason)
    except CapReached as error:
        return await stop(work, error.reason)
    except ProviderUnusable as error:
        return await stop(work, error.reason)
    result: ImageResult | ProviderError
    cancelled: asyncio.CancelledError | None = None
    call = Call(work, call_id)
    try:
        with call.watched():
            result, cancelled = await _ask(work, sent)
    except ProviderError as error:
        result = error
    except asyncio.CancelledError:
        # Left as sent: who comes next knows what that may have cost.
        async with work.context.database.write() as session:
            await call.ended(session, outcome="neutral")
        raise
    if isinstance(result, ProviderError):
        drawn = await _went_wrong(work, sent, call, result)
    else:
        drawn = await _came(work, sent, call, result)
    if cancelled is not None:
        raise cancelled
    return drawn


async def _send(work: Work, key: str, open_charge: Charge | None) -> tuple[Charge, UUID | None]:
    """Write down that the request goes out; raises what forbids it."""
    maker, picture, now = work.asked, work.picture, work.context.clock()
    able = maker.able
    async with work.held.write() as session:
        charge = open_charge
        if charge is None:
            charge = await repository.latest_charge(session, picture.id)
            if charge is None or charge.state != RESERVED:
                charge = await reserve(
                    session,
                    work.context,
                    maker,
                    picture,
                    work.owner,
                    work.limits,
                    refs=len(work.refs),
                )
        admission = await providers.admit(session, maker.row, now, able)
        if admission.wait > 0:
            raise _NotNow(admission.wait, PROVIDER_WAITS)
        # Under the lock that `admit` holds, so that of two equal requests one waits for the other.
        if await repository.is_being_drawn(session, key, picture.id, work.owner):
            raise _NotNow(_TWIN_PAUSE)
        if open_charge is None:
            try:
                await spending.sent(session, charge.id, now)
            except ChargeEnded:
                raise _NotNow(_TWIN_PAUSE) from None
        await keep(
            work,
            session,
            {
                "request_key": key,
                "prompt_key": picture.prompt_key,
                "width": picture.width,
                "height": picture.height,
            },
        )
    return charge, admission.call_id


async def reserve(
    session: WriteSession,
    context: TaskContext,
    maker: Maker,
    picture: Picture,
    user_id: UUID,
    limits: Limits | None = None,
    refs: int = 0,
) -> Charge:
    """Set the price of a picture aside; raises CapReached. An unknown price counts as a picture."""
    price = prompts.price_of(maker, picture.width, picture.height, refs)
    return await spending.reserve(
        session,
        now=context.clock(),
        user_id=user_id,
        book_id=picture.book_id,
        provider_id=maker.row.id,
        picture_id=picture.id,
        estimate_micros=price.high if price is not None else 0,
        order_id=limits.order_id if limits else None,
        order_cap_micros=limits.micros if limits else None,
        order_cap_pictures=limits.pictures if limits else None,
    )


async def _ask(work: Work, charge: Charge) -> tuple[ImageResult, asyncio.CancelledError | None]:
    """One attempt; raises a ProviderError. A stop that comes meanwhile is handed back."""
    maker, made = work.asked, work.made
    request = ImageRequest(
        prompt=made["prompt"],
        width=work.picture.width,
        height=work.picture.height,
        negative=made["negative"] if maker.able.negative else "",
        seed=prompts.seed_for(maker, made["prompt"], work.take),
        refs=tuple(reference for _, reference in work.refs),
        quality=maker.quality,
        user_ref=hashlib.sha256(f"reader {work.owner}".encode()).hexdigest()[:32],
        idempotency_key=charge.id.hex,
        deadline=maker.able.deadline,
    )
    asking = asyncio.create_task(maker.adapter.generate(request), name="asking a provider")
    cancelled: asyncio.CancelledError | None = None
    try:
        await asyncio.wait({asking}, timeout=request.deadline + _OVERDUE_SECONDS)
    except asyncio.CancelledError as error:
        cancelled = error
        if not work.held.lost:
            await asyncio.wait({asking}, timeout=_GOODBYE_SECONDS)
    if not asking.done():
        asking.cancel()
        await asyncio.wait({asking}, timeout=_GOODBYE_SECONDS)
        if cancelled is not None:
            raise cancelled
        raise Transient("no answer came in time", ambiguous=True)
    try:
        return asking.result(), cancelled
    except ProviderError:
        raise
    except asyncio.CancelledError:
        raise Transient("the request was broken off", ambiguous=True) from None
    except Exception:
        log.exception("the adapter of a provider failed by itself")
        raise Transient("the adapter failed by itself", ambiguous=True) from None


async def _came(work: Work, charge: Charge, call: Call, result: ImageResult) -> Drawn | None:
    """Keep the provider's own bytes, and settle, in one transaction; None to go on."""
    context, maker = work.context, work.asked
    cost = spending.cost_of(spending.prices(), maker.row, result, charge.estimate_micros)
    full = False
    sha256 = None
    try:
        sha256 = (await context.blobs.put(_once(result.data))).sha256
    except BlobStoreFull:
        full = True

    async def settle(session: WriteSession) -> None:
        now = context.clock()
        await spending.settle(session, charge.id, now, cost.micros, cost.exact)
        await call.ended(session)

    work.made |= {
        "model_requested": result.model_requested,
        "model_used": result.model_used,
        "seed": result.seed_used
        if result.seed_used is not None
        else prompts.seed_for(maker, work.made["prompt"], work.take),
        "revised_prompt": result.revised_prompt[:4000],
        "request_id": result.request_id[:200],
        "usage": dict(result.usage),
        "sent_refs": [card.entity_id for card, _ in work.refs],
    }
    async with _facts(work, settle) as session:
        await keep(work, session, {"original_sha256": sha256, "original_mime": result.mime[:32]})
    return await fail(work, "disk_full") if full else None


async def _went_wrong(work: Work, charge: Charge, call: Call, error: ProviderError) -> Drawn | None:
    """Settle what an attempt without a picture cost, and say how to go on."""
    context, made = work.context, work.made
    ambiguous = isinstance(error, Transient) and error.ambiguous
    again = ambiguous and work.may_resend()

    async def settle(session: WriteSession) -> None:
        now = context.clock()
        await call.ended(session, error)
        if again:
            return  # open until the same request went out once more
        if ambiguous:
            await spending.unknown(session, charge.id, now)
        elif error.billed:
            await spending.settle(session, charge.id, now, charge.estimate_micros, exact=False)
        else:
            await spending.release(session, charge.id, now)

    pause: float | None = None
    if isinstance(error, RateLimited):
        made["waits"] = int(made.get("waits", 0)) + 1
        if made["waits"] <= MOST_WAITS:
            own = _BUSY_PAUSE * 2 ** (made["waits"] - 1)
            pause = min(_LONGEST_TOLD, own if error.retry_after is None else error.retry_after)
    elif again or (isinstance(error, Transient) and not ambiguous):
        made["tries"] = int(made.get("tries", 0)) + 1
        if again or made["tries"] < MOST_TRIES:
            longest = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (made["tries"] - 1))
            pause = longest * _chance.uniform(0.5, 1.0)
    async with _facts(work, settle) as session:
        await keep(work, session, {})
    if pause is not None:
        return later(work, pause, PROVIDER_WAITS if isinstance(error, RateLimited) else "")
    if isinstance(error, BadImage):
        return await once_more(work, [Fault("unreadable", str(error))])
    if isinstance(error, AuthError | QuotaError):
        return await stop(work, error.code)
    return await fail(work, OUTCOME_UNKNOWN if ambiguous else error.code)


@asynccontextmanager
async def _facts(
    work: Work, settle: Callable[[WriteSession], Awaitable[None]]
) -> AsyncIterator[WriteSession]:
    """A transaction that settles the money with what the row is to hold.

    What was spent is written down even when the picture is no longer ours.
    """
    try:
        async with work.held.write() as session:
            await settle(session)
            yield session
    except LeaseLost:
        async with work.context.database.write() as session:
            await settle(session)
        raise


async def _once(data: bytes) -> AsyncIterator[bytes]:
    yield data
