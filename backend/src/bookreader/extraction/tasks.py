"""The describing stages: one chapter after another, what is being read first."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from bookcore.describe import EXTRACTOR_VERSION
from bookcore.errors import BookError
from bookreader.extraction import repository
from bookreader.jobs.tasks import Claim, Outcome
from bookreader.library import service as library
from bookreader.library.models import Book, BookChapter
from bookreader.ports.context import TaskContext

log = logging.getLogger(__name__)
_ATTEMPTS = 2
# The child was ended by its limits or broke: the chapter's fault, not the machine's.
_CHAPTERS_FAULT = frozenset({"parser_died", "too_slow"})


@dataclass(frozen=True, slots=True)
class _Look:
    book: Book
    near: tuple[int, ...]
    left: list[BookChapter]
    outdated: bool


async def describe_near(context: TaskContext, claim: Claim) -> Outcome:
    """Describe the chapter being read and the next."""
    await _forget_old_chapters(context, claim)
    while True:
        look = await _look(context, claim.subject_id)
        chapter = next((one for one in look.left if one.number in look.near), None)
        if chapter is None:
            return Outcome.FINISHED
        await _describe(context, claim, look.book, chapter)


async def describe_rest(context: TaskContext, claim: Claim) -> Outcome:
    """Describe all other chapters; AGAIN when the reader has gone elsewhere meanwhile."""
    near: tuple[int, ...] | None = None
    while True:
        look = await _look(context, claim.subject_id)
        if not look.left:
            return Outcome.FINISHED
        if near is not None and look.near != near:
            return Outcome.AGAIN
        near = look.near
        await _describe(context, claim, look.book, look.left[0])


def version_for(book: Book) -> str:
    """What a searched chapter is marked with: another text makes old findings worthless too."""
    return f"{EXTRACTOR_VERSION}/{book.normaliser_version}"[:32]


async def _look(context: TaskContext, book_id: UUID) -> _Look:
    async with context.database.read() as session:
        book = await library.book_at_work(session, book_id)
        lines = await library.chapters(session, book_id)
        done = await repository.described(session, book_id)
    version = version_for(book)
    left = [line for line in library.working_order(book, lines) if done.get(line.number) != version]
    outdated = any(number >= len(lines) for number in done)
    return _Look(book, library.near_numbers(book, lines), left, outdated)


async def _forget_old_chapters(context: TaskContext, claim: Claim) -> None:
    look = await _look(context, claim.subject_id)
    if look.outdated:
        async with claim.write() as session:
            await repository.forget_beyond(session, claim.subject_id, look.book.chapter_count)


async def _describe(context: TaskContext, claim: Claim, book: Book, line: BookChapter) -> None:
    await claim.begin()
    await claim.give_way()
    async with context.database.read() as session:
        chapter = await library.chapter_at_work(session, book.id, line.number)
    if chapter is None:
        return
    found = await _search(context, book, chapter) if chapter.text.strip() else []
    rows = [_row(book.id, chapter, one) for one in found]
    version = version_for(book)
    async with claim.write(progress=True) as session:
        await repository.replace_for_chapter(
            session, book.id, chapter.number, version, context.clock(), rows
        )
        count = await repository.count_described(session, book.id, version)
        await library.set_counts(session, book.id, described_chapters=count)
        data = {"book_id": str(book.id)}
        await claim.publish(session, "marks", {**data, "chapter": chapter.key})
        await claim.publish(session, "book", data)


async def _search(context: TaskContext, book: Book, chapter: BookChapter) -> list[dict[str, Any]]:
    """What the finder says; a chapter that breaks it twice keeps its text and gets no marks."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return await _ask(context, book, chapter)
        except BookError as error:
            if error.code not in _CHAPTERS_FAULT:
                raise
            log.error(
                "book %s, chapter %s, attempt %s: %s", book.id, chapter.number, attempt, error
            )
    return []


async def _ask(context: TaskContext, book: Book, chapter: BookChapter) -> list[dict[str, Any]]:
    language = (chapter.lang or book.language or "").split("-")[0].lower()
    found: list[dict[str, Any]] = []
    async with context.cpu.child("describe") as child:
        file = child.folder / "chapters.json"
        blocks = [[one["kind"], one["start"], one["end"]] for one in chapter.blocks]
        parcel = [{"id": chapter.key, "text": chapter.text, "kind": chapter.kind, "blocks": blocks}]
        await asyncio.to_thread(file.write_text, json.dumps(parcel), "utf-8")
        async for answer in child.ask(
            {"op": "describe", "chapters": str(file), "language": language, "marks": "normal"}
        ):
            found.extend(answer.get("descriptions", ()))
    return found


def _row(book_id: UUID, chapter: BookChapter, found: dict[str, Any]) -> dict[str, Any]:
    start, end = int(found["start"]), int(found["end"])
    if not 0 <= start < end <= chapter.chars:
        raise ValueError(f"a description at {start}-{end} of {chapter.chars} characters")
    return {
        "id": uuid4(),
        "book_id": book_id,
        "chapter_number": chapter.number,
        "start": start,
        "end": end,
        "type": found["type"],
        "also": found["also"],
        "score": float(found["score"]),
        "caption": found["caption"][:500],
        "attributes": found["attributes"],
        "scene": found["scene"],
    }
