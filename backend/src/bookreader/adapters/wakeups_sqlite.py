"""Wake-ups of the embedded mode: SQLite's own count of what other connections committed."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from pathlib import Path
from uuid import UUID

from sqlalchemy.engine import make_url

from bookreader.kit.db import Database

_POLL_SECONDS = 0.25
# The watcher stays a little after the last listener left, who mostly comes back at once.
_LINGER_TICKS = 8


class SqliteWakeUps:
    """Watches `PRAGMA data_version` while somebody listens; it says that, not whom, so all look."""

    def __init__(self, database: Database) -> None:
        self._path = Path(make_url(database.url).database or "")
        self._listeners: set[asyncio.Event] = set()
        self._watcher: asyncio.Task[None] | None = None
        self.closed = False

    async def notify(self, user_id: UUID) -> None:  # noqa: ARG002 - the file tells everybody
        """Wake the listeners of this process at once; others see the file change."""
        self._wake()

    async def wait(self, user_id: UUID, timeout_seconds: float) -> None:  # noqa: ARG002
        """Return when the database changed, at the latest after the timeout."""
        if self.closed:
            return
        event = asyncio.Event()
        self._listeners.add(event)
        if self._watcher is None or self._watcher.done():
            self._watcher = asyncio.create_task(self._watch(), name="data_version")
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), timeout_seconds)
        finally:
            self._listeners.discard(event)

    async def close(self) -> None:
        """Stop watching and send every listener home."""
        self.closed = True
        self._wake()
        if self._watcher is not None:
            self._watcher.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watcher
            self._watcher = None

    def _wake(self) -> None:
        for event in self._listeners:
            event.set()

    async def _watch(self) -> None:
        connection: sqlite3.Connection | None = None
        seen: int | None = None
        version: int | None
        again, idle = True, 0
        try:
            while idle < _LINGER_TICKS:
                idle = 0 if self._listeners else idle + 1
                try:
                    if connection is None:
                        connection = await asyncio.to_thread(self._connect)
                    version = await asyncio.to_thread(_data_version, connection)
                except sqlite3.Error:
                    # Not there yet, or busy: the listeners' own timeout covers the gap.
                    if connection is not None:
                        connection.close()
                    connection, version = None, seen
                changed = version != seen
                seen = version
                # Whoever looked just before a change and listened just after it gets a second
                # call; the first call of a new watcher covers what came before it.
                if changed or again:
                    self._wake()
                again = changed
                await asyncio.sleep(_POLL_SECONDS)
        finally:
            if connection is not None:
                connection.close()

    def _connect(self) -> sqlite3.Connection:
        address = f"{self._path.resolve().as_uri()}?mode=ro"
        return sqlite3.connect(address, uri=True, timeout=0.1, check_same_thread=False)


def _data_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
