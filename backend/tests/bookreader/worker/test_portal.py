"""What a worker does besides its jobs: says that it is awake, ends what dead ones left open."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from bookreader import migrations
from bookreader.jobs import service as jobs
from bookreader.kit.clock import utc_now
from bookreader.kit.db import Database
from bookreader.ports.providers import Capabilities
from bookreader.providers import service as providers
from bookreader.settings import Settings
from bookreader.spending import service as ledger
from bookreader.spending.models import RELEASED, SENT, UNKNOWN, Charge
from bookreader.worker import portal as worker
from bookreader.worker.portal import WorkerPortal
from tests.bookreader.spending.ledger import Scene, set_scene

ABLE = Capabilities(max_concurrency=1, deadline=10_000.0)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(_env_file=None, data_dir=tmp_path)
    asyncio.run(migrations.upgrade(made.resolved_database_url))
    return made


@pytest.fixture
def portal(settings: Settings) -> Iterator[WorkerPortal]:
    made = WorkerPortal(settings)
    yield made
    made.close()


async def _left_by_the_dead(url: str, age: timedelta) -> tuple[Scene, list[UUID]]:
    """A call and two charges, one of them sent, of a worker that is gone."""
    database = Database(url)
    now = utc_now() - age
    scene = await set_scene(database, now)
    async with database.write() as session:
        sent, waiting = [await scene.reserve(session, now) for _ in range(2)]
        await ledger.sent(session, sent.id, now)
        row = await providers.get(session, scene.provider_id)
        assert row is not None
        assert (await providers.admit(session, row, now, ABLE)).wait == 0
    await database.close()
    return scene, [sent.id, waiting.id]


async def _now(url: str, scene: Scene, charges: list[UUID]) -> tuple[list[str], bool]:
    """The charges' states, and whether the provider may be asked."""
    database = Database(url)
    async with database.write() as session:
        found = [await session.get(Charge, charge) for charge in charges]
        row = await providers.get(session, scene.provider_id)
        assert row is not None
        free = (await providers.admit(session, row, utc_now(), ABLE)).wait == 0
    await database.close()
    return [charge.state for charge in found if charge is not None], free


def test_a_sweep_ends_what_is_long_over(settings: Settings, portal: WorkerPortal) -> None:
    url = settings.resolved_database_url
    scene, charges = asyncio.run(_left_by_the_dead(url, timedelta(minutes=15)))
    portal.sweep()
    # Another worker may still be waiting for the one that was sent.
    assert asyncio.run(_now(url, scene, charges)) == ([SENT, RELEASED], False)


def test_the_only_worker_takes_over_at_once(settings: Settings, portal: WorkerPortal) -> None:
    url = settings.resolved_database_url
    scene, charges = asyncio.run(_left_by_the_dead(url, timedelta(minutes=15)))
    portal.expire_leases()
    assert asyncio.run(_now(url, scene, charges)) == ([UNKNOWN, RELEASED], True)


def test_a_worker_with_one_long_job_is_not_silent(
    settings: Settings, portal: WorkerPortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [True, False]

    async def takes_long(*_: object) -> bool:
        await asyncio.sleep(1.5)
        return left.pop(0)

    async def silent() -> float | None:
        database = Database(settings.resolved_database_url)
        async with database.read() as session:
            found = await jobs.silent_since(session, utc_now, socket.gethostname())
        await database.close()
        return found

    monkeypatch.setattr(worker, "_BEAT_SECONDS", 0.1)
    monkeypatch.setattr(worker.tasks, "run", takes_long)
    portal.run_jobs(1)
    found = asyncio.run(silent())
    assert found is not None
    assert found < 1.0
