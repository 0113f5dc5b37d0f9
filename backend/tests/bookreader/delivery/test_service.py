"""Renditions: made once for all who ask, made again when gone, forgotten with their picture."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select

from bookcore.errors import BookError
from bookcore.pictures import SOURCE_TYPES
from bookcore.pictures.encoding import xmp_of
from bookreader.adapters.cpu_children import CpuChildren
from bookreader.delivery import service
from bookreader.delivery.models import Rendition
from bookreader.jobs.service import ASKED_FOR
from bookreader.kit.db import ReadSession
from bookreader.ports.blobs import BlobMissing
from bookreader.ports.context import TaskContext
from bookreader.ports.cpu import urgency
from bookreader.settings import Settings
from tests.bookreader.fakes import FakeCpu


async def stored(context: TaskContext, data: bytes) -> str:
    async def once() -> AsyncIterator[bytes]:
        yield data

    return (await context.blobs.put(once())).sha256


@pytest.fixture
async def source(context: TaskContext) -> str:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((1152, 768)).convert("RGB").save(out, "WEBP")
    return await stored(context, out.getvalue())


async def ask(context: TaskContext, source: str, width: int = 480) -> str:
    sha256, mime = await service.rendition(context, source, width, "webp", "model", "a model")
    assert mime == "image/webp"
    return sha256


async def rows(context: TaskContext) -> int:
    async with context.database.read() as session:
        return int(await session.scalar(select(func.count()).select_from(Rendition)) or 0)


def cpu(context: TaskContext) -> FakeCpu:
    assert isinstance(context.cpu, FakeCpu)
    return context.cpu


async def test_it_is_made_by_the_first_who_asks_and_kept(context: TaskContext, source: str) -> None:
    first = await ask(context, source)
    assert await ask(context, source) == first
    assert cpu(context).asked["rendition"] == 1
    await ask(context, source, 768)
    assert cpu(context).asked["rendition"] == 2
    assert await rows(context) == 2


async def test_twenty_at_once_have_it_made_once_and_before_others(
    context: TaskContext, source: str
) -> None:
    seen = []

    async def look(_request: object) -> None:
        seen.append(urgency.get())
        await asyncio.sleep(0.01)

    cpu(context).before = look
    found = await asyncio.gather(*(ask(context, source) for _ in range(20)))
    assert len(set(found)) == 1
    assert seen == [ASKED_FOR]
    assert urgency.get() == 0


async def test_a_page_of_pictures_does_not_start_a_child_for_each(
    context: TaskContext, source: str
) -> None:
    now = most = 0

    async def look(_request: object) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.005)
        now -= 1

    cpu(context).before = look
    await asyncio.gather(*(ask(context, source, width) for width in range(100, 110)))
    assert most == 1


async def test_two_processes_at_once_leave_one_row(context: TaskContext, source: str) -> None:
    key = (source, 480, "webp")
    # What each process does once it has found nothing.
    both = await asyncio.gather(*(service._made(context, key, "model", "x") for _ in range(2)))
    assert both[0] == both[1] == await ask(context, source)
    assert await rows(context) == 1


async def test_one_whose_bytes_are_gone_is_made_again(context: TaskContext, source: str) -> None:
    first = await ask(context, source)
    await context.blobs.delete(first)
    assert await ask(context, source) == first
    assert await context.blobs.size(first) is not None
    assert cpu(context).asked["rendition"] == 2
    assert await rows(context) == 1


async def test_a_picture_that_is_gone_is_told(context: TaskContext, source: str) -> None:
    await context.blobs.delete(source)
    with pytest.raises(BlobMissing):
        await ask(context, source)
    assert await rows(context) == 0


async def test_a_failing_child_leaves_nothing_behind(context: TaskContext, source: str) -> None:
    cpu(context).errors.append(BookError("parser_died", "no picture"))
    with pytest.raises(service.RenditionFailed):
        await ask(context, source)
    assert await rows(context) == 0
    await ask(context, source)
    assert await rows(context) == 1


async def test_those_of_named_pictures_are_named_and_the_others_forgotten(
    context: TaskContext, source: str
) -> None:
    other = await stored(context, b"another picture")
    kept = await ask(context, source)
    # The same bytes of another picture: one blob, named as long as either picture is.
    assert await ask(context, other, 768) == kept

    def naming(*known: str) -> service.Naming:
        async def named(_session: ReadSession, hashes: Sequence[str]) -> set[str]:
            return set(known) & set(hashes)

        return named

    async def named(*known: str) -> set[str]:
        async with context.database.read() as session:
            return await service.named_blobs(session, [kept, source], naming(*known))

    assert await named(source, other) == {kept}
    assert await named(other) == {kept}
    assert await named() == set()
    assert await service.forget_gone(context, naming(source)) == 1
    assert await rows(context) == 1
    assert await named(other) == set()
    assert await service.forget_gone(context, naming(source)) == 0
    assert await service.forget_gone(context, naming()) == 1
    assert await rows(context) == 0


async def test_many_sources_are_gone_through_in_parts(
    context: TaskContext, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_BATCH", 2)
    several = [source, *[await stored(context, b"%d" % n) for n in range(4)]]
    for one in several:
        await ask(context, one)

    async def half(_session: ReadSession, hashes: Sequence[str]) -> set[str]:
        return set(several[:2]) & set(hashes)

    assert await service.forget_gone(context, half) == 3
    assert await rows(context) == 2


@pytest.mark.parametrize(("format", "width"), [("webp", 480), ("avif", 480), ("webp", 1152)])
async def test_a_real_child_makes_it_smaller_and_says_what_it_is(
    context: TaskContext, source: str, tmp_path: Path, format: service.Format, width: int
) -> None:
    pool = CpuChildren(Settings.model_validate({"data_dir": tmp_path, "cpu_slots": 1}))
    real = replace(context, cpu=pool)
    try:
        sha256, mime = await service.rendition(real, source, width, format, "model", "a <model>")
    finally:
        await pool.close()
    data = b"".join([chunk async for chunk in context.blobs.read(sha256)])
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (width, width * 2 // 3)
        assert mime == f"image/{format}" == picture.get_format_mimetype()
        assert SOURCE_TYPES["model"].encode() in xmp_of(picture)
        assert b"a &lt;model&gt;" in xmp_of(picture)
