"""Sets of English words that the prompts are made by."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _sets() -> dict[str, frozenset[str]]:
    text = files(__package__).joinpath("data", "words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:] if line]
    return {name: frozenset(words.split()) for name, words in rows}


def word_set(name: str) -> frozenset[str]:
    """The words of a set of `data/words.tsv`."""
    return _sets()[name]
