"""What /metrics tells: the same from every process, the rest without the database, figures of all."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bookreader import recovery
from bookreader.jobs import service as jobs
from bookreader.jobs.models import RUNNING, Job
from bookreader.kit.clock import utc_now
from bookreader.metrics import service as metrics
from bookreader.providers.models import Provider
from bookreader.spending.models import RESERVED, SETTLED, UNKNOWN, Charge
from tests.bookreader.webapp import Browser, served

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


@pytest.fixture
async def browser(tmp_path: Path, database_url: str) -> AsyncIterator[Browser]:
    async with served(tmp_path / "data", database_url) as made:
        yield made


def parsed(text: str) -> Samples:
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def scrape(browser: Browser) -> Samples:
    answer = await browser.ask("GET", "/metrics")
    assert answer.status_code == 200, answer.text
    return parsed(answer.text)


def value(samples: Samples, name: str, **labels: str) -> float:
    """The one sample that has these labels among its own."""
    found = [
        v for (n, own), v in samples.items() if n == name and labels.items() <= dict(own).items()
    ]
    assert len(found) == 1, (name, labels, found)
    return found[0]


async def test_what_never_happened_is_told_as_nothing(browser: Browser) -> None:
    told = await scrape(browser)
    assert value(told, "bookreader_job_ends_total", kind="drawing", outcome="failed") == 0
    assert value(told, "bookreader_database_up") == 1
    assert value(told, "bookreader_ready") == 1
    assert value(told, "bookreader_worker_silent_seconds") == -1
    assert value(told, "bookreader_backup_timestamp_seconds") == 0
    assert value(told, "bookreader_data_free_bytes") > 0
    assert value(told, "bookreader_queue_oldest_seconds") == 0


async def test_the_queue_by_kind(browser: Browser) -> None:
    await browser.open_account()
    context = browser.context
    async with context.database.read() as session:
        from bookreader.accounts import service as accounts

        (user,) = await accounts.list_accounts(session)
    now = context.clock()
    async with context.database.write() as session:
        for kind, ago in (("book", 50), ("order", 5), ("order", 7)):
            job = await jobs.start(session, context.bell, context.clock, kind, uuid4(), user.id)
            job.run_after = now - timedelta(seconds=ago)
        left = Job(
            kind="drawing", subject_id=uuid4(), user_id=user.id, status=RUNNING, stage="",
            run_after=now - timedelta(seconds=900), lease_until=now - timedelta(seconds=100),
            created_at=now, updated_at=now,
        )  # fmt: skip
        session.add(left)
    told = await scrape(browser)
    assert value(told, "bookreader_queue_waiting", kind="order") == 2
    assert value(told, "bookreader_queue_waiting", kind="drawing") == 1
    assert value(told, "bookreader_queue_waiting_seconds", kind="order") == pytest.approx(7, abs=3)
    # What a dead worker left behind waits as well, since its lease ended.
    assert value(told, "bookreader_queue_oldest_seconds") == pytest.approx(100, abs=3)


async def test_providers_and_their_money(browser: Browser) -> None:
    context = browser.context
    now = context.clock()
    today = utc_now().date().isoformat()
    provider = Provider(
        kind="fake", name="Модель", model="m", base_url="http://there.test/v1",
        open_until=now - timedelta(seconds=1), fault="provider_credit", created_at=now, updated_at=now,
    )  # fmt: skip
    async with context.database.write() as session:
        session.add(provider)
        await session.flush()
        for state, estimate, amount in (
            (SETTLED, 40_000, 30_000), (RESERVED, 20_000, None), (UNKNOWN, 10_000, None),
        ):  # fmt: skip
            session.add(
                Charge(
                    provider_id=provider.id,
                    state=state,
                    estimate_micros=estimate,
                    amount_micros=amount,
                    day=today,
                    created_at=now,
                )
            )
        metrics.count(session, metrics.PROVIDER_ATTEMPTS, provider.id.hex, "away", by=3)
        metrics.took(session, metrics.PROVIDER_SECONDS, provider.id.hex, seconds=12)
    told = await scrape(browser)
    # Closed only by an answer: the moment to probe again alone says nothing.
    assert value(told, "bookreader_provider_circuit_open", provider="Модель") == 1
    assert value(told, "bookreader_provider_fault", fault="provider_credit") == 1
    assert value(told, "bookreader_spend_usd", provider="Модель", period="day") == pytest.approx(
        0.04
    )
    assert value(told, "bookreader_spend_reserved_usd") == pytest.approx(0.02)
    assert value(told, "bookreader_spend_unknown_pictures") == 1
    attempts = {"provider_id": provider.id.hex, "provider": "Модель", "outcome": "away"}
    assert value(told, "bookreader_provider_attempts_total", **attempts) == 3
    assert value(told, "bookreader_provider_seconds_bucket", le="15") == 1
    assert value(told, "bookreader_provider_seconds_bucket", le="10") == 0
    assert value(told, "bookreader_provider_seconds_count") == 1
    text = (await browser.ask("GET", "/metrics")).text
    assert "there.test" not in text


async def test_saving_and_proving(browser: Browser) -> None:
    data_dir = browser.app.state.application.settings.data_dir
    made, proven = utc_now() - timedelta(hours=3), utc_now() - timedelta(days=2)
    recovery.note(data_dir, recovery.BACKUP, made)
    recovery.note(data_dir, recovery.RESTORE, proven)
    told = await scrape(browser)
    assert value(told, "bookreader_backup_timestamp_seconds") == pytest.approx(made.timestamp())
    assert value(told, "bookreader_restore_timestamp_seconds") == pytest.approx(proven.timestamp())


async def test_the_rest_is_told_while_the_database_is_away(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OSError("gone")

    monkeypatch.setattr(browser.context.database, "_read", away)
    told = await scrape(browser)
    assert value(told, "bookreader_database_up") == 0
    assert value(told, "bookreader_ready") == 0
    assert value(told, "bookreader_data_size_bytes") > 0
    assert not [name for name, _ in told if name.startswith("bookreader_jobs")]


async def test_pools_tell_what_is_at_work(browser: Browser) -> None:
    context = browser.context
    pool = "read" if context.database.sqlite else "all"
    before = value(await scrape(browser), "bookreader_db_pool_in_use", pool=pool)
    async with context.database.read() as session:
        from sqlalchemy import text

        await session.execute(text("SELECT 1"))
        during = value(await scrape(browser), "bookreader_db_pool_in_use", pool=pool)
    after = value(await scrape(browser), "bookreader_db_pool_in_use", pool=pool)
    assert (during - before, after) == (1, before)


async def test_unknown_methods_make_one_series(browser: Browser) -> None:
    for word in ("BREW", "PROPFIND", "XYZZY"):
        await browser.ask(word, "/api/server")
    told = await scrape(browser)
    methods = {
        dict(own)["method"] for name, own in told if name == "bookreader_http_requests_total"
    }
    assert "other" in methods
    assert not methods & {"BREW", "PROPFIND", "XYZZY"}


SERVE = """
import asyncio, json, pathlib, sys
from tests.bookreader.webapp import served

async def main():
    async with served(pathlib.Path(sys.argv[1])) as browser:
        for line in sys.stdin:
            for _ in range(int(line)):
                await browser.ask("GET", "/api/server")
            print(json.dumps((await browser.ask("GET", "/metrics")).text), flush=True)

asyncio.run(main())
"""


@pytest.mark.slow
async def test_two_web_processes_tell_the_same_and_a_dead_ones_requests_stay(
    tmp_path: Path,
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (tmp_path / "data").mkdir()
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(shared), "PYTHONPATH": "."}

    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", SERVE, str(tmp_path / "data")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip

    def asked(process: subprocess.Popen[str], number: int) -> Samples:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{number}\n")
        process.stdin.flush()
        return parsed(json.loads(process.stdout.readline()))

    def served_so_far(told: Samples) -> float:
        return value(told, "bookreader_http_requests_total", route="/api/server")

    one = await asyncio.to_thread(start)
    try:
        assert served_so_far(await asyncio.to_thread(asked, one, 3)) == 3
        two = await asyncio.to_thread(start)
        try:
            told = [
                served_so_far(await asyncio.to_thread(asked, process, number))
                for process, number in ((two, 2), (one, 0), (two, 4), (one, 1), (two, 0))
            ]
            assert told == [5, 5, 9, 10, 10]
            last = await asyncio.to_thread(asked, one, 0)
            pools = value(last, "bookreader_db_pool_size", pool="write")
        finally:
            two.kill()
            two.wait()
        told_alone = await asyncio.to_thread(asked, one, 0)
        assert served_so_far(told_alone) == 10
        # What it had in its hands is gone with it.
        assert value(told_alone, "bookreader_db_pool_size", pool="write") == pools / 2
        assert value(told_alone, "process_resident_memory_bytes") > 10_000_000
    finally:
        one.kill()
        one.wait()
