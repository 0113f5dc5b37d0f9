"""How busy a process's database connections are: how many, how many in use, how long the wait."""

from __future__ import annotations

import time
from typing import Any

from prometheus_client import Counter, Gauge, Histogram
from sqlalchemy import event
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry

SIZE = Gauge(
    "bookreader_db_pool_size",
    "Database connections this server may hold",
    ["pool"],
    multiprocess_mode="livesum",
)
IN_USE = Gauge(
    "bookreader_db_pool_in_use",
    "Database connections at work",
    ["pool"],
    multiprocess_mode="livesum",
)
WAIT = Histogram(
    "bookreader_db_pool_wait_seconds",
    "Time until a database connection was free",
    buckets=(0.001, 0.005, 0.025, 0.1, 0.5, 1, 5, 30),
)
TIMEOUTS = Counter(
    "bookreader_db_pool_timeouts_total", "Requests given up since no database connection got free"
)


class WatchedPool(AsyncAdaptedQueuePool):
    """The usual pool, which tells how long somebody waited for a connection."""

    def _do_get(self) -> ConnectionPoolEntry:
        begun = time.perf_counter()
        try:
            return super()._do_get()
        except NoneFree:
            TIMEOUTS.inc()
            raise
        finally:
            WAIT.observe(time.perf_counter() - begun)


def watch(engine: AsyncEngine, name: str) -> None:
    """Count what is taken out of an engine's pool and given back."""
    in_use, pool = IN_USE.labels(name), engine.sync_engine.pool
    assert isinstance(pool, WatchedPool)
    SIZE.labels(name).set(pool.size() + max(0, pool._max_overflow))
    out: set[int] = set()

    @event.listens_for(engine.sync_engine, "checkout")
    def _taken(_connection: Any, entry: Any, _proxy: Any) -> None:
        out.add(id(entry))
        in_use.inc()

    @event.listens_for(engine.sync_engine, "checkin")
    def _given_back(_connection: Any, entry: Any) -> None:
        # A connection that failed before it was handed out comes back all the same.
        if id(entry) in out:
            out.discard(id(entry))
            in_use.dec()
