"""A nominal group and what follows it, said in English with its articles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bookcore.text.adjectives_en import in_order
from bookcore.text.english import is_plural, listed, plural, with_article
from bookcore.text.phrases_ru.sets import word_set

THE = word_set("the")
_MASS = word_set("mass")
_EMPTY = frozenset(
    ("dressed", "made", "built", "arranged", "leading", "seated", "separating", "belonging")
)
_EVERYBODYS = frozenset(
    ("face", "head", "hand", "eyes", "eye", "nose", "mouth", "hair", "body", "neck", "leg", "foot",
     "arm", "finger", "chest", "shoulder", "lip", "back", "cheek", "forehead", "look", "gaze",
     "expression", "tongue", "voice", "ear", "figure", "features", "physiognomy", "knee", "skin", "chin", "palm", "elbow", "brow", "jaw", "waist", "tooth", "teeth")
)  # fmt: skip
_ONLY = frozenset(
    ("wind", "sun", "moon", "sky", "star", "stars", "night", "evening", "morning", "sea", "horizon",
     "air", "darkness", "earth", "sunset", "dawn", "day", "twilight", "moonlight", "rain")
)  # fmt: skip
_PARTS = frozenset(
    ("top", "bottom", "edge", "middle", "end", "side", "back", "rest", "foot", "surface", "centre",
     "beginning", "front", "tip", "depths", "remains", "brim", "outskirts", "mouth")
)  # fmt: skip
_SCRAP = re.compile(r"\w+ed (tightly|up|down|off|out|around|over|together)")
_COUNTED = frozenset(("стакан", "стаканчик", "бокал"))
"""Things whose English is a material's name as well."""
_SEXLESS = frozenset(
    ("child", "baby", "person", "people", "figure", "newborn", "orphan", "servant")
)
_INDEFINITE = frozenset(("with", "of", "from", "like", ""))
"""Prepositions before which a mass noun has no article: `covered with snow`, `in the snow`."""


@dataclass(slots=True, eq=False)
class Part:
    """`with a red beard and a pipe`: a preposition, or nothing, before groups or plain words."""

    preposition: str
    groups: list[Group] = field(default_factory=list)
    words: str = ""

    def says_nothing(self) -> bool:
        """`with a face`: what everybody has, and nothing said of it."""
        return bool(self.groups) and not self.told()

    def told(self) -> list[Group]:
        """Its groups without those that say nothing after `with`."""
        if self.preposition != "with":
            return self.groups
        return [
            g for g in self.groups
            if not (g.english in _EVERYBODYS and g.unsaid())
            and not (g.word_class == "expression" and g.english in _MASS)
        ]  # fmt: skip

    def text(self) -> str:
        """The part as it stands in a sentence."""
        definite = self.preposition not in _INDEFINITE
        groups = self.told() or self.groups
        said = listed([g.inside(definite) for g in groups]) if groups else self.words
        return f"{self.preposition} {said}".strip()


@dataclass(slots=True, eq=False)
class Group:
    """A noun with what agrees with it; `first` to `last` are its tokens, both among them."""

    head: int
    first: int
    last: int
    lemma: str
    english: str
    word_class: str
    cases: frozenset[str]
    number: str
    gender: str
    animate: bool
    many: bool
    modifiers: list[str] = field(default_factory=list)
    tail: list[Part] = field(default_factory=list)
    count: str = ""
    worth: float = 0.0
    preposition: str = ""
    proxy: bool = False
    same: str = ""
    """Whoever a pronoun, a name or a verb without a subject means."""

    def key(self) -> str:
        """The same for groups that mean one person or thing; empty when it is not known."""
        return self.same or self.lemma

    def several(self) -> bool:
        """Whether its English is a plural."""
        return self.count not in ("", "one", "each", "another") or is_plural(self.noun())

    def sex(self) -> str:
        """`man` or `woman` where that is certain of one person."""
        if self.word_class != "person" or self.number != "sing" or self.count:
            return ""
        if self.english in _SEXLESS or (not self.proxy and self.lemma in _SEXLESS):
            return ""
        return {"masc": "man", "femn": "woman"}.get(self.gender, "")

    def noun(self) -> str:
        """The bare English noun in its number."""
        if self.english in _MASS:
            return self.english
        more = self.many or self.count not in ("", "one", "each", "another")
        return plural(self.english) if more else self.english

    def phrase(self) -> str:
        """The group without an article."""
        said = self.english.split()
        words = in_order([m for m in self._distinct() if m not in said][:3])
        tail = (p.text() for p in self.told_tail())
        return " ".join(p for p in (self.count, *words, self.noun(), *tail) if p)

    def _distinct(self) -> list[str]:
        """The adjectives without those that say nothing before a noun or are said more fully."""
        kept = [
            m for m in dict.fromkeys(self.modifiers)
            if m not in _EMPTY
            and not m.startswith(("having ", "being "))
            and not _SCRAP.fullmatch(m)
        ]  # fmt: skip
        return [m for m in kept if not any(o != m and o.endswith(f" {m}") for o in kept)]

    def told_tail(self) -> list[Part]:
        """What follows, one likeness at most and no face or hand that everybody has."""
        kept: list[Part] = []
        for part in self.tail:
            if part.says_nothing() or (
                part.preposition == "like" and any(p.preposition == "like" for p in kept)
            ):
                continue
            kept.append(part)
        return kept

    def _parts(self) -> tuple[str, str]:
        """The adjectives with the noun, and what follows them."""
        tail = " ".join(p.text() for p in self.told_tail())
        kept, self.tail = self.tail, []
        text = self.phrase()
        self.tail = kept
        return text, f" {tail}" if tail else ""

    def opening(self) -> str:
        """The group with an article as it stands at the head of a sentence or a list."""
        text, tail = self._parts()
        if self.english in _PARTS and tail.startswith(" of "):
            return f"the {text}{tail}"
        if self.english in _ONLY and self.bare():
            return f"the {text}{tail}"
        return self._with_article(text) + tail

    def bare(self) -> bool:
        """Whether it is a noun alone."""
        return not (self.modifiers or self.tail or self.count)

    def idle(self) -> bool:
        """Whether it is a noun alone, or a hand that is only right or left."""
        return self.bare() or (self.english in _EVERYBODYS and self.unsaid())

    def unsaid(self) -> bool:
        """Whether nothing is said of how it looks."""
        told = [p for p in self.tail if p.words or p.preposition not in ("to", "on", "into")]
        return not (set(self.modifiers) - {"left", "right"} or told or self.count)

    def _with_article(self, text: str) -> str:
        plain = self.many or bool(self.count)
        if self.lemma in _COUNTED and not plain:
            return f"an {text}" if text[0] in "aeio" else f"a {text}"
        return text if plain or self.noun() in _MASS else with_article(text)

    def inside(self, definite: bool = True) -> str:
        """The group with the article it takes in the middle of a sentence."""
        text, tail = self._parts()
        if self.english in _PARTS and tail.startswith(" of "):
            return f"the {text}{tail}"
        bare = not self.modifiers and not self.count and not self.proxy
        known = bare and self.noun() in THE and self.word_class != "person"
        if known and (definite or self.noun() not in _MASS):
            return f"the {text}{tail}"
        return self._with_article(text) + tail
