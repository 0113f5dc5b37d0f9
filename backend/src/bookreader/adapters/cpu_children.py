"""Children of `bookcore.bounded` behind the processor slots of this host."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bookcore.analysers import Choice, folders_of, packages_of
from bookcore.bounded import (
    DESCRIBE_BOUNDS,
    EDITION_BOUNDS,
    INSPECT_BOUNDS,
    PAINT_BOUNDS,
    PARSE_BOUNDS,
    Bounds,
    Child,
)
from bookcore.errors import BookError
from bookreader.adapters.host_slots import HostSlots
from bookreader.ports.cpu import urgency
from bookreader.settings import Settings

log = logging.getLogger(__name__)
_WARM_SECONDS = 60.0
# A child that read a stranger's file serves nobody else.
_KEPT = frozenset({"describe", "paint"})


@dataclass(slots=True)
class _Warm:
    child: Child
    since: float


class CpuChildren:
    """Starts children, keeps idle finders and painters for a minute, and shares the slots out."""

    def __init__(self, settings: Settings, choices: Sequence[Choice] = ()) -> None:
        # Only the finder reads models; a child that parses a stranger's file sees none.
        self._folders = folders_of(choices)
        self._packages = packages_of(choices)
        self._bounds: dict[str, Bounds] = {
            "parse": replace(
                PARSE_BOUNDS,
                memory_bytes=settings.parse_memory_bytes,
                cpu_seconds=settings.parse_cpu_seconds,
                wall_seconds=float(settings.parse_wall_seconds),
            ),
            "describe": replace(DESCRIBE_BOUNDS, memory_bytes=settings.describe_memory_bytes),
            "paint": PAINT_BOUNDS,
            "edition": EDITION_BOUNDS,
            "inspect": INSPECT_BOUNDS,
        }
        self._slots = HostSlots(settings.data_dir / "cpu", settings.cpu_slots)
        self._warm: defaultdict[str, list[_Warm]] = defaultdict(list)
        self._cooling: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def child(self, purpose: str) -> AsyncIterator[_ChildHelper]:
        """A child for one of the purposes of the port, with an empty work folder."""
        child = self._reuse(purpose)
        if child is None:
            finds = purpose == "describe"
            child = Child(
                self._bounds[purpose],
                one_source=purpose == "parse",
                readable=self._folders if finds else (),
                preload=self._packages if finds else (),
            )
            await asyncio.to_thread(child.start)
        healthy = False
        try:
            yield _ChildHelper(child, self._slots)
            healthy = True
        finally:
            if healthy and purpose in _KEPT:
                await asyncio.to_thread(_empty, child.folder)
                self._warm[purpose].append(_Warm(child, time.monotonic()))
                self._cool_later()
            else:
                await asyncio.shield(asyncio.to_thread(child.close))

    async def close(self) -> None:
        """End the children that wait for work."""
        if self._cooling is not None:
            self._cooling.cancel()
        for warm in [one for kept in self._warm.values() for one in kept]:
            await asyncio.to_thread(warm.child.close)
        self._warm.clear()

    def _reuse(self, purpose: str) -> Child | None:
        kept = self._warm[purpose]
        while kept:
            child = kept.pop().child
            if child.alive:
                return child
            child.close()
        return None

    def _cool_later(self) -> None:
        if self._cooling is None or self._cooling.done():
            self._cooling = asyncio.create_task(self._cool(), name="cooling children")

    async def _cool(self) -> None:
        while any(self._warm.values()):
            await asyncio.sleep(_WARM_SECONDS / 4)
            now = time.monotonic()
            for kept in self._warm.values():
                for warm in [one for one in kept if now - one.since >= _WARM_SECONDS]:
                    kept.remove(warm)
                    await asyncio.to_thread(warm.child.close)


class _ChildHelper:
    """One child for the time of a block."""

    def __init__(self, child: Child, slots: HostSlots) -> None:
        self._child = child
        self._slots = slots
        self.folder = child.folder

    async def ask(self, request: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        """Send one request and give its answers, holding a slot until the last."""
        async with self._slots.hold(urgency.get()):
            answers = self._child.ask(request)
            try:
                while (answer := await self._next(answers)) is not None:
                    yield answer
            finally:
                # Left in the middle: the generator ends the child, whose answers nobody reads.
                with contextlib.suppress(ValueError, BookError):
                    answers.close()  # type: ignore[attr-defined]  # declared as Iterator

    async def _next(self, answers: Iterator[dict[str, Any]]) -> dict[str, Any] | None:
        waiting = asyncio.ensure_future(asyncio.to_thread(next, answers, None))
        try:
            return await asyncio.shield(waiting)
        except asyncio.CancelledError:
            # A thread cannot be interrupted, but what it waits for can be ended.
            self._child.cancel()
            await asyncio.wait([waiting])
            waiting.exception()
            raise


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
