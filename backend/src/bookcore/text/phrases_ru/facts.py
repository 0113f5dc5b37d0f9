"""A visual fact under construction: what is shown, what it does, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bookcore.text.english import listed, with_article
from bookcore.text.phrases import Phrase
from bookcore.text.phrases_ru.groups import Group, Part
from bookcore.text.phrases_ru.readings import Reading

_PLAINER = (
    ("entering into ", "entering "),
    ("entering in ", "entering "),
    ("crossing across ", "crossing "),
    ("descending along ", "going down "),
    ("leaning to ", "leaning against "),
    ("leaning back to ", "leaning back against "),
    ("climbing along ", "climbing "),
    ("rising along ", "going up "),
    ("dressed into ", "dressed in "),
    ("harnessed into ", "harnessed to "),
    ("wrapping oneself ", "wrapping up "),
    ("covering oneself ", "covering up "),
    ("pacing across ", "pacing "),
    ("sitting down behind the table", "sitting down at the table"),
    ("touching to ", "touching "),
    ("pressing close to ", "pressed close to "),
)
"""Verbs whose English wants another preposition than the Russian, or none."""
MAX_WORDS = 15
_DOUBLED = re.compile(r"\b((?:\w+ ){1,4})(?=\1)|\b(\w+) (?=\2\b)")


def polished(text: str) -> str:
    """The text without a word said twice in a row and with the prepositions English wants."""
    text = _DOUBLED.sub("", text)
    for wrong, right in _PLAINER:
        text = text.replace(wrong, right)
    return text


@dataclass(slots=True, eq=False)
class Draft:
    """One fact while its clause is being read; `first` and `last` are tokens."""

    first: int
    last: int
    subjects: list[Group] = field(default_factory=list)
    verb: Reading | None = None
    doing: str = ""
    verb_class: str = ""
    parts: list[Part] = field(default_factory=list)
    copula: bool = False
    known: bool = False
    passive: bool = False

    def reach(self, first: int, last: int) -> None:
        self.first, self.last = min(self.first, first), max(self.last, last)

    def subject_text(self) -> str:
        if not self.subjects:
            return ""
        one = self.subjects[0]
        if self.known:
            return "" if one.word_class in ("person", "crowd") else one.noun()
        if len(self.subjects) == 1:
            return one.phrase()
        return listed([g.phrase() for g in self.subjects])

    def opening(self, told: str) -> str:
        """What the fact tells with the article that its first noun takes."""
        plain = self.subject_text()
        if not plain or self.known:
            many = bool(self.subjects) and self.subjects[0].many
            return with_article(told) if plain and not many else told
        said = listed([g.opening() for g in self.subjects])
        return said + told[len(plain) :] if told.startswith(plain) else told

    def told(self) -> tuple[str, list[Part]]:
        """The words of the fact and the parts that were too many for it."""
        subject = self.subject_text()
        again = bool(self.doing) and f" {self.doing} " in f" {subject} "
        said = [t for t in (subject, "" if again else self.doing) if t]
        count = sum(len(t.split()) for t in said)
        left: list[Part] = []
        for part in self.parts:
            more = part.text()
            if left or count + len(more.split()) > MAX_WORDS:
                left.append(part)
                continue
            said.append(more)
            count += len(more.split())
        return " ".join(said), left

    def worth(self, left: list[Part]) -> float:
        """How much of it is worth telling."""
        own = sum(g.worth for g in self.subjects) if not self.known else 0.1
        moved = {"": 0.0, "abstract": 0.2}.get(self.verb_class, 0.55) if self.doing else 0.0
        return own + moved + 0.7 * sum(
            sum(g.worth for g in p.groups) if p.groups else 0.3
            for p in self.parts if p not in left
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """A visual fact in English with the place of its words in the source."""

    text: str
    subject: str
    word_class: str
    start: int
    end: int
    worth: float
    acting: bool
    many: bool
    opening: str
    phrases: tuple[Phrase, ...]
