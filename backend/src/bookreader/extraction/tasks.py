"""The describing stages: one chapter after another, what is being read first."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from bookcore.analysers import Choice
from bookcore.describe import EXTRACTOR_VERSION
from bookcore.describe.languages import language_of
from bookcore.entities import ENTITIES_VERSION
from bookcore.errors import BookError
from bookcore.model import NORMALISER_VERSION
from bookreader.extraction import repository, service
from bookreader.extraction.findings.keeping import Valued, keep
from bookreader.extraction.models import LEVELS, OWN, DescribedChapter, Description, Verdict
from bookreader.jobs import service as jobs
from bookreader.jobs.errors import SubjectGone
from bookreader.jobs.models import FAILED, QUEUED, RUNNING
from bookreader.jobs.tasks import Claim, Outcome
from bookreader.kit.db import WriteSession
from bookreader.kit.spans import Span, find_quote
from bookreader.library import service as library
from bookreader.library.models import Book, BookChapter
from bookreader.metrics import service as metrics
from bookreader.ports.analysers import as_request
from bookreader.ports.context import TaskContext

log = logging.getLogger(__name__)
_ATTEMPTS = 2
# The child was ended by its limits or broke: the chapter's fault, not the machine's.
_CHAPTERS_FAULT = frozenset({"parser_died", "too_slow"})
# Enough for a night's work on a large library, few enough not to fill the queue at once.
_RENEWED_PER_SWEEP = 25
_NOT_TO_RENEW = frozenset({QUEUED, RUNNING, FAILED})


@dataclass(frozen=True, slots=True)
class _Look:
    book: Book
    near: tuple[int, ...]
    left: list[BookChapter]
    outdated: bool
    astray: list[Verdict]


@dataclass(slots=True)
class _Answer:
    """What the child says of a chapter: found passages, those it was asked about, names."""

    found: list[dict[str, Any]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=dict)
    engine: dict[str, Any] = field(default_factory=dict)
    broken: bool = False


async def describe_near(context: TaskContext, claim: Claim, *, valued: Valued) -> Outcome:
    """Describe the chapter being read and the next."""
    await _follow_the_text(context, claim)
    while True:
        look = await _look(context, claim.subject_id)
        chapter = next((one for one in look.left if one.number in look.near), None)
        if chapter is None:
            return Outcome.FINISHED
        await _describe(context, claim, look.book, chapter, valued)


async def describe_rest(context: TaskContext, claim: Claim, *, valued: Valued) -> Outcome:
    """Describe all other chapters; AGAIN when the reader has gone elsewhere meanwhile."""
    near: tuple[int, ...] | None = None
    while True:
        look = await _look(context, claim.subject_id)
        if not look.left:
            return Outcome.FINISHED
        if near is not None and look.near != near:
            return Outcome.AGAIN
        near = look.near
        await _describe(context, claim, look.book, look.left[0], valued)


async def describe_passage(context: TaskContext, claim: Claim) -> Outcome:
    """Say what the passage shows that a reader wants drawn."""
    async with context.database.read() as session:
        description = await repository.by_id(session, claim.subject_id)
        if description is None:
            raise SubjectGone
        book = await library.book_at_work(session, description.book_id)
        chapter = await library.chapter_at_work(session, book.id, description.chapter_number)
    if chapter is None:
        raise SubjectGone
    if description.scene_hash:
        return Outcome.FINISHED
    await claim.begin()
    span = (description.start, description.end)
    answer = await _search(context, book, chapter, [span], find=False)
    row = _row(chapter, answer.asked[0]) if answer.asked else _nothing(description)
    async with claim.write(progress=True) as session:
        await repository.set_columns(session, description.id, row)
        told = {"book_id": str(book.id), "chapter": chapter.key}
        await claim.publish(session, "marks", told)
    return Outcome.FINISHED


async def renew(context: TaskContext) -> int:
    """Have books read anew that an older version described; gives the number of jobs started.

    A book whose last job failed waits for its reader: it would only fail again and again.
    """
    version = f"{_finder()}/{NORMALISER_VERSION}"[:32]
    async with context.database.read() as session:
        outdated = await repository.outdated_books(session, version)
        latest = await jobs.latest_for(session, library.BOOK_JOB, outdated)
    idle = [one for one in outdated if one not in latest or latest[one].status not in _NOT_TO_RENEW]
    for book_id in idle[:_RENEWED_PER_SWEEP]:
        async with context.database.write() as writing:
            await library.work_on(context, writing, await library.book_at_work(writing, book_id))
    return min(len(idle), _RENEWED_PER_SWEEP)


def version_for(book: Book) -> str:
    """What a searched chapter is marked with: another text makes old findings worthless too."""
    return f"{_finder()}/{book.normaliser_version}"[:32]


def _finder() -> str:
    return f"{EXTRACTOR_VERSION}+{ENTITIES_VERSION}"


async def _look(context: TaskContext, book_id: UUID) -> _Look:
    async with context.database.read() as session:
        book = await library.book_at_work(session, book_id)
        lines = await library.chapters(session, book_id)
        done = await repository.described(session, book_id)
        verdicts = await repository.verdicts(session, book_id)
    version = version_for(book)
    left = [line for line in library.working_order(book, lines) if done.get(line.number) != version]
    outdated = any(number >= len(lines) for number in done)
    astray = [v for v in verdicts if v.normaliser_version != book.normaliser_version]
    return _Look(book, library.near_numbers(book, lines), left, outdated, astray)


async def _follow_the_text(context: TaskContext, claim: Claim) -> None:
    """After another reading of the file: chapters that are gone, verdicts that stand elsewhere."""
    look = await _look(context, claim.subject_id)
    if look.outdated:
        async with claim.write() as session:
            await repository.forget_beyond(session, claim.subject_id, look.book.chapter_count)
    if not look.astray:
        return
    places: dict[UUID, tuple[int, ...]] = {}
    for number in range(look.book.chapter_count):
        async with context.database.read() as session:
            chapter = await library.chapter_at_work(session, look.book.id, number)
        for verdict in look.astray:
            at = find_quote(chapter.text, verdict.quote, verdict.start) if chapter else None
            if at is not None:
                away = abs(number - (verdict.chapter_number or 0))
                here = (away, abs(at[0] - verdict.start), number, *at)
                places[verdict.id] = min(places.get(verdict.id, here), here)
    async with claim.write() as session:
        for verdict in look.astray:
            found = places.get(verdict.id)
            place = (found[2], found[3], found[4]) if found else None
            await repository.move_verdict(session, verdict.id, place, look.book.normaliser_version)


async def _describe(
    context: TaskContext, claim: Claim, book: Book, line: BookChapter, valued: Valued
) -> None:
    await claim.begin()
    await claim.give_way()
    async with context.database.read() as session:
        chapter = await library.chapter_at_work(session, book.id, line.number)
        verdicts = await repository.verdicts(session, book.id, line.number)
    if chapter is None:
        return
    drawn = [v for v in verdicts if v.standing == OWN]
    spans = [(v.start, v.end) for v in drawn]
    empty = not chapter.text.strip()
    begun = time.monotonic()
    answer = _Answer() if empty else await _search(context, book, chapter, spans)
    seconds = time.monotonic() - begun
    found = [_row(chapter, one) for one in answer.found]
    asked = zip([v.id for v in drawn], answer.asked, strict=False)
    own = {key: _row(chapter, one) for key, one in asked}
    version = version_for(book)
    async with claim.write(progress=True) as session:
        searched = DescribedChapter(
            book_id=book.id,
            chapter_number=chapter.number,
            extractor_version=version,
            described_at=context.clock(),
            names=answer.names,
            engine=answer.engine,
        )
        await keep(session, searched, found, own, valued)
        count = await repository.count_described(session, book.id, version)
        await library.set_counts(session, book.id, described_chapters=count)
        if not empty:
            _count(session, _language(book, chapter), answer, seconds)
        data = {"book_id": str(book.id)}
        await claim.publish(session, "marks", {**data, "chapter": chapter.key})
        await claim.publish(session, "book", data)


async def _search(
    context: TaskContext,
    book: Book,
    chapter: BookChapter,
    passages: Sequence[Span],
    *,
    find: bool = True,
) -> _Answer:
    """What the finder says; a chapter that breaks it twice keeps its text and gets no marks.

    The second time the built-in parts are alone: an analyser may take the whole child with it.
    """
    language = _language(book, chapter)
    own = language_of(language)
    choices = {own: context.analysers.choices[own]} if own in context.analysers.choices else {}
    broken = ""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            answer = await _ask(context, language, chapter, passages, find, choices)
        except BookError as error:
            if error.code not in _CHAPTERS_FAULT:
                raise
            log.error(
                "book %s, chapter %s, attempt %s: %s", book.id, chapter.number, attempt, error
            )
            if choices:
                choices, broken = {}, f"the child ended: {error}"[:200]
            continue
        if broken and answer.engine:
            answer.engine = {**answer.engine, "failure": broken}
        if answer.engine.get("failure"):
            _tell_once(str(answer.engine["failure"]))
        return answer
    return _Answer(broken=True)


def _language(book: Book, chapter: BookChapter) -> str:
    return (chapter.lang or book.language or "").split("-")[0].lower()


def _count(session: WriteSession, language: str, answer: _Answer, seconds: float) -> None:
    """How searching goes, by the language that is read as: any other word is somebody's own."""
    spoken = language_of(language)
    engine = str(answer.engine.get("name", ""))
    metrics.count(session, metrics.CHAPTERS_SEARCHED, spoken, engine or "none")
    metrics.took(session, metrics.SEARCH_SECONDS, spoken, seconds=seconds)
    if answer.broken or answer.engine.get("failure"):
        part = "finder" if answer.broken else "analyser"
        metrics.count(session, metrics.CHAPTERS_FAILED, spoken, part)
    for kind, number in Counter(str(one["type"]) for one in answer.found).items():
        metrics.count(session, metrics.DESCRIPTIONS_FOUND, spoken, kind, by=number)


@lru_cache(maxsize=100)
def _tell_once(failure: str) -> None:
    """Say in the log what stands in every chapter's row."""
    log.warning("the built-in parts read instead of the chosen analyser: %s", failure)


async def _ask(
    context: TaskContext,
    language: str,
    chapter: BookChapter,
    passages: Sequence[Span],
    find: bool,
    choices: Mapping[str, Choice],
) -> _Answer:
    said = _Answer()
    async with context.cpu.child("describe") as child:
        file = child.folder / "chapters.json"
        parcel = {
            "id": chapter.key,
            "text": chapter.text,
            "kind": chapter.kind,
            "blocks": [[one["kind"], one["start"], one["end"]] for one in chapter.blocks],
            "passages": [list(span) for span in passages],
        }
        await asyncio.to_thread(file.write_text, json.dumps([parcel]), "utf-8")
        request = {
            "op": "describe",
            "chapters": str(file),
            "language": language,
            # All of them: the setting of the moment chooses among them.
            "marks": LEVELS[-1],
            "find": find,
            "analysers": as_request(choices),
        }
        async for answer in child.ask(request):
            said.found.extend(answer.get("descriptions", ()))
            said.asked.extend(answer.get("passages", ()))
            said.names = answer.get("names", said.names)
            said.engine = answer.get("engine", said.engine)
    return said


def _row(chapter: BookChapter, found: dict[str, Any]) -> dict[str, Any]:
    start, end = int(found["start"]), int(found["end"])
    if not 0 <= start < end <= chapter.chars:
        raise ValueError(f"a description at {start}-{end} of {chapter.chars} characters")
    return {
        "start": start,
        "end": end,
        "level": found["level"],
        "type": found["type"],
        "also": found["also"],
        "score": float(found["score"]),
        "caption": found["caption"][:500],
        "attributes": found["attributes"],
        "worded_by": "",
        "found_scene": found["scene"],
        "scene": found["scene"],
        "scene_hash": service.scene_hash(found["scene"]),
    }


def _nothing(description: Description) -> dict[str, Any]:
    """A passage that breaks the finder is painted without anything known of it."""
    return {"scene_hash": service.scene_hash(description.scene)}
