"""Slots that all processes of a host share: files whose locks the kernel drops with their holder."""

from __future__ import annotations

import asyncio
import fcntl
import itertools
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

_LOOK_SECONDS = 0.02


class HostSlots:
    """At most `count` holders at once among all processes that use the same folder."""

    def __init__(self, folder: Path, count: int) -> None:
        self._folder = folder
        self._count = count
        self._queue: list[tuple[int, int]] = []
        self._numbers = itertools.count()

    @asynccontextmanager
    async def hold(self, urgency: int) -> AsyncIterator[None]:
        """Wait for a slot, the more urgent of this process first, and keep it for the block."""
        ticket = (-urgency, next(self._numbers))
        self._queue.append(ticket)
        try:
            # Looked at again and again: the lock's holder may be another process.
            while (handle := self._take(ticket)) is None:  # noqa: ASYNC110 - no event tells of it
                await asyncio.sleep(_LOOK_SECONDS)
        finally:
            self._queue.remove(ticket)
        try:
            yield
        finally:
            os.close(handle)

    @contextmanager
    def try_hold(self) -> Iterator[bool]:
        """Keep a slot for the block when one is free now; gives whether it is kept."""
        handle = self._free()
        try:
            yield handle is not None
        finally:
            if handle is not None:
                os.close(handle)

    def _take(self, ticket: tuple[int, int]) -> int | None:
        return self._free() if ticket == min(self._queue) else None

    def _free(self) -> int | None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for number in range(self._count):
            handle = os.open(self._folder / f"slot-{number}", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
            else:
                return handle
        return None
