"""Where name-like words stand in a chapter, whatever the language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bookcore.describe.chapters import ChapterText
from bookcore.text.tokens import fold

_SKIPPED = frozenset(("heading", "image", "rule"))
_ENDED = frozenset('.!?…:«"“„‘(—–\n[*')
_LAST = re.compile(r"([^\W\d_]+(?:[-'’][^\W\d_]+)*)[ \u00a0]$")
_BROKEN_LAST = re.compile(r"([^\W\d_]+(?:[-'’][^\W\d_]+)*)[ ,\u00a0]{1,2}$")
_NEXT = re.compile(r"[ \u00a0]([^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_ABBREVIATED = re.compile(r"\b(?:г|гг|гр|кн|ул|св|им|[А-ЯЁA-Z])\.[ \u00a0]?$")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ROMAN = re.compile(r"[IVXLCМХ]+$")


class Found(NamedTuple):
    """A match with what stands beside it; `inside` when its capital is its own."""

    start: int
    end: int
    inside: bool
    before: str
    after: str


def parts(chapter: ChapterText) -> Iterator[tuple[int, int]]:
    """The stretches of text that may hold names: all blocks but headings."""
    if not chapter.blocks:
        yield 0, len(chapter.text)
    for block in chapter.blocks:
        if block.kind not in _SKIPPED:
            yield block.start, block.end


def inside(text: str, begin: int, start: int) -> bool:
    """Whether a word at `start` follows other words of its sentence."""
    at = start - 1
    while at >= begin and text[at] in " \u00a0":
        at -= 1
    if at < begin or text[at] == "\n":
        return False
    mark = text[at]
    if mark == ".":
        return _ABBREVIATED.search(text, max(begin, start - 8), start) is not None
    return mark not in _ENDED and mark not in "”»"


def before(text: str, begin: int, start: int) -> str:
    """The folded word that ends right before `start`, or nothing."""
    match = _LAST.search(text[max(begin, start - 40) : start])
    return fold(match.group(1)) if match else ""


def after(text: str, end: int, stop: int) -> str:
    """The folded word right after `end`, or nothing."""
    match = _NEXT.match(text, end, min(stop, end + 40))
    return fold(match.group(1)) if match else ""


def shouted(word: str) -> bool:
    """Capitals throughout: a heading, an emphasis or a Roman number, no sign of a name."""
    return len(word) > 1 and word.isupper()


def is_number(word: str) -> bool:
    """A Roman number."""
    return _ROMAN.match(word) is not None


def lower_counts(text: str, wanted: Iterable[str]) -> dict[str, int]:
    """How often the wanted folded forms stand in lower case."""
    forms = set(wanted)
    counts: Counter[str] = Counter()
    for word in _WORD.findall(text):
        if word[0].islower():
            form = fold(word)
            if form in forms:
                counts[form] += 1
    return {form: counts[form] for form in sorted(counts)}


def words_with_places(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """The words of a stretch."""
    return _WORD.finditer(text, begin, end)
