"""Whether the database server has connections for everybody who will ask for some."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bookreader.settings import Settings

SLOTS = 2
"""While one release takes over from another, both serve."""
_OTHERS = 10
"""Beat, migrations, health checks, exporter, backup and a person."""


@dataclass(frozen=True, slots=True)
class Room:
    """Connections that the server gives out to us, and those that we may come to ask for."""

    given: int
    wanted: int

    @property
    def enough(self) -> bool:
        """Whether nobody will be refused."""
        return self.wanted <= self.given

    def words(self) -> str:
        """Both numbers, for people."""
        return f"{self.given} connections, and all processes together may want {self.wanted}"


ADVICE = (
    "Lower DATABASE_POOL, WEB_PROCESSES or WORKER_THREADS, or raise max_connections of the server."
)


def wanted(settings: Settings) -> int:
    """Both slots' web processes, one worker's processes, and a few for others."""
    web = SLOTS * settings.web_processes * settings.database_pool
    return web + settings.worker_threads * settings.database_pool + _OTHERS


async def room(settings: Settings) -> Room:
    """Asked of the server itself; raises what its driver raises when it cannot be reached."""
    engine = create_async_engine(settings.resolved_database_url, poolclass=NullPool)
    query = text(
        "SELECT sum(setting::int * CASE name WHEN 'max_connections' THEN 1 ELSE -1 END)"
        " FROM pg_settings WHERE name IN ('max_connections', 'superuser_reserved_connections')"
    )
    try:
        async with engine.connect() as connection:
            given = int((await connection.execute(query)).scalar_one())
    finally:
        await engine.dispose()
    return Room(given, wanted(settings))
