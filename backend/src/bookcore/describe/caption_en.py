"""The facts of an English description that are worth drawing, and one sentence of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookcore.describe.linking import Fact
from bookcore.text.english import listed, with_article

MAX_CAPTION_WORDS = 25
_ENDS = re.compile('[.!?;:“”"]')
_MAX_PAIR = 9
_PER_FACT = 5
_SUBJECTS = frozenset(("man", "woman"))


def chosen(text: str, found: Sequence[Fact], limit: int) -> list[Fact]:
    """The facts worth drawing, in the order of the text; the longer the text, the more."""
    many = min(limit, max(3, round(len(text.split()) / _PER_FACT)))
    found = _paired(text, found, limit)
    ranked = sorted(range(len(found)), key=lambda i: (-found[i].worth, i))[:many]
    kept: list[Fact] = []
    named: set[str] = set()
    for i in sorted(ranked):
        fact = found[i]
        who, _, rest = fact.text.partition(" ")
        if who in _SUBJECTS and fact.phrases[0].head == who:
            if who in named and fact.phrases[0].doing and " " in rest:
                fact = replace(fact, text=rest)
            named.add(who)
        kept.append(fact)
    return kept


def _paired(text: str, found: Sequence[Fact], limit: int) -> list[Fact]:
    """Where there are too many facts, bare ones of one sentence stand together, the least first."""
    out = list(found)
    while len(out) > limit:
        pairs = [i for i in range(len(out) - 1) if _fit(text, out[i], out[i + 1])]
        if not pairs:
            break
        i = min(pairs, key=lambda n: out[n].worth + out[n + 1].worth)
        first, second = out[i], out[i + 1]
        simple = not re.search(r",| and ", first.text + second.text)
        joined = f"{first.text}{' and ' if simple else ', '}{second.text}"
        phrases = (*first.phrases, *second.phrases)
        worth = first.worth + second.worth
        out[i : i + 2] = [Fact(joined, worth, first.start, second.end, phrases)]
    return out


def _fit(text: str, first: Fact, second: Fact) -> bool:
    still = not any(p.doing for p in (*first.phrases, *second.phrases))
    short = len(first.text.split()) + len(second.text.split()) <= _MAX_PAIR
    return still and short and not _ENDS.search(text, first.end, max(first.end, second.start))


def sentence(found: Sequence[Fact], kind: str) -> str:
    """At most 25 words."""
    parts: list[str] = []
    people = [f for f in found if f.phrases[0].word_class == "person"]
    first = (
        max(people, key=lambda f: f.worth) if people and kind in ("character", "action") else None
    )
    order = sorted(found, key=lambda f: (f is not first, -f.worth))
    for fact in order:
        said = with_article(fact.text)
        if len(parts) < 4 and len(listed([*parts, said]).split()) <= MAX_CAPTION_WORDS:
            parts.append(said)
    joined = listed(parts)
    return joined[:1].upper() + joined[1:] + "." if joined else ""
