"""A book as a device keeps it, with or without what lies ahead of its reader."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from bookreader.accounts.models import User
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.illustration import service as illustration
from bookreader.illustration.models import READY, Picture
from bookreader.kit.db import ReadSession
from bookreader.library import service as library
from bookreader.library.errors import BookNotReadable
from bookreader.library.models import Book, BookChapter
from bookreader.offline.schemas import OfflineBook, OfflineChapter
from bookreader.places import service as places
from bookreader.reading import service as reading
from bookreader.reading.errors import PictureNotFound
from bookreader.reading.schemas import Mark


async def book_to_keep(
    session: ReadSession, user: User, book_id: UUID, *, ahead: bool
) -> OfflineBook:
    """What to keep of a book; with `ahead` the marks of unread pages are whole as well.

    Only the reader's own word for this book brings `ahead`: the device hides what is not met.
    """
    book = await library.require_book(session, user.id, book_id)
    if book.readable_at is None:
        raise BookNotReadable
    lines = await library.chapters(session, book_id)
    searched = {number for number, _version, _at in await extraction.searched(session, book_id)}
    marks = await _marks(session, user, book, lines, ahead=ahead)
    return OfflineBook(
        text_version=f"{book.normaliser_version}-{book.sha256[:16]}",
        cover_url=library.card_fields(book, None)["cover_url"],
        images=[image.sha256 for image in await library.images(session, book_id)],
        chapters=[
            OfflineChapter(id=c.key, described=c.number in searched, marks=marks[c.number])
            for c in lines
        ],
    )


async def _marks(
    session: ReadSession, user: User, book: Book, lines: list[BookChapter], *, ahead: bool
) -> dict[int, list[Mark]]:
    until = await places.visible_until(session, user.id, book.id)
    found = await extraction.for_book(session, book.id, book.marks)
    told = [d for d in found if ahead or reading.is_met(d, until)]
    pictures = await illustration.shown(session, [d.id for d in told])
    coming = await illustration.coming(session, [d.id for d in told])
    keys = {line.number: line.key for line in lines}
    by_chapter: dict[int, list[Description]] = defaultdict(list)
    for d in found:
        by_chapter[d.chapter_number].append(d)
    marks: dict[int, list[Mark]] = defaultdict(list)
    whole = {d.id for d in told}
    for number, descriptions in by_chapter.items():
        chapter = await library.require_chapter(session, book.id, keys[number])
        marks[number] = [
            reading.mark_out(
                d,
                chapter.text[d.start : d.end],
                book.language,
                pictures.get(d.id),
                coming=d.id in coming,
            )
            if d.id in whole
            else reading.bare_mark(d)
            for d in descriptions
        ]
    return marks


async def require_picture(
    session: ReadSession, user: User, book_id: UUID, picture_id: UUID
) -> Picture:
    """A finished picture of the reader's own book, met or not; raises PictureNotFound."""
    await library.require_book(session, user.id, book_id)
    picture = await illustration.get(session, book_id, picture_id)
    if picture is None or picture.description_id is None:
        raise PictureNotFound
    if picture.sha256 is None or picture.state != READY:
        raise PictureNotFound
    return picture
