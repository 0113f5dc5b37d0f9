"""A bearer of names, and what given names and pet forms say of who may be one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bookcore.entities.given import given
from bookcore.entities.model import Kind
from bookcore.entities.nodes import Node

_ALIKE = {"ru": 0, "en": 3}
_LEAST_OF_PET = 0.05


@dataclass
class Cluster:
    """One bearer: its nodes, and the words that stand in each part of the name."""

    kind: Kind
    language: str
    nodes: list[Node] = field(default_factory=list)
    parts: dict[str, set[str]] = field(default_factory=dict)
    gender: str = ""
    standing: str = ""
    places: list[tuple[int, int]] = field(default_factory=list)

    def add(self, node: Node) -> None:
        """Take a node in."""
        self.nodes.append(node)
        for slot, word in zip(node.slots, node.words, strict=True):
            self.parts.setdefault(slot, set()).add(word)
        self.gender = self.gender or node.gender
        self.standing = self.standing or node.standing
        self.places.extend((s.chapter, s.start) for s in node.said)
        self.places.sort()

    @property
    def count(self) -> int:
        """How many mentions there are."""
        return len(self.places)

    def titles(self) -> Counter[str]:
        """How often each title stands before its names."""
        found: Counter[str] = Counter()
        for node in self.nodes:
            for name, n in node.seen.items():
                if name.startswith("title "):
                    found[name.removeprefix("title ")] += n
        return found

    def last_before(self, chapter: int, start: int) -> int | None:
        """Where this bearer was last named before a place of the same chapter."""
        at = bisect_left(self.places, (chapter, start)) - 1
        if at >= 0 and self.places[at][0] == chapter:
            return self.places[at][1]
        return None

    def sex(self) -> str:
        """The gender that the name has, or else verbs and pronouns tell."""
        if self.gender:
            return self.gender
        he = sum(n.seen["HE"] for n in self.nodes)
        she = sum(n.seen["SHE"] for n in self.nodes)
        if he > 1.4 * she:
            return "male"
        return "female" if she > 1.4 * he else ""


def bare(word: str) -> str:
    """A word of a name without the mark of its gender."""
    return word.partition("/")[0]


def same_first(word: str, others: Iterable[str], language: str) -> bool:
    """Whether a given name is a form of one of the others."""
    return any(_one_name(word, other, language) for other in others)


def _one_name(a: str, b: str, language: str) -> bool:
    if a == b:
        return True
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]
    known = given(language)
    if a not in known or b not in known or not known[a].full & known[b].full:
        return False
    if a in known[b].full or b in known[a].full:
        return True
    foreign = known[a].foreign or known[b].foreign
    return not foreign and a[: _ALIKE[language]] == b[: _ALIKE[language]]


def coarse(word: str) -> bool:
    """`Митька`, `Петрушка` is not said of a gentleman who has a patronymic."""
    known = given("ru").get(word)
    kind = word.endswith(("чка", "енька", "инька"))
    fond = word.endswith(("ушка", "юшка")) and known is not None and known.gender == "female"
    return word.endswith("ка") and not kind and not fond


def formal(cluster: Cluster) -> bool:
    """Whether a bearer has a patronymic and no pet form yet."""
    known = given(cluster.language)
    firsts = cluster.parts.get("first", set())
    return "patronymic" in cluster.parts and not any(
        w in known and w not in known[w].full for w in firsts
    )


def familiar(count: int, cluster: Cluster) -> bool:
    """Whether a pet form may be of this bearer: not of a Lady, not of one hardly ever named."""
    if cluster.standing in ("lady", "mrs"):
        return False
    least = _LEAST_OF_PET if cluster.count < 5 else _LEAST_OF_PET / 3
    return cluster.count >= least * count


def keys_of(word: str, language: str) -> set[str]:
    """By what a given name is looked up: itself, and every full name it may stand for."""
    own = given(language).get(word)
    return {bare(word), *(f"={full}" for full in (own.full if own else ()))}
