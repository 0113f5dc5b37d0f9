"""Bodies of search answers."""

from __future__ import annotations

from uuid import UUID

from bookreader.annotations.schemas import ListedAnnotation
from bookreader.kit.schemas import Schema
from bookreader.library.schemas import BookCard


class WordSpan(Schema):
    """A found word at [start, end) of its chapter's text."""

    start: int
    end: int


class Hit(Schema):
    """A place that answers the question, with some ten words around it.

    `number` is the chapter's place in the book; `match` is the text at [start, end), letter by
    letter, so that `words` can be outlined in it. `ahead` lies beyond the reader's furthest place.
    """

    book_id: UUID
    chapter: str
    chapter_title: str
    number: int
    start: int
    end: int
    words: list[WordSpan]
    before: str
    match: str
    after: str
    ahead: bool


class BookHits(Schema):
    """Places of one book in reading order; `total` is how many `cursor` leads to.

    `ahead` counts those beyond the reader's furthest place, shown or not. `beginning` says that no
    word was found, and the last one was taken for a beginning. Before `ready` some may be missing.
    """

    hits: list[Hit]
    total: int
    ahead: int
    cursor: str | None
    ready: bool
    beginning: bool


class TextMatch(Schema):
    """A book in whose text something was found: how many passages, and the best of those read."""

    book: BookCard
    places: int
    ahead: int
    hits: list[Hit]


class LibraryHits(Schema):
    """What was found in a whole library, the best first; books and notes only on the first page.

    `waiting` books are not in the index yet.
    """

    books: list[BookCard]
    books_total: int
    texts: list[TextMatch]
    texts_total: int
    notes: list[ListedAnnotation]
    notes_total: int
    cursor: str | None
    waiting: int
    beginning: bool
