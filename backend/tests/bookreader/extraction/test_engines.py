"""Which analyser read a chapter: asked for, stored, counted, and done without when it breaks."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from bookcore.analysers import Choice, Status
from bookcore.errors import BookError
from bookreader import pipeline
from bookreader.extraction import service
from bookreader.extraction import tasks as extraction_tasks
from bookreader.extraction.models import DescribedChapter
from bookreader.jobs import tasks
from bookreader.ports.context import TaskContext
from tests.bookreader.books import add_book
from tests.bookreader.fakes import FakeCpu

CHOICE = Choice("spacy", "ru", "/models/x")


class Chosen:
    """spaCy for one language."""

    def __init__(self, choice: Choice = CHOICE) -> None:
        self.choices = {choice.language: choice}

    def at_a_glance(self) -> Sequence[Status]:
        return []

    async def examined(self, _patience: float | None = None) -> Sequence[Status]:
        return []


@pytest.fixture
def chosen(context: TaskContext) -> TaskContext:
    extraction_tasks._tell_once.cache_clear()
    return replace(context, analysers=Chosen())


def cpu_of(context: TaskContext) -> FakeCpu:
    assert isinstance(context.cpu, FakeCpu)
    return context.cpu


async def run(context: TaskContext, user_id: UUID) -> list[dict[str, Any]]:
    book_id = await add_book(context, user_id)
    while await tasks.run(context, pipeline.STAGES):
        pass
    async with context.database.read() as session:
        rows = await session.scalars(
            select(DescribedChapter.engine)
            .where(DescribedChapter.book_id == book_id)
            .order_by(DescribedChapter.chapter_number)
        )
        return list(rows)


async def counts(context: TaskContext) -> list[tuple[str, bool, int]]:
    async with context.database.read() as session:
        return sorted(await service.chapters_by_engine(session))


async def test_the_choice_is_asked_for_and_what_read_is_stored(
    chosen: TaskContext, user_id: UUID
) -> None:
    told: list[Any] = []

    def engine(request: dict[str, Any]) -> dict[str, str]:
        told.append(request["analysers"])
        return {"name": "spacy", "version": "3.8+x", "failure": ""}

    cpu_of(chosen).engine = engine
    rows = await run(chosen, user_id)
    assert told == [{"ru": CHOICE.to_json()}] * 6
    assert rows == [{"name": "spacy", "version": "3.8+x", "failure": ""}] * 6
    assert await counts(chosen) == [("spacy", False, 6)]


async def test_a_chapter_that_fell_back_is_told_once_and_counted(
    chosen: TaskContext, user_id: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "bookreader.extraction")
    failed = {"name": "built-in", "version": "", "failure": "spacy: model missing: no"}
    well = {"name": "spacy", "version": "3.8+x", "failure": ""}
    answers = [failed, well, failed, well, well, well]
    cpu_of(chosen).engine = lambda _request: answers.pop(0)
    rows = await run(chosen, user_id)
    assert rows == [failed, well, failed, well, well, well]
    assert await counts(chosen) == [("built-in", True, 2), ("spacy", False, 4)]
    assert caplog.text.count("model missing") == 1


async def test_an_analyser_that_takes_the_child_with_it_is_left_out(
    chosen: TaskContext, user_id: UUID
) -> None:
    cpu = cpu_of(chosen)
    told: list[Any] = []

    async def die(request: dict[str, Any]) -> None:
        if request["op"] == "describe":
            told.append(bool(request["analysers"]))
            if request["analysers"] and len(cpu.described) == 2:
                cpu.errors.append(BookError("parser_died", "killed by its memory limit"))

    cpu.before = die
    rows = await run(chosen, user_id)
    assert len(rows) == 6
    assert [bool(row["failure"]) for row in rows] == [False, False, True, False, False, False]
    assert "memory limit" in rows[2]["failure"]
    assert told == [True, True, True, False, True, True, True]


async def test_no_choice_for_the_books_language_asks_for_none(
    context: TaskContext, user_id: UUID
) -> None:
    english = Chosen(replace(CHOICE, language="en"))
    told: list[Any] = []

    def engine(request: dict[str, Any]) -> dict[str, str]:
        told.append(request["analysers"])
        return {"name": "built-in", "version": "", "failure": ""}

    cpu_of(context).engine = engine
    await run(replace(context, analysers=english), user_id)
    assert told == [{}] * 6
