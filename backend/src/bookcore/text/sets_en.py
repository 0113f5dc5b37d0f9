"""Closed sets of English words, by name."""

from __future__ import annotations

from functools import cache

from bookcore.text.lexicon import rows


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in rows("sets_en.tsv")}


def word_set(name: str) -> frozenset[str]:
    """The words of a set of `data/sets_en.tsv`."""
    return _sets()[name]
