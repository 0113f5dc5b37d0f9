"""A lock in the database that one process holds for its life."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from concurrent.futures import Future
from types import TracebackType

from anyio.from_thread import BlockingPortal, start_blocking_portal
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bookreader.kit.db import is_sqlite

log = logging.getLogger(__name__)
_LOCK = 711_100
_WAIT_SECONDS = 5.0
_LOST = 75


class OnlyOne:
    """Waits until no other process holds the lock, then holds it; its loss ends this process.

    An embedded database has one worker and one beat by itself, so there nothing is locked.
    """

    def __init__(self, url: str, wait_seconds: float = _WAIT_SECONDS) -> None:
        self._url = url
        self._wait = wait_seconds
        self._stack = contextlib.ExitStack()
        self._portal: BlockingPortal | None = None
        self._holding: Future[None] | None = None

    def __enter__(self) -> OnlyOne:
        if not is_sqlite(self._url):
            self._portal = self._stack.enter_context(start_blocking_portal("asyncio"))
            held: Future[None] = Future()
            self._holding = self._portal.start_task_soon(self._hold, held)
            held.result()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._holding is not None:
            self._holding.cancel()
        self._stack.close()

    async def _hold(self, held: Future[None]) -> None:
        engine = create_async_engine(self._url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        try:
            while True:
                try:
                    async with engine.connect() as connection:
                        await self._take(connection)
                        if not held.done():
                            held.set_result(None)
                        while True:
                            await asyncio.sleep(self._wait)
                            await connection.execute(text("SELECT 1"))
                except Exception as error:
                    if held.done():
                        # Another may hold the lock by now: two would ring twice as often.
                        log.error("the lock is lost: %s", type(error).__name__)
                        os._exit(_LOST)
                    log.warning("the database does not answer: %s", type(error).__name__)
                    await asyncio.sleep(self._wait)
        finally:
            await engine.dispose()

    async def _take(self, connection: AsyncConnection) -> None:
        told = False
        take = text(f"SELECT pg_try_advisory_lock({_LOCK})")
        while not (await connection.execute(take)).scalar_one():
            if not told:
                log.info("another beat is at work; waiting for its end")
                told = True
            await asyncio.sleep(self._wait)
