"""Finite verbs and participles of the same form told apart, in a tagged sentence."""

from __future__ import annotations

from collections.abc import Sequence

from bookcore.text.lexicon import english
from bookcore.text.readings_en import Word, candidates, supersense
from bookcore.text.sets_en import word_set

_OWNED = frozenset(("body", "face", "clothing", "headwear", "footwear"))
_ALSO_STAND = word_set("stands") | word_set("moves")
_BE = frozenset(("was", "were", "is", "are", "been", "being", "be"))
_ALWAYS_PASSIVE = word_set("always passive")


def active(words: Sequence[Word]) -> None:
    """After a comma or `and` an -ed word is finite where the clause wants a verb, or goes on so."""
    last = subject = ""
    for i, word in enumerate(words):
        if word.form in ".;:" or word.tag == "B":
            last = subject = ""
        elif word.tag in "NSI" and not last:
            subject = word.form
        elif word.tag in "VX":
            last = "V"
        elif word.tag == "E":
            before = words[i - 1] if i else None
            while before is not None and before.tag == "R" and before is not words[0]:
                before = words[words.index(before) - 1]
            finite = "V" in {t for t, _, _ in candidates(word.form)}
            if finite and before is not None and before.tag in "MC" and word.base not in _ALWAYS_PASSIVE:  # fmt: skip
                waits = not last and subject and before.tag == "M"
                if waits or (last == "V" and before.tag == "C" and words[i - 1].tag == "C"):
                    word.tag = "V"
            last = word.tag


def passive(words: Sequence[Word]) -> None:
    """An -ed word after a noun is a participle where its clause has a finite verb already."""
    finite = being = False
    for i, word in enumerate(words):
        if word.tag in "MCB":
            finite = being = False
        elif word.tag == "X":
            finite = True
            being = word.form in _BE
        elif word.tag == "V" and being and "E" in {t for t, _, _ in candidates(word.form)}:
            word.tag = "E"
            being = False
        elif word.tag == "V":
            either = "E" in {tag for tag, _, _ in candidates(word.form)}
            if either and word.base in _ALWAYS_PASSIVE and _leads(words, i + 1):  # fmt: skip
                word.tag = "E"
                finite = True
                continue
            before = words[i - 1].tag if i else "M"
            if (
                either and before in "NSR" and (finite or _absolute(words, i) or _done(words, i))
            ) or (
                either
                and before == "N"
                and i + 1 < len(words)
                and (words[i + 1].form == "by" or _governed(words, i))
            ):
                word.tag = "E"
            finite = True


def _done(words: Sequence[Word], i: int) -> bool:
    """`a lamp suspended from the ceiling`: handling and making want an object, else are done to it."""
    after = words[i + 1].tag if i + 1 < len(words) else "M"
    regular = words[i].form.endswith("ed") or words[i].form in (
        "hung",
        "bound",
        "cut",
        "torn",
        "set",
    )
    return after == "P" and regular and supersense(words[i].base, "v") in "dm" and words[i].base not in _ALSO_STAND  # fmt: skip


def _leads(words: Sequence[Word], i: int) -> bool:
    while i < len(words) and words[i].tag in "JR":
        i += 1
    return i < len(words) and words[i].tag == "P" and words[i].form not in ("from", "to", "for")


def series(words: Sequence[Word]) -> None:
    """`lean and hollow`, `a face, worn, hollow`: what joins adjectives is one where it can be."""
    for i in range(2, len(words)):
        word = words[i]
        if word.tag != "N" or words[i - 1].form not in (",", "and", "or", "but"):
            continue
        after = words[i + 1] if i + 1 < len(words) else None
        ends = after is None or after.tag in "MCIX" or (after.tag == "P" and after.form != "of")
        if ends and words[i - 2].tag in "JE" and "J" in {t for t, _, _ in candidates(word.form)}:
            word.tag = "J"


def _governed(words: Sequence[Word], i: int) -> bool:
    """`with walls decorated`: the noun before belongs to a preposition that opens the clause."""
    j = i - 1
    while j >= 0 and words[j].tag in "NJD#R":
        j -= 1
    return j >= 0 and words[j].form == "with" and (j == 0 or words[j - 1].tag in "MC")


def _absolute(words: Sequence[Word], i: int) -> bool:
    """`, his arms crossed,`"""
    ends = i + 1 == len(words) or words[i + 1].tag in "MCPR"
    j = i - 1
    while j >= 0 and words[j].tag in "NJR":
        j -= 1
    owned = j >= 1 and words[j].form in ("his", "her", "its", "their")
    if not ends or not owned or words[j - 1].form not in (",", "with", "and"):
        return False
    if i + 1 == len(words) or words[i + 1].tag in "MC":
        return words[j - 1].form != "and" or english().get(words[i - 1].form) in _OWNED
    return english().get(words[i - 1].form) in _OWNED
