"""The stages that word descriptions anew: in the background, checked, and never missed."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any
from uuid import UUID

from bookcore.describe.refining import PROMPT_VERSION, question
from bookcore.errors import BookError
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.jobs.errors import SubjectGone
from bookreader.jobs.tasks import Claim, Outcome
from bookreader.kit.db import WriteSession
from bookreader.library import service as library
from bookreader.library.models import Book, BookChapter
from bookreader.metrics import service as metrics
from bookreader.ports.context import TaskContext
from bookreader.ports.refiner import (
    Refiner,
    RefinerBusy,
    RefinerMisconfigured,
    RefinerRefused,
)

log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.5
_REFUSED = "refused "


async def word_book(context: TaskContext, claim: Claim) -> Outcome:
    """Word what the reader is shown, the chapters near them first; our wording stays on failure."""
    refiner = context.refiner
    if refiner is None:
        return Outcome.FINISHED
    chapter: BookChapter | None = None
    while (found := await _next(context, claim.subject_id, refiner)) is not None:
        book, description = found
        await claim.begin()
        await claim.give_way()
        if chapter is None or chapter.number != description.chapter_number:
            chapter = await _chapter(context, book, description)
        if chapter is None or not await _word(context, claim, refiner, book, chapter, description):
            break
    return Outcome.FINISHED


async def word_passage(context: TaskContext, claim: Claim) -> Outcome:
    """The same for the one passage that a reader wants drawn."""
    refiner = context.refiner
    if refiner is None:
        return Outcome.FINISHED
    async with context.database.read() as session:
        description = await extraction.by_id(session, claim.subject_id)
        if description is None:
            raise SubjectGone
        book = await library.book_at_work(session, description.book_id)
    chapter = await _chapter(context, book, description)
    if chapter is not None and not _asked(description, refiner):
        await claim.begin()
        await _word(context, claim, refiner, book, chapter, description)
    return Outcome.FINISHED


def mark_of(refiner: Refiner) -> str:
    """What a description is marked with once this model was asked this question about it."""
    return f"{refiner.name}/{PROMPT_VERSION}"


def _asked(description: Description, refiner: Refiner) -> bool:
    return description.worded_by.removeprefix(_REFUSED) == mark_of(refiner)


async def _next(
    context: TaskContext, book_id: UUID, refiner: Refiner
) -> tuple[Book, Description] | None:
    async with context.database.read() as session:
        book = await library.book_at_work(session, book_id)
        lines = await library.chapters(session, book_id)
        shown = await extraction.for_book(session, book_id, book.marks)
    left = [one for one in shown if not _asked(one, refiner)]
    if not left:
        return None
    order = {line.number: i for i, line in enumerate(library.working_order(book, lines))}
    last = len(order)
    return book, min(left, key=lambda d: (order.get(d.chapter_number, last), d.start))


async def _chapter(
    context: TaskContext, book: Book, description: Description
) -> BookChapter | None:
    async with context.database.read() as session:
        return await library.chapter_at_work(session, book.id, description.chapter_number)


async def _word(
    context: TaskContext,
    claim: Claim,
    refiner: Refiner,
    book: Book,
    chapter: BookChapter,
    description: Description,
) -> bool:
    """Ask about one description; False when asking about others makes no sense now."""
    language = (chapter.lang or book.language or "").split("-")[0].lower()
    passage = chapter.text[description.start : description.end]
    attributes = [str(a) for a in description.attributes]
    messages = question(passage, language, description.type, attributes, description.caption)
    mark = mark_of(refiner)
    values: dict[str, Any] = {"worded_by": _REFUSED + mark}
    begun, outcome = time.monotonic(), "ok"
    try:
        with context.tracer.span("ask language model", "client"):
            answer = await _patiently(claim, refiner, messages)
        values = await _checked(context, answer, passage, language) | {"worded_by": mark}
    except (RefinerBusy, RefinerMisconfigured) as error:
        log.warning("%s is left alone for now, our own wording stays: %s", refiner.name, error)
        outcome = "busy" if isinstance(error, RefinerBusy) else "misconfigured"
        async with claim.write() as session:
            _count(session, outcome, begun)
        return False
    except RefinerRefused as error:
        log.info("%s words description %s not: %s", refiner.name, description.id, error)
        outcome = "refused"
    async with claim.write(progress=True) as session:
        _count(session, outcome, begun)
        same = await extraction.by_id(session, description.id)
        if same is not None and (same.start, same.end) == (description.start, description.end):
            await extraction.set_wording(session, description.id, values)
    return True


def _count(session: WriteSession, outcome: str, begun: float) -> None:
    metrics.count(session, metrics.MODEL_ATTEMPTS, outcome)
    metrics.took(session, metrics.MODEL_SECONDS, seconds=time.monotonic() - begun)


async def _patiently(claim: Claim, refiner: Refiner, messages: list[dict[str, str]]) -> str:
    """The model's answer; more urgent work does not wait for it."""
    asking = asyncio.ensure_future(refiner.answer(messages))
    try:
        while not asking.done():
            await asyncio.wait([asking], timeout=_LOOK_SECONDS)
            if not asking.done():
                await claim.give_way()
        return asking.result()
    finally:
        asking.cancel()


async def _checked(
    context: TaskContext, answer: str, passage: str, language: str
) -> dict[str, Any]:
    """What the passage bears out of an answer; raises RefinerRefused."""
    request = {"op": "accept", "answer": answer, "passage": passage, "language": language}
    try:
        async with context.cpu.child("describe") as child:
            told = [one async for one in child.ask(request)][-1]
    except BookError as error:
        raise RefinerRefused(error.message) from error
    if told["refusal"]:
        raise RefinerRefused(told["refusal"])
    values: dict[str, Any] = {"attributes": told["attributes"]}
    if told["caption"]:
        values["caption"] = told["caption"]
    return values
