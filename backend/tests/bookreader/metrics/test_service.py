"""Counts: kept with the transaction, added up by many processes, never falling."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from bookreader.kit.db import Database
from bookreader.metrics import service
from bookreader.metrics.service import Reading

COUNT = """
import asyncio, sys
from bookreader.kit.db import Database
from bookreader.metrics import service

async def main():
    database = Database(sys.argv[1], pool_size=2)
    for n in range(40):
        async with database.write() as session:
            service.count(session, service.JOB_ENDS, "book", "done")
            service.count(session, service.JOB_ENDS, "order" if n % 2 else "book", "tried")
            service.took(session, service.JOB_RUN, "book", seconds=n / 10)
    await database.close()

asyncio.run(main())
"""


def _two_at_work(url: str) -> list[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", COUNT, url]
    return [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]


async def told(database: Database) -> dict[tuple[str, str, tuple[str, ...]], float]:
    async with database.read() as session:
        found = await service.readings(session)
    return {(one.what.name, one.part, one.labels): one.value for one in found}


async def test_counts_add_up_and_stay(database: Database) -> None:
    for by in (1, 2.5):
        async with database.write() as session:
            service.count(session, service.JOB_ENDS, "book", "done", by=by)
            service.count(session, service.JOB_ENDS, "book", "done")
    ends = service.JOB_ENDS.name
    assert await told(database) == {(ends, "", ("book", "done")): 5.5}


async def test_what_is_rolled_back_was_not_counted(database: Database) -> None:
    async def count_and_fail() -> None:
        async with database.write() as session:
            service.count(session, service.JOB_ENDS, "book", "done")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await count_and_fail()
    assert await told(database) == {}


async def test_times_fall_into_buckets(database: Database) -> None:
    async with database.write() as session:
        for seconds in (0.05, 0.2, 0.25, 10_000.0, -1.0):
            service.took(session, service.JOB_RUN, "book", seconds=seconds)
    found = await told(database)
    run = service.JOB_RUN.name
    assert found[run, "sum", ("book",)] == pytest.approx(10_000.5)
    buckets = {labels[-1]: value for (_, part, labels), value in found.items() if part == "bucket"}
    assert buckets == {"0.05": 2, "0.25": 2, "+Inf": 1}


async def test_labels_are_those_declared(database: Database) -> None:
    async with database.write() as session:
        with pytest.raises(ValueError, match="labels"):
            service.count(session, service.JOB_ENDS, "book")
        service.count(session, service.JOB_FAILURES, "book", "x" * 300)
    ((_, _, labels),) = await told(database)
    assert labels == ("book", "x" * 80)


async def test_what_an_older_version_counted_is_left_out(database: Database) -> None:
    gone = service.Counted("bookreader_gone", "", ("a",))
    other = service.Counted(service.JOB_ENDS.name, "", ("kind",))
    async with database.write() as session:
        service.count(session, gone, "1")
        service.count(session, other, "book")
        service.count(session, service.JOB_ENDS, "book", "done")
    assert [labels for _, _, labels in await told(database)] == [("book", "done")]


@pytest.mark.slow
async def test_two_processes_count_into_one_and_nobody_sees_it_fall(database: Database) -> None:
    processes = await asyncio.to_thread(_two_at_work, database.url)
    seen: dict[tuple[str, str, tuple[str, ...]], float] = {}
    steps = 0
    while any(process.poll() is None for process in processes):
        now = await told(database)
        assert all(now.get(key, 0) >= value for key, value in seen.items())
        steps += now != seen
        seen = now
        await asyncio.sleep(0.01)
    for process in processes:
        assert process.wait() == 0, process.stderr and process.stderr.read().decode()
    assert steps > 3, "the scrapes came between the counts"
    found = await told(database)
    ends = service.JOB_ENDS.name
    assert found[ends, "", ("book", "done")] == 80
    assert found[ends, "", ("book", "tried")] + found[ends, "", ("order", "tried")] == 80
    assert found[service.JOB_RUN.name, "sum", ("book",)] == pytest.approx(2 * sum(range(40)) / 10)


def test_a_reading_says_what_it_is() -> None:
    assert Reading(service.JOB_ENDS, "", ("book", "done"), 1).what.labels == ("kind", "outcome")
