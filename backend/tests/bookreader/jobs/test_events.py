"""The event stream: resumes, beats, ends, and never sleeps over anything."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from bookreader.accounts.models import LoginSession, User
from bookreader.jobs import repository, service
from bookreader.jobs.models import Event
from bookreader.jobs.routes import event_stream
from bookreader.ports.context import TaskContext
from tests.bookreader.conftest import Hands
from tests.bookreader.fakes import RecordingWakeUps


@pytest.fixture
async def login(context: TaskContext, user_id: UUID, hands: Hands) -> UUID:
    """A sign-in of the reader that lasts a day."""
    async with context.database.write() as session:
        row = LoginSession(
            user_id=user_id, created_at=hands(), last_used_at=hands(),
            ends_at=hands().replace(day=2),
        )  # fmt: skip
        session.add(row)
        await session.flush()
        return row.id


async def publish(context: TaskContext, user_id: UUID, *numbers: int) -> None:
    for number in numbers:
        async with context.database.write() as session:
            await service.publish(
                session, context.wakeups, context.clock, user_id, "book", {"n": number}
            )


def wakeups_of(context: TaskContext) -> RecordingWakeUps:
    assert isinstance(context.wakeups, RecordingWakeUps)
    return context.wakeups


async def frames(stream: AsyncIterator[str], count: int) -> list[str]:
    return [await anext(stream) for _ in range(count)]


def number_of(frame: str) -> int:
    return int(frame.split("id: ")[1].split("\n")[0])


async def test_a_first_connection_hears_what_comes_after_it_only(
    context: TaskContext, user_id: UUID, login: UUID
) -> None:
    await publish(context, user_id, 1)
    stream = event_stream(context, user_id, login, None)
    hello = await anext(stream)
    assert "retry: 2000" in hello
    await publish(context, user_id, 2)
    frame = await anext(stream)
    assert "event: book\n" in frame
    assert 'data: {"n":2}\n\n' in frame
    assert number_of(frame) > number_of(hello)


async def test_a_stream_resumes_after_the_last_event_that_was_seen(
    context: TaskContext, user_id: UUID, login: UUID
) -> None:
    stream = event_stream(context, user_id, login, 0)
    await anext(stream)
    await publish(context, user_id, *range(1, 6))
    seen = await frames(stream, 3)
    await stream.aclose()  # type: ignore[attr-defined]  # an async generator
    again = event_stream(context, user_id, login, number_of(seen[-1]))
    rest = (await frames(again, 3))[1:]
    assert ['"n":4' in rest[0], '"n":5' in rest[1]] == [True, True]


async def test_nobody_hears_what_is_not_theirs(
    context: TaskContext, user_id: UUID, login: UUID, hands: Hands
) -> None:
    async with context.database.write() as session:
        other = User(
            name="Борис", name_key="борис", password_hash="x", is_admin=False, is_active=True,
            language="ru", preferences={}, created_at=hands(),
        )  # fmt: skip
        session.add(other)
        await session.flush()
        stranger = other.id
    stream = event_stream(context, user_id, login, 0)
    await anext(stream)
    await publish(context, stranger, 1)
    await publish(context, user_id, 2)
    assert '"n":2' in await anext(stream)


async def test_silence_is_filled_with_heartbeats(
    context: TaskContext, user_id: UUID, login: UUID, hands: Hands
) -> None:
    waits = []

    async def wait() -> None:
        waits.append(1)
        hands.forward(15)

    wakeups_of(context).on_wait = wait
    stream = event_stream(context, user_id, login, None)
    await anext(stream)
    assert (await frames(stream, 2)) == [": still here\n\n"] * 2
    assert len(waits) == 2


async def test_no_session_is_held_while_the_stream_waits(
    context: TaskContext, user_id: UUID, login: UUID, hands: Hands
) -> None:
    held: list[Any] = []

    async def wait() -> None:
        pool: Any = context.database.read_engine.pool
        held.append(pool.checkedout())
        hands.forward(15)

    wakeups_of(context).on_wait = wait
    stream = event_stream(context, user_id, login, None)
    await frames(stream, 3)
    assert held == [0, 0]


async def test_the_stream_ends_with_the_server(
    context: TaskContext, user_id: UUID, login: UUID
) -> None:
    stream = event_stream(context, user_id, login, None)
    await anext(stream)
    await context.wakeups.close()
    with pytest.raises(StopAsyncIteration):
        await anext(stream)


async def test_the_stream_ends_within_a_minute_of_the_session(
    context: TaskContext, user_id: UUID, login: UUID, hands: Hands
) -> None:
    async def wait() -> None:
        hands.forward(15)

    wakeups_of(context).on_wait = wait
    stream = event_stream(context, user_id, login, None)
    await frames(stream, 6)
    async with context.database.write() as session:
        row = await session.get(LoginSession, login)
        assert row is not None
        row.ended_at = hands()
    left = [frame async for frame in stream]
    assert len(left) <= 4


async def test_a_page_that_missed_forgotten_events_is_told_to_look_at_everything(
    context: TaskContext, user_id: UUID, login: UUID
) -> None:
    await publish(context, user_id, *range(1, 5))
    async with context.database.write() as session:
        rows = await repository.events_after(session, user_id, 0, 10)
        for row in rows[:3]:
            await session.delete(await session.get(Event, row.id))
    stream = event_stream(context, user_id, login, rows[0].id)
    assert "event: library" in (await frames(stream, 2))[1]
    current = event_stream(context, user_id, login, rows[2].id)
    assert '"n":4' in (await frames(current, 2))[1]


async def test_a_number_we_never_gave_does_not_silence_the_stream(
    context: TaskContext, user_id: UUID, login: UUID
) -> None:
    stream = event_stream(context, user_id, login, 10**9)
    await anext(stream)
    await publish(context, user_id, 7)
    assert '"n":7' in await anext(stream)


async def test_a_lower_number_that_becomes_visible_late_is_still_told(
    context: TaskContext, user_id: UUID, login: UUID, hands: Hands
) -> None:
    if context.database.sqlite:
        pytest.skip("SQLite has one writer: numbers become visible in their order")
    stream = event_stream(context, user_id, login, 0)
    await anext(stream)
    async with context.database.write() as slow:
        slow.add(Event(user_id=user_id, kind="book", data={"n": 1}, at=hands()))
        await slow.flush()
        await publish(context, user_id, 2)
        assert '"n":2' in await anext(stream)
    assert '"n":1' in await anext(stream)
    await publish(context, user_id, 3)
    assert '"n":3' in await anext(stream)


async def test_event_numbers_are_never_given_twice(context: TaskContext, user_id: UUID) -> None:
    await publish(context, user_id, 1, 2)
    async with context.database.write() as session:
        rows = await repository.events_after(session, user_id, 0, 10)
        for row in rows:
            await session.delete(await session.get(Event, row.id))
    await publish(context, user_id, 3)
    async with context.database.read() as session:
        (only,) = await repository.events_after(session, user_id, 0, 10)
    assert only.id > rows[-1].id
