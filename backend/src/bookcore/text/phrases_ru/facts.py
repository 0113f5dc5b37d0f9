"""A visual fact under construction: what is shown, what it does, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bookcore.text.english import listed
from bookcore.text.phrases_ru.nouns import Group, Part
from bookcore.text.phrases_ru.readings import Reading

MAX_WORDS = 13
_DOUBLED = re.compile(r"\b(\w+) \1\b")


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

    def told(self) -> tuple[str, list[Part]]:
        """The words of the fact and the parts that were too many for it."""
        said = [t for t in (self.subject_text(), self.doing) if t]
        count = sum(len(t.split()) for t in said)
        left: list[Part] = []
        for part in self.parts:
            more = part.text()
            if left or count + len(more.split()) > MAX_WORDS:
                left.append(part)
                continue
            said.append(more)
            count += len(more.split())
        return _DOUBLED.sub(r"\1", " ".join(said)), left

    def worth(self, left: list[Part]) -> float:
        """How much of it is worth telling."""
        own = sum(g.worth for g in self.subjects) if not self.known else 0.1
        moved = {"": 0.0, "abstract": 0.2}.get(self.verb_class, 0.55) if self.doing else 0.0
        return own + moved + 0.7 * sum(
            sum(g.worth for g in p.groups) if p.groups else 0.3
            for p in self.parts if p not in left
        )  # fmt: skip
