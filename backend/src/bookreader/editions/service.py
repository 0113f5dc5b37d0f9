"""Asking for illustrated editions, and what stands in one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from bookreader.accounts.models import User
from bookreader.editions import repository
from bookreader.editions.errors import EditionNotFound, EditionNotReady, PicturesAhead
from bookreader.editions.models import Edition
from bookreader.editions.schemas import EditionOut, Editions, EditionState, NewEdition
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.jobs import service as jobs
from bookreader.jobs.models import FAILED, QUEUED, RUNNING, Job
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.library.errors import BookNotReadable
from bookreader.library.models import Book
from bookreader.places import service as places
from bookreader.ports.context import TaskContext
from bookreader.reading import service as reading

AnySession = ReadSession | WriteSession
EDITION_JOB = "edition"
KEEP_EDITIONS = timedelta(days=7)
_MOST_KEPT = 5
_STAGE_STATES: dict[str, EditionState] = {"paint_missing": "painting", "print_edition": "making"}
_ENDINGS = {"ru": "с картинками", "en": "with pictures"}


async def ask(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, wanted: NewEdition
) -> EditionOut:
    """Have an edition made; while one of this book is being made, that one is the answer.

    Raises PicturesAhead when all pictures are asked for by one who may not see them yet.
    """
    book = await library.require_book(session, user.id, book_id)
    if book.readable_at is None:
        raise BookNotReadable
    # Two asking at once would both find none being made.
    await library.hold(session, book_id)
    known = await _known(session, book)
    for one in known:
        if one.state in ("waiting", "painting", "making"):
            return one
    if wanted.pictures == "all" and not await places.may_see_all(session, user.id, book_id):
        raise PicturesAhead
    for n, one in enumerate(known, 1):
        if one.state == "failed" or n >= _MOST_KEPT:
            await _forget(session, one.id)
    until = await places.reached(session, user.id, book_id)
    edition = Edition(
        book_id=book_id,
        extent=wanted.pictures,
        size=wanted.size,
        until_chapter=until[0] if wanted.pictures == "met" else None,
        until_offset=until[1] if wanted.pictures == "met" else None,
        plates=0,
        done=0,
        created_at=context.clock(),
    )
    session.add(edition)
    await session.flush()
    job = await jobs.start(
        session,
        context.bell,
        context.clock,
        EDITION_JOB,
        edition.id,
        user.id,
        priority=jobs.NEAR_READER,
    )
    await _tell(context, session, user, edition.id)
    return _out(edition, book, job)


async def editions(session: ReadSession, user: User, book_id: UUID) -> Editions:
    """The editions of a reader's book, the newest first."""
    book = await library.require_book(session, user.id, book_id)
    allowed = await places.may_see_all(session, user.id, book_id)
    return Editions(items=await _known(session, book), all_allowed=allowed)


async def require_file(
    session: ReadSession, user: User, book_id: UUID, edition_id: UUID
) -> tuple[str, str, int]:
    """The blob of a finished edition, its file name and size."""
    book = await library.require_book(session, user.id, book_id)
    edition = await _require(session, book_id, edition_id)
    if edition.sha256 is None or edition.size_bytes is None:
        raise EditionNotReady
    return edition.sha256, filename_of(book), edition.size_bytes


async def remove(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, edition_id: UUID
) -> None:
    """Forget an edition; one that is being made is made no further."""
    await library.require_book(session, user.id, book_id)
    edition = await _require(session, book_id, edition_id)
    await jobs.cancel_for_subject(session, context.clock, edition.id)
    await _forget(session, edition.id)
    await _tell(context, session, user, edition.id)


async def shown_in(session: AnySession, edition: Edition, book: Book) -> list[Description]:
    """What an edition shows, in reading order: nothing that lies beyond its reader's page."""
    found = [
        d
        for d in await extraction.for_book(session, book.id, book.marks)
        # A passage of the reader's own that nobody has looked at yet has no scene.
        if d.scene_hash
    ]
    if edition.extent == "all":
        return found
    until = (edition.until_chapter or 0, edition.until_offset or 0)
    return [d for d in found if reading.is_met(d, until)]


def filename_of(book: Book) -> str:
    """How an edition's file is called on the reader's device."""
    ending = _ENDINGS["ru" if book.language.startswith("ru") else "en"]
    names = [str(book.authors[0])] if book.authors else []
    name = library.display_filename(" - ".join([*names, book.title]).replace("/", "-"))
    return f"{name[:200].strip(' .')} ({ending}).epub"


async def named_blobs(session: AnySession, hashes: Sequence[str]) -> set[str]:
    """Which of these blobs an edition still names."""
    return await repository.referenced(session, hashes)


async def forget_old(context: TaskContext) -> int:
    """Forget editions of more than a week ago; gives their number."""
    async with context.database.write() as session:
        return await repository.forget_older(session, context.clock() - KEEP_EDITIONS)


async def _known(session: AnySession, book: Book) -> list[EditionOut]:
    rows = await repository.of_book(session, book.id)
    latest = await jobs.latest_for(session, EDITION_JOB, [row.id for row in rows])
    return [_out(row, book, latest.get(row.id)) for row in rows]


def _out(edition: Edition, book: Book, job: Job | None) -> EditionOut:
    state, fault = _state(edition, job)
    return EditionOut.model_validate(
        {
            "id": edition.id,
            "pictures": edition.extent,
            "size": edition.size,
            "state": state,
            "done": edition.done,
            "plates": edition.plates,
            "filename": filename_of(book),
            "size_bytes": edition.size_bytes,
            "created_at": edition.created_at,
            "ready_at": edition.ready_at,
            "error": fault,
        }
    )


def _state(edition: Edition, job: Job | None) -> tuple[EditionState, dict[str, Any] | None]:
    if edition.sha256 is not None:
        return "ready", None
    if job is not None and job.status in (QUEUED, RUNNING):
        return _STAGE_STATES.get(job.stage, "waiting"), None
    code, message = "internal", "The server met an error of its own."
    if job is not None and job.status == FAILED:
        code, message = job.error_code or code, job.error_message or message
    return "failed", {"code": code, "message": message}


async def _require(session: AnySession, book_id: UUID, edition_id: UUID) -> Edition:
    edition = await repository.get(session, edition_id)
    if edition is None or edition.book_id != book_id:
        raise EditionNotFound
    return edition


async def _forget(session: WriteSession, edition_id: UUID) -> None:
    edition = await repository.get(session, edition_id)
    if edition is not None:
        await session.delete(edition)


async def _tell(context: TaskContext, session: WriteSession, user: User, edition_id: UUID) -> None:
    told = {"edition_id": str(edition_id)}
    await jobs.publish(session, context.wakeups, context.clock, user.id, "edition", told)
