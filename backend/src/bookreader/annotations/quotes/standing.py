"""Where annotations stand in a text, and where they went in a text made anew."""

from __future__ import annotations

from dataclasses import dataclass

from bookreader.annotations.errors import HighlightEmpty, HighlightTooLong
from bookreader.annotations.exchange.entries import LONGEST_HIGHLIGHT
from bookreader.annotations.models import Annotation
from bookreader.annotations.quotes.book_text import AROUND, EXACT, BookText, ChapterText, Quote
from bookreader.library import service as library
from bookreader.library.models import Book


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an annotation stands in the text as it is now."""

    chapter_number: int
    chapter_key: str
    start: int
    end: int
    exact: str
    before: str
    after: str
    progression: float


def stand(book: Book, chapter: ChapterText, kind: str, start: int, end: int) -> Stand:
    """A stretch of a chapter with its own words; clamped, raises HighlightEmpty for none."""
    text = chapter.text
    start = min(start, len(text))
    end = start if kind == "bookmark" else min(max(start, end), len(text))
    if kind == "bookmark":
        # The words a reader knows the place by; a bookmark itself has no extent.
        first = start + len(text[start:]) - len(text[start:].lstrip())
        exact, behind = text[first : first + EXACT], first + EXACT
    else:
        exact, behind = text[start:end], end
        if not exact.replace("\ufffc", "").strip():
            raise HighlightEmpty
        if len(exact) > LONGEST_HIGHLIGHT:
            raise HighlightTooLong
    return Stand(
        chapter_number=chapter.number,
        chapter_key=chapter.key,
        start=start,
        end=end,
        exact=exact,
        before=text[max(0, start - AROUND) : start],
        after=text[behind : behind + AROUND],
        progression=min(1.0, (chapter.chars_before + start) / max(1, book.chars)),
    )


def fill(row: Annotation, place: Stand, version: int) -> None:
    """Give a row its place and the words that are found by."""
    row.chapter_number, row.chapter_key = place.chapter_number, place.chapter_key
    row.start, row.end = place.start, place.end
    row.exact, row.before, row.after = place.exact, place.before, place.after
    row.progression = place.progression
    row.normaliser_version = version
    row.search_key = library.search_form(f"{row.note}\n{row.exact}")


def anchor(row: Annotation, book: Book, text: BookText) -> None:
    """Find a row's place in a text made anew: by its words, else as far on in the book."""
    quote = Quote(row.chapter_key, row.start, row.end, row.exact, row.before, row.after)
    found = text.find(quote)
    if found is not None:
        place = stand(book, found.chapter, row.kind, found.start, found.end)
        fill(row, place, book.normaliser_version)
        return
    # The words are gone: the place that is as far on in the book, and the words kept for next time.
    chapter = text.at(row.progression * book.chars)
    row.normaliser_version = book.normaliser_version
    if chapter is None:
        return
    start = min(
        max(0, round(row.progression * book.chars) - chapter.chars_before), len(chapter.text)
    )
    length = 0 if row.kind == "bookmark" else row.end - row.start
    row.chapter_number, row.chapter_key = chapter.number, chapter.key
    row.start, row.end = start, min(start + length, len(chapter.text))
