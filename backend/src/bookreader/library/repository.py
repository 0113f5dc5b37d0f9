"""Queries over books, chapters and images of books."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, load_only

from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library.models import Book, BookChapter, BookImage

AnySession = ReadSession | WriteSession


async def get(session: AnySession, user_id: UUID, book_id: UUID) -> Book | None:
    """A reader's own book."""
    found: Book | None = await session.scalar(
        select(Book).where(Book.id == book_id, Book.user_id == user_id)
    )
    return found


async def by_hash(session: AnySession, user_id: UUID, sha256: str) -> Book | None:
    """The reader's book with these bytes."""
    found: Book | None = await session.scalar(
        select(Book).where(Book.user_id == user_id, Book.sha256 == sha256)
    )
    return found


def _order(sort: str) -> tuple[ColumnElement[Any] | InstrumentedAttribute[Any], bool]:
    """The column of an order, and whether it descends."""
    if sort == "title":
        return Book.title_key, False
    if sort == "author":
        return Book.author_key, False
    if sort == "added":
        return Book.added_at, True
    return func.coalesce(Book.opened_at, Book.added_at), True


def _like(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _matching(user_id: UUID, words: Sequence[str]) -> Select[Book]:
    query = select(Book).where(Book.user_id == user_id)
    for word in words:
        query = query.where(Book.search_key.like(_like(word), escape="\\"))
    return query


def _encode_cursor(value: object, book_id: UUID) -> str:
    shown = value.isoformat() if isinstance(value, datetime) else value
    return base64.urlsafe_b64encode(json.dumps([shown, str(book_id)]).encode()).decode()


def _decode_cursor(cursor: str, moment: bool) -> tuple[Any, UUID] | None:
    try:
        value, book_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return (datetime.fromisoformat(value) if moment else str(value)), UUID(book_id)
    except (ValueError, TypeError, binascii.Error):
        return None


async def page(
    session: AnySession, user_id: UUID, words: Sequence[str], sort: str, limit: int, cursor: str
) -> tuple[list[Book], str | None, int]:
    """One page of a reader's books, the cursor of the next, and how many match in all.

    A cursor that is not ours begins from the start.
    """
    query = matching = _matching(user_id, words)
    column, descending = _order(sort)
    after = _decode_cursor(cursor, descending) if cursor else None
    if after is not None:
        value, book_id = after
        beyond = column < value if descending else column > value
        # The first condition says nothing new; it is the one that an index begins at.
        from_here = column <= value if descending else column >= value
        query = query.where(from_here, or_(beyond, and_(column == value, Book.id > book_id)))
    ordered = query.order_by(column.desc() if descending else column.asc(), Book.id)
    heavy = (Book.toc, Book.warnings, Book.annotation, Book.search_key)
    light = [c for c in Book.__mapper__.column_attrs if c.key not in {h.key for h in heavy}]
    ordered = ordered.options(load_only(*(getattr(Book, c.key) for c in light)))
    rows = list(await session.scalars(ordered.limit(limit + 1)))
    more = len(rows) > limit
    total = len(rows)
    # Counting looks at every book again, and a first page that is not full has counted them.
    if more or after is not None:
        total = await session.scalar(select(func.count()).select_from(matching.subquery())) or 0
    rows = rows[:limit]
    next_cursor = None
    if more:
        last = rows[-1]
        value = {
            "title": last.title_key,
            "author": last.author_key,
            "added": last.added_at,
        }.get(sort, last.opened_at or last.added_at)
        next_cursor = _encode_cursor(value, last.id)
    return rows, next_cursor, total


async def chapter_lines(session: AnySession, book_id: UUID) -> list[BookChapter]:
    """The chapters of a book in reading order, without their text."""
    query = (
        select(BookChapter)
        .where(BookChapter.book_id == book_id)
        .order_by(BookChapter.number)
        .options(
            load_only(
                BookChapter.key,
                BookChapter.title,
                BookChapter.level,
                BookChapter.kind,
                BookChapter.chars,
                BookChapter.chars_before,
            )
        )
    )
    return list(await session.scalars(query))


async def chapter(session: AnySession, book_id: UUID, key: str) -> BookChapter | None:
    """One chapter, whole, by the parser's id."""
    if "\x00" in key:
        # PostgreSQL has no such text at all, not even to compare with.
        return None
    found: BookChapter | None = await session.scalar(
        select(BookChapter).where(BookChapter.book_id == book_id, BookChapter.key == key)
    )
    return found


async def window(
    session: AnySession, book_id: UUID, number: int, start: int, length: int
) -> str | None:
    """A stretch of a chapter's text, cut by the database."""
    found: str | None = await session.scalar(
        select(func.substr(BookChapter.text, start + 1, length)).where(
            BookChapter.book_id == book_id, BookChapter.number == number
        )
    )
    return found


async def neighbours(
    session: AnySession, book_id: UUID, number: int
) -> tuple[str | None, str | None]:
    """The ids of the chapters before and after a number."""
    rows = await session.execute(
        select(BookChapter.number, BookChapter.key).where(
            BookChapter.book_id == book_id, BookChapter.number.in_((number - 1, number + 1))
        )
    )
    keys: dict[int, str] = dict(rows.all())
    return keys.get(number - 1), keys.get(number + 1)


async def image(session: AnySession, book_id: UUID, sha256: str) -> BookImage | None:
    """An image of a book."""
    return await session.get(BookImage, (book_id, sha256))


async def images(session: AnySession, book_id: UUID) -> list[BookImage]:
    """All images that stand in a book."""
    rows = await session.scalars(
        select(BookImage).where(BookImage.book_id == book_id).order_by(BookImage.sha256)
    )
    return list(rows)


async def hold(session: WriteSession, book_id: UUID) -> None:
    """Keep others from changing what hangs on a book until this transaction ends."""
    await session.execute(select(Book.id).where(Book.id == book_id).with_for_update())


async def set_columns(session: WriteSession, book_id: UUID, values: dict[str, Any]) -> None:
    """Set columns of a book's card."""
    await session.execute(update(Book).where(Book.id == book_id).values(**values))


async def referenced(session: AnySession, hashes: Sequence[str]) -> set[str]:
    """Which of these blobs a book, a cover or a book's image still names."""
    named: set[str] = set()
    for column in (Book.sha256, Book.cover_sha256, BookImage.sha256):
        rows = await session.scalars(select(column).where(column.in_(hashes)))
        named.update(value for value in rows if value)
    return named


class ChapterStore:
    """What the pipeline reads and writes of books, whoever they belong to."""

    def __init__(self, session: AnySession) -> None:
        self._session = session

    async def book(self, book_id: UUID) -> Book | None:
        """A book by its id alone."""
        return await self._session.get(Book, book_id, populate_existing=True)

    async def chapter(self, book_id: UUID, number: int) -> BookChapter | None:
        """One chapter, whole, by its place."""
        # A line of the contents in the same session has no text: read it anew.
        return await self._session.get(BookChapter, (book_id, number), populate_existing=True)

    async def replace(
        self, book_id: UUID, chapters: list[dict[str, Any]], images: list[dict[str, Any]]
    ) -> None:
        """Put a book's chapters and images in the place of all it had."""
        await self._session.execute(delete(BookChapter).where(BookChapter.book_id == book_id))
        await self._session.execute(delete(BookImage).where(BookImage.book_id == book_id))
        if chapters:
            await self._session.execute(insert(BookChapter), chapters)
        if images:
            await self._session.execute(insert(BookImage), images)


@dataclass(frozen=True, slots=True)
class Totals:
    """All readers' books together."""

    all: int
    readable: int
    chapters: int
    described_chapters: int
    pictures_wanted: int
    pictures_ready: int


async def totals(session: AnySession) -> Totals:
    """Sums over the cards of all books: one pass over one small table."""
    row = (
        await session.execute(
            select(
                func.count(),
                func.count(Book.readable_at),
                func.sum(Book.chapter_count),
                func.sum(Book.described_chapters),
                func.sum(Book.pictures_wanted),
                func.sum(Book.pictures_ready),
            )
        )
    ).one()
    return Totals(*(int(value or 0) for value in row))
