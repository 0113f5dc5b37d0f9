"""Which names are one person's: a full name, then its parts, then pet forms, never against sex."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bookcore.entities.given import given
from bookcore.entities.model import Kind
from bookcore.entities.nodes import Node, kind_of
from bookcore.entities.titles import words

_SURE = 0.75
_ALIKE = {"ru": 0, "en": 3}
_NEARLY_ALL = 0.98
_LEAST_OF_PET = 0.05
_SLOTS = ("first", "patronymic", "last")


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


def _bare(word: str) -> str:
    return word.partition("/")[0]


def _same_first(word: str, others: Iterable[str], language: str) -> bool:
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


def _fits(node: Node, cluster: Cluster) -> int:
    """0 when they cannot be one; 1 by a pet form, 2 by the first name, 3 by more than that."""
    if node.gender and cluster.sex() and node.gender != cluster.sex():
        return 0
    if not node.gender and node.count > 3 and node.votes() and cluster.gender:
        strong = max(node.seen["HE"], node.seen["SHE"]) >= 4
        if strong and node.votes() != cluster.gender:
            return 0
    if node.standing and cluster.standing and node.standing != cluster.standing:
        return 0
    if cluster.kind == "place" and node.words[0] in words("gazetteer", cluster.language):
        return 3 if any(node.words == own.words for own in cluster.nodes) else 0
    exact = pet = 0
    everything = {_bare(w) for own in cluster.parts.values() for w in own}
    for slot, word in zip(node.slots, node.words, strict=True):
        own = cluster.parts.get(slot, set())
        if slot == "epithet":
            exact += word in own
            continue
        if slot not in _SLOTS:
            if word in everything:
                exact += 1
            elif slot == "" or (slot == "middle" and own):
                return 0
        elif word in own:
            exact += 1
        elif slot == "first" and own:
            if not _same_first(word, own, cluster.language):
                return 0
            pet += 1
        elif own:
            return 0
        elif _bare(word) in {_bare(w) for w in cluster.parts.get("", set())}:
            exact += 1
    firsts = {w for w in node.words if w in cluster.parts.get("first", ())}
    alone = len(node.words) == 1
    if exact > len(firsts):
        return 3
    if exact and (alone or len(cluster.parts) == 1):
        return 2
    if not pet or not alone or not _familiar(node.count, cluster):
        return 0
    titled = 2 * node.seen["TITLED"] > node.count
    if titled and not any(node.seen[f"title {t}"] for t in cluster.titles()):
        return 0
    if _coarse(node.words[0]) and _formal(cluster):
        return 0
    return 1


def _coarse(word: str) -> bool:
    """`Митька`, `Петрушка` is not said of a gentleman who has a patronymic."""
    known = given("ru").get(word)
    kind = word.endswith(("чка", "енька", "инька"))
    fond = word.endswith(("ушка", "юшка")) and known is not None and known.gender == "female"
    return word.endswith("ка") and not kind and not fond


def _formal(cluster: Cluster) -> bool:
    """Whether a bearer has a patronymic and no pet form yet."""
    known = given(cluster.language)
    firsts = cluster.parts.get("first", set())
    return "patronymic" in cluster.parts and not any(
        w in known and w not in known[w].full for w in firsts
    )


def _familiar(count: int, cluster: Cluster) -> bool:
    """Whether a pet form may be of this bearer: not of a Lady, not of one hardly ever named."""
    if cluster.standing in ("lady", "mrs"):
        return False
    least = _LEAST_OF_PET if cluster.count < 5 else _LEAST_OF_PET / 3
    return cluster.count >= least * count


def _chosen(node: Node, candidates: Sequence[Cluster]) -> Cluster | None:
    """The candidate that the text named last before most mentions of the node."""
    if node.seen["TITLED"] == node.count and node.slots == ("last",):
        return None
    votes: Counter[int] = Counter()
    for said in node.said:
        before = [(c.last_before(said.chapter, said.start), i) for i, c in enumerate(candidates)]
        named = [(at, i) for at, i in before if at is not None]
        if named:
            votes[max(named)[1]] += 1
    if not votes:
        return None
    (best, n), total = votes.most_common(1)[0], sum(votes.values())
    if n >= _SURE * total and n >= 2 and n >= 0.3 * node.count:
        return candidates[best]
    return None


def clustered(nodes: Sequence[Node], language: str) -> list[Cluster]:
    """Bearers, each with all its nodes."""
    kinds = {id(node): kind_of(node, language) for node in nodes}
    ordered = sorted(
        range(len(nodes)),
        key=lambda i: (
            len(nodes[i].words) > 1 and not nodes[i].whole,
            -len(nodes[i].words), -nodes[i].count, nodes[i].words,
        ),
    )  # fmt: skip
    found: list[Cluster] = []
    by_word: dict[str, list[Cluster]] = {}
    for i in ordered:
        node = nodes[i]
        kind = kinds[id(node)]
        candidates = _candidates(node, by_word, language)
        fitting = [(c, _fits(node, c)) for c in candidates if kind in (None, c.kind)]
        best = max((fit for _, fit in fitting), default=0)
        closest = [c for c, fit in fitting if fit == best] if best else []
        same = [c for c in closest if any(n.words == node.words for n in c.nodes)]
        closest = same if len(same) == 1 else closest
        target = closest[0] if len(closest) == 1 else _chosen(node, closest) if closest else None
        if target is not None and _one_of_sisters(node, target, candidates):
            target = None
        if target is None:
            if kind is None:
                continue
            target = Cluster(kind, language)
            found.append(target)
        target.add(node)
        for word in node.words:
            for key in _keys(word, language):
                owners = by_word.setdefault(key, [])
                if target not in owners:
                    owners.append(target)
    found = _completed(_petted(found, language), language)
    return _bridged(nodes, found) if language == "ru" else found


def _joinable(one: Cluster, other: Cluster) -> bool:
    same = one.kind == other.kind == "character" and one is not other
    return same and not (one.sex() and other.sex() and one.sex() != other.sex())


def _one_of_sisters(node: Node, target: Cluster, candidates: Sequence[Cluster]) -> bool:
    """Whether a Mrs or Lady without a first name has several namesakes: she is their mother."""
    if node.standing not in ("mrs", "lady") or node.slots != ("last",) or target.standing:
        return False
    named = [
        c for c in candidates if "first" in c.parts and node.words[0] in c.parts.get("last", ())
    ]
    return target in named and len([c for c in named if c.sex() != "male"]) > 1


def _petted(found: list[Cluster], language: str) -> list[Cluster]:
    """Clusters of a pet form alone joined to the one bearer of a full name that fits."""
    for one in list(found):
        firsts = one.parts.get("first", set())
        alone = sum(n.count for n in one.nodes if n.slots == ("first",))
        if alone < _NEARLY_ALL * one.count:
            continue
        titles = one.titles()
        titled = 2 * titles.total() > one.count
        fitting = [
            other
            for other in found
            if _joinable(one, other)
            and any(_same_first(w, other.parts.get("first", ()), language) for w in firsts)
            and (len(other.parts) > 1 or not firsts & other.parts["first"])
            and _familiar(one.count, other)
            and not (titled and not titles & other.titles())
            and not (_formal(other) and any(_coarse(w) for w in firsts))
        ]
        if len(fitting) == 1:
            _join(one, fitting[0], found)
    return found


def _join(one: Cluster, into: Cluster, found: list[Cluster]) -> None:
    for node in one.nodes:
        into.add(node)
    found.remove(one)


def _completed(found: list[Cluster], language: str) -> list[Cluster]:
    """`Евгений Васильич` and `Евгений Базаров`, when nobody else is called so, are one."""
    for one in list(found):
        if not {"first", "patronymic"} <= set(one.parts) or "last" in one.parts:
            continue
        namesakes = [
            other
            for other in found
            if other is not one
            and other.kind == "character"
            and other.count > 2
            and any(_same_first(w, other.parts.get("first", ()), language)
                    for w in one.parts["first"])
        ]  # fmt: skip
        if len(namesakes) == 1 and _joinable(one, namesakes[0]):
            other = namesakes[0]
            pets = _formal(one) and any(_coarse(w) for w in other.parts["first"])
            if not pets and "last" in other.parts and "patronymic" not in other.parts:
                _join(other, one, found)
    return found


def _bridged(nodes: Sequence[Node], found: list[Cluster]) -> list[Cluster]:
    """Two bearers that a rare full name joins: `Евдоксия Кукшина` is Евдоксия and Кукшина."""
    for node in nodes:
        if len(node.words) != 2 or node.slots[-1] != "last":
            continue
        owners = [
            [c for c in found if any(n.words == (word,) for n in c.nodes)] for word in node.words
        ]
        if any(len(own) != 1 for own in owners) or owners[0][0] is owners[1][0]:
            continue
        one, other = owners[0][0], owners[1][0]
        simple = "last" not in one.parts and set(other.parts) <= {"last", ""}
        if _joinable(one, other) and simple:
            _join(other, one, found)
    return found


def _keys(word: str, language: str) -> set[str]:
    own = given(language).get(word)
    return {_bare(word), *(f"={full}" for full in (own.full if own else ()))}


def _candidates(node: Node, by_word: dict[str, list[Cluster]], language: str) -> list[Cluster]:
    found: dict[int, Cluster] = {}
    for word in node.words:
        for key in _keys(word, language):
            for cluster in by_word.get(key, ()):
                found[id(cluster)] = cluster
    return sorted(found.values(), key=lambda c: (c.places[0], -c.count))
