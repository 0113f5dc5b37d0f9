"""The index is built once, goes on where it stopped, follows rules and text, and leaves with its book."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from bookreader import pipeline
from bookreader.jobs import tasks
from bookreader.jobs.errors import Yielded
from bookreader.kit.db import Database
from bookreader.library import service as library
from bookreader.ports.context import TaskContext
from bookreader.search import repository
from bookreader.search import tasks as search
from bookreader.search.models import IndexedBook, IndexedPassage
from tests.bookreader.books import add_book, the_book
from tests.bookreader.search.conftest import Searched

STAGES = {"book": tuple(s for s in pipeline.STAGES["book"] if s.name in ("parse", "index"))}


async def line_of(database: Database, book_id: UUID) -> IndexedBook:
    async with database.read() as session:
        found = await repository.indexed(session, book_id)
    assert found is not None
    return found


async def passages_of(database: Database, book_id: UUID) -> list[tuple[int, int, int]]:
    async with database.read() as session:
        rows = await session.execute(
            select(IndexedPassage.chapter_number, IndexedPassage.start, IndexedPassage.id)
            .where(IndexedPassage.book_id == book_id)
            .order_by(IndexedPassage.id)
        )
        return [(number, start, key) for number, start, key in rows]


async def test_every_chapter_is_indexed_before_anything_is_described(
    context: TaskContext, user_id: UUID
) -> None:
    names = [stage.name for stage in pipeline.STAGES["book"]]
    assert names.index("parse") < names.index("index") < names.index("describe_near")
    book_id = await add_book(context, user_id)
    await tasks.run(context, STAGES)
    line = await line_of(context.database, book_id)
    rows = await passages_of(context.database, book_id)
    assert (line.chapters_done, line.passages, line.stemmed) == (6, len(rows), True)
    assert {number for number, _, _ in rows} == set(range(6))


async def test_what_is_indexed_is_not_indexed_again(context: TaskContext, user_id: UUID) -> None:
    book_id = await add_book(context, user_id)
    await tasks.run(context, STAGES)
    before = await passages_of(context.database, book_id)
    await work_again(context, book_id)
    assert await passages_of(context.database, book_id) == before
    assert await search.renew(context) == 0


async def work_again(context: TaskContext, book_id: UUID) -> None:
    async with context.database.write() as session:
        await library.work_on(context, session, await library.book_at_work(session, book_id))
    await tasks.run(context, STAGES)


async def test_it_goes_on_where_a_more_urgent_job_interrupted_it(
    context: TaskContext, user_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_PASSAGES_AT_ONCE", 1)
    turns = iter([False, False, True])

    async def give_way(claim: tasks.Claim) -> None:
        if claim._current is not None and claim._current.name == "index" and next(turns, False):
            raise Yielded

    monkeypatch.setattr(tasks.Claim, "give_way", give_way)
    book_id = await add_book(context, user_id)
    await tasks.run(context, STAGES)
    assert (await line_of(context.database, book_id)).chapters_done == 2
    first = await passages_of(context.database, book_id)
    await tasks.run(context, STAGES)
    assert (await line_of(context.database, book_id)).chapters_done == 6
    rows = await passages_of(context.database, book_id)
    assert rows[: len(first)] == first
    assert len({(number, start) for number, start, _ in rows}) == len(rows)


async def test_books_without_an_index_get_one_after_an_upgrade(searched: Searched) -> None:
    context = searched.novel.browser.context
    async with context.database.write() as session:
        await session.execute(text("DELETE FROM search_passages"))
        await session.execute(text("DELETE FROM search_books"))
    answer = await searched.book("шинель", ahead=True)
    assert (answer["ready"], answer["hits"]) == (False, [])
    assert (await searched.library("шинель"))["waiting"] == 1
    assert await pipeline.renew(context) == 1
    await searched.novel.work()
    answer = await searched.book("шинель", ahead=True)
    assert (answer["ready"], answer["total"]) == (True, 5)


async def test_another_version_of_the_rules_indexes_anew(
    searched: Searched, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = searched.novel.browser.context
    before = await passages_of(context.database, searched.novel.id)
    for each in ("bookreader.search.repository", "bookreader.search.tasks"):
        monkeypatch.setattr(f"{each}.SEARCH_VERSION", 99)
    assert not (await searched.book("шинель", ahead=True))["ready"]
    assert (await searched.library("шинель"))["texts"] == []
    assert await search.renew(context) == 1
    await searched.novel.work()
    after = await passages_of(context.database, searched.novel.id)
    assert [row[:2] for row in after] == [row[:2] for row in before]
    assert (await searched.book("шинель", ahead=True))["total"] == 5


async def test_before_a_book_is_indexed_whole_it_says_so(searched: Searched) -> None:
    context = searched.novel.browser.context
    async with context.database.write() as session:
        await session.execute(text("UPDATE search_books SET chapters_done = 1"))
    answer = await searched.book("шинель", ahead=True)
    assert (answer["ready"], answer["total"]) == (False, 5)


async def test_the_index_leaves_with_its_book(searched: Searched) -> None:
    context = searched.novel.browser.context
    assert await passages_of(context.database, searched.novel.id)
    answer = await searched.novel.ask("DELETE", "")
    assert answer.status_code == 204
    async with context.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(IndexedPassage)) == 0
        assert await session.scalar(select(func.count()).select_from(IndexedBook)) == 0
        if context.database.sqlite:
            asked = text("SELECT count(*) FROM search_words WHERE search_words MATCH 'шинел'")
            assert await session.scalar(asked) == 0
            check = "INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)"
    if context.database.sqlite:
        async with context.database.write() as writing:
            await writing.execute(text(check))


async def test_a_book_deleted_in_the_middle_leaves_nothing(
    context: TaskContext, user_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_PASSAGES_AT_ONCE", 1)
    book_id = await add_book(context, user_id)

    async def give_way(claim: tasks.Claim) -> None:
        if claim._current is not None and claim._current.name == "index":
            async with context.database.read() as session:
                line = await repository.indexed(session, book_id)
            if line is not None and line.chapters_done == 2:
                await library.delete_book(context, user_id, book_id)

    monkeypatch.setattr(tasks.Claim, "give_way", give_way)
    await tasks.run(context, STAGES)
    assert await passages_of(context.database, book_id) == []


async def test_a_book_of_another_language_is_found_by_its_forms(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)
    cpu = context.cpu
    cpu.parsed["language"] = "uk"  # type: ignore[attr-defined]
    await tasks.run(context, STAGES)
    assert (await the_book(context, book_id)).language == "uk"
    assert not (await line_of(context.database, book_id)).stemmed
