"""A nominal group and what follows it, said in English with its articles."""

from __future__ import annotations

from dataclasses import dataclass, field

from bookcore.text.english import listed, plural, with_article
from bookcore.text.phrases_ru.sets import word_set

THE = word_set("the")
_MASS = word_set("mass")
_INDEFINITE = frozenset(("with", "of", "from", "like", ""))
"""Prepositions before which a mass noun has no article: `covered with snow`, `in the snow`."""


@dataclass(slots=True, eq=False)
class Part:
    """`with a red beard and a pipe`: a preposition, or nothing, before groups or plain words."""

    preposition: str
    groups: list[Group] = field(default_factory=list)
    words: str = ""

    def text(self) -> str:
        """The part as it stands in a sentence."""
        definite = self.preposition not in _INDEFINITE
        said = listed([g.inside(definite) for g in self.groups]) if self.groups else self.words
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

    def noun(self) -> str:
        """The bare English noun in its number."""
        if self.english in _MASS:
            return self.english
        more = self.many or self.count not in ("", "one", "each", "another")
        return plural(self.english) if more else self.english

    def phrase(self) -> str:
        """The group without an article."""
        said = self.english.split()
        words = [m for m in dict.fromkeys(self.modifiers) if m not in said][:3]
        tail = (p.text() for p in self.tail)
        return " ".join(p for p in (self.count, *words, self.noun(), *tail) if p)

    def _parts(self) -> tuple[str, str]:
        """The adjectives with the noun, and what follows them."""
        tail = " ".join(p.text() for p in self.tail)
        kept, self.tail = self.tail, []
        text = self.phrase()
        self.tail = kept
        return text, f" {tail}" if tail else ""

    def opening(self) -> str:
        """The group with an article as it stands at the head of a sentence or a list."""
        text, tail = self._parts()
        return self._with_article(text) + tail

    def _with_article(self, text: str) -> str:
        plain = self.many or bool(self.count) or self.noun() in _MASS
        return text if plain else with_article(text)

    def inside(self, definite: bool = True) -> str:
        """The group with the article it takes in the middle of a sentence."""
        text, tail = self._parts()
        bare = not self.modifiers and not self.count and not self.proxy
        known = bare and self.noun() in THE and self.word_class != "person"
        if known and (definite or self.noun() not in _MASS):
            return f"the {text}{tail}"
        return self._with_article(text) + tail
