"""Where a quote stands in a book whose text is at hand.

Character by character first, since a highlight is to be the same to the letter; then by its letters
alone, as places are found, when a newer normaliser writes spaces, dashes and quotation marks otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bookreader.places import service as places

EXACT, AROUND = 64, 32
_MOST_PLACES = 200
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class ChapterText:
    """A chapter as far as quotes are concerned."""

    number: int
    key: str
    chars_before: int
    text: str

    @cached_property
    def bare(self) -> places.BareText:
        """Its letters alone."""
        return places.BareText(self.text)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words, what stood around them, and where they were last seen."""

    chapter: str
    start: int
    end: int
    exact: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a chapter."""

    chapter: ChapterText
    start: int
    end: int


class BookText:
    """All chapters of one book."""

    def __init__(self, chapters: Sequence[ChapterText]) -> None:
        self.chapters = chapters
        self._by_key = {chapter.key: index for index, chapter in enumerate(chapters)}

    def chapter(self, key: str) -> ChapterText | None:
        """The chapter of an id."""
        index = self._by_key.get(key)
        return None if index is None else self.chapters[index]

    def at(self, chars: float) -> ChapterText | None:
        """The chapter so many characters into the book."""
        behind = [chapter for chapter in self.chapters if chapter.chars_before <= chars]
        return behind[-1] if behind else (self.chapters[0] if self.chapters else None)

    def find(self, quote: Quote) -> Found | None:
        """The place that fits a quote best: the old one, else its chapter, else the nearest one."""
        words = quote.exact.replace(_SOFT_HYPHEN, "")
        if not words.strip():
            return None
        home = self._by_key.get(quote.chapter)
        if home is not None:
            chapter = self.chapters[home]
            end = quote.start + len(words)
            if chapter.text[quote.start : end] == words:
                return Found(chapter, quote.start, end)
        if home is None:
            return self._anywhere(words, quote)
        for chapter in sorted(self.chapters, key=lambda one: abs(self._by_key[one.key] - home)):
            near = quote.start if chapter.key == quote.chapter else 0
            span = _best(chapter, words, quote, near)
            if span is not None:
                return Found(chapter, *span)
        return None

    def _anywhere(self, words: str, quote: Quote) -> Found | None:
        """Where the words fit their surroundings best, whatever the chapter."""
        found: Found | None = None
        best = -1
        for chapter in self.chapters:
            span = _best(chapter, words, quote, quote.start)
            fit = -1 if span is None else _context(chapter.text, span, quote)
            if span is not None and fit > best:
                found, best = Found(chapter, *span), fit
        return found


def _best(chapter: ChapterText, words: str, quote: Quote, near: int) -> tuple[int, int] | None:
    text = chapter.text
    same = _same(text, words)
    if same:
        return max(same, key=lambda span: (_context(text, span, quote), -abs(span[0] - near)))
    return chapter.bare.whole(places.Quote(words, quote.before, quote.after), near)


def _same(text: str, words: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = text.find(words)
    while at >= 0 and len(spans) < _MOST_PLACES:
        spans.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return spans


def _context(text: str, span: tuple[int, int], quote: Quote) -> int:
    """How many characters on both sides are those that stood there before."""
    return _shared(text[: span[0]][-AROUND:][::-1], quote.before[::-1]) + _shared(
        text[span[1] : span[1] + AROUND], quote.after
    )


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
