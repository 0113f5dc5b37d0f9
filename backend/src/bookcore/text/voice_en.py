"""Finite verbs and participles of the same form told apart, in a tagged sentence."""

from __future__ import annotations

from collections.abc import Sequence

from bookcore.text.lexicon import english
from bookcore.text.readings_en import Word, candidates, supersense
from bookcore.text.sets_en import word_set
from bookcore.text.verbs_en import irregular_base

_PASS_BY = word_set("passes by")
_AHEAD = 40
_DONE = word_set("done")
_OWNED = frozenset(("body", "face", "clothing", "headwear", "footwear"))
_ALSO_STAND = word_set("stands") | word_set("moves")
_BE = frozenset(("was", "were", "is", "are", "been", "being", "be"))
_ALWAYS_PASSIVE = word_set("always passive")


def active(words: Sequence[Word]) -> None:
    """After a comma or `and` an -ed word is finite where the clause wants a verb, or goes on so."""
    last = subject = ""
    main = False
    for i, word in enumerate(words):
        if (
            word.form in ".;:"
            or word.tag == "B"
            or (word.tag == "C" and i + 1 < len(words) and words[i + 1].tag in "DSIN#")
        ):
            main = main or (last == "V" and word.tag == "B")
            main = main and word.form not in ".;:"
            last = subject = ""
        elif (
            word.tag == "N"
            and last == "V"
            and _may_be(word, "V")
            and irregular_base(word.form)
            and _tag(words, i - 1) in "MC"
            and _tag(words, i + 1) in "PRDO"
        ):
            word.tag, word.base = "V", irregular_base(word.form)
        elif (
            word.tag in "NJ"
            and not last
            and irregular_base(word.form)
            and _tag(words, i - 1) in "NS"
            and (
                _tag(words, i + 1) in "DJ#"
                or (_tag(words, i + 1) == "N" and words[i + 1].base != words[i + 1].form)
            )
        ):
            word.tag, word.base, last = "V", irregular_base(word.form), "V"
        elif word.tag == "N" and _doing(words, i):
            word.tag = "G"
        elif word.tag in "NSI" and not last:
            subject = word.form
        elif word.tag in "VX":
            last = "V"
        elif (
            word.tag == "J"
            and word.form.endswith("ed")
            and not last
            and _tag(words, i - 1) in "NS"
            and _may_be(word, "V")
            and _tag(words, i + 1) in "NDJS"
        ):
            word.tag = last = "V"
        elif word.tag == "J" and subject and not last and _rests(words, i):
            word.tag, word.base, last = "V", _verb(word), "V"
        elif word.tag == "E" and i > 1 and words[i - 1].tag == "O" and words[i - 2].form == "of":
            word.tag = last = "V" if _may_be(word, "V") else "E"
        elif (
            word.tag == "E"
            and i
            and _tag(words, i + 1) in "DO"
            and word.base not in _ALWAYS_PASSIVE
            and _may_be(word, "V")
            and _tag(words, i - 1) in "NSMCIO"
        ):
            word.tag = last = "V"
        elif word.tag == "E":
            j = i - 1
            while j > 0 and words[j].tag == "R":
                j -= 1
            before = words[j] if j >= 0 else None
            finite = _may_be(word, "V") and _tag(words, i + 1) not in "NJ"
            if finite and before is not None and before.tag in "MC" and word.base not in _ALWAYS_PASSIVE:  # fmt: skip
                ends = i + 1 == len(words) or words[i + 1].form in ".;"
                waits = before.tag == "M" and ((not last and subject) or (ends and not main))
                waits = waits and not _finite_later(words, i + 1)
                waits = waits and not (i + 1 < len(words) and _done_by(words, i))
                rests = _tag(words, i + 1) == "R" or word.base in _ALSO_STAND
                waits = waits or (before.tag == "M" and last == "E" and rests)
                if waits or (last == "V" and before.tag == "C" and words[i - 1].tag == "C"):
                    word.tag = "V"
            last = word.tag


def _verb(word: Word) -> str:
    """The base that a form has as a verb, or nothing."""
    return next((base for tag, _, base in candidates(word.form) if tag == "V"), "")


def _rests(words: Sequence[Word], i: int) -> bool:
    """`his hands, broad and brown, rested on the rail`"""
    stands = _verb(words[i]) in _ALSO_STAND or _verb(words[i]) in _PASS_BY
    return stands and _tag(words, i - 1) == "M" and _tag(words, i + 1) == "P"


def _doing(words: Sequence[Word], i: int) -> bool:
    """`its windows opening`, `, ending in`: what looks like a noun is what its noun does."""
    if not words[i].form.endswith("ing") or not _may_be(words[i], "G"):
        return False
    before = words[i - 1] if i else None
    if before is not None and before.tag == "N":
        return before.base != before.form
    return _tag(words, i - 1) == "M" and _tag(words, i + 1) in "PD"


def _finite_later(words: Sequence[Word], i: int) -> bool:
    for word in words[i : i + _AHEAD]:
        if word.tag in "BC" or word.form in ".;:":
            return False
        if word.tag in "VX":
            return True
    return False


def passive(words: Sequence[Word]) -> None:
    """An -ed word after a noun is a participle where its clause has a finite verb already."""
    finite = being = False
    for i, word in enumerate(words):
        if word.tag in "MCB":
            finite = False
            being = being and word.tag == "C" and _tag(words, i - 1) in "JE"
        elif word.tag == "X":
            finite = True
            being = word.form in _BE
        elif word.tag == "V" and being and _may_be(word, "E"):
            word.tag = "E"
            being = False
        elif word.tag == "V":
            either = _may_be(word, "E")
            if either and word.base in _ALWAYS_PASSIVE and _leads(words, i + 1):
                word.tag = "E"
                continue
            before = words[i - 1].tag if i else "M"
            if either and before == "M" and i + 1 < len(words) and _done_by(words, i):
                word.tag = "E"
                continue
            if (
                either and before in "NSR" and (finite or _absolute(words, i) or _done(words, i))
            ) or (
                either
                and before == "N"
                and i + 1 < len(words)
                and (_done_by(words, i) or _governed(words, i))
            ):
                word.tag = "E"
            else:
                finite = True


def word_sense(base: str) -> str:
    """The supersense of a verb."""
    return supersense(base, "v")


def _done_by(words: Sequence[Word], i: int) -> bool:
    moves = words[i].base in _PASS_BY or words[i].base in _ALSO_STAND
    return words[i + 1].form == "by" and not moves


def _done(words: Sequence[Word], i: int) -> bool:
    """`a lamp suspended from the ceiling`: handling and making want an object, else are done to it."""
    after = words[i + 1].tag if i + 1 < len(words) else "M"
    regular = words[i].form.endswith("ed") or words[i].form in _DONE
    return after in "PTJ" and regular and word_sense(words[i].base) in "dm" and words[i].base not in _ALSO_STAND  # fmt: skip


def _leads(words: Sequence[Word], i: int) -> bool:
    while i < len(words) and words[i].tag in "JR":
        i += 1
    return i < len(words) and words[i].tag == "P" and words[i].form not in ("from", "to", "for")


def series(words: Sequence[Word]) -> None:
    """`lean and hollow`, `was lame`: what joins adjectives or follows `was` is one where it can be."""
    for i in range(1, len(words)):
        word = words[i]
        if word.form == "open" and word.tag == "V" and words[i - 1].tag in "NV":
            word.tag = "J"
        if word.tag in "NVE" and _adjectives_around(words, i) and _may_be(word, "J"):
            word.tag = "J"


def _may_be(word: Word, tag: str) -> bool:
    return tag in {t for t, _, _ in candidates(word.form)}


def _tag(words: Sequence[Word], i: int) -> str:
    return words[i].tag if 0 <= i < len(words) else "M"


def _adjectives_around(words: Sequence[Word], i: int) -> bool:
    after = _tag(words, i + 1)
    if words[i - 1].form == "as" and i + 1 < len(words) and words[i + 1].form == "as":
        return True
    ends = after in "MCIX" or (after == "P" and words[i + 1].form != "of")
    if words[i - 1].form in _BE:
        return ends
    joins = ("and", "or", "but") if words[i].tag == "V" else (",", "and", "or", "but")
    if words[i - 1].form not in joins:
        return False
    if words[i - 1].form == "," and i + 1 < len(words) and words[i + 1].form == "as":
        return True
    leads = words[i - 1].form == "," and after == "C" and _tag(words, i + 2) == "J"
    return (ends and _tag(words, i - 2) in "JE") or (leads and _tag(words, i + 3) in "MP")


def _governed(words: Sequence[Word], i: int) -> bool:
    """`with walls decorated`: the noun before belongs to a preposition that opens the clause."""
    j = i - 1
    while j >= 0 and words[j].tag in "NJ#R":
        j -= 1
    while j >= 0 and words[j].tag == "D":
        j -= 1
    if j < 0 or words[j].tag != "P":
        return False
    opens = j == 0 or words[j - 1].tag in "MC"
    if words[j].form == "with" and (opens or words[j - 1].tag in "VE"):
        return True
    return opens and (words[i].base not in _ALSO_STAND and word_sense(words[i].base) != "w")


def _absolute(words: Sequence[Word], i: int) -> bool:
    """`, his arms crossed,`"""
    ends = i + 1 == len(words) or words[i + 1].tag in "MCPR"
    j = i - 1
    while j >= 0 and words[j].tag in "NJR":
        j -= 1
    owned = j >= 1 and words[j].form in ("his", "her", "its", "their", "one", "both")
    if not ends or not owned or words[j - 1].form not in (",", "with", "and"):
        return False
    if i + 1 == len(words) or words[i + 1].tag in "MC":
        return words[j - 1].form != "and" or english().get(words[i - 1].form) in _OWNED
    return english().get(words[i - 1].form) in _OWNED
