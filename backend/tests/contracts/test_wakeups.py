"""What every wake-up promises; run against each adapter."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from bookreader.adapters.wakeups_redis import RedisWakeUps
from bookreader.adapters.wakeups_sqlite import SqliteWakeUps
from bookreader.kit.db import Database
from bookreader.ports.wakeups import WakeUps

REDIS = os.environ.get("TEST_REDIS_URL", "")


@dataclass
class Pair:
    """A listener's side, and what another process does when it publishes an event."""

    wakeups: WakeUps
    publish_elsewhere: Callable[[UUID], Awaitable[None]]


@pytest.fixture(params=["sqlite", pytest.param("redis", marks=pytest.mark.redis)])
async def pair(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Pair]:
    if request.param == "redis":
        if not REDIS:
            pytest.skip("TEST_REDIS_URL names no Redis server")
        here, elsewhere = RedisWakeUps(REDIS), RedisWakeUps(REDIS)
        yield Pair(here, elsewhere.notify)
        await here.close()
        await elsewhere.close()
        return
    url = f"sqlite+aiosqlite:///{tmp_path / 'test.db'}"
    mine, other = Database(url), Database(url)
    async with other.write() as session:
        await session.execute(text("CREATE TABLE things (n INTEGER)"))

    async def commit(_user: UUID) -> None:
        async with other.write() as session:
            await session.execute(text("INSERT INTO things VALUES (1)"))

    wakeups = SqliteWakeUps(mine)
    yield Pair(wakeups, commit)
    await wakeups.close()
    await mine.close()
    await other.close()


async def settled(wakeups: WakeUps, user: UUID) -> None:
    """Wait until first calls and second looks are over."""
    for _ in range(20):
        begin = time.monotonic()
        await wakeups.wait(user, 0.6)
        if time.monotonic() - begin >= 0.59:
            return
    raise AssertionError("it never becomes quiet")


async def test_an_event_elsewhere_wakes_the_listener_soon(pair: Pair) -> None:
    user = uuid4()
    await settled(pair.wakeups, user)
    waiting = asyncio.create_task(pair.wakeups.wait(user, 10))
    await asyncio.sleep(0.3)
    begin = time.monotonic()
    await pair.publish_elsewhere(user)
    await asyncio.wait_for(waiting, 5)
    assert time.monotonic() - begin < 1.5


async def test_an_event_between_looking_and_listening_is_not_slept_over(pair: Pair) -> None:
    user = uuid4()
    await settled(pair.wakeups, user)
    for delay in (0.0, 0.1, 0.2, 0.3):
        await pair.publish_elsewhere(user)
        await asyncio.sleep(delay)
        begin = time.monotonic()
        await pair.wakeups.wait(user, 10)
        assert time.monotonic() - begin < 1.5


async def test_own_notification_wakes_too(pair: Pair) -> None:
    user = uuid4()
    await settled(pair.wakeups, user)
    waiting = asyncio.create_task(pair.wakeups.wait(user, 10))
    await asyncio.sleep(0.1)
    await pair.wakeups.notify(user)
    await asyncio.wait_for(waiting, 2)


async def test_silence_ends_with_the_timeout(pair: Pair) -> None:
    await settled(pair.wakeups, uuid4())


async def test_closing_sends_everybody_home_and_keeps_nobody(pair: Pair) -> None:
    waiting = [asyncio.create_task(pair.wakeups.wait(uuid4(), 30)) for _ in range(3)]
    await asyncio.sleep(0.1)
    assert not pair.wakeups.closed
    await pair.wakeups.close()
    await asyncio.wait_for(asyncio.gather(*waiting), 2)
    assert pair.wakeups.closed
    begin = time.monotonic()
    await pair.wakeups.wait(uuid4(), 30)
    assert time.monotonic() - begin < 1
