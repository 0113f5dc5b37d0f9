"""Queries over annotations."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select, update

from bookreader.annotations.models import Annotation
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library.models import Book, BookChapter
from bookreader.places.models import Device

AnySession = ReadSession | WriteSession
_LARGEST = 2**62


@dataclass(frozen=True, slots=True)
class Line:
    """An annotation with what its chapter and its book are called."""

    annotation: Annotation
    chapter_title: str
    book: Book


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which annotations of all books are asked for."""

    book: UUID | None = None
    kind: str = ""
    colour: str = ""
    words: Sequence[str] = ()
    has_note: bool | None = None


async def get(session: AnySession, user_id: UUID, annotation_id: UUID) -> Annotation | None:
    """One annotation, deleted or not."""
    return await session.get(Annotation, (user_id, annotation_id), populate_existing=True)


def _lines(user_id: UUID) -> Select[Annotation, str | None, Book]:
    return (
        select(Annotation, BookChapter.title, Book)
        .join(Book, and_(Book.id == Annotation.book_id, Book.user_id == Annotation.user_id))
        .outerjoin(
            BookChapter,
            and_(
                BookChapter.book_id == Annotation.book_id,
                BookChapter.number == Annotation.chapter_number,
            ),
        )
        .where(Annotation.user_id == user_id)
    )


async def _read(session: AnySession, query: Select[Annotation, str | None, Book]) -> list[Line]:
    rows = await session.execute(query)
    return [Line(annotation, title or "", book) for annotation, title, book in rows]


async def of_book(
    session: AnySession, user_id: UUID, book_id: UUID, since: int | None = None
) -> list[Line]:
    """The annotations of a book in reading order; with `since` all that changed, deleted too."""
    query = _lines(user_id).where(Annotation.book_id == book_id)
    if since is None:
        query = query.where(Annotation.deleted_at.is_(None))
    else:
        query = query.where(Annotation.revision > since)
    order = (Annotation.chapter_number, Annotation.start, Annotation.end, Annotation.id)
    return await _read(session, query.order_by(*order))


async def revision_of_book(session: AnySession, user_id: UUID, book_id: UUID) -> int:
    """The newest revision in a book, 0 for none."""
    newest = await session.scalar(
        select(func.max(Annotation.revision)).where(
            Annotation.user_id == user_id, Annotation.book_id == book_id
        )
    )
    return newest or 0


async def next_revision(session: WriteSession, user_id: UUID) -> int:
    """The number of an account's next change; whoever asks holds the book."""
    newest = await session.scalar(
        select(func.max(Annotation.revision)).where(Annotation.user_id == user_id)
    )
    return (newest or 0) + 1


async def count_of_book(session: AnySession, user_id: UUID, book_id: UUID) -> int:
    """How many rows a book has, deleted ones too."""
    return (
        await session.scalar(
            select(func.count())
            .select_from(Annotation)
            .where(Annotation.user_id == user_id, Annotation.book_id == book_id)
        )
        or 0
    )


async def line(session: AnySession, user_id: UUID, annotation_id: UUID) -> Line | None:
    """One annotation with its chapter's title."""
    found = await _read(session, _lines(user_id).where(Annotation.id == annotation_id))
    return found[0] if found else None


def _like(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _matching(
    query: Select[Annotation, str | None, Book], wanted: Wanted
) -> Select[Annotation, str | None, Book]:
    query = query.where(Annotation.deleted_at.is_(None))
    if wanted.book is not None:
        query = query.where(Annotation.book_id == wanted.book)
    if wanted.kind:
        query = query.where(Annotation.kind == wanted.kind)
    if wanted.colour:
        query = query.where(Annotation.colour == wanted.colour)
    if wanted.has_note is not None:
        query = query.where(Annotation.note != "" if wanted.has_note else Annotation.note == "")
    for word in wanted.words:
        query = query.where(Annotation.search_key.like(_like(word), escape="\\"))
    return query


def _decoded(cursor: str) -> list[Any] | None:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (ValueError, binascii.Error):
        return None
    return values if isinstance(values, list) else None


def _after_recent(values: list[Any] | None) -> Any:
    try:
        revision, annotation_id = values or []
        found = min(int(revision), _LARGEST), UUID(annotation_id)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
    return or_(
        Annotation.revision < found[0],
        and_(Annotation.revision == found[0], Annotation.id > found[1]),
    )


def _after_in_books(values: list[Any] | None) -> Any:
    try:
        title, book_id, chapter, start, annotation_id = values or []
        numbers = [min(abs(int(value)), 2**31 - 1) for value in (chapter, start)]
        last = (str(title).replace("\x00", ""), UUID(book_id), *numbers, UUID(annotation_id))
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
    columns = (
        Book.title_key, Book.id, Annotation.chapter_number, Annotation.start, Annotation.id,
    )  # fmt: skip
    beyond: Any = columns[-1] > last[-1]
    for column, value in zip(columns[-2::-1], last[-2::-1], strict=True):
        beyond = or_(column > value, and_(column == value, beyond))
    return beyond


def _cursor_after(last: Line, sort: str) -> str:
    a, book = last.annotation, last.book
    values: list[Any] = [a.revision, str(a.id)]
    if sort == "book":
        values = [book.title_key, str(book.id), a.chapter_number, a.start, str(a.id)]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


async def page(
    session: AnySession, user_id: UUID, wanted: Wanted, sort: str, limit: int, cursor: str
) -> tuple[list[Line], str | None, int]:
    """One page over all books, the cursor of the next, and how many match in all.

    A cursor that is not ours begins from the start.
    """
    query = _matching(_lines(user_id), wanted)
    counted = query.with_only_columns(Annotation.id).order_by(None).subquery()
    total = await session.scalar(select(func.count()).select_from(counted)) or 0
    values = _decoded(cursor) if cursor else None
    if sort == "book":
        beyond = _after_in_books(values)
        query = query.order_by(
            Book.title_key, Book.id, Annotation.chapter_number, Annotation.start, Annotation.id
        )
    else:
        beyond = _after_recent(values)
        query = query.order_by(Annotation.revision.desc(), Annotation.id)
    if beyond is not None:
        query = query.where(beyond)
    lines = await _read(session, query.limit(limit + 1))
    more = len(lines) > limit
    lines = lines[:limit]
    return lines, _cursor_after(lines[-1], sort) if more else None, total


async def all_lines(session: AnySession, user_id: UUID, book_id: UUID | None) -> list[Line]:
    """Everything for a file: by book, in reading order."""
    query = _matching(_lines(user_id), Wanted(book=book_id)).order_by(
        Book.title_key, Book.id, Annotation.chapter_number, Annotation.start, Annotation.id
    )
    return await _read(session, query)


async def books(session: AnySession, user_id: UUID) -> list[tuple[UUID, str, int]]:
    """The books that have annotations: id, title, how many."""
    rows = await session.execute(
        select(Book.id, Book.title, func.count())
        .join(Annotation, and_(Annotation.book_id == Book.id, Annotation.user_id == Book.user_id))
        .where(Book.user_id == user_id, Annotation.deleted_at.is_(None))
        .group_by(Book.id, Book.title, Book.title_key)
        .order_by(Book.title_key, Book.id)
    )
    return [(book_id, title, count) for book_id, title, count in rows]


async def stale(session: AnySession, user_id: UUID, book: Book) -> list[Annotation]:
    """Those anchored in a text that newer rules have since made anew."""
    rows = await session.scalars(
        select(Annotation).where(
            Annotation.user_id == user_id,
            Annotation.book_id == book.id,
            Annotation.normaliser_version != book.normaliser_version,
        )
    )
    return list(rows)


async def texts(session: AnySession, book_id: UUID) -> list[tuple[int, str, int, str]]:
    """All chapters of a book: number, id, characters before, text."""
    rows = await session.execute(
        select(BookChapter.number, BookChapter.key, BookChapter.chars_before, BookChapter.text)
        .where(BookChapter.book_id == book_id)
        .order_by(BookChapter.number)
    )
    return [(number, key, before, text) for number, key, before, text in rows]


async def own_books(
    session: AnySession, user_id: UUID, sha256: str, title_key: str
) -> Sequence[Book]:
    """The reader's books of these bytes, else of this title."""
    own = select(Book).where(Book.user_id == user_id)
    if sha256:
        same = list(await session.scalars(own.where(Book.sha256 == sha256)))
        if same:
            return same
    if not title_key:
        return []
    return list(await session.scalars(own.where(Book.title_key == title_key).order_by(Book.id)))


async def device_name(session: AnySession, user_id: UUID, device_id: UUID | None) -> str:
    """What the reader calls a device; empty for one that never gave a name."""
    if device_id is None:
        return ""
    device = await session.get(Device, (user_id, device_id))
    return device.name if device is not None else ""


async def wipe(session: WriteSession, user_id: UUID, before: datetime) -> None:
    """Forget the words of what was deleted before a moment; the tombstones stay."""
    await session.execute(
        update(Annotation)
        .where(
            Annotation.user_id == user_id,
            Annotation.deleted_at < before,
            or_(Annotation.exact != "", Annotation.note != ""),
        )
        .values(note="", exact="", before="", after="", search_key="")
    )
