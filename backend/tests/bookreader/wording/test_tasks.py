"""Wording by a language model: in the background, checked, once each, and missed by nobody."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from bookcore.describe.refining import PROMPT_VERSION
from bookcore.errors import BookError
from bookreader import pipeline
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.jobs import service as jobs
from bookreader.jobs import tasks
from bookreader.library import service as library
from bookreader.ports.context import TaskContext
from bookreader.ports.refiner import RefinerBusy, RefinerMisconfigured, RefinerRefused
from tests.bookreader.books import add_book, parsed_book, two_descriptions
from tests.bookreader.fakes import FakeCpu

GOOD = json.dumps({"attributes": ["snow on roofs"], "caption": "Snow lies on roofs."})
INVENTED = json.dumps({"attributes": ["green dragon"], "caption": "A dragon."})
MARK = f"llm:m/{PROMPT_VERSION}"


class ScriptedRefiner:
    """Answers from a script, the last line for ever; an exception is raised."""

    name = "llm:m"

    def __init__(self, *script: str | Exception) -> None:
        self.script = list(script)
        self.asked: list[dict[str, Any]] = []

    async def answer(self, messages: Sequence[dict[str, str]]) -> str:
        self.asked.append(json.loads(messages[1]["content"]))
        step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(step, Exception):
            raise step
        return step


async def whole_sentences(context: TaskContext, user_id: UUID) -> UUID:
    """A book in which each passage found is a sentence from its first word to its last."""
    book_id = await add_book(context, user_id)
    assert isinstance(context.cpu, FakeCpu)
    context.cpu.found = lambda chapter: [
        {**one, "start": start, "end": start + 20, "text": chapter["text"][start : start + 20]}
        for one, start in zip(two_descriptions(chapter), (0, 44), strict=True)
    ]
    return book_id


async def run(context: TaskContext, refiner: Any) -> None:
    while await tasks.run(replace(context, refiner=refiner), pipeline.STAGES):
        pass


async def worded(context: TaskContext, book_id: UUID) -> list[Description]:
    async with context.database.read() as session:
        return await extraction.for_book(session, book_id)


async def start_again(context: TaskContext, book_id: UUID, user_id: UUID) -> None:
    async with context.database.write() as session:
        await jobs.start(session, context.bell, context.clock, "book", book_id, user_id)


async def test_what_the_passage_bears_out_stands(context: TaskContext, user_id: UUID) -> None:
    book_id = await whole_sentences(context, user_id)
    model = ScriptedRefiner(GOOD)
    await run(context, model)
    found = await worded(context, book_id)
    assert len(found) == len(model.asked) == 12
    for one in found:
        assert one.attributes == ["snow on roofs"]
        assert one.caption == "Snow lies on roofs."
        assert one.worded_by == MARK
    assert model.asked[0] == {
        "passage": "Снег лежал на крышах",
        "language": "ru",
        "kind": "location",
        "draft": {"attributes": ["snow"], "caption": "snow on roofs"},
    }
    # Once asked, not asked again.
    await start_again(context, book_id, user_id)
    await run(context, model)
    assert len(model.asked) == 12


async def test_nobody_is_asked_when_nobody_is_set(context: TaskContext, user_id: UUID) -> None:
    book_id = await whole_sentences(context, user_id)
    await run(context, None)
    assert {one.worded_by for one in await worded(context, book_id)} == {""}
    assert isinstance(context.cpu, FakeCpu)
    assert context.cpu.asked["accept"] == 0


@pytest.mark.parametrize(
    "step",
    [INVENTED, "prose", "{}", RefinerRefused("cut off")],
    ids=["invented", "prose", "empty", "cut"],
)
async def test_our_wording_stays_where_the_answer_does_not_stand(
    context: TaskContext, user_id: UUID, step: str | Exception
) -> None:
    book_id = await whole_sentences(context, user_id)
    model = ScriptedRefiner(step)
    await run(context, model)
    for one in await worded(context, book_id):
        assert one.attributes == ["snow"]
        assert one.caption == "snow on roofs"
        assert one.worded_by == f"refused {MARK}"
    await start_again(context, book_id, user_id)
    await run(context, model)
    assert len(model.asked) == 12  # the same question gets the same answer


async def test_a_caption_that_does_not_stand_leaves_ours(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await whole_sentences(context, user_id)
    half = json.dumps({"attributes": ["snow on roofs"], "caption": "Snow on a castle."})
    await run(context, ScriptedRefiner(half))
    one = (await worded(context, book_id))[0]
    assert (one.attributes, one.caption) == (["snow on roofs"], "snow on roofs")


@pytest.mark.parametrize("error", [RefinerBusy("no answer"), RefinerMisconfigured("status 401")])
async def test_an_address_that_fails_is_left_alone_and_the_book_is_done(
    context: TaskContext, user_id: UUID, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "bookreader.wording")
    book_id = await whole_sentences(context, user_id)
    model = ScriptedRefiner(GOOD, error)
    await run(context, model)
    assert len(model.asked) == 2
    assert [r.levelname for r in caplog.records] == ["WARNING"]
    found = await worded(context, book_id)
    assert [one.worded_by for one in found] == [MARK] + [""] * 11
    async with context.database.read() as session:
        job = await library.latest_job(session, book_id)
    assert job is not None
    assert job.status == "done"
    # Another time there may be an answer.
    await start_again(context, book_id, user_id)
    await run(context, ScriptedRefiner(GOOD))
    assert {one.worded_by for one in await worded(context, book_id)} == {MARK}


async def test_a_child_that_breaks_over_an_answer_refuses_it(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await whole_sentences(context, user_id)
    cpu = context.cpu
    assert isinstance(cpu, FakeCpu)

    async def break_once(request: dict[str, Any]) -> None:
        if request["op"] == "accept" and cpu.asked["accept"] == 1:
            cpu.errors.append(BookError("parser_died", "the child ended in the middle"))

    cpu.before = break_once
    await run(context, ScriptedRefiner(GOOD))
    marks = [one.worded_by for one in await worded(context, book_id)]
    assert marks == [f"refused {MARK}"] + [MARK] * 11


async def test_the_chapters_near_the_reader_come_first(context: TaskContext, user_id: UUID) -> None:
    book_id = await whole_sentences(context, user_id)
    await run(context, None)
    async with context.database.write() as session:
        await library.note_reading(session, book_id, chapter=3, progress=0.5, now=context.clock())
    await start_again(context, book_id, user_id)
    await run(context, ScriptedRefiner(GOOD, GOOD, GOOD, GOOD, RefinerBusy("enough")))
    done = [one.chapter_number for one in await worded(context, book_id) if one.worded_by]
    assert sorted(done) == [3, 3, 4, 4]


async def test_more_urgent_work_does_not_wait_for_an_answer(
    context: TaskContext, user_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that thinks for long is left when a reader waits; the book's job goes on later."""
    monkeypatch.setattr("bookreader.wording.tasks._LOOK_SECONDS", 0.01)
    book_id = await whole_sentences(context, user_id)

    class Slow(ScriptedRefiner):
        async def answer(self, messages: Sequence[dict[str, str]]) -> str:
            text = await super().answer(messages)
            if len(self.asked) == 1:
                async with context.database.write() as session:
                    await jobs.start(
                        session, context.bell, context.clock, "picture", book_id, user_id,
                        priority=jobs.ASKED_FOR,
                    )  # fmt: skip
                context.clock.forward(5)  # type: ignore[attr-defined]
                await asyncio.sleep(30)
            return text

    model = Slow(GOOD)
    await asyncio.wait_for(run(context, model), 20)
    assert {one.worded_by for one in await worded(context, book_id)} == {MARK}
    assert len(model.asked) == 13


async def test_a_newer_search_is_worded_anew(context: TaskContext, user_id: UUID) -> None:
    book_id = await whole_sentences(context, user_id)
    model = ScriptedRefiner(GOOD)
    await run(context, model)
    assert isinstance(context.cpu, FakeCpu)
    context.cpu.parsed = {**parsed_book(), "normaliser_version": 99}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bookreader.extraction.tasks.EXTRACTOR_VERSION", "next")
        await start_again(context, book_id, user_id)
        await run(context, model)
    assert len(model.asked) == 24
    assert {one.worded_by for one in await worded(context, book_id)} == {MARK}
