"""Words of a scene: which word of a language stands for which value of the scene spec."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Sign(NamedTuple):
    """A word (or words in a row) of the text that names a value of a field."""

    field: str
    value: str
    start: int
    length: int


@cache
def vocabulary(language: str) -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """First word to (all words, field, value), the longer phrases first."""
    name = f"scene_{language}.tsv"
    text = files(__package__).joinpath("data").joinpath(name).read_text(encoding="utf-8")
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for line in text.splitlines()[1:]:
        field, value, words = line.split("\t")
        for phrase in words.replace("ё", "е").split():
            parts = tuple(phrase.split("_"))
            found.setdefault(parts[0], []).append((parts, field, value))
    return {k: tuple(sorted(v, key=lambda e: -len(e[0]))) for k, v in found.items()}


def signs(words: Sequence[str], forms: Sequence[str], language: str) -> Iterator[Sign]:
    """Signs in the order of the words; a phrase may skip one word between its parts."""
    known = vocabulary(language)
    for i, (lemma, form) in enumerate(zip(words, forms, strict=True)):
        entries = known.get(lemma, ())
        if form != lemma:
            entries += known.get(form, ())
        longest: dict[str, int] = {}
        for parts, field, value in entries:
            length = _match(parts, words, forms, i)
            if length and length >= longest.get(field, 0):
                longest[field] = length
                yield Sign(field, value, i, length)


def _match(parts: tuple[str, ...], words: Sequence[str], forms: Sequence[str], at: int) -> int:
    i = at
    for n, part in enumerate(parts):
        if i < len(words) and part in (words[i], forms[i]):
            i += 1
        elif n and i + 1 < len(words) and part in (words[i + 1], forms[i + 1]):
            i += 2
        else:
            return 0
    return i - at
