"""One history of the schema for both databases, run by `bookreader migrate` and by `serve`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

_FOLDER = Path(__file__).parent


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration without a file; commands run over the given connection."""
    made = Config()
    made.set_main_option("script_location", str(_FOLDER))
    made.set_main_option("path_separator", "os")
    if connection is not None:
        made.attributes["connection"] = connection
    return made


@cache
def head_revision() -> str:
    """The newest revision this program knows."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    if head is None:
        raise RuntimeError("the migrations are missing from this installation")
    return head


async def current_revision(engine: AsyncEngine) -> str | None:
    """The revision a database stands at, or None for an empty one."""

    def look(connection: Connection) -> str | None:
        return MigrationContext.configure(connection).get_current_revision()

    async with engine.connect() as connection:
        return await connection.run_sync(look)


@cache
def known_revisions() -> frozenset[str]:
    """All revisions this program knows."""
    return frozenset(one.revision for one in ScriptDirectory.from_config(config()).walk_revisions())


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a database's schema stands, seen by this program."""

    revision: str | None
    oldest: str | None
    """The oldest revision whose program the schema fits; None before that was noted."""

    @property
    def newer(self) -> bool:
        """Whether a newer program than this one brought it there."""
        return self.revision is not None and self.revision not in known_revisions()

    @property
    def fits(self) -> bool:
        """Whether this program may work on it: it is its own, or newer and made to fit."""
        if self.newer:
            return self.oldest is not None and self.oldest in known_revisions()
        return self.revision == head_revision()

    @property
    def words(self) -> str:
        """One word or two for whoever asks."""
        if self.fits:
            return "ready"
        return "too new" if self.newer else "not migrated"


async def standing(engine: AsyncEngine) -> Standing:
    """The revision a database stands at, and which programs it fits."""

    def look(connection: Connection) -> Standing:
        revision = MigrationContext.configure(connection).get_current_revision()
        oldest = None
        if inspect(connection).has_table("schema_range"):
            oldest = connection.execute(text("SELECT max(oldest) FROM schema_range")).scalar()
        return Standing(revision, oldest)

    async with engine.connect() as connection:
        return await connection.run_sync(look)


async def upgrade(url: str, revision: str = "head") -> None:
    """Bring a database to a revision."""
    await _run(url, lambda connection: command.upgrade(config(connection), revision))


async def downgrade(url: str, revision: str) -> None:
    """Take a database back to a revision; for tests and for a human decision."""
    await _run(url, lambda connection: command.downgrade(config(connection), revision))


async def check(url: str) -> None:
    """Raise when the tables in the code and in the database differ."""
    await _run(url, lambda connection: command.check(config(connection)))


async def _run(url: str, work: Callable[[Connection], None]) -> None:
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(work)
            await connection.commit()
    finally:
        await engine.dispose()


def copy_before_upgrade(file: Path, revision: str | None) -> Path | None:
    """Copy an SQLite file beside itself before its schema changes; None for a new one."""
    if revision is None or not file.exists():
        return None
    copy = file.with_name(f"{file.name}.before-{revision}")
    source, target = sqlite3.connect(file), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    return copy
