"""Which facts of a Russian description are told, and the sentence made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bookcore.text.english import listed
from bookcore.text.phrases_ru.clauses import facts
from bookcore.text.phrases_ru.facts import Fact

_CYRILLIC = re.compile("[\u0400-\u052f]")
_MAX_WORDS = 25
_CHARACTERS_PER_FACT = 20
_LEAST, _MOST = 3, 18
_MOST_SAID = 8
_MOST_PARTS = 4
_PEOPLE = frozenset(("person", "crowd"))
_LOOKS = frozenset(("face", "body", "expression"))
_SCENES = frozenset(("person", "weather", "time", "light", "season", "landscape", "water"))
_WORN = frozenset(("clothing", "headwear", "footwear", "adornment"))


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
    said = list(dict.fromkeys(f.text for f in chosen(text)))
    while len(said) > _MOST_SAID:
        lengths = [_length(a) + _length(b) for a, b in pairwise(said)]
        at = lengths.index(min(lengths))
        said[at : at + 2] = [f"{said[at]}, {said[at + 1]}"]
    return said


def _length(text: str) -> int:
    return len(text.split())


def caption(text: str, kind: str) -> str:
    """One sentence of at most 25 words that says what the picture shows."""
    found = chosen(text)
    if not found:
        return ""
    parts: list[tuple[int, str]] = []
    rest = list(found)
    people = [f for f in found if f.word_class in _PEOPLE]
    if people and kind in ("character", "action"):
        subject = max(people, key=lambda f: f.worth)
        sentence, used = _portrait(subject, _own(subject, found))
        parts.append((subject.start, sentence))
        rest = [f for f in rest if f is not subject and f not in used]
    telling = [f for f in rest if f.acting or len(f.text.split()) > 1 or f.word_class in _SCENES]
    for fact in sorted(telling or rest, key=lambda f: -f.worth):
        whole = " ".join(said for _, said in [*parts, (0, fact.opening)])
        if len(parts) < _MOST_PARTS and _length(whole) + len(parts) < _MAX_WORDS:
            parts.append((fact.start, fact.opening))
    if not parts:
        parts.append((0, " ".join(found[0].opening.split()[:_MAX_WORDS])))
    said = [words for _, words in sorted(parts)]
    simple = not any("," in p or " and " in p for p in said)
    joined = listed(said) if simple else "; ".join(said)
    return joined[0].upper() + joined[1:] + "."


def _own(subject: Fact, found: Sequence[Fact]) -> list[Fact]:
    """The looks and clothes told before anybody else comes: they are the subject's."""
    others = [f.start for f in found if f.word_class in _PEOPLE and f.start > subject.start]
    until = min(others, default=10**9)
    return [
        f for f in found
        if subject.start <= f.start < until and f is not subject and len(f.text.split()) > 1
    ]  # fmt: skip


def _portrait(subject: Fact, others: Sequence[Fact]) -> tuple[str, list[Fact]]:
    """`A tall man with a red beard, in a grey coat`, and the facts it used."""
    still = [f for f in others if not f.acting and f.subject]
    looks = [f for f in still if f.word_class in _LOOKS][:3]
    worn = [f for f in still if f.word_class in _WORN][:3]
    while True:
        sentence = subject.opening
        long = _length(subject.text) > 3
        if looks:
            sentence += (", with " if long else " with ") + listed([f.opening for f in looks])
        if worn:
            sentence += (", in " if looks or long else " in ") + listed([f.opening for f in worn])
        if _length(sentence) <= _MAX_WORDS or not (looks or worn):
            return sentence, [*looks, *worn]
        (looks if len(looks) >= len(worn) else worn).pop()
