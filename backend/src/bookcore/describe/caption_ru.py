"""Which facts of a Russian description are told, and the sentence made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookcore.text.english import listed, with_article
from bookcore.text.phrases_ru.clauses import Fact, facts

_CYRILLIC = re.compile("[\u0400-\u052f]")
_MAX_WORDS = 25
_CHARACTERS_PER_FACT = 25
_LEAST, _MOST = 3, 12
_PEOPLE = frozenset(("person", "crowd"))
_LOOKS = frozenset(("face", "body", "expression"))
_WORN = frozenset(("clothing", "headwear", "footwear", "adornment"))
_WEAK = 0.0


def chosen(text: str) -> list[Fact]:
    """The facts worth drawing, in the order of the text: the longer the text, the more."""
    found = [f for f in facts(text) if not _CYRILLIC.search(f.text)]
    limit = min(_MOST, max(_LEAST, round(len(text) / _CHARACTERS_PER_FACT) + 1))
    ranked = sorted(range(len(found)), key=lambda i: (-found[i].worth, i))[:limit]
    kept = [found[i] for i in sorted(ranked)]
    strong = [f for f in kept if f.worth >= _WEAK]
    return strong if len(strong) >= _LEAST else kept


def attributes(text: str) -> list[str]:
    """Visual facts that the words state."""
    return list(dict.fromkeys(f.text for f in chosen(text)))


def _length(text: str) -> int:
    return len(text.split())


def _said(fact: Fact) -> str:
    """The fact with the article it takes at the head of a list."""
    return fact.text if fact.many or not fact.subject else with_article(fact.text)


def caption(text: str, kind: str) -> str:
    """One sentence of at most 25 words that says what the picture shows."""
    found = chosen(text)
    if not found:
        return ""
    parts: list[str] = []
    rest = list(found)
    people = [f for f in found if f.word_class in _PEOPLE]
    if people and kind in ("character", "action"):
        subject = max(people, key=lambda f: f.worth)
        sentence, used = _portrait(subject, [f for f in rest if f is not subject])
        parts.append(sentence)
        rest = [f for f in rest if f is not subject and f not in used]
    for fact in sorted(rest, key=lambda f: -f.worth):
        said = _said(fact)
        if len(parts) < 4 and _length(listed([*parts, said])) <= _MAX_WORDS:
            parts.append(said)
    if not parts:
        parts.append(" ".join(_said(found[0]).split()[:_MAX_WORDS]))
    simple = not any("," in p or " and " in p for p in parts)
    joined = listed(parts) if simple else "; ".join(parts)
    return joined[0].upper() + joined[1:] + "."


def _portrait(subject: Fact, others: Sequence[Fact]) -> tuple[str, list[Fact]]:
    """`A tall man with a red beard, in a grey coat`, and the facts it used."""
    still = [f for f in others if not f.acting and f.subject]
    looks = [f for f in still if f.word_class in _LOOKS][:3]
    worn = [f for f in still if f.word_class in _WORN][:3]
    while True:
        sentence = _said(subject)
        long = _length(subject.text) > 3
        if looks:
            sentence += (", with " if long else " with ") + listed([_said(f) for f in looks])
        if worn:
            sentence += (", in " if looks or long else " in ") + listed([_said(f) for f in worn])
        if _length(sentence) <= _MAX_WORDS or not (looks or worn):
            return sentence, [*looks, *worn]
        (looks if len(looks) >= len(worn) else worn).pop()
