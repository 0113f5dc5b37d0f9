"""Keeps the embedded worker alive: starts it, starts it again when it dies, ends it with us."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import Sequence

from bookreader.settings import Settings

log = logging.getLogger(__name__)
COMMAND = (sys.executable, "-m", "bookreader.worker.embedded")
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_PROVEN_SECONDS = 60.0
_GOODBYE_SECONDS = 12.0


class Supervisor:
    """One child; its standard input is its life-line, so it cannot outlive us."""

    def __init__(self, settings: Settings, command: Sequence[str] = COMMAND) -> None:
        self._greeting = settings.model_dump_json().encode() + b"\n"
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self._status = "not started"
        self.restarts = 0

    def status(self) -> str:
        """One line on the child: `running`, or what happened to it."""
        return self._status

    @property
    def pid(self) -> int | None:
        """The process id of the child while there is one."""
        return self._process.pid if self._process is not None else None

    async def start(self) -> None:
        """Start the child and watch over it."""
        self._watch = asyncio.create_task(self._keep(), name="worker supervisor")

    async def stop(self) -> None:
        """End the child; it puts its jobs back into the queue first."""
        if self._watch is None:
            return
        self._watch.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._watch
        self._watch = None
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            # The end of the life-line is the word to stop. No signal beside it: Celery's handler
            # is not made to be interrupted by itself.
            assert process.stdin is not None
            process.stdin.close()
            try:
                await asyncio.wait_for(process.wait(), _GOODBYE_SECONDS)
            except TimeoutError:
                log.warning("the worker did not end in time")
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        self._status = "stopped"

    async def _keep(self) -> None:
        pause = _FIRST_PAUSE
        while True:
            born = time.monotonic()
            try:
                code = await self._live()
                reason = f"ended with {code}"
            except OSError as error:
                reason = f"could not be started: {error}"
            if time.monotonic() - born > _PROVEN_SECONDS:
                pause = _FIRST_PAUSE
            self.restarts += 1
            self._status = f"{reason}, starting again (number {self.restarts})"
            log.error("the worker %s; starting it again in %s s", reason, pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _live(self) -> int:
        # A session of its own: Ctrl-C in the terminal is for us, and we end the child.
        process = await asyncio.create_subprocess_exec(
            *self._command, stdin=asyncio.subprocess.PIPE, start_new_session=True
        )
        self._process = process
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(self._greeting)
            await process.stdin.drain()
        self._status = "running"
        code = await process.wait()
        self._process = None
        return code
