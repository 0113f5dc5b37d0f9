"""Connections of all processes fit the server, and no statement or lock is waited for for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bookreader import capacity
from bookreader.accounts.models import ServerSetting
from bookreader.cli import main
from bookreader.doctor import _database_server
from bookreader.kit.db import Database
from bookreader.settings import Settings


def test_both_slots_and_the_worker_are_counted() -> None:
    settings = Settings(_env_file=None, web_processes=2, database_pool=5, worker_threads=3)
    assert capacity.wanted(settings) == 2 * 2 * 5 + 3 * 5 + 10


@pytest.mark.postgres
async def test_a_server_is_asked_what_it_gives(database_url: str) -> None:
    if database_url.startswith("sqlite"):
        pytest.skip("SQLite has no connections to run out of")
    settings = Settings(_env_file=None, database_url=database_url, web_processes=2)
    assert (await capacity.room(settings)).given == 97
    assert (await capacity.room(settings)).enough
    greedy = Settings(_env_file=None, database_url=database_url, database_pool=50)
    assert not (await capacity.room(greedy)).enough


@pytest.mark.postgres
def test_too_many_are_refused_at_the_start_and_told_by_the_doctor(
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if database_url.startswith("sqlite"):
        pytest.skip("SQLite has no connections to run out of")
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DATABASE_POOL", "50")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORT", "0")
    assert main(["serve"]) == 2
    assert "97 connections" in capsys.readouterr().err
    findings = {one.name: one for one in _database_server(Settings(_env_file=None))}
    assert findings["database"].well
    assert not findings["connections"].well
    assert "DATABASE_POOL" in findings["connections"].advice


def test_the_doctor_says_that_a_server_does_not_answer() -> None:
    away = Settings(_env_file=None, database_url="postgresql+asyncpg://nobody@127.0.0.1:9/none")
    [finding] = _database_server(away)
    assert not finding.well


async def test_nothing_is_waited_for_for_ever(database: Database) -> None:
    if database.sqlite:
        async with database.read() as session:
            assert (await session.execute(text("PRAGMA busy_timeout"))).scalar_one() == 15000
        return
    for open_session in (database.read, database.write):
        async with open_session() as session:
            for name, value in (
                ("statement_timeout", "30s"),
                ("lock_timeout", "10s"),
                ("idle_in_transaction_session_timeout", "1min"),
            ):
                assert (await session.execute(text(f"SHOW {name}"))).scalar_one() == value


@pytest.mark.postgres
async def test_a_lock_that_another_holds_ends_in_an_error(database: Database) -> None:
    if database.sqlite:
        pytest.skip("SQLite has one lock, and its wait is set as above")
    async with database.write() as session:
        session.add(ServerSetting(key="held", value={}))
    take = text("UPDATE server_settings SET value = '{}' WHERE key = 'held'")
    async with database.write() as holder, database.read() as waiting:
        await holder.execute(take)
        # The program's own limit takes ten seconds; the same rule, sooner.
        await waiting.execute(text("SET LOCAL lock_timeout = '100ms'"))
        with pytest.raises(DBAPIError, match="lock timeout"):
            await waiting.execute(take)
    async with database.read() as session:
        await session.execute(text("SET LOCAL statement_timeout = '100ms'"))
        with pytest.raises(DBAPIError, match="statement timeout"):
            await session.execute(text("SELECT pg_sleep(20)"))
