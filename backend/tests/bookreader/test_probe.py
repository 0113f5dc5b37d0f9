"""Whether a part is well, as health checks ask."""

from __future__ import annotations

import socket
from datetime import timedelta
from pathlib import Path

import pytest

from bookreader import migrations, probe
from bookreader.jobs import service as jobs
from bookreader.kit.clock import utc_now
from bookreader.kit.db import Database
from bookreader.settings import Settings


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    made = Settings.model_validate({"data_dir": tmp_path, "port": 9})
    await migrations.upgrade(made.resolved_database_url)
    return made


async def beaten(settings: Settings, host: str, seconds_ago: float) -> None:
    database = Database(settings.resolved_database_url)
    async with database.write() as session:
        await jobs.beat(session, lambda: utc_now() - timedelta(seconds=seconds_ago), host)
    await database.close()


async def test_a_worker_that_looks_for_work_is_well(settings: Settings) -> None:
    assert (await probe.probe("worker", settings)) == (False, "never looked for work")
    await beaten(settings, socket.gethostname(), 10)
    well, says = await probe.probe("worker", settings)
    assert well
    assert "10 seconds ago" in says


async def test_a_silent_worker_is_not_well_though_another_is_awake(settings: Settings) -> None:
    await beaten(settings, socket.gethostname(), 90)
    await beaten(settings, "elsewhere", 1)
    assert not (await probe.probe("worker", settings))[0]
    assert (await probe.probe("beat", settings))[0]


async def test_a_beat_that_rings_nobody_is_not_well(settings: Settings) -> None:
    assert (await probe.probe("beat", settings)) == (False, "nobody was rung")
    await beaten(settings, "elsewhere", 61)
    assert not (await probe.probe("beat", settings))[0]


async def test_a_server_that_does_not_answer_is_said(settings: Settings) -> None:
    well, says = await probe.probe("web", settings)
    assert not well
    assert says.startswith("no answer")


async def test_a_later_beat_of_the_same_host_counts(settings: Settings) -> None:
    await beaten(settings, "a", 50)
    await beaten(settings, "a", 2)
    database = Database(settings.resolved_database_url)
    async with database.read() as session:
        silent = await jobs.silent_since(session, utc_now, "a")
    await database.close()
    assert silent is not None
    assert silent < 10
