"""Stretches of a text: how far two are the same, and where one went in another text."""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]
SAME = 0.5
"""From this overlap on, two stretches are taken for one that a newer finder cut otherwise."""


def overlap(one: Span, other: Span) -> float:
    """The share of the longer stretch that both cover, 0 to 1."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / max(one[1] - one[0], other[1] - other[0], 1)


def pair(old: Sequence[Span], new: Sequence[Span]) -> dict[int, int]:
    """Which new stretch each old one became, the likest first; each stands for one at most."""
    likeness = [
        (overlap(a, b), -abs(a[0] - b[0]), i, j)
        for i, a in enumerate(old)
        for j, b in enumerate(new)
        if a[0] < b[1] and b[0] < a[1]
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for share, _, i, j in sorted(likeness, reverse=True):
        if share >= SAME and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def find_quote(text: str, quote: str, near: int) -> Span | None:
    """Where a quote stands in a text, nearest to a place; white space may have changed."""
    words = quote.split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    places = [match.span() for match in pattern.finditer(text)]
    return min(places, key=lambda place: abs(place[0] - near)) if places else None
