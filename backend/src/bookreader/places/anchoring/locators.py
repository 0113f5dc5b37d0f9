"""A locator of one reading of a book, found again in the reading that is kept now.

By its quote first: near where it was, anywhere in its chapter, in the chapters around, in the
whole book. Then by how far into the book it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from bookreader.kit.db import ReadSession, WriteSession
from bookreader.library import service as library
from bookreader.library.models import Book, BookChapter
from bookreader.places.anchoring.quotes import BareText, Quote

AnySession = ReadSession | WriteSession
# A part of the words counts only near its chapter; in the whole book it may be anybody's.
_PIECES_WITHIN, _SAME_PLACE = 2, 0.02


@dataclass(frozen=True, slots=True)
class Locator:
    """A place as it was written down, in the letters of one version of the normaliser."""

    chapter_number: int
    offset: int
    normaliser_version: int
    exact: str = ""
    before: str = ""
    after: str = ""
    progression: float | None = None
    chapter_key: str = ""


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a locator is now, and by what it was found."""

    chapter_number: int
    start: int
    end: int
    by: Literal["offset", "quote", "progression"]

    @property
    def place(self) -> tuple[int, int]:
        """The place alone."""
        return self.chapter_number, self.start


class Anchoring:
    """Finds many locators of one book; a chapter's text is read once."""

    def __init__(
        self, session: AnySession, book: Book, lines: Sequence[BookChapter] | None = None
    ) -> None:
        self._session, self._book = session, book
        self._lines = None if lines is None else list(lines)
        self._texts: dict[int, BareText] = {}

    async def find(self, locator: Locator) -> Anchored:
        """Where a locator is in the book as it is kept now."""
        lines = await self._chapters()
        if not lines:
            return Anchored(0, 0, 0, "offset")
        guess = self._guess(lines, locator)
        quote = Quote(locator.exact, locator.before, locator.after)
        if locator.normaliser_version == self._book.normaliser_version:
            start = min(locator.offset, lines[guess].chars)
            return Anchored(
                guess, start, min(start + len(quote.exact), lines[guess].chars), "offset"
            )
        if quote.exact or quote.before or quote.after:
            found = await self._by_quote(lines, guess, quote, locator.offset)
            if found is not None:
                return found
        return self._by_progression(lines, guess, locator)

    async def _chapters(self) -> Sequence[BookChapter]:
        if self._lines is None:
            self._lines = await library.chapters(self._session, self._book.id)
        return self._lines

    def _guess(self, lines: Sequence[BookChapter], locator: Locator) -> int:
        same = [line.number for line in lines if line.key == locator.chapter_key]
        return same[0] if same else max(0, min(locator.chapter_number, lines[-1].number))

    async def _text(self, number: int) -> BareText:
        if number not in self._texts:
            chapter = await library.chapter_at_work(self._session, self._book.id, number)
            self._texts[number] = BareText(chapter.text if chapter else "")
        return self._texts[number]

    async def _by_quote(
        self, lines: Sequence[BookChapter], guess: int, quote: Quote, offset: int
    ) -> Anchored | None:
        part: Anchored | None = None
        for line in sorted(lines, key=lambda line: (abs(line.number - guess), line.number)):
            text = await self._text(line.number)
            # Towards the end of chapters before, towards the beginning of those behind.
            near = offset if line.number == guess else line.chars if line.number < guess else 0
            whole = text.whole(quote, near)
            if whole is not None:
                return Anchored(line.number, *whole, "quote")
            if part is None and abs(line.number - guess) <= _PIECES_WITHIN:
                at = text.piece(quote, near)
                if at is not None:
                    end = min(at + len(quote.exact), line.chars)
                    part = Anchored(line.number, at, end, "quote")
        return part

    def _by_progression(
        self, lines: Sequence[BookChapter], guess: int, locator: Locator
    ) -> Anchored:
        here = lines[guess]
        stood = min(locator.offset, here.chars)
        whole = max(1, self._book.chars)
        told = locator.progression
        if told is None or abs((here.chars_before + stood) / whole - told) < _SAME_PLACE:
            return Anchored(guess, stood, stood, "progression")
        target = int(told * whole)
        line = max(
            (one for one in lines if one.chars_before <= target),
            key=lambda one: one.chars_before,
            default=lines[0],
        )
        at = max(0, min(target - line.chars_before, line.chars))
        return Anchored(line.number, at, at, "progression")


async def anchored_text(session: AnySession, book_id: UUID, number: int, at: int) -> Quote:
    """The words around a place in the text as it is kept now: 64 from it on, 64 before it."""
    begin = max(0, at - 64)
    told = await library.window(session, book_id, number, begin, 160)
    here = at - begin
    return Quote(told[here : here + 64], told[:here], told[here + 64 : here + 96])
