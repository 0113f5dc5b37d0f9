"""Tokens with exact offsets: words, numbers and single marks."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"[^\W\d_][^\W\d_\u0300\u0301]*(?:[-\u2010\u2011'’][^\W\d_][^\W\d_\u0300\u0301]*)*"
    r"|\d+|[^\w\s]"
)
_FOLD = str.maketrans(
    {"ё": "е", "’": "'", "\u2010": "-", "\u2011": "-", "\u0300": None, "\u0301": None}
)
_MAX_FORM = 64


class Token(NamedTuple):
    """A piece of text that stands at [start, end)."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end], with offsets into the whole text."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(m.group(), m.start(), m.end()) for m in found]


def fold(word: str) -> str:
    """The form by which a word is looked up: lower case, ё as е, no stress marks, bounded."""
    return word[:_MAX_FORM].lower().translate(_FOLD)
