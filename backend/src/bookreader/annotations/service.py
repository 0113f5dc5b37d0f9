"""Bookmarks, highlights and notes: kept, merged, found, and anchored anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta
from uuid import UUID

from bookreader.accounts.models import User
from bookreader.annotations import repository
from bookreader.annotations.errors import AnnotationNotFound, TooManyAnnotations
from bookreader.annotations.models import Annotation
from bookreader.annotations.quotes.book_text import BookText, ChapterText, Quote
from bookreader.annotations.quotes.standing import Stand, anchor, fill, stand
from bookreader.annotations.repository import Line, Wanted
from bookreader.annotations.schemas import (
    AnnotatedBook,
    AnnotatedBooks,
    AnnotationOut,
    AnnotationPage,
    Annotations,
    AnnotationWish,
    Kept,
    ListedAnnotation,
)
from bookreader.jobs import service as jobs
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.library.errors import BookNotReadable, ChapterNotFound
from bookreader.library.models import Book
from bookreader.ports.context import TaskContext

AnySession = ReadSession | WriteSession
MOST_IN_BOOK = 20_000
EVENT = "annotations"
_WORDS_KEPT = timedelta(days=30)
_ELSEWHERE = {"ru": "другое устройство", "en": "another device"}


def out(line: Line) -> AnnotationOut:
    """An annotation as it is told."""
    return AnnotationOut(**_fields(line))


def listed(line: Line) -> ListedAnnotation:
    """The same among those of all books."""
    return ListedAnnotation(
        **_fields(line), book_title=line.book.title, language=line.book.language
    )


def _fields(line: Line) -> dict[str, object]:
    a = line.annotation
    return {
        "id": a.id,
        "book_id": a.book_id,
        "kind": a.kind,
        "colour": a.colour,
        "note": a.note,
        "chapter": a.chapter_key,
        "chapter_title": line.chapter_title,
        "number": a.chapter_number,
        "start": a.start,
        "end": a.end,
        "exact": a.exact,
        "before": a.before,
        "after": a.after,
        "progression": a.progression,
        "normaliser_version": a.normaliser_version,
        "revision": a.revision,
        "device_id": a.device_id,
        "created_at": a.created_at,
        "updated_at": a.updated_at,
        "deleted_at": a.deleted_at,
    }


async def book_text(session: AnySession, book_id: UUID) -> BookText:
    """All chapters of a book for finding quotes in them."""
    return BookText([ChapterText(*row) for row in await repository.texts(session, book_id)])


async def _place(session: AnySession, book: Book, wish: AnnotationWish) -> Stand:
    """Where a wish stands; one made on an older text is looked for by its words."""
    chapter = None
    # The key is the device's: a book read in anew may have lost it.
    try:
        row = await library.require_chapter(session, book.id, wish.chapter)
        chapter = ChapterText(row.number, row.key, row.chars_before, row.text)
    except ChapterNotFound:
        if not wish.exact:
            raise
    known = wish.normaliser_version in (None, book.normaliser_version)
    if chapter is not None and (known or not wish.exact):
        return stand(book, chapter, wish.kind, wish.start, wish.end)
    text = await book_text(session, book.id)
    quote = Quote(wish.chapter, wish.start, wish.end, wish.exact, wish.before, wish.after)
    found = text.find(quote)
    if found is not None:
        return stand(book, found.chapter, wish.kind, found.start, found.end)
    if chapter is None:
        raise ChapterNotFound
    return stand(book, chapter, wish.kind, wish.start, wish.end)


async def keep(
    context: TaskContext,
    session: WriteSession,
    user: User,
    book_id: UUID,
    annotation_id: UUID,
    wish: AnnotationWish,
) -> Kept:
    """Make an annotation or change it; said twice it is kept once.

    What another device changed meanwhile is not lost: both notes stay in one text, the colour is
    that of who came last, and one that was deleted comes back.
    """
    book = await _readable(session, user, book_id)
    await library.hold(session, book_id)
    row = await repository.get(session, user.id, annotation_id)
    if row is not None and row.book_id != book_id:
        raise AnnotationNotFound
    place = await _place(session, book, wish)
    revision = await repository.next_revision(session, user.id)
    now = context.clock()
    device = wish.device.id if wish.device is not None else None
    merged = False
    if row is None:
        await require_room(session, user.id, book_id, 1)
        made = min(wish.made_at.astimezone(UTC), now) if wish.made_at is not None else now
        row = Annotation(
            user_id=user.id,
            id=annotation_id,
            book_id=book_id,
            kind=wish.kind,
            colour=(wish.colour or "yellow") if wish.kind == "highlight" else "",
            note=_clean(wish.note or ""),
            created_at=made,
        )
        session.add(row)
    else:
        note = row.note if wish.note is None else _clean(wish.note)
        colour = (wish.colour or row.colour or "yellow") if wish.kind == "highlight" else ""
        same = (row.kind, row.colour, row.note, row.chapter_key, row.start, row.end) == (
            wish.kind, colour, note, place.chapter_key, place.start, place.end,
        )  # fmt: skip
        # A late copy of the request that made it does not raise the dead.
        if same and (row.deleted_at is None or not wish.back):
            return await _kept(session, user, annotation_id)
        stale = wish.base != row.revision
        other = device is None or device != row.device_id
        merged = stale and other
        # A device may ask again after a merge whose answer it never got: its base tells nothing then.
        unseen = wish.note_was != row.note and (other or wish.note_was is not None)
        if stale and unseen and note != row.note:
            note = await _both(session, user, row, note, wish.note_was or "")
        row.kind, row.colour, row.note, row.deleted_at = wish.kind, colour, note, None
    fill(row, place, book.normaliser_version)
    row.device_id, row.updated_at, row.revision = device, now, revision
    await session.flush()
    await tell(context, session, user.id, book_id, device)
    return await _kept(session, user, annotation_id, merged=merged)


def _clean(note: str) -> str:
    return note.replace("\x00", "").rstrip()


async def _both(session: WriteSession, user: User, row: Annotation, note: str, was: str) -> str:
    """Two notes in one text, unless one of them holds the other whole or only added to it."""
    if was and row.note.startswith(f"{was}\n"):
        return note + row.note[len(was) :]
    if row.note in note:
        return note
    if note in row.note:
        return row.note
    name = await repository.device_name(session, user.id, row.device_id)
    name = name or _ELSEWHERE.get(user.language, _ELSEWHERE["en"])
    return f"{note}\n\n— {name}, {row.updated_at:%Y-%m-%d %H:%M} UTC —\n{row.note}"


async def _readable(session: AnySession, user: User, book_id: UUID) -> Book:
    book = await library.require_book(session, user.id, book_id)
    if book.readable_at is None:
        raise BookNotReadable
    return book


async def require_room(session: AnySession, user_id: UUID, book_id: UUID, more: int) -> None:
    """Raise TooManyAnnotations when a book cannot take so many more."""
    if await repository.count_of_book(session, user_id, book_id) + more > MOST_IN_BOOK:
        raise TooManyAnnotations


async def tell(
    context: TaskContext,
    session: WriteSession,
    user_id: UUID,
    book_id: UUID,
    device: UUID | None = None,
) -> None:
    """Let the reader's other devices look again; the one that asked knows already."""
    news = {"book_id": str(book_id), "device": str(device or "")}
    await jobs.publish(session, context.wakeups, context.clock, user_id, EVENT, news)


async def _kept(
    session: WriteSession, user: User, annotation_id: UUID, *, merged: bool = False
) -> Kept:
    line = await repository.line(session, user.id, annotation_id)
    if line is None:
        raise AnnotationNotFound
    return Kept(annotation=out(line), merged=merged)


async def remove(
    context: TaskContext,
    session: WriteSession,
    user: User,
    book_id: UUID,
    annotation_id: UUID,
    base: int | None,
    device: UUID | None,
) -> Kept:
    """Delete an annotation, which its device can bring back.

    A note that another device wrote meanwhile stays: whoever deletes has not read it.
    """
    await library.require_book(session, user.id, book_id)
    await library.hold(session, book_id)
    row = await repository.get(session, user.id, annotation_id)
    if row is None or row.book_id != book_id:
        raise AnnotationNotFound
    unseen = base is not None and base != row.revision
    if row.deleted_at is not None:
        return await _kept(session, user, annotation_id)
    if unseen and row.note and (device is None or device != row.device_id):
        return await _kept(session, user, annotation_id, merged=True)
    now = context.clock()
    row.revision = await repository.next_revision(session, user.id)
    row.deleted_at, row.updated_at, row.device_id = now, now, device
    await session.flush()
    await tell(context, session, user.id, book_id, device)
    await repository.wipe(session, user.id, now - _WORDS_KEPT)
    return await _kept(session, user, annotation_id)


async def of_book(
    context: TaskContext, user: User, book_id: UUID, since: int | None
) -> Annotations:
    """All annotations of a book, or with `since` what changed after that, deleted ones too."""
    await anchor_again(context, user, [book_id])
    async with context.database.read() as session:
        await library.require_book(session, user.id, book_id)
        lines = await repository.of_book(session, user.id, book_id, since)
        revision = await repository.revision_of_book(session, user.id, book_id)
    return Annotations(annotations=[out(line) for line in lines], revision=revision)


async def anchor_again(context: TaskContext, user: User, book_ids: Sequence[UUID]) -> None:
    """Find the places anew in books whose text was made anew since; nothing else changes."""
    for book_id in book_ids:
        async with context.database.read() as look:
            book = await library.require_book(look, user.id, book_id)
            if not await repository.stale(look, user.id, book):
                continue
        async with context.database.write() as session:
            await library.hold(session, book_id)
            book = await library.require_book(session, user.id, book_id)
            text = await book_text(session, book_id)
            for row in await repository.stale(session, user.id, book):
                anchor(row, book, text)


async def page(
    context: TaskContext, user: User, wanted: Wanted, sort: str, limit: int, cursor: str
) -> AnnotationPage:
    """A page of annotations over all books."""
    for again in (True, False):
        async with context.database.read() as session:
            if wanted.book is not None:
                await library.require_book(session, user.id, wanted.book)
            lines, next_cursor, total = await repository.page(
                session, user.id, wanted, sort, limit, cursor
            )
        stale = {
            line.book.id
            for line in lines
            if line.annotation.normaliser_version != line.book.normaliser_version
        }
        if not stale or not again:
            break
        await anchor_again(context, user, sorted(stale))
    return AnnotationPage(
        items=[listed(line) for line in lines], next_cursor=next_cursor, total=total
    )


def words_of(query: str) -> list[str]:
    """The words to look for, as they are compared."""
    return library.search_form(query).replace("\x00", "").split()[:8]


async def find(
    session: ReadSession, user: User, query: str, limit: int
) -> tuple[list[ListedAnnotation], int]:
    """Annotations whose note or quote holds all words, the newest first, and how many there are."""
    words = words_of(query)
    if not words:
        return [], 0
    lines, _, total = await repository.page(
        session, user.id, Wanted(words=words), "recent", limit, ""
    )
    return [listed(line) for line in lines], total


async def books(session: ReadSession, user: User) -> AnnotatedBooks:
    """The books that have annotations."""
    found = await repository.books(session, user.id)
    return AnnotatedBooks(
        items=[AnnotatedBook(id=i, title=title, count=count) for i, title, count in found]
    )
