"""A book with its reader's place: as it is told, and as it is held while it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.library.models import Book, BookChapter
from bookreader.places import repository
from bookreader.places.anchoring.locators import Anchoring, Locator, anchored_text
from bookreader.places.journal.moves import progression
from bookreader.places.models import Device, ReadingPosition
from bookreader.places.schemas import DeviceName, Place, Position

AnySession = ReadSession | WriteSession
_QUOTE_CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Resolved:
    """A kept place in the text as it is now."""

    place: tuple[int, int]
    furthest: tuple[int, int] | None


async def anchored(anchoring: Anchoring, book: Book, kept: ReadingPosition) -> Resolved:
    """A place that was counted in another reading of the file, found in the one of now."""
    version = kept.normaliser_version
    found = await anchoring.find(
        Locator(
            kept.chapter_number,
            kept.offset,
            version,
            kept.quote,
            kept.quote_before,
            kept.quote_after,
            book.progress,
        )
    )
    if kept.furthest_chapter is None:
        return Resolved(found.place, None)
    furthest = await anchoring.find(
        Locator(
            kept.furthest_chapter,
            kept.furthest_offset or 0,
            version,
            kept.furthest_quote,
            kept.furthest_before,
            progression=kept.furthest_progression,
        )
    )
    return Resolved(found.place, furthest.place)


def nowhere(book: Book) -> Position:
    """The place of who has not begun."""
    return Position(
        chapter=None,
        offset=0,
        quote="",
        normaliser_version=book.normaliser_version,
        furthest=None,
        progress=0.0,
        spoilers_lifted=False,
        updated_at=None,
    )


async def told(
    session: AnySession,
    kept: ReadingPosition,
    device: Device | None,
    book: Book,
    lines: Sequence[BookChapter],
) -> Position:
    """A place as its reader is told of it."""
    keys = {line.number: line.key for line in lines}
    furthest = None
    if kept.furthest_chapter is not None:
        furthest = (kept.furthest_chapter, kept.furthest_offset or 0)
    found = Resolved((kept.chapter_number, kept.offset), furthest)
    if lines and kept.normaliser_version != book.normaliser_version:
        found = await anchored(Anchoring(session, book, lines), book, kept)
    until = found.furthest
    return Position(
        chapter=keys.get(found.place[0]),
        offset=found.place[1],
        quote=kept.quote,
        quote_before=kept.quote_before,
        quote_after=kept.quote_after,
        normaliser_version=book.normaliser_version,
        furthest=(
            Place(chapter=keys[until[0]], offset=until[1]) if until and until[0] in keys else None
        ),
        progress=book.progress,
        spoilers_lifted=kept.spoilers_lifted,
        updated_at=kept.updated_at,
        head=kept.head_id,
        device=named(kept.head_device_id, device),
        settings=kept.settings,
    )


def named(device_id: UUID | None, device: Device | None) -> DeviceName | None:
    """A device by its name; one that was forgotten has none."""
    if device_id is None:
        return None
    return DeviceName(id=device_id, name=device.name if device else "")


@dataclass(slots=True)
class Desk:
    """A book with its chapters and its place, held until the transaction ends."""

    book: Book
    lines: list[BookChapter]
    kept: ReadingPosition
    fresh: bool
    """There is no place yet; opening a book makes none."""

    def put_down(self, session: WriteSession) -> None:
        """Let a first place become a row."""
        if self.fresh:
            session.add(self.kept)


async def held(session: WriteSession, user_id: UUID, book_id: UUID, now: datetime) -> Desk:
    """A reader's own book and its place; nobody else changes it until the transaction ends."""
    book = await library.require_book(session, user_id, book_id)
    # Two devices at once: the second sees what the first has done, a first place included.
    await library.hold(session, book_id)
    session.expire(book)
    book = await library.require_book(session, user_id, book_id)
    lines = await library.chapters(session, book_id)
    kept = await repository.position_for_update(session, user_id, book_id)
    if kept is None:
        kept = ReadingPosition(
            user_id=user_id,
            book_id=book_id,
            chapter_number=0,
            offset=0,
            quote="",
            quote_before="",
            quote_after="",
            furthest_quote="",
            furthest_before="",
            normaliser_version=book.normaliser_version,
            spoilers_lifted=False,
            settings={},
            updated_at=now,
        )
        return Desk(book, lines, kept, fresh=True)
    if lines and kept.normaliser_version != book.normaliser_version:
        await follow(session, book, lines, kept)
    return Desk(book, lines, kept, fresh=False)


async def follow(
    session: WriteSession, book: Book, lines: Sequence[BookChapter], kept: ReadingPosition
) -> None:
    """Write a place down in the text as it is now."""
    found = await anchored(Anchoring(session, book, lines), book, kept)
    kept.chapter_number, kept.offset = found.place
    words = await anchored_text(session, book.id, *found.place)
    set_quote(kept, words.exact, words.before, words.after)
    if found.furthest is not None:
        await reach(session, book, lines, kept, found.furthest)
    kept.normaliser_version = book.normaliser_version


def set_quote(kept: ReadingPosition, exact: str, before: str, after: str) -> None:
    """Keep the words of a place."""
    kept.quote, kept.quote_after = exact, after[:_QUOTE_CONTEXT]
    kept.quote_before = before[-_QUOTE_CONTEXT:]


async def reach(
    session: WriteSession,
    book: Book,
    lines: Sequence[BookChapter],
    kept: ReadingPosition,
    until: tuple[int, int],
) -> None:
    """Keep how far the reader has come."""
    words = await anchored_text(session, book.id, *until)
    kept.furthest_chapter, kept.furthest_offset = until
    kept.furthest_quote, kept.furthest_before = words.exact, words.before
    kept.furthest_progression = progression(book, lines[until[0]], until[1])
