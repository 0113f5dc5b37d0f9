"""Moves as a device sends them, set down in the text as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bookreader.library.errors import ChapterNotFound
from bookreader.library.models import Book, BookChapter
from bookreader.places.anchoring.locators import Anchoring, Locator
from bookreader.places.models import ReadingMove
from bookreader.places.schemas import Move

# A page or so: who stands this near is at the same place.
NEAR = 2_000
# A device that says it was longer ago than this has a wrong clock.
_PLAUSIBLE = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Landed:
    """A move and its place in the book as it is kept now."""

    move: Move
    chapter: BookChapter
    offset: int
    page_end: int
    exact: str
    before: str
    after: str

    @property
    def end(self) -> tuple[int, int]:
        """How far the page of this move reaches."""
        return self.chapter.number, self.page_end

    @property
    def places(self) -> bool:
        """Whether the reader went to the place; opening a book moves nobody."""
        return self.move.kind != "open"


async def land(
    moves: Sequence[Move], book: Book, lines: Sequence[BookChapter], anchoring: Anchoring
) -> list[Landed]:
    """Where moves led; raises ChapterNotFound for a chapter that this reading never had.

    A move written down in another reading of the file is found by its words, and left out when
    neither they nor its chapter are there any more.
    """
    keys = {line.key: line for line in lines}
    landed: list[Landed] = []
    for move in moves:
        chapter = keys.get(move.chapter)
        if move.normaliser_version == book.normaliser_version:
            if chapter is None:
                raise ChapterNotFound
            offset = min(move.offset, chapter.chars)
            quote = (_clean(move.quote), _clean(move.quote_before), _clean(move.quote_after))
        else:
            found = await anchoring.find(
                Locator(
                    chapter.number if chapter else 0,
                    move.offset,
                    move.normaliser_version,
                    move.quote,
                    move.quote_before,
                    move.quote_after,
                    chapter_key=move.chapter,
                )
            )
            if chapter is None and found.by != "quote":
                continue
            chapter, offset = lines[found.chapter_number], found.start
            # The words as they were are not those of the text as it is.
            quote = ("", "", "")
        length = max(0, move.page_end - move.offset)
        landed.append(Landed(move, chapter, offset, min(offset + length, chapter.chars), *quote))
    return landed


def _clean(words: str) -> str:
    # PostgreSQL has no such character.
    return words.replace("\x00", "")


def as_row(
    one: Landed,
    book: Book,
    user_id: UUID,
    device_id: UUID | None,
    base: UUID | None,
    now: datetime,
    *,
    stood: bool,
) -> ReadingMove:
    """A move as the journal keeps it."""
    told = one.move.made_at
    return ReadingMove(
        id=one.move.id,
        user_id=user_id,
        book_id=book.id,
        device_id=device_id,
        kind=one.move.kind,
        chapter_number=one.chapter.number,
        chapter_key=one.chapter.key,
        offset=one.offset,
        page_end=one.page_end,
        reached=one.move.reached,
        quote=one.exact,
        quote_before=one.before,
        quote_after=one.after,
        progression=progression(book, one.chapter, one.offset),
        normaliser_version=book.normaliser_version,
        base_id=base,
        stood=stood,
        made_at=told if now - _PLAUSIBLE <= told <= now else now,
        received_at=now,
    )


def progression(book: Book, chapter: BookChapter, offset: int) -> float:
    """How far into the book a place is, 0 to 1."""
    return min(1.0, (chapter.chars_before + offset) / max(1, book.chars))


def progress(
    book: Book, lines: Sequence[BookChapter], chapter: BookChapter, offset: int, page_end: int
) -> float:
    """How much is read: the end of the last page is the end, for nobody stops after the last letter."""
    if chapter.number == lines[-1].number and page_end >= chapter.chars:
        return 1.0
    return progression(book, chapter, offset)
