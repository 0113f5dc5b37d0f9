"""Painting: planned once, near first, the same picture every time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from bookreader import pipeline
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.illustration import repository, service
from bookreader.illustration.models import FAILED, PLANNED, READY, Picture
from bookreader.illustration.service import seed_of
from bookreader.jobs import repository as job_rows
from bookreader.jobs import service as jobs
from bookreader.jobs import tasks
from bookreader.library import service as library
from bookreader.ports.context import TaskContext
from bookreader.ports.painter import PainterRefused, SketchRequest, SketchResult
from tests.bookreader.books import add_book, the_book, two_descriptions
from tests.bookreader.conftest import Hands
from tests.bookreader.fakes import FakeCpu, FakePainter

STAGES = pipeline.STAGES


def painter_of(context: TaskContext) -> FakePainter:
    assert isinstance(context.painter, FakePainter)
    return context.painter


async def run_all(context: TaskContext) -> None:
    while await tasks.run(context, STAGES):
        pass


async def start_again(context: TaskContext, book_id: UUID, user_id: UUID) -> None:
    async with context.database.write() as session:
        await jobs.start(session, context.bell, context.clock, "book", book_id, user_id)


async def all_pictures(context: TaskContext, book_id: UUID) -> list[tuple[Description, Picture]]:
    async with context.database.read() as session:
        found = await extraction.for_book(session, book_id)
        pictures = await service.shown(session, [d.id for d in found])
    return [(d, pictures[d.id]) for d in found]


async def test_every_description_gets_one_picture(context: TaskContext, user_id: UUID) -> None:
    book_id = await add_book(context, user_id)
    await run_all(context)
    pairs = await all_pictures(context, book_id)
    assert [p.state for _, p in pairs] == [READY] * 12
    for description, picture in pairs:
        assert picture.sha256 is not None
        content = b"".join([c async for c in context.blobs.read(picture.sha256)])
        assert str(seed_of(description, "painter-1")).encode() in content
    book = await the_book(context, book_id)
    assert (book.pictures_wanted, book.pictures_ready) == (12, 12)
    await start_again(context, book_id, user_id)
    await run_all(context)
    assert len(painter_of(context).painted) == 12


async def test_painting_follows_the_reader(context: TaskContext, user_id: UUID) -> None:
    book_id = await add_book(context, user_id)
    painter = painter_of(context)
    order: list[int] = []

    async def jump() -> None:
        async with context.database.read() as session:
            ready = await all_pictures(context, book_id) if order else []
            order.append(sum(p.state == READY for _, p in ready))
        if len(order) == 6:
            async with context.database.write() as session:
                await library.note_reading(
                    session, book_id, chapter=4, progress=0.7, now=context.clock()
                )

    async with context.database.read() as session:
        assert await extraction.for_book(session, book_id) == []
    painter.before = jump
    await run_all(context)
    seeds = {
        seed_of(d, "painter-1"): d.chapter_number for d, _ in await all_pictures(context, book_id)
    }
    chapters = [seeds[request.scene.seed] for request in painter.painted]
    # The near two, then onward; the sixth was under way when the reader jumped to chapter 4.
    assert chapters == [0, 0, 1, 1, 2, 2, 4, 4, 5, 5, 3, 3]


async def test_a_newer_painter_paints_all_again_into_the_same_rows(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)
    await run_all(context)
    before = {p.id: p.sha256 for _, p in await all_pictures(context, book_id)}
    painter_of(context).version = "painter-2"
    await start_again(context, book_id, user_id)
    await run_all(context)
    after = {p.id: p.sha256 for _, p in await all_pictures(context, book_id)}
    assert before.keys() == after.keys()
    assert not set(before.values()) & set(after.values())


async def test_a_refused_picture_is_marked_and_the_others_go_on(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)
    painter = painter_of(context)
    paint = painter.generate
    calls = 0

    async def refuse_first(request: SketchRequest) -> SketchResult:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise PainterRefused("no")
        return await paint(request)

    painter.generate = refuse_first  # type: ignore[method-assign]  # one refusal
    await run_all(context)
    states = [p.state for _, p in await all_pictures(context, book_id)]
    assert states == [FAILED] + [READY] * 11


async def test_a_tapped_picture_comes_before_everything_planned(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    book_id = await add_book(context, user_id)
    painter = painter_of(context)
    asked: list[Description] = []

    async def tap() -> None:
        if len(painter.painted) == 5 and not asked:
            async with context.database.read() as session:
                asked.append((await extraction.for_book(session, book_id))[-1])
            picture = await service.ask_for(context, user_id, asked[0])
            assert picture.state == PLANNED
            hands.forward(1)

    painter.before = tap
    await run_all(context)
    seeds = [request.scene.seed for request in painter.painted]
    assert seeds.index(seed_of(asked[0], "painter-1")) == 6
    assert len(seeds) == len(set(seeds)) == 12


async def test_an_evicted_picture_is_painted_again_the_same(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)
    await run_all(context)
    description, picture = (await all_pictures(context, book_id))[0]
    assert picture.sha256 is not None
    assert (await service.ask_for(context, user_id, description)).state == READY
    await context.blobs.delete(picture.sha256)
    assert (await service.ask_for(context, user_id, description)).state == PLANNED
    await run_all(context)
    assert await context.blobs.size(picture.sha256) is not None
    assert (await all_pictures(context, book_id))[0][1].state == READY
    await service.paint_again(context, user_id, picture)
    async with context.database.read() as session:
        assert await job_rows.live(session, "picture", picture.id) is not None
        named = await service.named_blobs(session, [picture.sha256, "0" * 64])
    assert named == {picture.sha256}


async def test_a_picture_of_a_vanished_description_is_no_error(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)
    await run_all(context)
    description, picture = (await all_pictures(context, book_id))[0]
    await service.paint_again(context, user_id, picture)
    async with context.database.write() as session:
        row = await session.get(Description, description.id)
        await session.delete(row)
    await run_all(context)
    async with context.database.read() as session:
        assert await repository.get(session, picture.id) is None
        latest = await jobs.latest_for(session, "picture", [picture.id])
    assert latest[picture.id].status == "cancelled"


async def describe_anew(context: TaskContext, book_id: UUID, user_id: UUID) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bookreader.extraction.tasks.EXTRACTOR_VERSION", "newer")
        await start_again(context, book_id, user_id)
        await run_all(context)


async def test_an_unchanged_scene_keeps_its_picture_and_a_changed_one_is_painted_anew(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)
    await run_all(context)
    before = {d.id: p for d, p in await all_pictures(context, book_id)}

    def otherwise(chapter: dict[str, Any]) -> list[dict[str, Any]]:
        first, second = two_descriptions(chapter)
        # Cut otherwise, and with another seed: still the same scene.
        first |= {"start": 4, "scene": {**first["scene"], "seed": 77}}
        if chapter["id"] == "c3":
            second["scene"] = {"kind": "location", "season": "summer", "seed": 0}
        return [first, second]

    assert isinstance(context.cpu, FakeCpu)
    context.cpu.found = otherwise
    await describe_anew(context, book_id, user_id)
    pairs = await all_pictures(context, book_id)
    changed = [(d.chapter_number, d.start) for d, p in pairs if before[d.id].sha256 != p.sha256]
    assert changed == [(3, 40)]
    assert [p.id for _, p in pairs] == [before[d.id].id for d, _ in pairs]
    assert len(painter_of(context).painted) == 13


async def test_a_refused_picture_is_tried_again_with_another_scene_only(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)
    painter = painter_of(context)
    paint, tried = painter.generate, 0

    async def refuse(request: SketchRequest) -> SketchResult:
        nonlocal tried
        tried += 1
        raise PainterRefused("no")

    painter.generate = refuse  # type: ignore[method-assign]  # nothing pleases it
    await run_all(context)
    await start_again(context, book_id, user_id)
    await run_all(context)
    assert tried == 12
    painter.generate = paint  # type: ignore[method-assign]  # as it was
    assert isinstance(context.cpu, FakeCpu)
    context.cpu.found = lambda chapter: [
        {**one, "scene": {"kind": "object", "seed": 0}} for one in two_descriptions(chapter)
    ]
    await describe_anew(context, book_id, user_id)
    assert [p.state for _, p in await all_pictures(context, book_id)] == [READY] * 12
