"""Which facts of a Russian description are told, and the sentence made of them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from bookcore.describe.telling import Told, sentence
from bookcore.text.phrases_ru.clauses import facts
from bookcore.text.phrases_ru.facts import Fact

_CYRILLIC = re.compile("[\u0400-\u052f]")
_CHARACTERS_PER_FACT = 20
_LEAST, _MOST = 3, 18
_MOST_SAID = 8


@lru_cache(maxsize=8)
def chosen(text: str) -> tuple[Fact, ...]:
    """The facts worth drawing, in the order of the text: the longer the text, the more.

    Kept for a moment, since the attributes and the caption of a text are asked for in turn.
    """
    found = [f for f in facts(text) if not _CYRILLIC.search(f.text)]
    limit = min(_MOST, max(_LEAST, round(len(text) / _CHARACTERS_PER_FACT) + 1))
    ranked = sorted(range(len(found)), key=lambda i: (-found[i].worth, i))[:limit]
    return tuple(found[i] for i in sorted(ranked))


def attributes(text: str) -> list[str]:
    """Visual facts that the words state: at most eight, neighbours joined where there are more."""
    found = [f for f in chosen(text) if not (f.acting and not f.head and " " not in f.text)]
    said = list(dict.fromkeys(f"{f.who} {f.text}".strip() for f in found))
    while len(said) > _MOST_SAID:
        lengths = [_length(a) + _length(b) for a, b in pairwise(said)]
        at = lengths.index(min(lengths))
        said[at : at + 2] = [f"{said[at]}, {said[at + 1]}"]
    return said


def _length(text: str) -> int:
    return len(text.split())


def caption(text: str, kind: str) -> str:
    """One sentence of at most 25 words that says what the picture shows."""
    return sentence([_told(f) for f in chosen(text)], kind)


def _told(fact: Fact) -> Told:
    return Told(
        fact.head, fact.deed, fact.word_class, fact.worth, fact.start, fact.many, fact.key,
        fact.sex, bool(fact.subject), fact.plain,
    )  # fmt: skip
