"""Words as they are looked up, and the passages they are looked up in.

The browser searches kept books by the same rules (`frontend/src/lib/search`): what changes here
changes there, and SEARCH_VERSION with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bookcore.text.snowball import english, russian

SEARCH_VERSION = 1
"""Of words, stems and passages; another one has every book read into the index anew."""
AIM, MOST_CHARS, MOST_WORDS = 1_000, 2_000, 250
"""When a passage may end, and when it must: PostgreSQL keeps 255 places of one word."""

# Scripts without spaces: each sign is a word, so that any run of them can be found.
_SIGNS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_SIGNS}]|(?:[^\W_{_SIGNS}][\u0300-\u036f]*)+")
_LONGEST_WORD = 64
# All marks above and below letters but the one that makes й of и.
_MARKS = re.compile("[\u0300-\u0305\u0307-\u036f]")
_RUSSIAN = re.compile("[а-я]+")
_ENGLISH = re.compile("[a-z]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)]*\s+")
_SPACE = re.compile(r"\s+")


class Word(NamedTuple):
    """A word as it stands in a text, at [start, end)."""

    text: str
    start: int
    end: int


class Passage(NamedTuple):
    """A stretch of a chapter that is searched as a whole, with its words."""

    start: int
    end: int
    words: tuple[str, ...]


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of text[start:end], with offsets into the whole text."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(m.group(), m.start(), m.end()) for m in found]


def fold(word: str) -> str:
    """A word without case and without accents, ё as е."""
    lower = word[:_LONGEST_WORD].lower()
    if lower.isascii():
        return lower
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", lower)))


@lru_cache(maxsize=50_000)
def lexeme(word: str, stemmed: bool) -> str:
    """What a word is found by: its stem, or only its folded form."""
    form = fold(word)
    if not stemmed:
        return form
    if _RUSSIAN.fullmatch(form):
        return russian(form)
    return english(form) if _ENGLISH.fullmatch(form) else form


def is_stemmed(language: str) -> bool:
    """Whether words of a book in this language are found by stems: Russian, English, unknown."""
    return language.split("-")[0].lower() in ("ru", "en", "")


def passages(text: str, *, stemmed: bool) -> list[Passage]:
    """A chapter's text in passages that end where a line ends, or else a sentence."""
    found: list[Passage] = []
    pending: list[Word] = []
    start = 0
    for begin, end, here in _pieces(text):
        if pending and (end - start > MOST_CHARS or len(pending) + len(here) > MOST_WORDS):
            found.append(_passage(start, begin, pending, stemmed))
            pending = []
        if not pending:
            start = begin
        pending += here
        if pending and end - start >= AIM:
            found.append(_passage(start, end, pending, stemmed))
            pending = []
    if pending:
        found.append(_passage(start, len(text), pending, stemmed))
    return found


def _passage(start: int, end: int, found: list[Word], stemmed: bool) -> Passage:
    return Passage(start, end, tuple(lexeme(word.text, stemmed) for word in found))


def _pieces(text: str) -> Iterator[tuple[int, int, list[Word]]]:
    """Lines with their words, and of lines longer than a passage their parts."""
    begin = 0
    while begin < len(text):
        at = text.find("\n", begin)
        end = len(text) if at < 0 else at + 1
        here = words(text, begin, end)
        while end - begin > MOST_CHARS or len(here) > MOST_WORDS:
            cut = _cut(text, begin, end, here)
            count = sum(word.start < cut for word in here)
            yield begin, cut, here[:count]
            begin, here = cut, here[count:]
        if begin < end:
            yield begin, end, here
        begin = end


def _cut(text: str, begin: int, end: int, here: list[Word]) -> int:
    """The last good place to cut at: behind a sentence, else behind a space, never in a word."""
    most = min(begin + MOST_CHARS, end)
    if len(here) > MOST_WORDS:
        most = min(most, here[MOST_WORDS].start)
    for border in (_SENTENCE_END, _SPACE):
        ends = [m.end() for m in border.finditer(text, begin, most)]
        if ends and ends[-1] - begin >= (most - begin) // 2:
            return ends[-1]
    parted = next((word for word in here if word.start < most < word.end), None)
    if parted is None:
        return most
    return parted.start if parted.start > begin else parted.end
