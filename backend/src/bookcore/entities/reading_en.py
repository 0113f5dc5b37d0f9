"""Name-like words of an English chapter with the signs of their surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookcore.describe.chapters import ChapterText
from bookcore.entities import scan
from bookcore.entities.names import (
    ACTS,
    HE,
    IN_PLACE,
    INSIDE,
    OF,
    OWNS,
    PLACE_NOUN,
    QUOTED,
    ROLE,
    SAYS,
    SHE,
    THE,
    THING_NOUN,
    Run,
)
from bookcore.entities.titles import never, words
from bookcore.text.lexicon import english_class
from bookcore.text.tokens import fold

_CAPITAL = "[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÿ]*(?:[-\u2010\u2011'’][A-Za-zÀ-ÿ]+)*"
_SHORT = r"(?:Mr|Mrs|Ms|Messrs|Dr|St|Capt|Col|Lieut|Gen|Rev|Prof|Mme|Mlle|Hon|[A-Z])\."
_RUN = re.compile(
    rf"(?<![^\W_])(?:{_SHORT}[ \u00a0]?)*{_CAPITAL}"
    rf"(?:[ \u00a0](?:(?:de|von|van|du|da|di|la|le|del|bin|ibn|y)[ \u00a0])*"
    rf"(?:{_SHORT}[ \u00a0]?)*{_CAPITAL})*(?![^\W_])"
)
_OWNING = re.compile(r"['’]s$|(?<=s)['’]$")
_CONTRACTED = re.compile(r"['’](?:ll|d|ve|m|re|t)$")
_PRONOUN = re.compile(r"\b(he|him|his|himself|she|her|hers|herself)\b|\b[A-Z][a-z]+")
_HIS = frozenset(("he", "him", "his", "himself"))
_NEAR = 110


def _pronoun(text: str, end: int, stop: int) -> int:
    """The sex of the first pronoun that follows, when no other name comes between."""
    at = end
    limit = min(stop, end + _NEAR)
    while at < limit:
        match = _PRONOUN.search(text, at, limit)
        if match is None:
            return 0
        if match.group(1):
            return HE if match.group(1) in _HIS else SHE
        word = fold(match.group())
        if word in ("he", "his"):
            return HE
        if word in ("she", "her"):
            return SHE
        if word not in never("en"):
            return 0
        at = match.end()
    return 0


def _signs(text: str, begin: int, start: int, end: int, stop: int) -> int:
    signs = INSIDE if scan.inside(text, begin, start) else 0
    before, after = scan.before(text, begin, start), scan.after(text, end, stop)
    if before in words("in", "en"):
        signs |= IN_PLACE
    elif before == "the":
        signs |= THE
        ahead = scan.before(text, begin, start - 4)
        if ahead in words("in", "en"):
            signs |= IN_PLACE
        elif ahead in words("thing", "en"):
            signs |= THING_NOUN
    elif before in words("speech", "en"):
        signs |= SAYS | ACTS
    elif before in words("thing", "en"):
        signs |= THING_NOUN
    elif before == "of" or before in words("place", "en"):
        ahead = scan.before(text, begin, start - 3) if before == "of" else before
        signs |= OF if before == "of" else 0
        if ahead in words("place", "en"):
            signs |= PLACE_NOUN
    if signs & (IN_PLACE | OF):
        pass  # the verb after it has another subject
    elif after in words("speech", "en"):
        signs |= SAYS | ACTS
    elif after in words("acting", "en") or (after.endswith("ed") and len(after) > 4):
        signs |= ACTS
    if begin < start and end < stop and text[start - 1] in '“‘"' and text[end] in '”’"':
        signs |= QUOTED
    return signs | _pronoun(text, end, stop)


def runs(chapter: ChapterText) -> Iterator[Run]:
    """The runs of a chapter in order."""
    text = chapter.text
    callings = words("calling", "en")
    stopped = never("en")
    for begin, stop in scan.parts(chapter):
        for match in _RUN.finditer(text, begin, stop):
            start, end = match.span()
            said = match.group()
            if all(scan.shouted(w.rstrip(".")) or len(w) == 1 for w in said.split()):
                continue
            owning = _OWNING.search(said)
            if owning:
                end -= len(owning.group())
                said = said[: owning.start()]
            contracted = None if owning else _CONTRACTED.search(said)
            if contracted:
                end -= len(contracted.group())
                said = said[: contracted.start()]
            if fold(said) in stopped:
                continue
            signs = _signs(text, begin, start, end, stop)
            if owning:
                signs |= OWNS
                owned = scan.after(text, end + len(owning.group()), stop)
                if english_class(owned) == "person":
                    # `Nastya’s father … he` tells nothing of Nastya.
                    signs &= ~(HE | SHE)
            yield Run(said, start, signs)
        for match in scan.words_with_places(text, begin, stop):
            word = match.group()
            base = word.removesuffix("'s").removesuffix("’s")
            if base in callings and scan.before(text, begin, match.start()) == "the":
                after = scan.after(text, match.end(), stop)
                before = scan.before(text, begin, match.start() - 4)
                signs = ROLE | (
                    SAYS | ACTS
                    if after in words("speech", "en") or before in words("speech", "en")
                    else 0
                )
                signs |= ACTS if after in words("acting", "en") else 0
                yield Run(base, match.start(), signs | _pronoun(text, match.end(), stop))
