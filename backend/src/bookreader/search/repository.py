"""Queries over the index: FTS5 on SQLite, `tsvector` on PostgreSQL, the same answers from both.

What is asked for is made of letters and digits alone (`bookcore.text.hits`), so that no sign a
reader types means anything to either query language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    TextClause,
    and_,
    case,
    cast,
    column,
    delete,
    func,
    insert,
    or_,
    select,
    table,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import load_only

from bookcore.text.hits import Term, is_beginning, keys
from bookcore.text.hits import positions as word_positions
from bookcore.text.lookup import SEARCH_VERSION, Passage
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library.models import Book, BookChapter
from bookreader.places import service as places
from bookreader.places.models import ReadingPosition
from bookreader.search.models import IndexedBook, IndexedPassage

AnySession = ReadSession | WriteSession
_WORDS = table("search_words", column("rowid"))
_IDS_AT_ONCE = 5_000


class Stretch(NamedTuple):
    """A passage of the index."""

    id: int
    book_id: UUID
    chapter_number: int
    start: int
    end: int


class Count(NamedTuple):
    """How many passages of a book answer: those its reader has read, and all."""

    book_id: UUID
    read: int
    all: int
    passages: int


def _sqlite(session: AnySession) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _match(
    session: AnySession, terms: Sequence[Term], within: tuple[int, int] | None = None
) -> ColumnElement[bool]:
    """The condition that a passage holds all terms; `within` bounds the numbers of passages."""
    if not _sqlite(session):
        asked = " & ".join(_tsquery(term) for term in terms)
        return IndexedPassage.words.op("@@", is_comparison=True)(cast(asked, TSQUERY))
    found = select(_WORDS.c.rowid).where(_match_words(terms))
    if within is not None:
        found = found.where(_WORDS.c.rowid.between(*within))
    return IndexedPassage.id.in_(found)


def _match_words(terms: Sequence[Term]) -> TextClause:
    """The same for the lines of FTS5 itself."""
    asked = " AND ".join(_fts(term) for term in terms)
    return text("search_words MATCH :asked").bindparams(asked=asked)


def _tsquery(term: Term) -> str:
    marked = (f"'{word}'" + ":*" * is_beginning(term, i) for i, word in enumerate(term.words))
    return f"({' <-> '.join(marked)})"


def _fts(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + " *" * term.beginning


_STRETCH = (
    IndexedPassage.id,
    IndexedPassage.book_id,
    IndexedPassage.chapter_number,
    IndexedPassage.start,
    IndexedPassage.end,
)


async def of_book(session: AnySession, book_id: UUID, terms: Sequence[Term]) -> list[Stretch]:
    """The passages of a book that hold all terms, in reading order."""
    within = (await _numbers(session, [book_id])).get(book_id)
    rows = await session.execute(
        select(*_STRETCH)
        .where(IndexedPassage.book_id == book_id, _match(session, terms, within))
        .order_by(IndexedPassage.chapter_number, IndexedPassage.start)
    )
    return [Stretch(*row) for row in rows]


async def _numbers(session: AnySession, book_ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """The first and the last number of each book's passages, where that makes a search shorter."""
    if not _sqlite(session):
        return {}
    rows = await session.execute(
        select(IndexedPassage.book_id, func.min(IndexedPassage.id), func.max(IndexedPassage.id))
        .where(IndexedPassage.book_id.in_(book_ids))
        .group_by(IndexedPassage.book_id)
    )
    return {book_id: (first, last) for book_id, first, last in rows}


async def positions(
    session: AnySession, found: Sequence[Stretch], terms: Sequence[Term]
) -> dict[int, Mapping[str, Sequence[int]]]:
    """By passage, where the words of the question stand in it, counted in words."""
    wanted = keys(terms)
    at: dict[int, Mapping[str, Sequence[int]]] = {}
    for begin in range(0, len(found), _IDS_AT_ONCE):
        ids = [stretch.id for stretch in found[begin : begin + _IDS_AT_ONCE]]
        read = _positions_here if _sqlite(session) else _positions_there
        at |= await read(session, ids, wanted)
    return at


async def _positions_here(
    session: AnySession, ids: Sequence[int], wanted: Sequence[str]
) -> dict[int, Mapping[str, Sequence[int]]]:
    rows = await session.execute(
        select(IndexedPassage.id, IndexedPassage.words).where(IndexedPassage.id.in_(ids))
    )
    return {key: word_positions(kept.split(" "), wanted) for key, kept in rows}


_PLACES_OF_WORDS = text(
    "SELECT p.id, w.lexeme, w.positions FROM search_passages p CROSS JOIN LATERAL unnest(p.words) w"
    " WHERE p.id = ANY(:ids) AND (w.lexeme = ANY(:words) OR w.lexeme LIKE ANY(:beginnings))"
)


async def _positions_there(
    session: AnySession, ids: Sequence[int], wanted: Sequence[str]
) -> dict[int, Mapping[str, Sequence[int]]]:
    beginnings = [one[:-1] for one in wanted if one.endswith("*")]
    rows = await session.execute(
        _PLACES_OF_WORDS,
        {
            "ids": list(ids),
            "words": [one for one in wanted if not one.endswith("*")],
            "beginnings": [f"{one}%" for one in beginnings],
        },
    )
    at: dict[int, dict[str, list[int]]] = {key: {} for key in ids}
    for key, lexeme, numbers in rows:
        here = [number - 1 for number in numbers]
        at[key][lexeme] = here
        for beginning in beginnings:
            if lexeme.startswith(beginning):
                together = [*at[key].get(f"{beginning}*", ()), *here]
                at[key][f"{beginning}*"] = sorted(together)
    return dict(at)


def _own(user_id: UUID) -> tuple[ColumnElement[bool], ...]:
    """Passages of a reader's books that are of today's rules and today's text."""
    return (
        Book.user_id == user_id,
        IndexedBook.search_version == SEARCH_VERSION,
        IndexedBook.normaliser_version == Book.normaliser_version,
    )


async def kinds_of_words(session: AnySession, user_id: UUID) -> list[bool]:
    """Whether a reader has books found by stems, and whether others."""
    rows = await session.scalars(
        select(IndexedBook.stemmed)
        .join(Book, Book.id == IndexedBook.book_id)
        .where(*_own(user_id))
        .distinct()
    )
    return list(rows)


async def counts(
    session: AnySession, user_id: UUID, terms: Sequence[Term], *, stemmed: bool
) -> list[Count]:
    """In which of a reader's books all terms stand together, and in how many passages."""
    # SQLite would go through the books one by one and ask of each passage whether it was found.
    found = select(*_STRETCH).where(_match(session, terms)).cte("found")
    found = found.prefix_with("MATERIALIZED", dialect="sqlite")
    version = IndexedBook.normaliser_version
    read = places.is_within(found.c.chapter_number, found.c.end, version)
    rows = await session.execute(
        select(
            found.c.book_id, func.sum(case((read, 1), else_=0)), func.count(), IndexedBook.passages
        )
        .join(IndexedBook, IndexedBook.book_id == found.c.book_id)
        .join(Book, Book.id == found.c.book_id)
        .outerjoin(ReadingPosition, _position_of(user_id, found.c.book_id))
        .where(*_own(user_id), IndexedBook.stemmed == stemmed)
        .group_by(found.c.book_id, IndexedBook.passages)
    )
    return [Count(*row) for row in rows]


def _position_of(user_id: UUID, book_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    return and_(ReadingPosition.user_id == user_id, ReadingPosition.book_id == book_id)


async def first_read(
    session: AnySession,
    user_id: UUID,
    book_ids: Sequence[UUID],
    terms: Sequence[Term],
    each: int,
) -> list[Stretch]:
    """Of each book the first answering passages among those its reader has read."""
    read = places.is_within(
        IndexedPassage.chapter_number, IndexedPassage.end, IndexedBook.normaliser_version
    )
    answering = (
        select(*_STRETCH)
        .join(IndexedBook, IndexedBook.book_id == IndexedPassage.book_id)
        .outerjoin(ReadingPosition, _position_of(user_id, IndexedPassage.book_id))
        .where(read)
    )
    if _sqlite(session) and any(term.beginning for term in terms):
        return await _first_beginnings(session, answering, book_ids, terms, each)
    within = await _numbers(session, book_ids)
    found: list[Stretch] = []
    # Book by book: each needs only its first few, whatever the others hold.
    for book_id in book_ids:
        rows = await session.execute(
            answering.where(
                IndexedPassage.book_id == book_id,
                _match(session, terms, within.get(book_id)),
            )
            .order_by(IndexedPassage.chapter_number, IndexedPassage.start)
            .limit(each)
        )
        found += [Stretch(*row) for row in rows]
    return found


async def _first_beginnings(
    session: AnySession,
    answering: Select[int, UUID, int, int, int],
    book_ids: Sequence[UUID],
    terms: Sequence[Term],
    each: int,
) -> list[Stretch]:
    """The first of each book, with all books asked at once.

    FTS5 puts together all words of one beginning before it looks at the bounds, so a question for
    each book would do that as many times.
    """
    asked = select(_WORDS.c.rowid).where(_match_words(terms)).cte("asked")
    asked = asked.prefix_with("MATERIALIZED", dialect="sqlite")
    in_order = (IndexedPassage.chapter_number, IndexedPassage.start)
    place = func.row_number().over(partition_by=IndexedPassage.book_id, order_by=in_order)
    placed = (
        answering.add_columns(place.label("place"))
        .where(IndexedPassage.book_id.in_(book_ids), IndexedPassage.id.in_(select(asked.c.rowid)))
        .subquery()
    )
    rows = await session.execute(
        select(placed).where(placed.c.place <= each).order_by(placed.c.book_id, placed.c.place)
    )
    return [Stretch(*row[:-1]) for row in rows]


async def chapter_texts(
    session: AnySession, wanted: Iterable[tuple[UUID, int]]
) -> dict[tuple[UUID, int], BookChapter]:
    """Chapters by book and number, with their text alone."""
    rows = await session.scalars(
        select(BookChapter)
        .where(tuple_(BookChapter.book_id, BookChapter.number).in_(list(wanted)))
        .options(load_only(BookChapter.key, BookChapter.title, BookChapter.text))
    )
    return {(chapter.book_id, chapter.number): chapter for chapter in rows}


async def books(session: AnySession, ids: Sequence[UUID]) -> dict[UUID, Book]:
    """Books by their ids."""
    rows = await session.scalars(select(Book).where(Book.id.in_(ids)))
    return {book.id: book for book in rows}


async def indexed(session: AnySession, book_id: UUID) -> IndexedBook | None:
    """How far a book is in the index, freshly read."""
    return await session.get(IndexedBook, book_id, populate_existing=True)


def _unfinished() -> ColumnElement[bool]:
    """Of a book that can be read and is outer-joined with its line of the index."""
    return and_(
        Book.readable_at.is_not(None),
        or_(
            IndexedBook.book_id.is_(None),
            IndexedBook.search_version != SEARCH_VERSION,
            IndexedBook.normaliser_version != Book.normaliser_version,
            IndexedBook.chapters_done < Book.chapter_count,
        ),
    )


async def count_unfinished(session: AnySession, user_id: UUID) -> int:
    """How many of a reader's books are not in the index yet."""
    found = await session.scalar(
        select(func.count())
        .select_from(Book)
        .outerjoin(IndexedBook, IndexedBook.book_id == Book.id)
        .where(Book.user_id == user_id, _unfinished())
    )
    return int(found or 0)


async def unfinished(session: AnySession) -> list[UUID]:
    """Books that can be read and are not in the index yet, those opened last first."""
    rows = await session.scalars(
        select(Book.id)
        .outerjoin(IndexedBook, IndexedBook.book_id == Book.id)
        .where(_unfinished())
        .order_by(func.coalesce(Book.opened_at, Book.added_at).desc(), Book.id)
    )
    return list(rows)


async def begin(session: WriteSession, line: IndexedBook) -> None:
    """Take out what the index has of a book, and begin it anew."""
    await session.execute(delete(IndexedPassage).where(IndexedPassage.book_id == line.book_id))
    await session.merge(line)
    await session.flush()


async def add(
    session: WriteSession,
    book_id: UUID,
    found: Sequence[tuple[int, Passage]],
    chapters_done: int,
    now: datetime,
) -> None:
    """Put passages with the numbers of their chapters into the index."""
    kept = " ".join if _sqlite(session) else _tsvector
    rows: list[dict[str, Any]] = [
        {
            "book_id": book_id,
            "chapter_number": number,
            "start": passage.start,
            "end": passage.end,
            "words": kept(passage.words),
        }
        for number, passage in found
    ]
    if rows:
        await session.execute(insert(IndexedPassage), rows)
    await session.execute(
        update(IndexedBook)
        .where(IndexedBook.book_id == book_id)
        .values(
            chapters_done=chapters_done,
            passages=IndexedBook.passages + len(rows),
            indexed_at=now,
        )
    )


def _tsvector(words: Sequence[str]) -> str:
    at: dict[str, list[str]] = {}
    for place, word in enumerate(words, 1):
        at.setdefault(word, []).append(str(place))
    return " ".join(f"'{word}':{','.join(numbers)}" for word, numbers in at.items())
