"""A visual fact under construction: what is shown, what it does, and where."""

from __future__ import annotations

from dataclasses import dataclass, field

from bookcore.text.english import listed
from bookcore.text.phrases_ru.nouns import Group
from bookcore.text.phrases_ru.readings import Reading

MAX_WORDS = 13


@dataclass(slots=True, eq=False)
class Part:
    """`with a red beard and a pipe`: a preposition, or nothing, before one or more groups."""

    preposition: str
    groups: list[Group] = field(default_factory=list)
    words: str = ""

    def text(self) -> str:
        said = listed([g.inside() for g in self.groups]) if self.groups else self.words
        return f"{self.preposition} {said}".strip()


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

    def text(self) -> str:
        """The words of the fact, no more than fit; the rest is dropped from the end."""
        said = [t for t in (self.subject_text(), self.doing) if t]
        count = sum(len(t.split()) for t in said)
        for part in self.parts:
            more = part.text()
            if count + len(more.split()) > MAX_WORDS:
                break
            said.append(more)
            count += len(more.split())
        return " ".join(said)

    def worth(self) -> float:
        own = sum(g.worth for g in self.subjects) if not self.known else 0.1
        moved = {"": 0.0, "abstract": 0.2}.get(self.verb_class, 0.55) if self.doing else 0.0
        return own + moved + 0.7 * sum(
            sum(g.worth for g in p.groups) if p.groups else 0.3 for p in self.parts
        )  # fmt: skip
