"""Whether a part of the program that runs on this host is well: for health checks."""

from __future__ import annotations

import asyncio
import socket
import urllib.error
import urllib.request

from bookreader.kit.clock import utc_now
from bookreader.settings import Settings

SILENT_SECONDS = 60.0
_PATIENCE_SECONDS = 3.0


async def probe(part: str, settings: Settings) -> tuple[bool, str]:
    """Well or not, with one line of words, of `web`, `worker` or `beat` on this host."""
    if part == "web":
        return await asyncio.to_thread(_web, settings)
    if part == "worker":
        return await _worker(settings)
    return await _beat(settings)


def _web(settings: Settings) -> tuple[bool, str]:
    try:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{settings.port}/readyz", timeout=_PATIENCE_SECONDS
        ) as answer:
            return answer.status == 200, "ready"
    except urllib.error.HTTPError as error:
        return False, f"not ready: {error.code}"
    except OSError as error:
        return False, f"no answer: {error}"


async def _worker(settings: Settings) -> tuple[bool, str]:
    """A worker is well when it looked for work of late: that it is connected proves nothing."""
    from bookreader.jobs import service as jobs
    from bookreader.kit.db import Database

    database = Database(settings.resolved_database_url, pool_size=1)
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS), database.read() as session:
            silent = await jobs.silent_since(session, utc_now, socket.gethostname())
    except (OSError, TimeoutError) as error:
        return False, f"the database does not answer: {type(error).__name__}"
    finally:
        await database.close()
    if silent is None:
        return False, "never looked for work"
    return silent <= SILENT_SECONDS, f"looked for work {silent:.0f} seconds ago"


async def _beat(settings: Settings) -> tuple[bool, str]:
    """The beat is well when any worker was rung of late."""
    from bookreader.jobs import service as jobs
    from bookreader.kit.db import Database

    database = Database(settings.resolved_database_url, pool_size=1)
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS), database.read() as session:
            state = await jobs.queue_state(session, utc_now)
    except (OSError, TimeoutError) as error:
        return False, f"the database does not answer: {type(error).__name__}"
    finally:
        await database.close()
    silent = state.silent_seconds
    well = silent is not None and silent <= SILENT_SECONDS
    return well, "nobody was rung" if silent is None else f"rung {silent:.0f} seconds ago"
