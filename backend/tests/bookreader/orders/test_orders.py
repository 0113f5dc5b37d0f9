"""Orders: estimated, inside a cap, in reading order, several at once, paused, resumed, cancelled."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from bookcore.scene.spec import PLACES
from bookreader import pipeline
from bookreader.bible import service as bibles
from bookreader.drawing import service as drawing
from bookreader.illustration.models import PLANNED, READY, Picture
from bookreader.jobs import tasks
from bookreader.library import service as library
from bookreader.library.models import Book
from bookreader.orders import repository, service
from bookreader.orders.errors import OrderEmpty, OrderEnded, OrderUnderWay, OrderUnpriced
from bookreader.orders.schemas import Extent, NewOrder, OrderOut, OrderWish
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import Capabilities, ImageRequest, QuotaError, Refused
from bookreader.prompts.service import Composer
from bookreader.providers.models import Provider
from bookreader.spending.models import Cap
from bookreader.spending.schemas import ReachedCap
from tests.bookreader.conftest import Hands
from tests.bookreader.fakes import FakeCpu
from tests.bookreader.makers import PRICE, Drawable, drawable

CAP = 100 * PRICE


@pytest.fixture
async def shop(context: TaskContext, user_id: UUID, hands: Hands) -> Drawable:
    cpu = context.cpu
    assert isinstance(cpu, FakeCpu)
    made = await drawable(context, user_id, hands)
    await tell_apart(made)
    return made


async def tell_apart(shop: Drawable) -> None:
    """Let every description show another place, so that no two prompts are alike."""
    async with shop.context.database.write() as session:
        for n, d in enumerate(await shop.descriptions()):
            row = await session.get(type(d), d.id)
            assert row is not None
            row.scene = {"kind": "location", "place_type": PLACES[n], "seed": 0}


async def place(
    shop: Drawable, extent: Extent = "book", cap: int = CAP, pictures: int | None = None
) -> OrderOut:
    wish = NewOrder(
        maker=shop.provider.id.hex, extent=extent, cap_micros=cap, cap_pictures=pictures
    )
    return await service.place(shop.context, shop.user, shop.book.id, wish)


async def the_order(shop: Drawable, number: int = 0) -> OrderOut:
    return (await service.orders(shop.context, shop.user, shop.book.id)).items[number]


async def states(shop: Drawable) -> list[str]:
    return [p.state for p in await shop.pictures()]


async def test_an_estimate_says_what_a_whole_book_costs_and_what_leaves(shop: Drawable) -> None:
    wish = OrderWish(maker=shop.provider.id.hex, extent="book")
    told = await service.estimate(shop.context, shop.user, shop.book.id, wish)
    assert (told.pictures, told.cached, told.unpriced) == (12, 0, False)
    assert (told.cost_low, told.cost_high) == (132_000, 132_000)
    assert told.suggested_cap_micros == 165_000
    assert told.seconds == 12 * 15 / 2
    assert told.leaves.offsite
    assert told.leaves.chars > 1_000
    # Nothing is read yet: not a word of what lies ahead is told.
    assert (told.leaves.prompts, told.leaves.names) == ([], [])
    assert shop.fake.asked == []


async def test_the_chapter_being_read_and_the_next_are_parts_of_a_book(shop: Drawable) -> None:
    async with shop.context.database.write() as session:
        await library.note_reading(
            session, shop.book.id, chapter=2, progress=0.4, now=shop.context.clock()
        )
    counts = {}
    for extent in ("chapter", "next", "met", "book"):
        wish = OrderWish.model_validate({"maker": shop.provider.id.hex, "extent": extent})
        told = await service.estimate(shop.context, shop.user, shop.book.id, wish)
        counts[extent] = told.pictures
    assert counts == {"chapter": 2, "next": 2, "met": 0, "book": 12}
    await place(shop, "chapter")
    await shop.work(2)
    drawn = {p.description_id for p in await shop.pictures()}
    assert drawn == {d.id for d in await shop.descriptions() if d.chapter_number == 2}


async def test_an_order_is_drawn_in_reading_order_as_many_at_once_as_allowed(
    shop: Drawable,
) -> None:
    async def until_another_came(_request: ImageRequest) -> None:
        if len(shop.fake.asked) == 1:
            for _ in range(500):
                await asyncio.sleep(0.01)
                if shop.fake.at_once > 1:
                    return

    shop.fake.before = until_another_came
    placed = await place(shop)
    assert (placed.state, placed.total, placed.done) == ("running", 12, 0)
    await shop.work(2)
    order = await the_order(shop)
    assert (order.state, order.done, order.failed) == ("done", 12, 0)
    assert order.spent_micros == 12 * PRICE == len(shop.fake.paid) * PRICE
    assert order.finished_at is not None
    assert shop.fake.most_at_once == 2
    prompts = {p.made["prompt"]: n for n, p in enumerate(await shop.pictures())}
    turns = [prompts[request.prompt] for request in shop.fake.asked]
    assert all(abs(turn - n) <= 1 for n, turn in enumerate(turns))
    # Once more there is nothing left to do.
    with pytest.raises(OrderEmpty):
        await place(shop)


async def test_a_cap_is_never_passed_and_stops_the_order_where_it_can_go_on(
    shop: Drawable,
) -> None:
    await place(shop, cap=5 * PRICE)
    await shop.work(2)
    order = await the_order(shop)
    assert (order.state, order.reason, order.done) == ("stopped", "cap_reached", 5)
    assert order.reached == ReachedCap(scope="order", period="total")
    assert order.spent_micros == 5 * PRICE
    assert (await states(shop)).count(PLANNED) == 7
    # The rest is drawn by another order, and nothing twice.
    await place(shop)
    assert [
        one.state for one in (await service.orders(shop.context, shop.user, shop.book.id)).items
    ] == ["running", "cancelled"]
    await shop.work(2)
    assert (await states(shop)).count(READY) == 12
    assert len(shop.fake.asked) == 12


async def test_pictures_that_are_looked_at_at_once_do_not_meet(shop: Drawable) -> None:
    cpu = shop.context.cpu
    assert isinstance(cpu, FakeCpu)

    async def until_another_came(request: dict[str, Any]) -> None:
        for _ in range(500):
            if request["op"] != "inspect" or cpu.asked["inspect"] > 1:
                return
            await asyncio.sleep(0.01)

    cpu.before = until_another_came
    await place(shop, cap=5 * PRICE)
    await shop.work(2)
    # Bytes of another picture would be a stand-in, and the cap be spent on asking once more.
    assert [p.made.get("gate") for p in await shop.pictures() if p.made.get("gate")] == []
    assert (await the_order(shop)).done == 5


async def test_a_cap_of_pictures_and_one_of_the_server_hold_as_well(shop: Drawable) -> None:
    await place(shop, pictures=3)
    await shop.work(2)
    assert (await the_order(shop)).done == 3
    async with shop.context.database.write() as session:
        session.add(Cap(scope="book", period="total", micros=None, pictures=4, subject_id=None))
    await service.resume(shop.context, shop.user, shop.book.id, (await the_order(shop)).id)
    await shop.work(2)
    assert (await the_order(shop)).reason == "cap_reached"
    assert (await the_order(shop)).reached == ReachedCap(scope="order", period="total")
    assert len(shop.fake.asked) == 3
    await place(shop)
    await shop.work(2)
    assert (await the_order(shop)).done == 1
    assert (await the_order(shop)).reached == ReachedCap(scope="book", period="total")


async def test_an_empty_account_stops_the_order_and_a_refused_picture_does_not(
    shop: Drawable,
) -> None:
    shop.fake.steps = [Refused("no"), b"one picture", QuotaError("empty")]
    shop.fake.able = replace(shop.fake.able, max_concurrency=1)
    await place(shop)
    await shop.work(2)
    order = await the_order(shop)
    assert (order.state, order.reason) == ("stopped", "provider_credit")
    assert (order.done, order.failed) == (1, 1)
    assert (await states(shop)).count(PLANNED) == 10
    async with shop.context.database.write() as session:
        row = await session.get(Provider, shop.provider.id)
        assert row is not None
        row.fault = ""
    await service.resume(shop.context, shop.user, shop.book.id, order.id)
    await shop.work(2)
    order = await the_order(shop)
    assert (order.state, order.done, order.failed) == ("done", 11, 1)


async def test_a_paused_order_rests_and_a_cancelled_one_leaves_nothing_planned(
    shop: Drawable,
) -> None:
    placed = await place(shop)
    turns = 0

    async def pause(_request: ImageRequest) -> None:
        nonlocal turns
        turns += 1
        if turns == 4:
            await service.pause(shop.context, shop.user, shop.book.id, placed.id)

    shop.fake.before = pause
    await shop.work(2)
    order = await the_order(shop)
    assert order.state == "paused"
    assert 4 <= order.done <= 5
    drawn = order.done
    assert (await states(shop)).count(PLANNED) == 12 - drawn
    with pytest.raises(OrderUnderWay):
        await place(shop)
    shop.fake.before = None
    await service.resume(shop.context, shop.user, shop.book.id, placed.id)
    await service.pause(shop.context, shop.user, shop.book.id, placed.id)
    await shop.work(2)
    assert len(shop.fake.asked) == drawn
    cancelled = await service.cancel(shop.context, shop.user, shop.book.id, placed.id)
    assert cancelled.state == "cancelled"
    assert await states(shop) == [READY] * drawn
    assert {c.state for c in await shop.charges()} == {"settled"}
    with pytest.raises(OrderEnded):
        await service.resume(shop.context, shop.user, shop.book.id, placed.id)


async def test_a_killed_order_goes_on_and_pays_for_nothing_twice(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    able = Capabilities(seed=True, idempotent=True, max_concurrency=2, deadline=5)
    shop = await drawable(context, user_id, hands, able=able)
    await tell_apart(shop)
    await place(shop)
    for kill_at in (3, 7):
        turns = len(shop.fake.asked)

        reached = asyncio.Event()

        async def slower(
            request: ImageRequest, at: int = turns + kill_at, reached: asyncio.Event = reached
        ) -> None:
            if len(shop.fake.asked) == at:
                reached.set()
                await asyncio.sleep(0.2)

        shop.fake.before = slower
        work = asyncio.create_task(tasks.run(shop.context, pipeline.STAGES))
        await reached.wait()
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
    shop.fake.before = None
    await shop.work(3)
    order = await the_order(shop)
    assert (order.state, order.done, order.failed) == ("done", 12, 0)
    assert order.spent_micros == 12 * PRICE
    assert len(shop.fake.paid) == len(set(shop.fake.paid)) == 12


async def test_somebody_who_waits_for_one_picture_goes_first(shop: Drawable) -> None:
    await place(shop)
    asked: list[Picture] = []

    async def tap(_request: ImageRequest) -> None:
        if len(shop.fake.asked) == 2 and not asked:
            d = (await shop.descriptions())[-1]
            asked.append(
                await drawing.plan_drawing(
                    shop.context, shop.user, shop.book, d, shop.provider.id.hex, "a lone tree"
                )
            )

    shop.fake.before = tap
    await shop.work(4)
    words = [request.prompt for request in shop.fake.asked]
    assert words.index("a lone tree") <= 4
    assert (await the_order(shop)).state == "done"


async def test_two_readers_take_turns(shop: Drawable, hands: Hands) -> None:
    shop.fake.able = replace(shop.fake.able, max_concurrency=1)
    async with shop.context.database.write() as session:
        from tests.bookreader.spending.ledger import user

        other = user("Борис", hands())
        session.add(other)
        await session.flush()
    second = await drawable(shop.context, other.id, hands)
    second = replace(second, context=shop.context, fake=shop.fake, provider=shop.provider)
    await tell_apart(second)
    await place(shop)
    await place(second)
    books: list[UUID] = []

    async def note(request: ImageRequest) -> None:
        hands.forward(1)
        async with shop.context.database.read() as session:
            found = [
                p for p in [*await shop.pictures(), *await second.pictures()]
                if p.made.get("prompt") == request.prompt and p.state == PLANNED
            ]  # fmt: skip
            assert session is not None
        books.append(found[0].book_id)

    shop.fake.before = note
    await shop.work(6)
    changes = sum(a != b for a, b in pairwise(books))
    assert changes >= 10
    assert (await the_order(second)).state == "done"


async def test_what_the_bible_makes_stale_is_drawn_anew_and_nothing_else(shop: Drawable) -> None:
    async def stale() -> list[Picture]:
        async with shop.context.database.read() as session:
            book = await session.get(Book, shop.book.id)
            assert book is not None
            return await drawing.stale(shop.context, session, book)

    await place(shop, "chapter")
    await shop.work(2)
    assert await stale() == []
    with pytest.raises(OrderEmpty):
        await place(shop, "stale")
    async with shop.context.database.write() as session:
        bible, version = await bibles.current(session, shop.book.id)
        changed = replace(bible, style_words="much fog")
        await bibles.save(shop.context, session, shop.book.id, changed, "fog", version)
    before = await shop.pictures()
    assert {p.id for p in await stale()} == {p.id for p in before}
    await place(shop, "stale")
    await shop.work(2)
    assert await stale() == []
    after = await shop.pictures()
    assert len(after) == 2 * len(before) == 4
    assert all("fog" in p.made["prompt"] for p in after if p.variant == 1)


async def test_a_whole_book_is_composed_beside_the_event_loop(
    shop: Drawable, monkeypatch: pytest.MonkeyPatch
) -> None:
    await place(shop, "chapter")
    await shop.work(2)
    threads: set[int] = set()

    def note(owner: type, name: str) -> None:
        known = getattr(owner, name)

        def noted(*args: Any) -> Any:
            threads.add(threading.get_ident())
            return known(*args)

        monkeypatch.setattr(owner, name, noted)

    note(Composer, "scene")
    note(bibles.Reading, "scene")
    async with shop.context.database.read() as session:
        book = await library.book_at_work(session, shop.book.id)
        assert await drawing.stale(shop.context, session, book) == []
        assert len(threads) == 1
        await bibles.scenes_for(session, book, await shop.descriptions())
    assert threads
    assert threading.get_ident() not in threads


async def test_a_provider_s_pause_holds_the_whole_order_and_not_each_picture(
    shop: Drawable, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bookreader.attempts import service as attempts

    tried = 0
    draw = attempts.draw

    async def counted(*args: Any, **more: Any) -> attempts.Drawn:
        nonlocal tried
        tried += 1
        return await draw(*args, **more)

    monkeypatch.setattr(attempts, "draw", counted)
    shop.fake.able = replace(shop.fake.able, max_concurrency=1, min_interval=50)
    await place(shop)
    await shop.work(13)
    assert (await the_order(shop)).state == "done"
    assert tried <= 24


async def test_without_a_price_there_is_no_order(shop: Drawable) -> None:
    async with shop.context.database.write() as session:
        row = await session.get(Provider, shop.provider.id)
        assert row is not None
        row.price_micros = None
    wish = OrderWish(maker=shop.provider.id.hex, extent="book")
    told = await service.estimate(shop.context, shop.user, shop.book.id, wish)
    assert (told.unpriced, told.cost_high, told.suggested_cap_micros) == (True, None, 0)
    with pytest.raises(OrderUnpriced):
        await place(shop)


async def test_a_running_order_without_a_job_is_started_again(shop: Drawable) -> None:
    placed = await place(shop)
    async with shop.context.database.write() as session:
        from bookreader.jobs import service as jobs

        await jobs.cancel_for_subject(session, shop.context.clock, placed.id)
    await shop.work(1)
    assert shop.fake.asked == []
    await pipeline.sweep(shop.context)
    await shop.work(1)
    assert (await the_order(shop)).state == "done"


async def test_two_placed_at_once_are_one_order(shop: Drawable) -> None:
    both = await asyncio.gather(place(shop), place(shop), return_exceptions=True)
    assert sorted(type(one).__name__ for one in both) == ["OrderOut", "OrderUnderWay"]


async def test_a_deleted_book_takes_its_orders_along(shop: Drawable) -> None:
    placed = await place(shop)
    await library.delete_book(shop.context, shop.user.id, shop.book.id)
    await shop.work(2)
    async with shop.context.database.read() as session:
        assert await repository.get(session, placed.id) is None
    assert shop.fake.asked == []
