"""The facts of an English description: what its clauses show, without what is said twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookcore.text import clauses_en
from bookcore.text.sentence_en import Shown
from bookcore.text.sets_en import word_set

_QUOTED = re.compile('“[^”]*”?|"[^"]*"?|(?<![^\\W\\d_])‘[^‘’]*(?:’(?=[^\\W\\d_])[^‘’]*)*’')
_SPOKEN_SHARE = 0.6
_PERSONAL = frozenset(("face", "body", "clothing", "headwear", "footwear", "expression"))
_PEOPLE = frozenset(("person", "crowd"))
_GENDERS = {"his": "man", "her": "woman"}
_SMALL = word_set("small words")
_PLAIN = {"upon": "on", "amongst": "among", "amidst": "amid", "whilst": "while", "betwixt": "between", "toward": "towards", "unto": "to", "beneath": "beneath"}  # fmt: skip
_LEAST = 0.55


def narrated(text: str) -> str:
    """The text with blanks for what somebody says, unless nearly all of it is said."""
    rest = _QUOTED.sub(lambda found: " " * len(found.group()), text)
    kept = len(rest.split())
    return rest if kept >= (1 - _SPOKEN_SHARE) * len(text.split()) else text


def facts(text: str) -> list[Shown]:
    """All facts, in the order of the text, none of which another one contains."""
    found = _listed([s for s in clauses_en.shown(narrated(text)) if s.worth >= _LEAST])
    for fact in found:
        fact.words = [_PLAIN.get(w, w) for w in fact.words]
    found = _once(found)
    gender = _gender(found)
    return [gender, *found] if gender else found


def _content(fact: Shown) -> frozenset[str]:
    return frozenset(w for part in fact.words for w in part.split() if w not in _SMALL and w != ",")


def _once(found: Sequence[Shown]) -> list[Shown]:
    said = [_content(f) for f in found]
    return [
        fact
        for i, fact in enumerate(found)
        if said[i] and not any(
            said[i] <= other and (j < i or said[i] != other)
            for j, other in enumerate(said) if j != i
        )
    ]  # fmt: skip


def _listed(found: Sequence[Shown]) -> list[Shown]:
    """Bare things named one after another stand in one fact: `carts, bales and dice`."""
    out: list[Shown] = []
    for fact in found:
        last = out[-1] if out else None
        if last and _bare(last) and _bare(fact) and fact.start - last.end < 12 and last.length() < 4:  # fmt: skip
            words = last.words
            if "and" in words:
                words[words.index("and")] = ","
            words += ["and", *fact.words]
            last.nouns += fact.nouns
            last.worth += fact.worth
            last.end = fact.end
            continue
        out.append(fact)
    return out


def _bare(fact: Shown) -> bool:
    return not fact.doing and all(len(n.words) == 1 and n.seen for n in fact.nouns) and all(
        w in (",", "and") or any(w == n.words[0] for n in fact.nouns) for w in fact.words
    )  # fmt: skip


def _gender(found: Sequence[Shown]) -> Shown | None:
    """`man` or `woman` when looks are told as his or hers and nobody is named."""
    if any(
        f.subject in ("man", "woman") or (f.nouns and f.nouns[0].kind in _PEOPLE) for f in found
    ):
        return None
    owners = [n.det for f in found for n in f.nouns if n.kind in _PERSONAL and n.det in _GENDERS]
    if not owners or len(set(owners)) > 1:
        return None
    return Shown([_GENDERS[owners[0]]], 0, 0, 1.0, [], "", _GENDERS[owners[0]])
