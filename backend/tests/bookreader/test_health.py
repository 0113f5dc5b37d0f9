"""Alive and ready: what each asks, what makes a server unready, and what must not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bookreader import migrations
from bookreader.jobs import service as jobs
from tests.bookreader.webapp import Browser, served


@pytest.fixture
async def browser(tmp_path: Path, database_url: str) -> AsyncIterator[Browser]:
    async with served(tmp_path / "data", database_url) as made:
        yield made


async def ready(browser: Browser) -> tuple[int, dict[str, object]]:
    answer = await browser.ask("GET", "/readyz")
    return answer.status_code, answer.json()


async def run(browser: Browser, statement: str) -> None:
    async with browser.context.database.write() as session:
        await session.execute(text(statement))


def break_database(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OSError("gone")

    monkeypatch.setattr(browser.context.database, "_read", away)


async def test_all_well(browser: Browser) -> None:
    status, told = await ready(browser)
    assert (status, told["status"]) == (200, "ready")
    assert (told["database"], told["schema"], told["blobs"]) == ("ready",) * 3
    assert told["draining"] is False


async def test_alive_asks_nobody(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    break_database(browser, monkeypatch)
    browser.app.state.application.draining = True
    answer = await browser.ask("GET", "/livez")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


async def test_without_its_database_it_is_not_ready(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_database(browser, monkeypatch)
    status, told = await ready(browser)
    assert (status, told["database"], told["schema"]) == (503, "failed: OSError", "unknown")


async def test_a_stopping_server_gets_no_requests_any_more(browser: Browser) -> None:
    browser.app.state.application.draining = True
    status, told = await ready(browser)
    assert (status, told["draining"]) == (503, True)


async def test_books_that_cannot_be_written(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no() -> bool:
        return False

    monkeypatch.setattr(browser.context.blobs, "writable", no)
    status, told = await ready(browser)
    assert (status, told["blobs"]) == (503, "not writable")


@pytest.mark.parametrize(
    ("revision", "oldest", "expected"),
    [
        ("0001", None, (503, "not migrated")),
        # What a newer version made: fit for this one, for an older one only, for newer ones only.
        ("9999", "0007", (200, "ready")),
        ("9999", "9999", (503, "too new")),
        ("9999", "", (503, "too new")),
    ],
)
async def test_the_range_of_revisions(
    browser: Browser, revision: str, oldest: str | None, expected: tuple[int, str]
) -> None:
    await run(browser, f"UPDATE alembic_version SET version_num = '{revision}'")
    if oldest is not None:
        await run(browser, "DELETE FROM schema_range")
    if oldest:
        await run(browser, f"INSERT INTO schema_range (oldest) VALUES ('{oldest}')")
    status, told = await ready(browser)
    assert (status, told["schema"]) == expected


async def test_an_empty_database_is_not_ready(browser: Browser) -> None:
    await run(browser, "DELETE FROM alembic_version")
    status, told = await ready(browser)
    assert (status, told["schema"]) == (503, "not migrated")


async def test_a_silent_worker_leaves_it_ready(browser: Browser) -> None:
    context = browser.context
    async with context.database.write() as session:
        await jobs.beat(session, lambda: browser.clock.moment, "gone")
    browser.clock.turn(hours=5)
    assert (await ready(browser))[0] == 200


async def test_what_lies_inside_is_told_to_near_ones_alone(browser: Browser) -> None:
    for path, status in (("/readyz", 200), ("/metrics", 404)):
        answer = await browser.ask("GET", path, headers={"x-forwarded-for": "127.0.0.1"})
        assert answer.status_code == status
    told = await browser.ask("GET", "/readyz", headers={"x-forwarded-for": "10.1.2.3"})
    assert told.json() == {"status": "ready"}


async def test_the_program_says_what_it_knows(browser: Browser) -> None:
    standing = await migrations.standing(browser.context.database.read_engine)
    assert standing.revision == migrations.head_revision()
    assert standing.oldest in migrations.known_revisions()
    assert (standing.newer, standing.fits, standing.words) == (False, True, "ready")
