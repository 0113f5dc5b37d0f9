"""Databases and outside parts for the tests of the application."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bookreader import migrations
from bookreader.accounts.models import User
from bookreader.adapters.blobs_local import LocalBlobStore
from bookreader.kit.db import Database
from bookreader.ports.context import TaskContext
from tests.bookreader.fakes import FakeCpu, FakePainter, RecordingBell, RecordingWakeUps

POSTGRES = os.environ.get("TEST_DATABASE_URL", "")


class Hands:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)],
)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """An empty database of each kind; PostgreSQL where TEST_DATABASE_URL names a server."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'test.db'}"
        return
    if not POSTGRES:
        pytest.skip("TEST_DATABASE_URL names no PostgreSQL server")
    name = f"test_{uuid4().hex}"
    admin = create_async_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    async with admin.connect() as connection:
        await connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    finally:
        async with admin.connect() as connection:
            await connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        await admin.dispose()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The same, migrated and open."""
    await migrations.upgrade(database_url)
    made = Database(database_url)
    yield made
    await made.close()


@pytest.fixture
async def user_id(database: Database, hands: Hands) -> UUID:
    """A reader in the database."""
    async with database.write() as session:
        user = User(
            name="Анна",
            name_key="анна",
            password_hash="x",
            is_admin=False,
            is_active=True,
            language="ru",
            preferences={},
            created_at=hands(),
        )
        session.add(user)
        await session.flush()
        return user.id


@pytest.fixture
def context(database: Database, tmp_path: Path, hands: Hands) -> TaskContext:
    """A toolbox of real blobs and database and of fakes for what lies outside."""
    cpu = FakeCpu(tmp_path / "children")
    return TaskContext(
        database=database,
        blobs=LocalBlobStore(tmp_path / "blobs"),
        bell=RecordingBell(),
        wakeups=RecordingWakeUps(),
        cpu=cpu,
        painter=FakePainter(),
        clock=hands,
        lease_seconds=30,
    )


@pytest.fixture
def impatient(context: TaskContext) -> TaskContext:
    """The same toolbox with a lease short enough to be renewed within a test."""
    return replace(context, lease_seconds=0.15)  # type: ignore[arg-type]  # whole seconds outside
