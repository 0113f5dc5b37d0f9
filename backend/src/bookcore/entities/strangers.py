"""People without a name in a text: after `вошёл старик` a pronoun may mean him."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bookcore.entities.grammar_ru import MARKED, readings
from bookcore.entities.titles import words
from bookcore.text.lexicon import english_class
from bookcore.text.readings_en import parts
from bookcore.text.tokens import fold
from bookcore.text.words import morphology

_WORD = re.compile(r"[^\W\d_][^\W\d_\u0300\u0301]*(?:-[^\W\d_]+)*")
_GENDERS = {"masc": "male", "femn": "female"}
_SEX = {"m": "male", "f": "female"}
_STOPS = frozenset(".!?…;:«»“”")
_LONGEST_GAP = 60
_ONES = frozenset(("young", "old", "elderly", "tall", "other", "third", "fat", "thin", "younger"))
_CLAIMING = frozenset(("claimed", "said", "declared", "thought", "swore", "believed", "maintained"))


class Stranger(NamedTuple):
    """Where an unnamed person stands; `gender` is empty when the word fits both.

    `subject` when its sentence may go on about it: in Russian, in the nominative.
    """

    start: int
    end: int
    gender: str
    subject: bool = True


def joins(gap: str, language: str) -> bool:
    """Whether the words between a name and a noun make them one: `Lydia was a stout girl`."""
    if len(gap) > _LONGEST_GAP or any(mark in _STOPS for mark in gap):
        return False
    if language == "en" and gap.startswith(",") and gap.count(",") > 1:
        # `Captain Vane, of the Navy, was a tall man`
        gap = gap.rpartition(",")[2]
    copula: Mapping[str, str] = words("copula", language)
    return all(
        form in copula or (language == "ru" and _described(form))
        for form in (fold(w) for w in _WORD.findall(gap))
    ) and (language == "en" or bool(gap.strip()))


def _described(form: str) -> bool:
    first = readings(form)[0]
    return first.pos in ("ADJF", "PRTF") and first.case in ("nomn", "ablt")


@lru_cache(maxsize=30_000)
def _russian(form: str) -> tuple[str, bool] | None:
    """Gender of a noun for somebody and whether it is in the nominative; of its likeliest reading."""
    if len(form) < 3:
        return None
    tag = morphology().parse(form)[0].tag
    if "NOUN" not in tag or "anim" not in tag or MARKED & tag.grammemes:
        return None
    subject = "nomn" in tag and "sing" in tag
    return _GENDERS.get(str(tag.gender or ""), ""), subject


def _english(form: str, before: str, after: str) -> tuple[str, bool] | None:
    """`after` is what follows: of `a brother’s coat` the brother is no subject, nor the cook of
    `so red that the cook claimed …`.
    """
    if before in ("like", "as", "than"):
        return None
    somebody = form == "one" and before in _ONES
    if not somebody and (english_class(form) != "person" or "n" not in parts().get(form, "n")):
        return None
    passing = after.startswith(("’s", "'s")) or after.strip().partition(" ")[0] in _CLAIMING
    return _SEX.get(words("person", "en").get(form, ""), ""), not passing


def strangers(
    text: str, named: Sequence[tuple[int, int]], subjects: Sequence[int], language: str
) -> list[Stranger]:
    """Unnamed people; `named` are the places of names, `subjects` the ends of what a noun may
    be said of: a noun that is joined to one of these, or that a name follows, is nobody new.
    """
    found: list[Stranger] = []
    said: list[str] = []
    likened = words("likening", language)
    for match in _WORD.finditer(text):
        form = fold(match.group())
        start, end = match.span()
        said.append(form)
        capital = language == "en" and match.group()[0].isupper()
        if capital or any(a <= start < b for a, b in named):
            continue
        recent = said[-5:-1]
        before = recent[-1] if recent else ""
        after = text[end : end + 24]
        one = _russian(form) if language == "ru" else _english(form, before, after)
        if one is None or any(w in likened for w in recent):
            continue
        if any(0 <= a - end <= 2 for a, _ in named):
            continue
        head = start if language == "ru" else _phrase_start(text, start)
        near = [at for at in subjects if head - _LONGEST_GAP <= at <= start]
        if any(joins(text[at:head], language) for at in near if at <= head):
            continue
        found.append(Stranger(start, end, *one))
    return found


def _phrase_start(text: str, start: int) -> int:
    """Where the adjectives of an English noun begin: after its article."""
    articles = list(re.finditer(r"\b(?:a|an|the)\s", text[max(0, start - 50) : start]))
    return max(0, start - 50) + articles[-1].start() if articles else start
