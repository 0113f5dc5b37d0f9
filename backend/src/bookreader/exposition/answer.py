"""Gathering all numbers for one scrape."""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import REGISTRY, Collector

import bookreader
from bookreader.exposition import counts, figures
from bookreader.exposition.figures import gauge
from bookreader.metrics import service as metrics
from bookreader.wiring import Application

log = logging.getLogger(__name__)
_PATIENCE_SECONDS = 5.0
# What needs a pass over large tables is looked at once in a while.
_KEEP_SECONDS = 300.0


class _Told(Collector):
    def __init__(self, families: Sequence[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        return self._families


class Exposition:
    """Answers scrapes of one process; those that come together wait for each other."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._one = asyncio.Lock()
        self._kept: tuple[float, list[Metric]] | None = None

    async def text(self, *, ready: bool) -> bytes:
        """All numbers in Prometheus' text form; without the database's while it is away."""
        async with self._one:
            told = [
                gauge("bookreader_ready", "1 when this process may take requests", value=ready),
                gauge(
                    "bookreader_build_info",
                    "Always 1; the labels tell the release",
                    ("version", "revision"),
                    {(bookreader.__version__, os.environ.get("REVISION", "")): 1.0},
                ),
                *await asyncio.to_thread(figures.folder, self._application.settings),
            ]
            up = 1.0
            try:
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    told += await self._of_database()
            except Exception as error:
                # The rest is worth telling all the more when the database is away.
                log.warning("the database's numbers are missing: %s", type(error).__name__)
                up = 0.0
            told.append(gauge("bookreader_database_up", "1 when the database answers", value=up))
        return generate_latest(_registry(told))

    async def _of_database(self) -> list[Metric]:
        context = self._application.context
        async with context.database.read() as session:
            rows, names = await figures.named(session)
            told = [
                *await figures.work(session, context),
                *await figures.books(session),
                *figures.circuits(rows),
                *await figures.money(session, context.clock(), names),
                *counts.families(await metrics.readings(session), names),
            ]
            if self._kept is None or time.monotonic() - self._kept[0] > _KEEP_SECONDS:
                self._kept = (time.monotonic(), await figures.quality(session))
        return [*told, *self._kept[1]]


def _registry(told: Sequence[Metric]) -> CollectorRegistry:
    """These families, and what the server's processes count in their own memory."""
    made = CollectorRegistry()
    shared = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if shared is not None:
        alive = _alive(Path(shared))
        MultiProcessCollector(made)  # type: ignore[no-untyped-call]
        memory = sum(_resident(pid) for pid in alive)
        words = "Memory of all processes that serve"
        told = [*told, gauge("process_resident_memory_bytes", words, value=memory)]
    else:
        made.register(_Told(list(REGISTRY.collect())))
    made.register(_Told(told))
    return made


def _alive(shared: Path) -> set[int]:
    """The processes that serve; of dead ones only what they counted stays, not what they held."""
    alive = set()
    for file in shared.glob("*_[0-9]*.db"):
        pid = int(file.stem.rpartition("_")[2])
        try:
            os.kill(pid, 0)
            alive.add(pid)
        except OSError:
            mark_process_dead(pid, str(shared))  # type: ignore[no-untyped-call]
    return alive


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()
