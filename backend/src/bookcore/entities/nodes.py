"""Mentions of the same words gathered, with what their surroundings say of their bearer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bookcore.entities import names as signs
from bookcore.entities.given import given
from bookcore.entities.model import Kind
from bookcore.entities.said import Said
from bookcore.entities.titles import words
from bookcore.text.lexicon import english_class

_BITS = tuple(
    (name, getattr(signs, name))
    for name in (
        "INSIDE", "IN_PLACE", "SAYS", "ACTS", "HE", "SHE", "THE", "QUOTED", "OWNS", "PLACE_NOUN",
        "THING_NOUN", "PERSON", "LOCATION", "OTHER", "OF",
    )
)  # fmt: skip
_KIND_OF_LABEL: dict[str, Kind] = {"PERSON": "character", "LOCATION": "place"}
_STANDING = {"mrs": "mrs", "miss": "miss", "lady": "lady", "г-жа": "mrs"}
_LIVING = frozenset(("person", "animal", "bird", ""))
_EPITHETS = frozenset(("old", "young", "little", "poor", "dear", "мастер"))


@dataclass
class Node:
    """Everything said with the same words; `standing` tells Mrs from Miss and Lady."""

    words: tuple[str, ...]
    slots: tuple[str, ...]
    gender: str
    standing: str
    title: str
    known: bool = False
    said: list[Said] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """How many mentions there are."""
        return len(self.said)

    def add(self, one: Said) -> None:
        """Count a mention."""
        self.said.append(one)
        for name, bit in _BITS:
            if one.signs & bit:
                self.seen[name] += 1
        if one.titles and one.titles[-1] != "st":
            self.seen["TITLED"] += 1
            self.seen.update(f"title {t}" for t in one.titles)

    @property
    def whole(self) -> bool:
        """Whether it looks like a full name rather than two names that stand together by chance."""
        if len(self.words) < 2:
            return False
        told = bool(self.seen["TITLED"]) or self.slots[0] == "first"
        return told and self.slots[1:].count("first") == 0 and (self.known or self.count > 1)

    def votes(self) -> str:
        """The gender that verbs or pronouns beside it tell."""
        he, she = self.seen["HE"], self.seen["SHE"]
        if he > 1.4 * she:
            return "male"
        return "female" if she > 1.4 * he else ""


def gather(found: Iterable[Said], language: str) -> list[Node]:
    """Nodes in the order of their first mention; plural families are nobody."""
    nodes: dict[tuple[object, ...], Node] = {}
    for one in found:
        bare = len(one.words) == 1 and not one.titles
        if one.plural or (bare and one.words[0] in words("ending", language)):
            continue
        standing = next((_STANDING[t] for t in one.titles if t in _STANDING), "")
        title = ""
        if len(one.words) == 1 and one.slots[0] in ("last", ""):
            ranks = [t for t in one.titles if t not in _EPITHETS]
            title = ranks[-1] if ranks and language == "ru" else ""
        gender = one.gender if len(one.words) == 1 or one.titles else ""
        same = tuple(" ".join(one.words).replace("-", " ").split())
        key = (same, gender, standing, title)
        if key not in nodes:
            known = one.words[0] in given(language)
            nodes[key] = Node(one.words, one.slots, one.gender, standing, title, known)
        nodes[key].gender = nodes[key].gender or one.gender
        nodes[key].add(one)
    return list(nodes.values())


def bare_last(node: Node) -> str:
    """The last word of a node without the mark of its gender."""
    return node.words[-1].partition("/")[0]


def _silent_word(node: Node) -> str:
    """The class of the common English word that a name is, unless its bearer often speaks."""
    silent = len(node.words) == 1 and node.seen["SAYS"] * 10 < node.count
    return english_class(node.words[0]) if silent else ""


def kind_of(node: Node, language: str) -> Kind | None:
    """What a node's bearer is, or nothing when too little is said of it to tell."""
    seen, count = node.seen, node.count
    labelled = max(("PERSON", "LOCATION", "OTHER"), key=lambda label: seen[label])
    if seen[labelled] * 2 > count:
        return _KIND_OF_LABEL.get(labelled)
    person: float = 3 * seen["TITLED"] + 2 * seen["SAYS"] + seen["ACTS"] + 2 * seen["PERSON"]
    person += 0.3 * seen["OWNS"]
    place = 3 * seen["PLACE_NOUN"] + seen["IN_PLACE"] + 2 * seen["LOCATION"]
    if seen["OF"] * 4 >= count and seen["SAYS"] * 25 <= count:
        place += seen["OF"]
    thing = 3 * seen["THING_NOUN"] + seen["QUOTED"] + 2 * seen["OTHER"]
    first = "first" in node.slots or "patronymic" in node.slots
    if language == "en":
        if _silent_word(node) == "abstract" and not (first or node.known or seen["TITLED"]):
            return None  # the Search, Freedom
        if node.words[-1] in words("ending", "en") and len(node.words) > 1:
            return "place"
        rivers = len(node.words) == 1 and node.words[0] in words("gazetteer", "en")
        if seen["THE"] * 2 >= count and not (rivers and not seen["SAYS"]):
            if thing * 4 >= count or (seen["THING_NOUN"] > 1 and not seen["SAYS"]):
                return "thing"
            if place * 3 >= count and person * 2 < place:
                return "place"
            if _silent_word(node) not in _LIVING:
                return None  # the Treasure: only who speaks is somebody
            return None if person * 3 < count or seen["TITLED"] else "character"
    if seen["TITLED"] * 8 >= count and seen["TITLED"] * 4 >= place:
        return "character"
    if language == "ru" and bare_last(node).rpartition("-")[2] in words("eastern", "ru"):
        return "character"
    if node.words[0] in words("gazetteer", language) and (
        person < 2 * place + 3 or (language == "en" and seen["THE"] * 2 >= count)
    ):
        return "place"
    if thing * 3 >= count and thing > 2 * person:
        return "thing"
    if node.slots == ("place",) and person <= max(1, place):
        return "place"
    known = node.words[0].partition("/")[0] in given(language)
    if place * 5 >= count * 2 and person * 2 < place and not (known and first):
        return "place"
    voiced = seen["SAYS"] or seen["TITLED"] or node.votes()
    if language == "en" and not (first or known or voiced) and place >= max(1, person):
        return "place"
    if first or known or person >= max(1, 0.04 * count):
        return "character"
    if len(node.words) > 1 and node.gender:
        return "character"
    if place * 4 >= count and person == 0:
        return "place"
    return None
