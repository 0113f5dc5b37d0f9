"""One picture or card asked for: slots, cancelling, cards, and what is refused before it is planned."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from bookreader import pipeline
from bookreader.drawing import service as drawing
from bookreader.drawing.errors import NoRoomLeft
from bookreader.illustration import service as illustration
from bookreader.illustration.models import FAILED, READY
from bookreader.jobs import service as jobs
from bookreader.jobs import tasks
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import Capabilities, ImageRequest
from bookreader.ports.slots import Places
from bookreader.prompts.errors import MakerUnknown, MakerUnusable, PromptRefused
from bookreader.providers.models import Provider
from tests.bookreader.conftest import Hands
from tests.bookreader.makers import PRICE, Drawable, drawable, may_spend


@pytest.fixture
async def shop(context: TaskContext, user_id: UUID, hands: Hands) -> Drawable:
    return await drawable(context, user_id, hands)


async def ask(shop: Drawable, words: str = "", maker: str | None = None) -> UUID:
    d = (await shop.descriptions())[0]
    planned = await drawing.plan_drawing(
        shop.context, shop.user, shop.book, d, maker or shop.provider.id.hex, words
    )
    return planned.id


async def test_a_worker_is_left_for_the_processor_s_work(shop: Drawable) -> None:
    only = Places(1)
    shop.context = replace(shop.context, network=only)
    picture_id = await ask(shop)
    with only.try_hold():
        assert await tasks.run(shop.context, pipeline.STAGES)
    assert shop.fake.asked == []
    async with shop.context.database.read() as session:
        job = (await jobs.latest_for(session, "drawing", [picture_id]))[picture_id]
    assert (job.status, job.attempt) == ("queued", 0)
    assert (job.run_after - shop.hands()).total_seconds() == 1
    await shop.work(2)
    assert len(shop.fake.asked) == 1


async def test_what_nobody_may_or_can_draw_is_refused_before_it_is_planned(
    shop: Drawable,
) -> None:
    for words, kind in (
        ("an erotic scene", PromptRefused),
        ("x" * 5_000, PromptRefused),
    ):
        with pytest.raises(kind):
            await ask(shop, words)
    for unknown in (uuid4().hex, "sketch", "no id"):
        with pytest.raises(MakerUnknown):
            await ask(shop, maker=unknown)
    await may_spend(shop.context, everybody=False)
    with pytest.raises(NoRoomLeft, match="Only the administrator"):
        await ask(shop)
    await may_spend(shop.context, stopped=True)
    with pytest.raises(NoRoomLeft, match="halted"):
        await ask(shop)
    await may_spend(shop.context)
    for change in ({"price_micros": None}, {"enabled": False, "price_micros": PRICE}):
        async with shop.context.database.write() as session:
            row = await session.get(Provider, shop.provider.id)
            assert row is not None
            for name, value in change.items():
                setattr(row, name, value)
        with pytest.raises(MakerUnusable):
            await ask(shop)
    assert await shop.pictures() == []
    assert await shop.charges() == []


async def test_a_cancelled_drawing_that_was_sent_counts_as_spent(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    shop = await drawable(context, user_id, hands)
    picture_id = await ask(shop)

    async def cancel(_request: ImageRequest) -> None:
        async with shop.context.database.write() as session:
            picture = await illustration.by_id(session, picture_id)
            assert picture is not None
            await drawing.cancel(shop.context, session, picture)

    shop.fake.before = cancel
    await shop.work(2)
    (picture,) = await shop.pictures()
    assert (picture.state, picture.reason) == (FAILED, "cancelled")
    # The answer came all the same, and what it cost is known then.
    (charge,) = await shop.charges()
    assert (charge.state, charge.amount_micros) == ("settled", PRICE)


async def test_a_worker_that_is_told_to_stop_lets_a_paid_answer_come_in(shop: Drawable) -> None:
    picture_id = await ask(shop)
    begun = asyncio.Event()

    async def slowly(_request: ImageRequest) -> None:
        begun.set()
        await asyncio.sleep(0.3)

    shop.fake.before = slowly
    work = asyncio.create_task(tasks.run(shop.context, pipeline.STAGES))
    await begun.wait()
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    shop.fake.before = None
    (charge,) = await shop.charges()
    assert charge.state == "settled"
    await shop.work(1)
    (picture,) = await shop.pictures()
    assert (picture.id, picture.state) == (picture_id, READY)
    assert len(shop.fake.asked) == 1


async def test_an_adapter_that_never_answers_is_given_up(
    context: TaskContext, user_id: UUID, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bookreader.attempts.steps.asking._OVERDUE_SECONDS", 0.05)
    able = Capabilities(seed=True, deadline=0.05)
    shop = await drawable(context, user_id, hands, able=able)
    await ask(shop)

    async def never(_request: ImageRequest) -> None:
        await asyncio.sleep(60)

    shop.fake.before = never
    await shop.work(1)
    (picture,) = await shop.pictures()
    assert (picture.state, picture.reason) == (FAILED, "outcome_unknown")


async def test_an_adapter_s_own_mistake_counts_as_spent(shop: Drawable) -> None:
    async def broken(_request: ImageRequest) -> None:
        raise KeyError("data")

    shop.fake.before = broken
    await ask(shop)
    await shop.work(1)
    (picture,) = await shop.pictures()
    assert picture.reason == "outcome_unknown"
    assert [c.state for c in await shop.charges()] == ["unknown"]
