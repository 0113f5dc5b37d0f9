"""Closed sets of Russian and English words that reading and wording need, by name."""

from __future__ import annotations

from functools import cache

from bookcore.text.lexicon import rows


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in rows("sets_ru.tsv")}


def word_set(name: str) -> frozenset[str]:
    """The words of a set of `data/sets_ru.tsv`."""
    return _sets()[name]
