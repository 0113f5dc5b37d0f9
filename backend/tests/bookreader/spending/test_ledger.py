"""Charges and caps: exact under races, by scope and period, and never counted twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from bookreader.jobs.models import DONE, QUEUED, Job
from bookreader.kit.db import Database
from bookreader.spending import repository, service
from bookreader.spending.errors import CapReached, ChargeEnded
from bookreader.spending.models import RELEASED, RESERVED, SENT, SETTLED, UNKNOWN, Cap, Charge
from tests.bookreader.conftest import Hands
from tests.bookreader.spending.ledger import Scene, book, limit, provider, set_scene, user


@pytest.fixture
async def scene(database: Database, hands: Hands) -> Scene:
    return await set_scene(database, hands())


async def state_of(database: Database, charge: Charge) -> Charge:
    async with database.read() as session:
        found = await session.get(Charge, charge.id)
        assert found is not None
        return found


@pytest.fixture
async def others(database: Database) -> AsyncIterator[list[Database]]:
    """Five processes' worth of connections to the same database."""
    made = [Database(database.url) for _ in range(5)]
    yield made
    for one in made:
        await one.close()


@pytest.mark.parametrize(
    "cap",
    [
        Cap(scope="server", period="month", pictures=10),
        Cap(scope="server", period="day", micros=10 * 100 + 99),
        Cap(scope="user", period="total", pictures=10),
        Cap(scope="provider", period="month", micros=1000),
        Cap(scope="book", period="day", pictures=10, micros=1000),
    ],
    ids=lambda cap: f"{cap.scope}-{cap.period}",
)
async def test_fifty_racing_for_ten_places_are_ten(
    database: Database, others: list[Database], scene: Scene, hands: Hands, cap: Cap
) -> None:
    cap = Cap(
        scope=cap.scope, period=cap.period, pictures=cap.pictures, micros=cap.micros
    )  # a row belongs to one database only
    await limit(database, *([cap] if cap.scope == "server" and cap.micros else [cap, _plenty()]))
    begin = asyncio.Event()

    async def one(number: int) -> str:
        await begin.wait()
        try:
            async with others[number % 5].write() as session:
                await scene.reserve(session, hands())
                await asyncio.sleep(0.001 * (number % 3))  # the transaction takes a while
        except CapReached as error:
            return f"{error.scope}/{error.period}"
        return "reserved"

    racing = [asyncio.create_task(one(number)) for number in range(50)]
    begin.set()
    ends = Counter(await asyncio.gather(*racing))
    assert ends == {"reserved": 10, f"{cap.scope}/{cap.period}": 40}
    async with database.read() as session:
        left = await service.left(session, hands(), scene.user_id, scene.book_id, scene.provider_id)
    assert (left.pictures, left.micros)[0 if cap.pictures else 1] in (0, 99)


def _plenty() -> Cap:
    return Cap(scope="server", period="total", micros=10**12)


async def test_an_order_of_fifty_racing_pictures_stays_inside_its_cap(
    database: Database, others: list[Database], scene: Scene, hands: Hands
) -> None:
    order = uuid4()

    async def one(number: int) -> str:
        try:
            async with others[number % 5].write() as session:
                await scene.reserve(
                    session, hands(), order_id=order, order_cap_micros=1_050,
                    order_cap_pictures=40,
                )  # fmt: skip
        except CapReached as error:
            return f"{error.scope}/{error.period}"
        return "reserved"

    ends = Counter(await asyncio.gather(*(one(n) for n in range(50))))
    assert ends == {"reserved": 10, "order/total": 40}
    async with database.write() as session:
        with pytest.raises(CapReached):
            await scene.reserve(
                session, hands(), 0, order_id=order, order_cap_micros=1_050, order_cap_pictures=10
            )
        # Another order, and pictures of none, have nothing to do with it.
        await scene.reserve(
            session, hands(), order_id=uuid4(), order_cap_micros=100, order_cap_pictures=1
        )
        await scene.reserve(session, hands())


async def test_a_charge_goes_its_way(database: Database, scene: Scene, hands: Hands) -> None:
    async with database.write() as session:
        charge = await scene.reserve(session, hands(), 500)
        assert (charge.state, charge.day, charge.provider_name) == (RESERVED, "2026-01-01", "Brush")
    hands.forward(1)
    async with database.write() as session:
        await service.sent(session, charge.id, hands())
    hands.forward(10)
    async with database.write() as session:
        await service.settle(session, charge.id, hands(), 300, True)
    kept = await state_of(database, charge)
    assert (kept.state, kept.amount_micros, kept.exact) == (SETTLED, 300, True)
    assert kept.sent_at == hands() - timedelta(seconds=10)
    assert kept.ended_at == hands()
    # What has ended stays as it ended.
    async with database.write() as session:
        await service.release(session, charge.id, hands())
        await service.unknown(session, charge.id, hands())
        await service.settle(session, charge.id, hands(), 900, False)
        with pytest.raises(ChargeEnded):
            await service.sent(session, charge.id, hands())
    assert (await state_of(database, charge)).amount_micros == 300


async def test_unknown_counts_as_spent_until_the_truth_comes(
    database: Database, scene: Scene, hands: Hands
) -> None:
    async with database.write() as session:
        charge = await scene.reserve(session, hands(), 500)
        await service.sent(session, charge.id, hands())
        await service.unknown(session, charge.id, hands())
        await service.release(session, charge.id, hands())
    assert (await state_of(database, charge)).state == UNKNOWN
    assert await spent(database) == (1, 500)
    async with database.write() as session:
        await service.settle(session, charge.id, hands(), 200, True)
    assert await spent(database) == (1, 200)


async def test_a_picture_dearer_than_thought_is_told_and_stops_the_next_that_costs(
    database: Database, scene: Scene, hands: Hands
) -> None:
    await limit(database, Cap(scope="server", period="day", micros=1_000))
    async with database.write() as session:
        charge = await scene.reserve(session, hands(), 900)
        await service.settle(session, charge.id, hands(), 1_500, True)
        with pytest.raises(CapReached):
            await scene.reserve(session, hands(), 1)
        await scene.reserve(session, hands(), 0)
        left = await service.left(session, hands(), scene.user_id, scene.book_id, None)
    assert left == service.Left(None, 0, "server/day")


async def spent(database: Database) -> tuple[int, int]:
    async with database.read() as session:
        (used,) = await repository.used(session, [repository.Span("server", None, "")])
    return used.pictures, used.micros


async def test_nothing_is_sent_in_the_name_of_a_released_charge(
    database: Database, scene: Scene, hands: Hands
) -> None:
    async with database.write() as session:
        charge = await scene.reserve(session, hands())
        await service.release(session, charge.id, hands())
        with pytest.raises(ChargeEnded):
            await service.sent(session, charge.id, hands())
        with pytest.raises(ChargeEnded):
            await service.sent(session, uuid4(), hands())
    assert await spent(database) == (0, 0)


async def test_a_rolled_back_reservation_never_was(
    database: Database, scene: Scene, hands: Hands
) -> None:
    async def broken() -> None:
        async with database.write() as session:
            await scene.reserve(session, hands())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await broken()
    assert await spent(database) == (0, 0)


async def test_another_attempt_at_a_picture_ends_what_the_last_one_left(
    database: Database, scene: Scene, hands: Hands
) -> None:
    picture = uuid4()
    await limit(database, Cap(scope="server", period="total", pictures=2, micros=250))
    async with database.write() as session:
        first = await scene.reserve(session, hands(), picture_id=picture)
        # Its worker died before the request: the second attempt has the place of the first.
        second = await scene.reserve(session, hands(), picture_id=picture)
        await service.sent(session, second.id, hands())
        # This one died after it: nobody knows, so it counts.
        third = await scene.reserve(session, hands(), picture_id=picture)
        with pytest.raises(CapReached):
            await scene.reserve(session, hands())
    states = [(await state_of(database, charge)).state for charge in (first, second, third)]
    assert states == [RELEASED, UNKNOWN, RESERVED]


async def test_days_and_months_are_those_of_utc(
    database: Database, scene: Scene, hands: Hands
) -> None:
    await limit(
        database,
        Cap(scope="server", period="day", pictures=1, micros=10**9),
        Cap(scope="user", period="month", pictures=2),
        Cap(scope="book", period="total", pictures=4),
    )
    tokyo = datetime(2026, 1, 31, 8, 59, tzinfo=UTC) + timedelta(hours=15)
    plan = [
        (datetime(2026, 1, 30, 23, 59, tzinfo=UTC), None),
        (datetime(2026, 1, 30, 23, 59, 59, tzinfo=UTC), ("server", "day")),
        (datetime(2026, 1, 31, 0, 0, tzinfo=UTC), None),
        (tokyo, ("server", "day")),
        (datetime(2026, 1, 31, 23, 59, tzinfo=UTC), ("server", "day")),
        (datetime(2026, 2, 1, tzinfo=UTC), None),
        (datetime(2026, 2, 2, tzinfo=UTC), None),
        (datetime(2026, 2, 3, tzinfo=UTC), ("user", "month")),
        (datetime(2026, 3, 1, tzinfo=UTC), ("book", "total")),
    ]
    for moment, refused in plan:
        async with database.write() as session:
            try:
                await scene.reserve(session, moment)
                got = None
            except CapReached as error:
                got = (error.scope, error.period)
        assert got == refused, moment


async def test_a_limit_for_all_holds_for_each_and_ones_own_takes_its_place(
    database: Database, scene: Scene, hands: Hands
) -> None:
    async with database.write() as session:
        friend, second = user("friend", hands(), is_admin=True), provider(hands(), "Pen")
        session.add_all([friend, second])
        await session.flush()
        session.add(theirs := book(friend.id, hands()))
        await session.flush()
    await limit(
        database,
        _plenty(),
        Cap(scope="user", period="day", pictures=1, micros=10**6),
        Cap(scope="user", period="day", subject_id=friend.id, pictures=3),
        Cap(scope="provider", period="day", subject_id=second.id, micros=0),
    )
    mine, other = {}, {"user_id": friend.id, "book_id": theirs.id}
    for who, room in ((mine, 1), (other, 3)):
        for _ in range(room):
            async with database.write() as session:
                await scene.reserve(session, hands(), **who)
        async with database.write() as session:
            with pytest.raises(CapReached) as refused:
                await scene.reserve(session, hands(), **who)
        assert refused.value.scope == "user"
    async with database.read() as session:
        left = await service.left(session, hands(), friend.id, theirs.id, None)
        # The money of all still holds for the friend, whose own limit names none.
        assert left == service.Left(0, 10**6 - 300, "user/day")
    hands.forward(86_400)
    async with database.write() as session:
        with pytest.raises(CapReached) as refused:
            await scene.reserve(session, hands(), 1, provider_id=second.id)
        assert (refused.value.scope, refused.value.period) == ("provider", "day")
        await scene.reserve(session, hands(), 0, provider_id=second.id)  # free needs no money


async def test_until_somebody_says_otherwise_a_month_costs_five_dollars_at_most(
    database: Database, scene: Scene, hands: Hands
) -> None:
    async def reserve(micros: int) -> None:
        async with database.write() as session:
            await scene.reserve(session, hands(), micros)

    await reserve(4_999_999)
    with pytest.raises(CapReached):
        await reserve(2)
    await reserve(1)
    hands.forward(86_400 * 31)
    await reserve(5_000_000)
    # Limits without one of money for the server keep that of the program.
    hands.forward(86_400 * 31)
    await limit(database, Cap(scope="server", period="month", pictures=1), Cap(scope="book", period="day", micros=10**9))  # fmt: skip
    async with database.read() as session:
        kept = {(c.scope, c.period): (c.pictures, c.micros) for c in await service.caps(session)}
    assert kept[("server", "month")] == (1, 5_000_000)
    with pytest.raises(CapReached):
        await reserve(5_000_001)
    await reserve(5_000_000)
    with pytest.raises(CapReached):
        await reserve(0)


async def test_who_may_spend(database: Database, scene: Scene, hands: Hands) -> None:
    async with database.write() as session:
        reader = user("reader", hands())
        gone = user("gone", hands(), is_admin=True, is_active=False)
        session.add_all([reader, gone])
        await session.flush()

    async def refused(user_id: object) -> str:
        async with database.write() as session:
            try:
                await scene.reserve(session, hands(), 0, user_id=user_id)
            except CapReached as error:
                return f"{error.scope}/{error.period}"
        return ""

    async def may() -> list[bool]:
        async with database.read() as session:
            return [await service.may_spend(session, who) for who in (reader, gone)]

    assert [await refused(u) for u in (scene.user_id, reader.id, gone.id, uuid4())] == [
        "", "user/forbidden", "user/forbidden", "user/forbidden",
    ]  # fmt: skip
    assert await may() == [False, False]
    await limit(database, _plenty(), everybody=True)
    assert [await refused(u) for u in (reader.id, gone.id)] == ["", "user/forbidden"]
    assert await may() == [True, False]
    await limit(database, _plenty(), everybody=True, stopped=True)
    assert [await refused(u) for u in (scene.user_id, reader.id)] == ["server/stopped"] * 2
    assert await may() == [False, False]
    async with database.read() as session:
        left = await service.left(session, hands(), reader.id, scene.book_id, None)
    assert left == service.Left(0, 0, "server/stopped")


async def test_an_estimate_below_nothing_is_a_mistake_of_ours(
    database: Database, scene: Scene, hands: Hands
) -> None:
    async with database.write() as session:
        with pytest.raises(ValueError, match="below nothing"):
            await scene.reserve(session, hands(), -1)


def job(kind: str, subject: object, scene: Scene, now: datetime, status: str = QUEUED) -> Job:
    return Job(
        kind=kind, subject_id=subject, user_id=scene.user_id, status=status, run_after=now,
        created_at=now, updated_at=now,
    )  # fmt: skip


async def test_what_dead_workers_left_is_ended(
    database: Database, scene: Scene, hands: Hands
) -> None:
    order = uuid4()
    async with database.write() as session:
        sent, waiting, ordered, orphan, done = [
            await scene.reserve(session, hands(), order_id=order if n == 2 else None)
            for n in range(5)
        ]
        await service.sent(session, sent.id, hands())
        session.add_all([
            job("drawing", waiting.picture_id, scene, hands()),
            job("order", order, scene, hands()),
            job("drawing", done.picture_id, scene, hands(), DONE),
        ])  # fmt: skip

    async def recovered(**more: bool) -> int:
        async with database.write() as session:
            return await service.recover(session, hands(), **more)

    async def states() -> list[str]:
        charges = (sent, waiting, ordered, orphan, done)
        return [(await state_of(database, charge)).state for charge in charges]

    assert await recovered() == 0
    hands.forward(service.RESERVED_DEADLINE.total_seconds())
    assert await recovered() == 2
    assert await states() == [SENT, RESERVED, RESERVED, RELEASED, RELEASED]
    hands.forward(service.RESERVED_DEADLINE.total_seconds() - 1)
    assert await recovered() == 0
    assert await recovered(alone=True) == 1  # no other worker can still be waiting for it
    assert await states() == [UNKNOWN, RESERVED, RESERVED, RELEASED, RELEASED]
    assert await spent(database) == (3, 300)
    async with database.write() as session:
        late = await scene.reserve(session, hands())
        await service.sent(session, late.id, hands())
    hands.forward(service.SENT_DEADLINE.total_seconds())
    assert await recovered() == 1
    assert (await state_of(database, late)).state == UNKNOWN


async def test_charges_outlive_what_they_were_for(
    database: Database, scene: Scene, hands: Hands
) -> None:
    from bookreader.library.models import Book
    from bookreader.providers.models import Provider

    async with database.write() as session:
        await scene.reserve(session, hands(), 700)
        for kind, key in ((Book, scene.book_id), (Provider, scene.provider_id)):
            await session.delete(await session.get(kind, key))
    assert await spent(database) == (1, 700)
