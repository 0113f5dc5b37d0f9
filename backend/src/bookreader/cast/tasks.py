"""The stages that say who is who: after each search, from all that was searched so far."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import Any
from uuid import UUID

from bookcore.entities import ENTITIES_VERSION, Cast, cast_to_json
from bookcore.errors import BookError
from bookreader.cast import repository
from bookreader.cast.models import BookCast
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.jobs.errors import SubjectGone
from bookreader.jobs.tasks import Claim, Outcome
from bookreader.library import service as library
from bookreader.library.models import Book
from bookreader.ports.context import TaskContext

log = logging.getLogger(__name__)
_ATTEMPTS = 2
_BEFORE = 1_000
# The child was ended by its limits or broke: the book's fault, not the machine's.
_BOOKS_FAULT = frozenset({"parser_died", "too_slow"})


async def build_cast(context: TaskContext, claim: Claim) -> Outcome:
    """Build the cast of a book anew when anything it is made of has changed."""
    async with context.database.read() as session:
        book = await library.book_at_work(session, claim.subject_id)
    await _build(context, claim, book)
    return Outcome.FINISHED


async def cast_passage(context: TaskContext, claim: Claim) -> Outcome:
    """The same for the book of a passage that a reader wants drawn."""
    async with context.database.read() as session:
        description = await extraction.by_id(session, claim.subject_id)
        if description is None:
            raise SubjectGone
        book = await library.book_at_work(session, description.book_id)
    await _build(context, claim, book)
    return Outcome.FINISHED


async def look_again(context: TaskContext, claim: Claim) -> Outcome:
    """AGAIN when the reader has corrected the finder while the book was at work."""
    async with context.database.read() as session:
        basis = await _basis(session, claim.subject_id)
        known = await repository.basis(session, claim.subject_id)
    return Outcome.FINISHED if known == basis else Outcome.AGAIN


async def _basis(session: Any, book_id: UUID) -> str:
    """What tells whether a cast is of this state of the book."""
    searched = await extraction.searched(session, book_id)
    passages = await extraction.outline(session, book_id)
    told = [
        ENTITIES_VERSION,
        [[number, version, moment.isoformat()] for number, version, moment in searched],
        [[str(key), *rest] for key, *rest in passages],
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


async def _build(context: TaskContext, claim: Claim, book: Book) -> None:
    async with context.database.read() as session:
        basis = await _basis(session, book.id)
        if await repository.basis(session, book.id) == basis:
            return
        names = await extraction.names(session, book)
    await claim.begin()
    await claim.give_way()
    passages, told = await _passages(context, book, {one["chapter"] for one in names})
    answer = await _ask(context, book, names, told)
    async with claim.write(progress=True) as session:
        if answer is None:
            # Nothing new is known; what was known is of a text that may be another by now.
            answer = {"cast": cast_to_json(Cast()), "scenes": []}
            passages = []
        if len(answer["cast"]["links"]) != len(passages):
            raise ValueError("the cast was built of other passages than it was given")
        await repository.save(
            session,
            BookCast(
                book_id=book.id,
                basis=basis,
                passages=[str(one.id) for one in passages],
                document=answer["cast"],
                built_at=context.clock(),
            ),
        )
        for one, scene in zip(passages, answer["scenes"], strict=True):
            if scene != one.scene:
                await extraction.set_scene(session, one.id, scene)
        await claim.publish(session, "entities", {"book_id": str(book.id)})


async def _passages(
    context: TaskContext, book: Book, chapters: set[str]
) -> tuple[list[Description], list[dict[str, Any]]]:
    """The descriptions that count, and what the child is told of them, in reading order."""
    async with context.database.read() as session:
        found = await extraction.for_book(session, book.id, "many")
    kept: list[Description] = []
    told: list[dict[str, Any]] = []
    chapter = None
    for one in found:
        if chapter is None or chapter.number != one.chapter_number:
            async with context.database.read() as session:
                chapter = await library.chapter_at_work(session, book.id, one.chapter_number)
        if chapter is None or chapter.key not in chapters or not one.scene_hash:
            continue
        kept.append(one)
        told.append(
            {
                "chapter": chapter.key,
                "start": one.start,
                "end": one.end,
                "type": one.type,
                "text": chapter.text[one.start : one.end],
                "before": chapter.text[max(0, one.start - _BEFORE) : one.start],
                "scene": one.found_scene,
            }
        )
    return kept, told


async def _ask(
    context: TaskContext, book: Book, names: list[dict[str, Any]], passages: list[dict[str, Any]]
) -> dict[str, Any] | None:
    """What the child makes of it, or None when the book breaks it twice."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return await _ask_once(context, book, names, passages)
        except BookError as error:
            if error.code not in _BOOKS_FAULT:
                raise
            log.error("the cast of book %s, attempt %s: %s", book.id, attempt, error)
    return None


async def _ask_once(
    context: TaskContext, book: Book, names: list[dict[str, Any]], passages: list[dict[str, Any]]
) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    async with context.cpu.child("describe") as child:
        files = {"names": names, "passages": passages}
        request: dict[str, Any] = {"op": "cast", "language": book.language.split("-")[0].lower()}
        for name, content in files.items():
            file = child.folder / f"{name}.json"
            await asyncio.to_thread(file.write_text, json.dumps(content), "utf-8")
            request[name] = str(file)
        async for one in child.ask(request):
            answer = one
    return answer
