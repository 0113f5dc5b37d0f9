"""What nothing names any more goes after a week, and nothing else goes."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from bookreader import pipeline
from bookreader.jobs import tasks
from bookreader.ports.context import TaskContext
from tests.bookreader.books import add_book
from tests.bookreader.conftest import Hands


async def stray(context: TaskContext) -> str:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"nobody names me"

    return (await context.blobs.put(chunks())).sha256


def blob_files(folder: Path) -> dict[str, Path]:
    return {p.name: p for p in (folder / "blobs").rglob("*") if len(p.name) == 64}


async def test_only_old_blobs_that_nothing_names_go(
    context: TaskContext, user_id: UUID, hands: Hands, tmp_path: Path
) -> None:
    await add_book(context, user_id)
    while await tasks.run(context, pipeline.STAGES):
        pass
    named = set(blob_files(tmp_path))
    assert len(named) > 2  # the file, its cover, its image, its pictures
    unnamed = await stray(context)

    def make_old(age: timedelta) -> None:
        moment = (hands() - age).timestamp()
        for path in blob_files(tmp_path).values():
            os.utime(path, (moment, moment))

    make_old(timedelta(days=6))
    assert await pipeline.tidy(context) == 0
    assert unnamed in blob_files(tmp_path)
    make_old(timedelta(days=8))
    assert await pipeline.tidy(context) == 1
    assert set(blob_files(tmp_path)) == named


async def test_putting_the_same_bytes_again_makes_them_young(
    context: TaskContext, hands: Hands, tmp_path: Path
) -> None:
    sha = await stray(context)
    os.utime(blob_files(tmp_path)[sha], (0, 0))
    assert await stray(context) == sha
    hands.now = hands.now.replace(year=2026)
    assert await pipeline.tidy(context) == 0
    assert sha in blob_files(tmp_path)
