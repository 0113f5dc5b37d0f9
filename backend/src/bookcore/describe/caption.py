"""Attributes and a caption in English from the phrases of a description."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookcore.describe import phrases_en, phrases_ru
from bookcore.describe.english import listed, with_article
from bookcore.describe.phrases import Phrase

MAX_ATTRIBUTES = 8
MAX_CAPTION_WORDS = 25
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ON_PERSON = frozenset(("face", "body", "expression"))
_WORN = frozenset(("clothing", "headwear", "footwear", "adornment"))
_PEOPLE = frozenset(("person", "crowd"))
_PLACES = frozenset(
    [
        "room",
        "building",
        "street",
        "settlement",
        "landscape",
        "water",
        "forest",
        "field",
        "mountain",
        "sky",
    ]
)


def phrases_of(text: str, language: str) -> list[Phrase]:
    """Noun phrases in English, in the order of the text, none with a Cyrillic letter."""
    found = phrases_ru.phrases(text) if language == "ru" else phrases_en.phrases(text)
    return [p for p in found if not _CYRILLIC.search(p.text())]


def _distinct(found: Sequence[Phrase]) -> list[Phrase]:
    """One phrase per head: the one that says most."""
    best: dict[str, Phrase] = {}
    for phrase in found:
        known = best.get(phrase.head)
        if known is None or phrase.worth > known.worth:
            best[phrase.head] = phrase
    kept = set(map(id, best.values()))
    return [p for p in found if id(p) in kept]


def chosen(text: str, language: str, limit: int = MAX_ATTRIBUTES) -> list[Phrase]:
    """The phrases worth drawing, in the order of the text."""
    found = _distinct(phrases_of(text, language))
    ranked = sorted(range(len(found)), key=lambda i: (-found[i].worth, i))[:limit]
    return [found[i] for i in sorted(ranked)]


def attributes(text: str, language: str) -> list[str]:
    """At most eight visual facts that the words state."""
    return list(dict.fromkeys(p.text() for p in chosen(text, language)))


def _words(text: str) -> int:
    return len(text.split())


def caption(text: str, language: str, kind: str) -> str:
    """One sentence of at most 25 words that says what the picture shows."""
    found = chosen(text, language)
    if not found:
        return ""
    people = [p for p in found if p.word_class in _PEOPLE]
    parts: list[str] = []
    rest = list(found)
    if people and kind in ("character", "action"):
        subject = max(people, key=lambda p: p.worth)
        rest.remove(subject)
        looks = [p for p in rest if p.word_class in _ON_PERSON][:3]
        worn = [p for p in rest if p.word_class in _WORN][:3]
        sentence = with_article(subject.text())
        if looks:
            sentence += " with " + listed([with_article(p.text()) for p in looks])
        if worn:
            sentence += (", in " if looks else " in ") + listed(
                [with_article(p.text()) for p in worn]
            )
        if _words(sentence) <= MAX_CAPTION_WORDS:
            parts = [sentence]
            rest = [p for p in rest if p not in looks and p not in worn]
    for phrase in sorted(rest, key=lambda p: -p.worth):
        said = with_article(phrase.text())
        if len(parts) < 4 and _words(listed([*parts, said])) <= MAX_CAPTION_WORDS:
            parts.append(said)
    if not parts:
        return ""
    joined = (
        listed(parts)
        if len(parts) < 3 or "," not in parts[0]
        else "; ".join([parts[0], listed(parts[1:])])
    )
    return joined[0].upper() + joined[1:] + "."
