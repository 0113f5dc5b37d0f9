"""Which English words may stand in a prompt: those that name what is seen, and small words.

A book's own words reach a prompt only through this: what is no word of our lexicons, or a word
of talk, thought or command, is left out with the phrase that needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from bookcore.bible.latin import latin
from bookcore.bible.words import word_set
from bookcore.text.lexicon import english_class, russian
from bookcore.text.readings_en import parts, singular, supersense
from bookcore.text.words import morphology

UNSEEN = frozenset(("", "abstract", "drop", "sound", "smell"))
_SMALL = word_set("vetting small")
COMMANDS = word_set("vetting commands")
"""Words that talk to a machine rather than show anything."""
_SLURS = word_set("vetting slurs")
_DEEDS = word_set("vetting deeds")
"""Deeds that can be seen, though the lexicon counts them among the abstract ones."""
_NOUNS = frozenset("atbflnpxsuih")
_VERBS = frozenset("bcdeimsw")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_CYRILLIC = re.compile(r"[^\x00-\x7f’]")
_NAME_WORDS = word_set("vetting name words")


@cache
def _lexicon_words() -> frozenset[str]:
    """All English that the Russian lexicon may answer with, but for what cannot be seen."""
    found: set[str] = set()
    for entry in russian().values():
        if entry.word_class not in UNSEEN:
            for sense in entry.senses:
                found.update(w.lower() for w in _WORD.findall(sense))
    return frozenset(found)


def class_of(word: str) -> str:
    """The lexical class of an English word as it stands in a phrase."""
    return english_class(word.lower().strip("'’"))


@lru_cache(50_000)
def may_stand(word: str) -> bool:
    """Whether a single English word may stand in a prompt."""
    low = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    if low in COMMANDS or low in _SLURS:
        return False
    if low in _SMALL or low in _DEEDS:
        return True
    if english_class(low) not in UNSEEN or low in _lexicon_words():
        return True
    if "-" in low:
        return all(may_stand(part) for part in low.split("-") if part)
    return _seen(low)


def _seen(low: str) -> bool:
    """Whether the dictionary knows the word as a thing, a creature or a visible deed."""
    known = parts()
    single = singular(low)
    if single in COMMANDS or english_class(single) in ("abstract", "drop"):
        return False
    if single in known and supersense(single, "n") in _NOUNS:
        return True
    for ending, instead in (("", ""), ("ing", ""), ("ing", "e"), ("ies", "y"), ("es", ""),
                            ("s", ""), ("ed", ""), ("ed", "e")):  # fmt: skip
        if low.endswith(ending):
            base = low[: len(low) - len(ending)] + instead
            if len(base) > 3 and base[-1] == base[-2] and base not in known:
                base = base[:-1]
            if base in COMMANDS:
                return False
            if base in known and supersense(base, "v") in _VERBS:
                return english_class(base) not in ("abstract", "drop")
    return False


def fit_for_a_name(word: str) -> bool:
    """Whether a word of a name is one: no word that commands, thinks or talks."""
    low = word.lower().strip(".'")
    if low in COMMANDS or len(low) > 20:
        return False
    if low in _NAME_WORDS or low not in parts():
        return True
    return english_class(low) not in UNSEEN or supersense(low, "n") in _NOUNS


def words_of(text: str) -> list[str]:
    """The words of an English phrase."""
    return _WORD.findall(text)


def is_plain(text: str) -> bool:
    """Whether a text is of plain Latin letters."""
    return not _CYRILLIC.search(text)


def english(text: str) -> str:
    """A reader's own words in English: Russian ones through the lexicon, unknown ones left out."""
    if is_plain(text):
        return text.replace("’", "'")
    return " ".join(w for w in _translated(text) if w).replace(" ,", ",").strip(" ,")


def _translated(text: str) -> Iterator[str]:
    for part in re.findall(r"[A-Za-z0-9'-]+|[^\W\d_]+(?:-[^\W\d_]+)*|[,;.]", text):
        if part.isascii():
            if part in ",;.":
                yield ","
            else:
                yield part
            continue
        low = part.lower().replace("ё", "е")
        parses = morphology().parse(low)[:3]
        own = next((_OWN[w] for w in (low, *(p.normal_form for p in parses)) if w in _OWN), "")
        yield own or _sense(parses) or (latin(part) if part[0].isupper() else "")


def _sense(parses: list[Any]) -> str:
    """What the lexicon gives for the likeliest reading it knows."""
    known = russian()
    for parse in parses:
        for pos in ("ADJ", "NOUN", "VERB", "ADVB"):
            entry = known.get((parse.normal_form.replace("ё", "е"), pos))
            if entry is not None and entry.senses:
                return entry.senses[0]
    return ""


_OWN = {
    "и": "and", "с": "with", "в": "in", "на": "on", "без": "without", "из": "of", "век": "century",
    "столетие": "century", "год": "years", "начало": "early", "конец": "late", "середина": "mid",
    "эпоха": "period", "стиль": "style", "россия": "Russia", "англия": "England",
    "франция": "France", "украина": "Ukraine", "германия": "Germany", "кавказ": "the Caucasus",
    "америка": "America", "италия": "Italy", "польша": "Poland", "испания": "Spain",
    "русский": "Russian", "английский": "English", "французский": "French",
}  # fmt: skip
