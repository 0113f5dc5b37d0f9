"""A picture in the width and format a page asks for: made once, when it is first asked for."""

from __future__ import annotations

import asyncio
import logging
import shutil
from asyncio import AbstractEventLoop
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal
from weakref import WeakKeyDictionary, WeakValueDictionary

from bookcore.errors import BookError
from bookcore.pictures import Made
from bookreader.delivery import repository
from bookreader.jobs import service as jobs
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.ports.blobs import BlobStoreFull
from bookreader.ports.context import TaskContext
from bookreader.ports.cpu import urgency

log = logging.getLogger(__name__)
AnySession = ReadSession | WriteSession
Naming = Callable[[ReadSession, Sequence[str]], Awaitable[set[str]]]
Format = Literal["webp", "avif"]
MIMES: dict[str, str] = {"webp": "image/webp", "avif": "image/avif"}
_BATCH = 500
_Key = tuple[str, int, str]

# A gallery asks for all its pictures at once; one child makes them in turn.
_turns: WeakKeyDictionary[AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()
_flights: WeakKeyDictionary[AbstractEventLoop, WeakValueDictionary[_Key, asyncio.Lock]] = (
    WeakKeyDictionary()
)


class RenditionFailed(Exception):
    """It could not be made now; the picture itself can still be shown."""


async def rendition(
    context: TaskContext, source_sha256: str, width: int, format: Format, made: Made, creator: str
) -> tuple[str, str]:
    """The blob and the mime type of a picture no wider than asked, made when it is not there.

    Raises BlobMissing when the picture itself is gone, RenditionFailed when it cannot be made.
    """
    key = (source_sha256, width, format)
    kept = await _kept(context, key)
    if kept is not None:
        return kept, MIMES[format]
    async with _alone(key):
        # Whoever came first has made it.
        kept = await _kept(context, key)
        if kept is None:
            kept = await _made(context, key, made, creator)
    return kept, MIMES[format]


async def named_blobs(session: ReadSession, hashes: Sequence[str], naming: Naming) -> set[str]:
    """Which of these blobs are renditions of pictures that `naming` still knows."""
    found = await repository.sources_of(session, hashes)
    sources = sorted({source for several in found.values() for source in several})
    named = await naming(session, sources) if sources else set()
    return {sha256 for sha256, several in found.items() if several & named}


async def forget_gone(context: TaskContext, naming: Naming) -> int:
    """Forget the renditions of pictures that nothing names any more; gives these pictures' number."""
    last, gone = "", 0
    while True:
        async with context.database.read() as session:
            sources = await repository.sources_after(session, last, _BATCH)
            if not sources:
                return gone
            unnamed = set(sources) - await naming(session, sources)
        if unnamed:
            async with context.database.write() as session:
                await repository.forget(session, unnamed)
        last, gone = sources[-1], gone + len(unnamed)


async def _kept(context: TaskContext, key: _Key) -> str | None:
    async with context.database.read() as session:
        row = await repository.get(session, *key)
    if row is None or await context.blobs.size(row.sha256) is None:
        return None
    return row.sha256


async def _made(context: TaskContext, key: _Key, made: Made, creator: str) -> str:
    source_sha256, width, format = key
    # The child is asked for a reader who waits, whoever's turn it was in this thread of work.
    before = urgency.set(jobs.ASKED_FOR)
    try:
        async with _turn(), context.cpu.child("paint") as child:
            source, out = child.folder / "source", child.folder / f"rendition.{format}"
            async with context.blobs.as_file(source_sha256) as stored:
                await asyncio.to_thread(shutil.copyfile, stored, source)
            request = {
                "op": "rendition",
                "source": str(source),
                "out": str(out),
                "width": width,
                "format": format,
                "made": made,
                "creator": creator,
            }
            await _asked(child.ask(request))
            blob = await context.blobs.put_file(Path(out))
    except (BookError, BlobStoreFull) as error:
        log.warning("no rendition of %s, %d wide: %s", source_sha256, width, error)
        raise RenditionFailed from error
    finally:
        urgency.reset(before)
    values = {"source_sha256": source_sha256, "width": width, "format": format}
    async with context.database.write() as session:
        await repository.put(session, {**values, "sha256": blob.sha256, "size": blob.size})
    return blob.sha256


async def _asked(answers: AsyncIterator[dict[str, Any]]) -> None:
    async for _ in answers:
        pass


def _turn() -> asyncio.Semaphore:
    loop = asyncio.get_running_loop()
    return _turns.setdefault(loop, asyncio.Semaphore(1))


@asynccontextmanager
async def _alone(key: _Key) -> AsyncIterator[None]:
    """One at a time for a key within this process; between processes the row decides."""
    flights = _flights.setdefault(asyncio.get_running_loop(), WeakValueDictionary())
    lock = flights.get(key)
    if lock is None:
        lock = flights[key] = asyncio.Lock()
    async with lock:
        yield
