"""Phrases that stand together become one fact: `old man sitting on bench`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bookcore.describe import linking_en, linking_ru
from bookcore.text.phrases import Phrase
from bookcore.text.sentence_en import Shown
from bookcore.text.tokens import tokens

MAX_WORDS = 10
_MAX_PHRASES = 3
_MAX_GAP = 7


@dataclass(frozen=True, slots=True)
class Fact:
    """One or more phrases joined by the words between them."""

    text: str
    worth: float
    start: int
    end: int
    phrases: tuple[Phrase, ...]


def link(text: str, found: Sequence[Phrase]) -> list[Fact]:
    """Facts in the order of the text; each phrase stands in one of them."""
    out: list[Fact] = []
    for phrase in found:
        own = phrase.text()
        last = out[-1] if out else None
        if last is not None and len(last.phrases) < _MAX_PHRASES:
            before = last.phrases[-1]
            gap = tokens(text, before.end, phrase.start) if phrase.start - before.end < 80 else []
            if 0 < len(gap) <= _MAX_GAP:
                said = linking_ru.gap_words(gap, before, phrase)
                joined = f"{last.text} {said} {own}" if said else ""
                if joined and len(joined.split()) <= MAX_WORDS and phrase.head != before.head:
                    out[-1] = Fact(
                        joined, last.worth + phrase.worth, last.start, phrase.end,
                        (*last.phrases, phrase),
                    )  # fmt: skip
                    continue
        out.append(Fact(own, phrase.worth, phrase.start, phrase.end, (phrase,)))
    return out


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
