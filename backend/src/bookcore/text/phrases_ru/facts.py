"""A visual fact under construction: what is shown, what it does, and where."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from bookcore.text.english import listed, with_article
from bookcore.text.phrases import Phrase
from bookcore.text.phrases_ru.groups import Group, Part
from bookcore.text.phrases_ru.plainer import pruned, stands
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
    ("approaching to ", "approaching "),
    ("closing his face", "covering his face"),
    ("closing her face", "covering her face"),
    ("fishing fish", "fishing"),
    ("leaving from ", "leaving "),
    ("pressing close to ", "pressed close to "),
)
"""Verbs whose English wants another preposition than the Russian, or none."""
MAX_WORDS = 15
_MOST_PLACES = 2
_BY_ITSELF = (
    "eating",
    "drinking",
    "smoking",
    "reading",
    "writing",
    "singing",
    "playing",
    "sewing",
    "working",
    "looking",
    "glancing",
    "listening",
    "waiting",
    "washing",
    "dancing",
    "fishing",
    "knocking",
    "blowing",
    "chewing",
    "whistling",
    "searching",
    "gazing",
    "rowing",
    "spinning",
)
_DOUBLED = re.compile(r"\b((?:\w+ ){1,4})(?=\1)|\b(\w+) (?=\2\b)")


def _withs(text: str) -> str:
    """`with a low forehead with swollen eyes` as `with a low forehead and swollen eyes`."""
    first, *rest = text.split(" with ")
    if len(rest) < 2 or any(
        re.search(r"\w{3}ing\b|,|(ed|wn|nt|en)$", r) for r in (first, *rest[:-1])
    ):
        return text
    return (
        f"{first} with {listed([*rest])}"
        if " and " not in text
        else (f"{first} with {', '.join(rest[:-1])}, and {rest[-1]}")
    )


@lru_cache(2_000)
def polished(text: str) -> str:
    """The text without a word said twice in a row and with the prepositions English wants."""
    text = _withs(_DOUBLED.sub("", text))
    for wrong, right in _PLAINER:
        text = text.replace(wrong, right)
    return text


_OWN = re.compile(
    r"( with|^[a-z]+ing(?: down| up| out| off| back)?) the"
    r" (hands?|fingers?|face|head|eyes|arms?|hair|lips|teeth|legs?|feet|foot|knees?|elbows?"
    r"|shoulders?|chest|back|forehead|brows?|cheeks?|chin|mouth|nose|beard|neck|fists?|palms?"
    r"|tongue|eyelids)\b(?! of)"
)


_TO_ANOTHER = frozenset(
    ("kissing", "taking", "seizing", "grasping", "catching", "shaking", "stroking", "touching",
     "squeezing", "looking", "striking", "hitting", "embracing")
)  # fmt: skip


def owned(text: str, sex: str, doing: str) -> str:
    """`crossing the hands` as `crossing his hands` where it is known whose they are."""
    if not sex:
        return text
    whose = "his" if sex == "man" else "her"
    text = text.replace("oneself", "himself" if sex == "man" else "herself")
    if doing.split(" ")[0] in _TO_ANOTHER:
        return text
    before, verb, after = text.partition(doing) if doing else (text, "", "")
    return before + _OWN.sub(rf"\1 {whose} \2", verb + after)


def _looks(part: Part, group: Group) -> bool:
    if part.preposition == "with":
        return group.word_class in ("face", "body")
    return part.preposition == "in" and group.word_class in (
        "clothing", "headwear", "footwear"
    )  # fmt: skip


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

    def gather(self) -> None:
        """`enters with a low forehead`: looks and clothes belong to the person, not to the deed."""
        verb, subject = self.verb, self.subjects[-1] if self.subjects else None
        if subject is None or self.known or not self.doing or subject.word_class != "person":
            return
        if verb is None or verb.transitive or self.passive:
            return
        own = [p for p in self.parts if p.told() and all(_looks(p, g) for g in p.told())]
        subject.tail += own
        self.parts = [p for p in self.parts if p not in own and not p.says_nothing()]

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
        liked = any(p.preposition == "like" for g in self.subjects[:1] for p in g.tail)
        for part in self.parts:
            if part.preposition == "like":
                if liked:
                    continue
                liked = True
            if part.says_nothing() and not self.doing:
                continue
            if part.words.endswith("ly") and subject and not self.doing:
                continue
            more = part.text()
            if left or count + len(more.split()) > MAX_WORDS:
                left.append(part)
                continue
            said.append(more)
            count += len(more.split())
        return " ".join(said), left

    def plainly(self) -> tuple[str, str]:
        """The subject with its article and what it does, in as few words as a sentence bears."""
        for group in (*self.subjects, *(g for p in self.parts for g in p.groups)):
            pruned(group)
        head = listed([g.opening() for g in self.subjects])
        if self.known or not self.doing:
            nobody = self.known or (self.subjects and self.subjects[0].proxy)
            more = "" if nobody else self._places(stands)
            return ("" if self.known else f"{head} {more}".strip()), self._deed()
        return head, self._deed()

    def _places(self, fitting: Callable[[Part], bool]) -> str:
        said = [p.text() for p in self.parts if p.groups and p.preposition and fitting(p)]
        return said[0] if said else ""

    def _anothers(self, part: Part) -> bool:
        """`the door opens with lowered eyes`: looks that no thing has."""
        lifeless = bool(self.subjects) and not self.subjects[0].animate
        return lifeless and any(
            (part.preposition, g.word_class) in (("with", "face"), ("in", "clothing"))
            for g in part.groups
        )

    def _deed(self) -> str:
        if not self.doing:
            return ""
        said, places, object_too = [self.doing], 0, False
        for part in self.parts:
            wanted = bool(part.groups) and not part.preposition
            if (wanted and object_too) or (not wanted and places == _MOST_PLACES):
                continue
            if (
                not stands(part)
                or self._anothers(part)
                or (self.passive and part.preposition in ("into", "to"))
            ):
                continue
            object_too = object_too or wanted
            places += not wanted
            said.append(part.text())
        if (
            self.verb is not None and self.verb.transitive and not self.passive
            and not object_too and not self.doing.startswith(_BY_ITSELF)
        ):  # fmt: skip
            return ""
        return " ".join(said)

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
    who: str = ""
    """The noun of whoever does it, where only an earlier fact names somebody."""
    head: str = ""
    """Its subject with an article, and `deed`: what is said of it."""
    deed: str = ""
    key: str = ""
    sex: str = ""
    plain: bool = False
