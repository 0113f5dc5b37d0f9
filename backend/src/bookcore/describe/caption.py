"""Attributes and a caption in English from the phrases of a description."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookcore.describe import caption_en
from bookcore.describe.linking import Fact, link, read_english
from bookcore.text import phrases_ru
from bookcore.text.english import listed, with_article

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


def facts(text: str, language: str) -> list[Fact]:
    """Facts in the order of the text; a thing said twice stands once, where most is said of it."""
    if language == "en":
        return read_english(text)
    found = link(text, [p for p in phrases_ru.phrases(text) if not _CYRILLIC.search(p.text())])
    best: dict[str, Fact] = {}
    for fact in found:
        head = fact.phrases[0].head
        if head not in best or fact.worth > best[head].worth:
            best[head] = fact
    kept = set(map(id, best.values()))
    return [f for f in found if id(f) in kept]


def chosen(text: str, language: str, limit: int = MAX_ATTRIBUTES) -> list[Fact]:
    """The facts worth drawing, in the order of the text."""
    found = facts(text, language)
    if language == "en":
        return caption_en.chosen(text, found, limit)
    ranked = sorted(range(len(found)), key=lambda i: (-found[i].worth, i))[:limit]
    return [found[i] for i in sorted(ranked)]


def attributes(text: str, language: str) -> list[str]:
    """At most eight visual facts that the words state."""
    return list(dict.fromkeys(f.text for f in chosen(text, language)))


def _words(text: str) -> int:
    return len(text.split())


def caption(text: str, language: str, kind: str) -> str:
    """One sentence of at most 25 words that says what the picture shows."""
    found = chosen(text, language)
    if not found:
        return ""
    if language == "en":
        return caption_en.sentence(found, kind)
    parts: list[str] = []
    rest = list(found)
    people = [f for f in found if f.phrases[0].word_class in _PEOPLE]
    if people and kind in ("character", "action"):
        subject = max(people, key=lambda f: f.worth)
        sentence, used = _portrait(subject, [f for f in rest if f is not subject])
        parts = [sentence]
        rest = [f for f in rest if f is not subject and f not in used]
    for fact in sorted(rest, key=lambda f: -f.worth):
        said = with_article(fact.text)
        if len(parts) < 4 and _words(listed([*parts, said])) <= MAX_CAPTION_WORDS:
            parts.append(said)
    simple = len(parts) < 3 or "," not in parts[0]
    joined = listed(parts) if simple else f"{parts[0]}; {listed(parts[1:])}"
    return joined[0].upper() + joined[1:] + "."


def _portrait(subject: Fact, others: Sequence[Fact]) -> tuple[str, list[Fact]]:
    """`A tall man with a red beard, in a grey coat`, and the facts it used."""
    single = [f for f in others if len(f.phrases) == 1 and not f.phrases[0].doing]
    looks = [f for f in single if f.phrases[0].word_class in _ON_PERSON][:3]
    worn = [f for f in single if f.phrases[0].word_class in _WORN][:3]
    while True:
        sentence = with_article(subject.text)
        if looks:
            sentence += ", with " if len(subject.phrases) > 1 else " with "
            sentence += listed([with_article(f.text) for f in looks])
        if worn:
            sentence += ", in " if looks or len(subject.phrases) > 1 else " in "
            sentence += listed([with_article(f.text) for f in worn])
        if _words(sentence) <= MAX_CAPTION_WORDS or not (looks or worn):
            return sentence, [*looks, *worn]
        (looks if len(looks) >= len(worn) else worn).pop()
