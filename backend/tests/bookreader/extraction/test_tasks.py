"""Describing: near first, once each, whatever happens on the way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from bookcore.errors import BookError
from bookreader import pipeline
from bookreader.extraction import service
from bookreader.extraction import tasks as extraction_tasks
from bookreader.jobs import service as jobs
from bookreader.jobs import tasks
from bookreader.library import service as library
from bookreader.library.models import Book
from bookreader.ports.context import TaskContext
from tests.bookreader.books import add_book, parsed_book, the_book, two_descriptions
from tests.bookreader.conftest import Hands
from tests.bookreader.fakes import FakeCpu

STAGES = {
    "book": tuple(
        stage for stage in pipeline.STAGES["book"] if stage.name.startswith(("parse", "describe"))
    )
}


def cpu_of(context: TaskContext) -> FakeCpu:
    assert isinstance(context.cpu, FakeCpu)
    return context.cpu


async def again(context: TaskContext, book_id: UUID, user_id: UUID) -> None:
    async with context.database.write() as session:
        await jobs.start(session, context.bell, context.clock, "book", book_id, user_id)
    assert await tasks.run(context, STAGES)


async def go_to(context: TaskContext, book_id: UUID, chapter: int) -> None:
    async with context.database.write() as session:
        await library.note_reading(
            session, book_id, chapter=chapter, progress=0.5, now=context.clock()
        )


async def test_every_chapter_is_described_once_and_counted(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)
    await tasks.run(context, STAGES)
    assert cpu_of(context).described == [f"c{n}" for n in range(6)]
    async with context.database.read() as session:
        found = await service.for_book(session, book_id)
        assert await service.is_described(session, book_id, 5)
        assert not await service.is_described(session, book_id, 6)
    assert [(d.chapter_number, d.start) for d in found] == [
        (number, start) for number in range(6) for start in (0, 40)
    ]
    assert (await the_book(context, book_id)).described_chapters == 6
    await again(context, book_id, user_id)
    assert len(cpu_of(context).described) == 6


async def test_the_chapter_being_read_and_the_next_come_first(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)
    await go_to(context, book_id, 3)
    await tasks.run(context, STAGES)
    assert cpu_of(context).described == ["c3", "c4", "c5", "c0", "c1", "c2"]


async def test_a_jump_changes_the_order_at_once(context: TaskContext, user_id: UUID) -> None:
    cpu_of(context).parsed = parsed_book(chapters=12)
    book_id = await add_book(context, user_id)

    async def jump(request: dict[str, Any]) -> None:
        if request["op"] == "describe" and len(cpu_of(context).described) == 4:
            await go_to(context, book_id, 9)

    cpu_of(context).before = jump
    await tasks.run(context, STAGES)
    order = cpu_of(context).described
    # The fifth was under way when the reader left.
    assert order == [f"c{n}" for n in (0, 1, 2, 3, 4, 9, 10, 11, 5, 6, 7, 8)]


async def test_a_cut_off_run_goes_on_where_it_stopped(context: TaskContext, user_id: UUID) -> None:
    book_id = await add_book(context, user_id)
    cpu = cpu_of(context)

    async def break_down(request: dict[str, Any]) -> None:
        if request["op"] == "describe" and len(cpu.described) == 3:
            cpu.before = None
            raise RuntimeError("power cut")

    cpu.before = break_down
    await tasks.run(context, STAGES)
    async with context.database.read() as session:
        before = [d.id for d in await service.for_book(session, book_id)]
    assert len(before) == 6
    await again(context, book_id, user_id)
    async with context.database.read() as session:
        after = [d.id for d in await service.for_book(session, book_id)]
    assert after[:6] == before
    assert len(after) == 12
    assert sorted(cpu.described) == [f"c{n}" for n in range(6)]


async def test_a_newer_finder_replaces_what_the_old_one_found(
    context: TaskContext, user_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    book_id = await add_book(context, user_id)
    await tasks.run(context, STAGES)
    monkeypatch.setattr(extraction_tasks, "EXTRACTOR_VERSION", "newer")
    cpu_of(context).found = lambda _chapter: []
    await again(context, book_id, user_id)
    async with context.database.read() as session:
        assert await service.for_book(session, book_id) == []
    assert (await the_book(context, book_id)).described_chapters == 6


async def test_another_text_makes_old_findings_worthless(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)
    await tasks.run(context, STAGES)
    async with context.database.write() as session:
        book = await session.get(Book, book_id)
        assert book is not None
        book.normaliser_version = 0
    cpu_of(context).parsed = {**parsed_book(chapters=2), "normaliser_version": 0}
    await again(context, book_id, user_id)
    async with context.database.read() as session:
        found = await service.for_book(session, book_id)
    assert {d.chapter_number for d in found} == {0, 1}


@pytest.mark.parametrize(("deaths", "marks"), [(1, 2), (2, 0)])
async def test_a_chapter_that_breaks_the_finder_twice_gets_no_marks(
    context: TaskContext, user_id: UUID, deaths: int, marks: int
) -> None:
    book_id = await add_book(context, user_id)
    cpu = cpu_of(context)

    async def die(request: dict[str, Any]) -> None:
        if request["op"] == "describe" and cpu.asked["describe"] <= deaths:
            raise BookError("parser_died", "out of memory")

    cpu.before = die
    await tasks.run(context, STAGES)
    async with context.database.read() as session:
        assert len(await service.for_chapter(session, book_id, 0)) == marks
        assert len(await service.for_chapter(session, book_id, 1)) == 2
    assert (await the_book(context, book_id)).described_chapters == 6


async def ids(context: TaskContext, book_id: UUID) -> dict[tuple[int, int], UUID]:
    async with context.database.read() as session:
        return {(d.chapter_number, d.start): d.id for d in await service.for_book(session, book_id)}


async def test_a_description_cut_a_little_otherwise_keeps_its_id(
    context: TaskContext, user_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    book_id = await add_book(context, user_id)
    await tasks.run(context, STAGES)
    before = await ids(context, book_id)

    def otherwise(chapter: dict[str, Any]) -> list[dict[str, Any]]:
        first, second = two_descriptions(chapter)
        return [
            {**first, "start": 5, "end": 25, "caption": "another"},
            {**second, "start": 55, "end": 75},
        ]

    cpu_of(context).found = otherwise
    monkeypatch.setattr(extraction_tasks, "EXTRACTOR_VERSION", "newer")
    await again(context, book_id, user_id)
    after = await ids(context, book_id)
    for chapter in range(6):
        assert after[chapter, 5] == before[chapter, 0]
        assert after[chapter, 55] not in before.values()
    async with context.database.read() as session:
        kept = await service.get(session, book_id, after[0, 5])
    assert kept is not None
    assert (kept.end, kept.caption) == (25, "another")


async def test_all_levels_are_kept_and_names_with_them(context: TaskContext, user_id: UUID) -> None:
    book_id = await add_book(context, user_id)
    cpu = cpu_of(context)
    asked: list[str] = []

    async def note(request: dict[str, Any]) -> None:
        if request["op"] == "describe":
            asked.append(request["marks"])

    cpu.before = note
    cpu.names = lambda chapter: {"chapter": chapter["id"], "runs": {"Анна": [0, 1]}}
    await tasks.run(context, STAGES)
    assert set(asked) == {"many"}
    book = await the_book(context, book_id)
    async with context.database.read() as session:
        names = await service.names(session, book)
    assert [one["chapter"] for one in names] == [f"c{n}" for n in range(6)]


async def test_books_of_an_older_version_are_read_anew_once(
    context: TaskContext, user_id: UUID, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    book_id = await add_book(context, user_id)
    assert await extraction_tasks.renew(context) == 0, "nothing of it is described yet"
    await tasks.run(context, STAGES)
    assert await extraction_tasks.renew(context) == 0
    monkeypatch.setattr(extraction_tasks, "ENTITIES_VERSION", "newer")
    assert await extraction_tasks.renew(context) == 1
    assert await extraction_tasks.renew(context) == 0, "its job waits already"
    async with context.database.read() as session:
        job = (await jobs.latest_for(session, "book", [book_id]))[book_id]
    assert (job.status, job.priority) == ("queued", jobs.BACKGROUND)
    assert library.state_of(await the_book(context, book_id), job).stage == "ready"
    await tasks.run(context, STAGES)
    assert cpu_of(context).asked["describe"] == 12
    assert await extraction_tasks.renew(context) == 0
    monkeypatch.setattr(extraction_tasks, "NORMALISER_VERSION", 99)
    assert await extraction_tasks.renew(context) == 1


async def test_a_book_whose_job_failed_is_not_tried_for_ever(
    context: TaskContext, user_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    book_id = await add_book(context, user_id)
    await tasks.run(context, STAGES)
    monkeypatch.setattr(extraction_tasks, "EXTRACTOR_VERSION", "newer")
    assert await extraction_tasks.renew(context) == 1
    cpu_of(context).found = lambda _chapter: [{"start": 0, "end": 10**6}]
    for _ in range(tasks.MOST_ATTEMPTS):
        context.clock.forward(400)  # type: ignore[attr-defined]  # the hands of the test
        await tasks.run(context, STAGES)
    async with context.database.read() as session:
        assert (await jobs.latest_for(session, "book", [book_id]))[book_id].status == "failed"
    assert await extraction_tasks.renew(context) == 0
