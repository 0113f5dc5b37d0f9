"""The marks setting, dismissals and drawn passages, within what the reader has met."""

from __future__ import annotations

from uuid import UUID

from bookreader.accounts.models import User
from bookreader.corrections.errors import (
    NotReached,
    NotYourPassage,
    OwnPassage,
    PassageOutside,
    PassageTooLong,
    PassageTooShort,
)
from bookreader.corrections.schemas import Dismissals, Dismissed, NewPassage
from bookreader.extraction import service as extraction
from bookreader.extraction.models import OWN, Description, MarksSetting
from bookreader.illustration import service as illustration
from bookreader.jobs import service as jobs
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.kit.spans import overlap
from bookreader.library import service as library
from bookreader.library.errors import BookNotReadable
from bookreader.library.models import Book, BookChapter
from bookreader.places import service as places
from bookreader.ports.context import TaskContext
from bookreader.reading import service as reading
from bookreader.reading.schemas import Mark

SHORTEST, LONGEST = 20, 1_500


async def choose_marks(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, marks: MarksSetting
) -> None:
    """Keep how many passages a book shows; pictures for what newly shows come with its job."""
    book = await library.require_book(session, user.id, book_id)
    if book.marks == marks:
        return
    await library.choose_marks(session, book_id, marks)
    await illustration.recount(session, book_id)
    lines = await library.chapters(session, book_id)
    reading_now = next((c.key for c in lines if c.number == book.reading_chapter), "")
    await _tell(context, session, book, reading_now)


async def dismissals(session: ReadSession, user: User, book_id: UUID) -> Dismissals:
    """What the reader dismissed and has met, in reading order."""
    await library.require_book(session, user.id, book_id)
    until = await places.visible_until(session, user.id, book_id)
    items = []
    for d in await extraction.dismissed(session, book_id):
        if reading.is_met(d, until):
            chapter, text = await reading.passage(session, d)
            items.append(
                Dismissed(
                    description_id=d.id,
                    chapter=chapter.key,
                    chapter_title=chapter.title,
                    start=d.start,
                    end=d.end,
                    text=text,
                )
            )
    return Dismissals(items=items)


async def dismiss(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, description_id: UUID
) -> None:
    """Keep that a passage is no description; raises OwnPassage for one the reader drew."""
    book, d = await reading.require_met(session, user, book_id, description_id)
    if d.standing == OWN:
        raise OwnPassage
    chapter, text = await reading.passage(session, d)
    await extraction.dismiss(session, book, d, text, context.clock())
    await illustration.recount(session, book_id)
    await _tell(context, session, book, chapter.key)


async def undo_dismissal(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, description_id: UUID
) -> None:
    """Let a passage be a description again; nothing happens to one that was not dismissed."""
    book, d = await reading.require_met(session, user, book_id, description_id)
    chapter, _ = await reading.passage(session, d)
    await extraction.undo_dismissal(session, d)
    await illustration.recount(session, book_id)
    await _tell(context, session, book, chapter.key)


async def draw(
    context: TaskContext, user: User, book_id: UUID, chapter_key: str, wanted: NewPassage
) -> tuple[Mark, bool]:
    """The mark of a passage the reader wants drawn, and whether it is new."""
    async with context.database.write() as session:
        book = await library.require_book(session, user.id, book_id)
        if book.readable_at is None:
            raise BookNotReadable
        chapter = await library.require_chapter(session, book_id, chapter_key)
        until = await places.visible_until(session, user.id, book_id)
        _check(chapter, wanted, until)
        span = (wanted.start, wanted.end)
        here = await extraction.for_chapter(session, book_id, chapter.number, book.marks)
        alike = [
            d
            for d in here
            if reading.is_met(d, until) and overlap((d.start, d.end), span) >= extraction.ALIKE
        ]
        if alike:
            found = max(alike, key=lambda d: overlap((d.start, d.end), span))
            return await _mark(session, book, chapter, found), False
        text = chapter.text[slice(*span)]
        new = await extraction.draw(session, book, chapter.number, span, text, context.clock())
        await illustration.planned(context, session, new)
        await illustration.recount(session, book_id)
        await jobs.start(
            session,
            context.bell,
            context.clock,
            extraction.PASSAGE_JOB,
            new.id,
            user.id,
            priority=jobs.ASKED_FOR,
        )
        await _tell(context, session, book, chapter.key)
        return await _mark(session, book, chapter, new), True


async def remove(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, description_id: UUID
) -> None:
    """Forget a passage the reader drew; raises NotYourPassage for one the finder found."""
    book, d = await reading.require_met(session, user, book_id, description_id)
    if d.standing != OWN:
        raise NotYourPassage
    chapter, _ = await reading.passage(session, d)
    await jobs.cancel_for_subject(session, context.clock, d.id)
    await extraction.remove(session, d)
    await illustration.recount(session, book_id)
    await _tell(context, session, book, chapter.key)


def _check(chapter: BookChapter, wanted: NewPassage, until: tuple[int, int]) -> None:
    """Whether a passage may be drawn; what lies beyond the reader is refused before all else."""
    if (chapter.number, wanted.end) > until:
        raise NotReached
    if not 0 <= wanted.start < wanted.end <= chapter.chars:
        raise PassageOutside
    length = len(chapter.text[wanted.start : wanted.end].strip())
    if length < SHORTEST:
        raise PassageTooShort
    if wanted.end - wanted.start > LONGEST:
        raise PassageTooLong


async def _mark(
    session: WriteSession, book: Book, chapter: BookChapter, description: Description
) -> Mark:
    pictures = await illustration.shown(session, [description.id])
    text = chapter.text[description.start : description.end]
    return reading.mark_out(description, text, book.language, pictures.get(description.id))


async def _tell(context: TaskContext, session: WriteSession, book: Book, chapter_key: str) -> None:
    """Open pages look again, and the book's job follows what the reader said."""
    told = {"book_id": str(book.id)}
    publish = (session, context.wakeups, context.clock, book.user_id)
    await jobs.publish(*publish, "marks", {**told, "chapter": chapter_key})
    await jobs.publish(*publish, "book", told)
    if book.readable_at is not None:
        await library.work_on(context, session, book)
