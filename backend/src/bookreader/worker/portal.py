"""The one event loop of a worker process, which Celery's threads call into."""

from __future__ import annotations

import asyncio
import logging
import os
import select
import socket
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from sqlalchemy.exc import SQLAlchemyError

from bookreader import pipeline
from bookreader.jobs import service, tasks
from bookreader.providers import service as providers
from bookreader.settings import Settings
from bookreader.spending import service as spending
from bookreader.wiring import Application, build

log = logging.getLogger(__name__)
_BEAT_SECONDS = 5.0


class StopLine:
    """Tells portals to stop from a signal handler, which may take no lock that its thread holds.

    A byte that nobody reads: every process that inherited the pipe sees it.
    """

    def __init__(self) -> None:
        self._listening, self._telling = os.pipe()

    def tell(self) -> None:
        """Say stop; safe at any moment."""
        os.write(self._telling, b".")

    def follow(self, portal: WorkerPortal) -> None:
        """Stop this portal once it is said."""

        def watch() -> None:
            select.select([self._listening], [], [])
            portal.stop()

        threading.Thread(target=watch, name="stop-line", daemon=True).start()


class WorkerPortal:
    """Owns the application of this process; built after any fork, in its own loop."""

    def __init__(self, settings: Settings) -> None:
        self._stack = ExitStack()
        self._portal: BlockingPortal = self._stack.enter_context(start_blocking_portal("asyncio"))
        self._running: set[asyncio.Task[Any]] = set()
        self._stopping = False
        self._beaten: float | None = None
        self._application: Application = self._portal.call(_build, settings)

    def run_jobs(self, rung_for: int) -> None:
        """Answer a ring: run what is due, the most urgent first, until nothing is.

        The number that was rung is only a hint: a bell may be late or doubled, and a worker
        that just became free takes what matters most now.
        """
        log.debug("rung for job %s", rung_for)
        self._portal.call(self._tracked, self._run_due)

    def sweep(self) -> None:
        """Ring for what was forgotten."""
        self._portal.call(self._tracked, self._sweep)

    def tidy(self) -> None:
        """Forget bytes that nothing names any more."""
        self._portal.call(self._tracked, self._tidy)

    def expire_leases(self) -> None:
        """Take over everything at once: this is the only worker of its database."""
        self._portal.call(self._expire)

    def stop(self) -> None:
        """Put running jobs back into the queue and take no more; from any thread."""
        self._portal.start_task_soon(self._stop)

    def close(self) -> None:
        """Stop, and let go of everything the process holds."""
        self._portal.call(self._stop)
        self._portal.call(self._application.close)
        self._stack.close()

    async def _tracked(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if self._stopping:
            return
        task = asyncio.create_task(work())
        self._running.add(task)
        try:
            # Who is at work is awake, also when a job takes longer than anybody may be silent.
            while not (await asyncio.wait([task], timeout=_BEAT_SECONDS))[0]:
                await self._beat_if_heard()
        finally:
            self._running.discard(task)
        if not task.cancelled():
            task.result()

    async def _beat(self) -> None:
        """Say that this host's worker is awake, by what a job needs: a turn here and the database."""
        now = time.monotonic()
        if self._beaten is not None and now - self._beaten < _BEAT_SECONDS:
            return
        context = self._application.context
        async with context.database.write() as session:
            await service.beat(session, context.clock, socket.gethostname())
        self._beaten = now

    async def _beat_if_heard(self) -> None:
        """Beat beside a job, which a database that is away concerns by itself."""
        try:
            await self._beat()
        except (SQLAlchemyError, OSError) as error:
            log.warning("could not say that this worker is awake: %s", type(error).__name__)

    async def _run_due(self) -> None:
        await self._beat()
        while not self._stopping and await tasks.run(self._application.context, pipeline.STAGES):
            pass

    async def _sweep(self) -> None:
        await self._beat()
        context = self._application.context
        begun = await pipeline.renew(context)
        if begun:
            log.info("%s books of an older version are read anew", begun)
        await pipeline.sweep(context)
        async with context.database.write() as session:
            left = await spending.recover(session, context.clock())
        if left:
            log.info("%s charges were left open and are ended", left)

    async def _tidy(self) -> None:
        gone = await pipeline.tidy(self._application.context)
        if gone:
            log.info("%s blobs that nothing names are gone", gone)

    async def _expire(self) -> None:
        context = self._application.context
        async with context.database.write() as session:
            left = await service.expire_leases(session, context.clock)
            await providers.end_all_calls(session)
            await spending.recover(session, context.clock(), alone=True)
        if left:
            log.info("%s jobs were left in the middle and will go on", left)

    async def _stop(self) -> None:
        self._stopping = True
        for task in list(self._running):
            task.cancel()
        if self._running:
            await asyncio.wait(list(self._running), timeout=10)


async def _build(settings: Settings) -> Application:
    return build(settings)
