"""The reader's place, and the spoiler rule that follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, false, func, or_

from bookreader.accounts.models import User
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.library.models import Book, BookChapter
from bookreader.places import repository
from bookreader.places.models import ReadingPosition
from bookreader.places.schemas import Place, Position, PositionReport
from bookreader.ports.context import TaskContext

AnySession = ReadSession | WriteSession
_EVERYTHING = (2**31, 0)
_AFTER_THE_STORY = ("back", "notes")


async def visible_until(session: AnySession, user_id: UUID, book_id: UUID) -> tuple[int, int]:
    """The place (chapter number, offset) up to which this reader may see pictures.

    The one spoiler rule: every view, picture, gallery and event obeys it.
    """
    kept = await repository.position(session, user_id, book_id)
    if kept is None:
        return (0, 0)
    if kept.spoilers_lifted:
        return _EVERYTHING
    return (kept.furthest_chapter or 0, kept.furthest_offset or 0)


def is_within(
    chapter: SQLColumnExpression[int],
    offset: SQLColumnExpression[int],
    version: SQLColumnExpression[int],
) -> ColumnElement[bool]:
    """The same rule as a condition of a query that outer-joins its reader's `ReadingPosition`.

    `version` is the text's; a place that still follows another text counts as none.
    """
    at, until = ReadingPosition.furthest_chapter, ReadingPosition.furthest_offset
    read = or_(chapter < at, and_(chapter == at, offset <= until))
    follows = ReadingPosition.normaliser_version == version
    return func.coalesce(or_(ReadingPosition.spoilers_lifted, and_(follows, read)), false())


async def reached(session: AnySession, user_id: UUID, book_id: UUID) -> tuple[int, int]:
    """The furthest place this reader has read up to, whether or not the rule is lifted."""
    kept = await repository.position(session, user_id, book_id)
    if kept is None:
        return (0, 0)
    return (kept.furthest_chapter or 0, kept.furthest_offset or 0)


async def may_see_all(session: AnySession, user_id: UUID, book_id: UUID) -> bool:
    """Whether nothing is hidden: the rule is lifted, or the story is read to its end."""
    if await visible_until(session, user_id, book_id) == _EVERYTHING:
        return True
    told = [c for c in await library.chapters(session, book_id) if c.kind not in _AFTER_THE_STORY]
    last = told[-1] if told else None
    until = await reached(session, user_id, book_id)
    return last is not None and until >= (last.number, max(1, last.chars))


def _out(position: ReadingPosition | None, book: Book, keys: dict[int, str]) -> Position:
    if position is None:
        return Position(
            chapter=None,
            offset=0,
            quote="",
            furthest=None,
            progress=0.0,
            spoilers_lifted=False,
            updated_at=None,
        )
    furthest = None
    if position.furthest_chapter is not None and position.furthest_chapter in keys:
        furthest = Place(
            chapter=keys[position.furthest_chapter], offset=position.furthest_offset or 0
        )
    return Position(
        chapter=keys.get(position.chapter_number),
        offset=position.offset,
        quote=position.quote,
        furthest=furthest,
        progress=book.progress,
        spoilers_lifted=position.spoilers_lifted,
        updated_at=position.updated_at,
    )


async def position_of(
    session: AnySession, user_id: UUID, book: Book, lines: Sequence[BookChapter]
) -> Position:
    """Where a reader stopped in a book whose chapters are at hand."""
    keys = {c.number: c.key for c in lines}
    return _out(await repository.position(session, user_id, book.id), book, keys)


async def position_view(session: AnySession, user: User, book_id: UUID) -> Position:
    """Where the reader stopped in a book."""
    book = await library.require_book(session, user.id, book_id)
    return await position_of(session, user.id, book, await library.chapters(session, book_id))


async def report_position(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, report: PositionReport
) -> Position:
    """Keep the reader's place; `furthest` only ever grows, and offsets are clamped to the text."""
    book = await library.require_book(session, user.id, book_id)
    lines = await library.chapters(session, book_id)
    keys = {c.number: c.key for c in lines}
    chapter = next((c for c in lines if c.key == report.chapter), None)
    if chapter is None:
        chapter = await library.require_chapter(session, book_id, report.chapter)
    now = context.clock()
    offset = min(report.offset, chapter.chars)
    page_end = max(offset, min(report.page_end, chapter.chars))
    kept = await repository.position_for_update(session, user.id, book_id)
    before = (-1, -1)
    if kept is None:
        kept = ReadingPosition(
            user_id=user.id,
            book_id=book_id,
            chapter_number=chapter.number,
            offset=offset,
            normaliser_version=book.normaliser_version,
            spoilers_lifted=False,
            updated_at=now,
        )
        session.add(kept)
    elif kept.furthest_chapter is not None:
        before = (kept.furthest_chapter, kept.furthest_offset or 0)
    kept.chapter_number, kept.offset = chapter.number, offset
    kept.quote = report.quote.replace("\x00", "")[:200]
    kept.normaliser_version = book.normaliser_version
    kept.updated_at = now
    if report.reached and (chapter.number, page_end) > before:
        kept.furthest_chapter, kept.furthest_offset = chapter.number, page_end
    whole = max(1, book.chars)
    # The end of the last page counts as the end of the book: nobody stops after the last letter.
    last = chapter.number == lines[-1].number and page_end >= chapter.chars
    progress = 1.0 if last else min(1.0, (chapter.chars_before + offset) / whole)
    await library.note_reading(session, book_id, chapter=chapter.number, progress=progress, now=now)
    book.progress = progress
    return _out(kept, book, keys)


async def choose_spoilers(
    context: TaskContext, session: WriteSession, user: User, book_id: UUID, *, lifted: bool
) -> Position:
    """Lift or restore the spoiler rule for one book."""
    book = await library.require_book(session, user.id, book_id)
    kept = await repository.position_for_update(session, user.id, book_id)
    if kept is None:
        kept = ReadingPosition(
            user_id=user.id,
            book_id=book_id,
            chapter_number=0,
            offset=0,
            normaliser_version=book.normaliser_version,
            updated_at=context.clock(),
        )
        session.add(kept)
    kept.spoilers_lifted = lifted
    keys = {c.number: c.key for c in await library.chapters(session, book_id)}
    return _out(kept, book, keys)
