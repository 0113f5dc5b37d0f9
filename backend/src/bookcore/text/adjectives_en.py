"""The order in which English puts adjectives before a noun."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bookcore.text.lexicon import english_class

_RANKS = {
    "quality": 2, "expression": 2, "size": 3, "body": 3, "age": 5, "texture": 4, "shape": 4,
    "face": 6, "light": 6, "colour": 6, "pattern": 7, "season": 8, "time": 8, "clothing": 5,
    "weather": 3, "motion": 3, "posture": 6, "material": 9, "place": 10,
}  # fmt: skip
_OWN = {
    "old": 4, "young": 4, "new": 4, "little": 3, "small": 3, "tall": 3, "big": 3, "large": 3,
    "huge": 3, "high": 3, "low": 3, "long": 3, "short": 3, "wide": 3, "narrow": 3, "thin": 3,
    "wooden": 9, "golden": 6, "silver": 8, "district": 10, "county": 10, "provincial": 10,
    "village": 10, "country": 10, "town": 10, "military": 10, "inn": 10, "sea": 10,
}  # fmt: skip
_OTHER = 2


@lru_cache(4_000)
def _rank(said: str) -> int:
    if said.endswith(("'s", "s'")):
        return 0
    word = said.rpartition(" ")[2]
    if word in _OWN:
        return _OWN[word]
    if word[:1].isupper():
        return 8
    if word.endswith(("-haired", "-eyed", "-faced", "-bearded", "-cheeked", "-shouldered")):
        return 6
    return _RANKS.get(english_class(word), _OTHER)


def in_order(said: Sequence[str]) -> list[str]:
    """Quality, size, age, shape, colour, origin, material; those of one kind keep their order."""
    return sorted(said, key=_rank)
