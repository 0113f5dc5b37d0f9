"""The facts of an English description: what its clauses show, without what is said twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookcore.text import clauses_en
from bookcore.text.sentence_en import Shown
from bookcore.text.sets_en import word_set
from bookcore.text.tokens import fold

_QUOTED = re.compile('“[^”]*”?|"[^"]*"?|(?<![^\\W\\d_])‘[^‘’]*(?:’(?=[^\\W\\d_])[^‘’]*)*’')
_AND = re.compile(r"\s*,?\s*(and)?\s*")
_SPOKEN_SHARE = 0.6
_PERSONAL = frozenset(("face", "body", "clothing", "headwear", "footwear", "expression"))
_PEOPLE = frozenset(("person", "crowd"))
_PRONOUNS = {"he": "man", "him": "man", "his": "man", "she": "woman", "her": "woman"}
_SMALL = word_set("small words")
_PLAIN = {"upon": "on", "amongst": "among", "amidst": "amid", "whilst": "while", "betwixt": "between", "toward": "towards", "unto": "to", "beneath": "beneath"}  # fmt: skip
_OF_SHIPS = frozenset(
    ("hull", "spar", "mast", "sail", "deck", "rigging", "stern", "prow", "bowsprit", "helm", "keel",
     "topmast", "topsail", "larboard", "starboard", "bulwark", "funnel", "crew", "anchor")
)  # fmt: skip
_LEAST = 0.55
_MAX_CHARACTERS = 8_000
_LIST_WORDS = 8


def narrated(text: str) -> str:
    """The text with blanks for what somebody says, unless nearly all of it is said."""
    rest = _QUOTED.sub(lambda found: " " * len(found.group()), text)
    kept = len(rest.split())
    return rest if kept >= (1 - _SPOKEN_SHARE) * len(text.split()) else text


def facts(text: str) -> list[Shown]:
    """All facts, in the order of the text, none of which another one contains."""
    text = narrated(text[:_MAX_CHARACTERS])
    found = _listed(text, [s for s in clauses_en.shown(text) if s.worth >= _LEAST])
    for fact in found:
        fact.words = [_PLAIN.get(w, w) for w in fact.words]
    if any(
        n.det == "her" and (n.kind == "vehicle" or n.head in _OF_SHIPS)
        for f in found
        for n in f.nouns
    ):
        found = [f for f in found if _unmanned(f)]
    found = _once(found)
    gender = _gender(text, found)
    return [gender, *found] if gender else found


def _unmanned(fact: Shown) -> bool:
    """Takes away `woman` where `she` is a ship; whether anything is left."""
    if fact.subject == "woman" and fact.words[0] == "woman":
        fact.words = fact.words[1:]
    return bool(fact.words)


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


def _listed(text: str, found: Sequence[Shown]) -> list[Shown]:
    """Things named one after another stand in one fact: `papered walls, carpet and curtains`."""
    out: list[Shown] = []
    for fact in found:
        last = out[-1] if out else None
        if last and _named_with(text, last, fact):
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


def _named_with(text: str, last: Shown, fact: Shown) -> bool:
    """Whether a fact goes on with a list; `his horse, a gaunt mare` is none."""
    gap = text[last.end : max(last.end, fact.start)]
    if not _AND.fullmatch(gap) or last.length() + fact.length() > _LIST_WORDS:
        return False
    if not (_plain(last) and _plain(fact) and last.nouns and fact.nouns):
        return False
    if last.nouns[-1].end != last.end:
        return False
    again = fact.nouns[0].det in ("a", "an") and last.nouns[-1].det not in ("a", "an")
    return "and" in gap or not again


def _plain(fact: Shown) -> bool:
    """Whether a fact only names things, each in three words at most."""
    named = [w for n in fact.nouns for w in n.words]
    return (
        not fact.doing
        and all(len(n.words) <= 3 and n.seen for n in fact.nouns)
        and [w for w in fact.words if w not in (",", "and")] == named
    )


def _gender(text: str, found: Sequence[Shown]) -> Shown | None:
    """`man` or `woman` when looks are told as his or hers and nobody else is there."""
    subjects = [f.nouns[0] for f in found if f.nouns]
    if any(f.subject in ("man", "woman") for f in found):
        return None
    if any(n.kind in _PEOPLE and not n.name for n in subjects):
        return None
    portrayed = any(n.kind in _PEOPLE and n.det in ("a", "an") for f in found for n in f.nouns)
    if portrayed:
        return None
    spoken = {_PRONOUNS[w] for w in map(fold, re.findall(r"[A-Za-z]+", text)) if w in _PRONOUNS}
    nouns = [n for f in found for n in f.nouns]
    personal = any(n.kind in _PERSONAL and n.det in ("his", "her") for n in nouns)
    personal = personal or any(n.name for n in subjects)
    if len(spoken) != 1 or not personal:
        return None
    who = spoken.pop()
    return Shown([who], 0, 0, 1.0, [], "", who)
