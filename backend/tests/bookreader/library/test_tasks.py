"""Parsing: from stored bytes to chapters that can be read."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from bookcore.errors import BookError
from bookreader.jobs import service as jobs
from bookreader.jobs import tasks
from bookreader.jobs.tasks import Stage
from bookreader.library import service
from bookreader.library import tasks as library_tasks
from bookreader.library.models import Book, BookImage
from bookreader.ports.context import TaskContext
from tests.bookreader.books import PICTURE, PICTURE_SHA, add_book, parsed_book, the_book
from tests.bookreader.conftest import Hands
from tests.bookreader.fakes import FakeCpu

STAGES = {"book": (Stage("parse", library_tasks.parse_book, 10),)}


def cpu_of(context: TaskContext) -> FakeCpu:
    assert isinstance(context.cpu, FakeCpu)
    return context.cpu


async def test_a_parsed_book_is_readable_with_everything_on_its_card(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    book_id = await add_book(context, user_id)
    assert await tasks.run(context, STAGES)
    book = await the_book(context, book_id)
    assert (book.title, book.title_key) == ("Зимняя Дорога", "зимняя дорога")
    assert book.author_key.startswith("ёлкина")
    assert "елкина" in book.search_key
    assert "дороги" in book.search_key
    assert (book.series_name, book.series_index) == ("Дороги", 2.0)
    assert (book.readable_at, book.chapter_count, book.chars) == (hands(), 6, 12000)
    async with context.database.read() as session:
        lines = await service.chapters(session, book_id)
        chapter = await service.chapter_at_work(session, book_id, 3)
        image = await session.get(BookImage, (book_id, PICTURE_SHA))
    assert [line.chars_before for line in lines] == [n * 2000 for n in range(6)]
    assert chapter is not None
    assert len(chapter.text) == 2000
    assert image is not None
    assert b"".join([c async for c in context.blobs.read(PICTURE_SHA)]) == PICTURE


async def test_a_book_without_a_cover_gets_a_painted_one(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)
    await tasks.run(context, STAGES)
    book = await the_book(context, book_id)
    assert cpu_of(context).asked["cover"] == 1
    assert book.cover_mime == "image/webp"
    assert book.cover_sha256 is not None
    assert await context.blobs.size(book.cover_sha256) is not None


async def test_the_books_own_cover_is_kept(context: TaskContext, user_id: UUID) -> None:
    parsed = parsed_book()
    parsed["cover"] = parsed["images"][0]
    cpu_of(context).parsed = parsed
    book_id = await add_book(context, user_id)
    await tasks.run(context, STAGES)
    book = await the_book(context, book_id)
    assert (book.cover_sha256, book.cover_mime) == (PICTURE_SHA, "image/png")
    assert cpu_of(context).asked["cover"] == 0


async def test_a_second_run_parses_nothing_again(context: TaskContext, user_id: UUID) -> None:
    book_id = await add_book(context, user_id)
    await tasks.run(context, STAGES)
    async with context.database.write() as session:
        await jobs.start(session, context.bell, context.clock, "book", book_id, user_id)
    assert await tasks.run(context, STAGES)
    assert cpu_of(context).asked == {"parse": 1, "cover": 1}


async def test_newer_rules_parse_again_and_replace(context: TaskContext, user_id: UUID) -> None:
    book_id = await add_book(context, user_id)
    await tasks.run(context, STAGES)
    async with context.database.write() as session:
        book = await session.get(Book, book_id)
        assert book is not None
        book.normaliser_version = 0
        await jobs.start(session, context.bell, context.clock, "book", book_id, user_id)
    cpu_of(context).parsed = parsed_book(chapters=2)
    await tasks.run(context, STAGES)
    async with context.database.read() as session:
        assert [c.key for c in await service.chapters(session, book_id)] == ["c0", "c1"]


async def test_a_refused_book_keeps_its_row_and_says_why(
    context: TaskContext, user_id: UUID
) -> None:
    cpu_of(context).errors = [BookError("drm", "The book is locked.")]
    book_id = await add_book(context, user_id)
    await tasks.run(context, STAGES)
    async with context.database.read() as session:
        card = await service.card(session, await the_book(context, book_id))
    assert card.state.stage == "failed"
    assert card.state.error is not None
    assert (card.state.error.code, card.state.error.message) == ("drm", "The book is locked.")
    assert not card.state.readable


async def test_a_lost_file_is_told_as_such(context: TaskContext, user_id: UUID) -> None:
    book_id = await add_book(context, user_id)
    await context.blobs.delete((await the_book(context, book_id)).sha256)
    await tasks.run(context, STAGES)
    async with context.database.read() as session:
        job = await service.latest_job(session, book_id)
    assert job is not None
    assert job.error_code == "file_missing"


async def test_a_book_deleted_while_it_is_parsed_leaves_nothing(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)

    async def delete(_request: object) -> None:
        cpu_of(context).before = None
        await service.delete_book(context, user_id, book_id)

    cpu_of(context).before = delete
    assert await tasks.run(context, STAGES)
    async with context.database.read() as session:
        assert await session.get(Book, book_id) is None
        assert await service.chapters(session, book_id) == []


@pytest.mark.parametrize(
    ("reading", "chars", "near"),
    [
        (0, [10, 3000, 200, 3000, 3000], (0, 1, 2, 3)),
        (3, [10, 3000, 200, 3000, 3000], (3, 4)),
        (4, [10, 3000, 200, 3000, 3000], (4,)),
        (0, [10] * 20, tuple(range(8))),
    ],
)
async def test_title_pages_do_not_count_as_the_chapter_being_read(
    context: TaskContext, user_id: UUID, reading: int, chars: list[int], near: tuple[int, ...]
) -> None:
    parsed = parsed_book()
    model = parsed["chapters"][0]
    parsed["chapters"] = [
        {**model, "id": f"c{n}", "text": model["text"][:1] * size} for n, size in enumerate(chars)
    ]
    cpu_of(context).parsed = parsed
    book_id = await add_book(context, user_id)
    await tasks.run(replace(context), STAGES)
    book = await the_book(context, book_id)
    book.reading_chapter = reading
    async with context.database.read() as session:
        lines = await service.chapters(session, book_id)
    assert service.near_numbers(book, lines) == near
    order = [line.number for line in service.working_order(book, lines)]
    assert order == [*range(reading, len(chars)), *range(reading)]
