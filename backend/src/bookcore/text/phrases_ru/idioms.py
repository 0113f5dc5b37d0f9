"""Set expressions of several words that mean more than the words: `на корточках`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bookcore.text.lexicon import rows
from bookcore.text.tokens import fold


class Idiom(NamedTuple):
    """English of `length` words of Russian; empty when nothing is seen."""

    length: int
    english: str
    word_class: str


@cache
def _idioms() -> dict[str, list[tuple[tuple[str, ...], Idiom]]]:
    found: dict[str, list[tuple[tuple[str, ...], Idiom]]] = {}
    for words, english, word_class in rows("idioms_ru.tsv"):
        forms = tuple(fold(words).split())
        found.setdefault(forms[0], []).append((forms, Idiom(len(forms), english, word_class)))
    for alternatives in found.values():
        alternatives.sort(key=lambda a: -len(a[0]))
    return found


def idiom(forms: Sequence[str], i: int) -> Idiom | None:
    """The longest set expression that begins at the word."""
    for words, said in _idioms().get(forms[i], ()):
        if tuple(forms[i : i + len(words)]) == words:
            return said
    return None
