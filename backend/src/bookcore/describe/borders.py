"""Where a passage may begin and end for a reader: at sentences, and never inside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bookcore.describe.clauses import Clauses
from bookcore.describe.features import Floats

Pair = tuple[int, int]

_ENCLOSING = re.compile('[«»“”„"()]')
_CLOSED_BY = {"«": "»", "“": "”", "„": "“”", "(": ")", '"': '"'}
_CLOSING = frozenset("»”)")
_NEVER_LAST = frozenset(" \t\n,;:—–-«„(")
_NEVER_FIRST = frozenset(" \t\n,;:.!?…»)")
_DASHES = frozenset("—–-")
_POINTS = frozenset(" \t\n,;:.!?…—–-")
_SCRAP_WORDS = 8
"""A part of a sentence shorter than this reads as a scrap beside whole sentences."""
_NESTED = 8
"""Marks opened longer ago than this many others are taken for never closed."""


def enclosed(text: str, start: int, end: int) -> list[Pair]:
    """Places of the marks that open and close each quotation and bracket of text[start:end]."""
    pairs: list[Pair] = []
    open_: list[tuple[str, int]] = []
    for mark in _ENCLOSING.finditer(text, start, end):
        char, at = mark[0], mark.start()
        near = range(len(open_) - 1, max(-1, len(open_) - 1 - _NESTED), -1)
        known = next((n for n in near if char in _CLOSED_BY[open_[n][0]]), None)
        if known is not None:
            pairs.append((open_[known][1], at))
            del open_[known:]
        elif char not in _CLOSING:
            open_.append((char, at))
    return pairs


def neatness(found: Clauses, pairs: Sequence[Pair]) -> Floats:
    """How well a passage may begin and end at each clause: clauses x 2, from -2 to 1.

    One at a sentence's border, nought within a sentence, less where a scrap of a sentence would be
    left or the border lies inside quotation marks or brackets.
    """
    opens = np.diff(found.sentence, prepend=-1) != 0
    closes = np.append(opens[1:], True)
    number = np.cumsum(opens) - 1
    before = np.cumsum(found.words) - found.words
    first = before[opens][number]
    up_to = before + found.words - first
    whole = np.bincount(number, found.words)[number]
    begin = opens - 1.0 * (~opens & (whole - before + first < _SCRAP_WORDS))
    end = closes - 1.0 * (~closes & (up_to < _SCRAP_WORDS))
    begin -= _within(found.spans[:, 0], pairs)
    end -= _within(found.spans[:, 1], pairs)
    return np.stack([begin, end], axis=1).astype(np.float32)


def _within(places: NDArray[np.int64], pairs: Sequence[Pair]) -> NDArray[np.bool_]:
    """Which places lie inside a quotation or bracket, not right at its marks."""
    outer: list[Pair] = []
    for pair in sorted(pairs):
        if not outer or pair[0] > outer[-1][1]:
            outer.append(pair)
    if not outer:
        return np.zeros(len(places), bool)
    left, right = np.asarray(outer).T
    last = np.searchsorted(left, places, side="right") - 1
    return np.asarray((last >= 0) & (places > left[last] + 2) & (places < right[last] - 1))


def tidy(text: str, start: int, end: int, pairs: Sequence[Pair], opens: bool) -> Pair:
    """The passage without hanging marks; `opens` says that it begins its paragraph.

    There a dash tells that somebody speaks; further on it only parts speech from what is told.
    """
    a, b = _trimmed(text, start, end, opens)
    for left, right in pairs:
        if left < a <= right < b:
            if not text[left + 1 : a].strip():
                a = left
            elif _only_points(text, right + 1, b):
                b = right
        elif a <= left < b <= right:
            if _only_points(text, b, right):
                b = right + 1
            elif _only_points(text, a, left):
                a = left + 1
            elif _only_points(text, left + 1, b):
                b = left
    a, b = _trimmed(text, a, b, opens)
    return (a, b) if a < b else (start, end)


def _trimmed(text: str, a: int, b: int, opens: bool) -> Pair:
    while b > a and text[b - 1] in _NEVER_LAST:
        b -= 1
    while a < b and (text[a] in _NEVER_FIRST or (not opens and text[a] in _DASHES)):
        a += 1
    return a, b


def _only_points(text: str, a: int, b: int) -> bool:
    return all(char in _POINTS for char in text[a:b])
