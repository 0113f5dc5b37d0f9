"""Phrases of an English text that stand together: `old man sitting on a bench`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from bookcore.describe import linking_en
from bookcore.text.english import is_plural, with_article
from bookcore.text.nouns_en import Noun
from bookcore.text.phrases import Phrase
from bookcore.text.readings_en import supersense
from bookcore.text.sentence_en import Shown

_SEVERAL = frozenset(
    ("two", "three", "four", "five", "six", "several", "many", "few", "both", "these", "those")
)
_NONE = frozenset(("", "some", "any", "all", "both", "these", "those", "such", "each", "every"))


@dataclass(frozen=True, slots=True)
class Fact:
    """One or more phrases joined by the words between them."""

    text: str
    worth: float
    start: int
    end: int
    phrases: tuple[Phrase, ...]
    article: str = ""
    """What is to stand before it in a sentence: `a`, `an`, `the`, or nothing."""
    who: str = ""
    """`man` or `woman` where the text says he or she."""
    owned: bool = False
    """Whether the text says that it is somebody's: his, her, its, their."""
    doing: str = ""
    """The participle that divides its subject from what is said of it."""
    many: bool = False
    actor: str = ""
    """The noun phrase of whoever does it, where only the clause before names somebody."""


# Attributes, caption and later the cast ask for the same passage's facts.
@lru_cache(1_024)
def read_english(text: str) -> tuple[Fact, ...]:
    """The facts of an English text, in its order."""
    return tuple(
        Fact(
            f.text(),
            f.worth,
            f.start,
            f.end,
            _phrases(f),
            _article(f),
            _who(f),
            _owned(f),
            "" if f.inner else f.doing,
            _many(f),
            f.actor,
        )
        for f in linking_en.facts(text)
    )


def _article(shown: Shown) -> str:
    if shown.subject in ("man", "woman") and shown.subject in shown.words:
        return with_article(" ".join(shown.words[:3])).split(" ")[0]
    first = shown.nouns[0] if shown.nouns else None
    if first is None or shown.words[: len(first.words)] != first.words or first.name:
        return ""
    if first.det == "the":
        return "the"
    if first.det in ("a", "an"):
        return "an" if with_article(f"{first.words[0]} thing").startswith("an ") else "a"
    head = first.words[-1]
    if first.det in _NONE or is_plural(head) or first.words[0][0].isdigit():
        return ""
    said = with_article(f"{first.words[0]} {head}" if len(first.words) > 1 else head)
    return said.split(" ")[0] if said.startswith(("a ", "an ")) else ""


def _who(shown: Shown) -> str:
    return shown.subject if shown.subject in ("man", "woman") else ""


def _owned(shown: Shown) -> bool:
    return bool(shown.nouns) and shown.nouns[0].det in ("his", "her", "its", "their")


def _many(shown: Shown) -> bool:
    if shown.subject in ("man", "woman") and shown.subject in shown.words[:1]:
        return False
    first = shown.nouns[0] if shown.nouns else None
    if first is None or first.name:
        return False
    several = first.words[0] in _SEVERAL or first.det in _SEVERAL
    return first.many or several or is_plural(first.words[-1])


def _kind(noun: Noun) -> str:
    """Its class; a tail or a wing is no animal."""
    if noun.kind == "animal" and supersense(noun.head, "n") not in ("", "a"):
        return "body"
    return noun.kind or "quality"


def _phrases(shown: Shown) -> tuple[Phrase, ...]:
    found = [
        Phrase(n.words[-1], _kind(n), n.start, n.end, tuple(n.modifiers), n.worth)
        for n in shown.nouns
    ]
    if shown.subject in ("man", "woman") and shown.words[0] == shown.subject:
        found.insert(0, Phrase(shown.subject, "person", shown.start, shown.start))
    elif not shown.words or not found or shown.words[0] == shown.doing:
        found.insert(0, Phrase(shown.doing or shown.words[0], "posture", shown.start, shown.start))
    first = found[0]
    found[0] = replace(first, doing=shown.doing if first.head != shown.doing else "")
    return tuple(found)
