"""Phrases of an English text that stand together: `old man sitting on a bench`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bookcore.describe import linking_en
from bookcore.text.phrases import Phrase
from bookcore.text.sentence_en import Shown


@dataclass(frozen=True, slots=True)
class Fact:
    """One or more phrases joined by the words between them."""

    text: str
    worth: float
    start: int
    end: int
    phrases: tuple[Phrase, ...]


def read_english(text: str) -> list[Fact]:
    """The facts of an English text, in its order."""
    return [Fact(f.text(), f.worth, f.start, f.end, _phrases(f)) for f in linking_en.facts(text)]


def _phrases(shown: Shown) -> tuple[Phrase, ...]:
    found = [
        Phrase(n.words[-1], n.kind or "quality", n.start, n.end, tuple(n.modifiers), n.worth)
        for n in shown.nouns
    ]
    if shown.subject in ("man", "woman") and shown.words[0] == shown.subject:
        found.insert(0, Phrase(shown.subject, "person", shown.start, shown.start))
    elif not shown.words or not found or shown.words[0] == shown.doing:
        found.insert(0, Phrase(shown.doing or shown.words[0], "posture", shown.start, shown.start))
    first = found[0]
    found[0] = replace(first, doing=shown.doing if first.head != shown.doing else "")
    return tuple(found)
