"""Bearers that turn out to be one once all names are known: pet forms, full names, rare bridges."""

from __future__ import annotations

from collections.abc import Sequence

from bookcore.entities.bearing import Cluster, bare, coarse, familiar, formal, keys_of, same_first
from bookcore.entities.nodes import Node

_NEARLY_ALL = 0.98
_RARELY = 5


def _joinable(one: Cluster, other: Cluster) -> bool:
    same = one.kind == other.kind == "character" and one is not other
    return same and not (one.sex() and other.sex() and one.sex() != other.sex())


def _namesakes(found: Sequence[Cluster], language: str) -> dict[str, list[Cluster]]:
    """Clusters by every full name that their given names may stand for."""
    index: dict[str, list[Cluster]] = {}
    for one in found:
        keys = {k for word in one.parts.get("first", ()) for k in keys_of(word, language)}
        for key in keys:
            index.setdefault(key, []).append(one)
    return index


def _sharing(one: Cluster, index: dict[str, list[Cluster]], language: str) -> list[Cluster]:
    """Other clusters with a given name that may be the same, as they are by now."""
    found: dict[int, Cluster] = {}
    for word in one.parts.get("first", ()):
        for key in keys_of(word, language):
            found |= {id(c): c for c in index.get(key, ()) if c.nodes and c is not one}
    return list(found.values())


def petted(found: list[Cluster], language: str) -> list[Cluster]:
    """Clusters of a pet form alone joined to the one bearer of a full name that fits."""
    index = _namesakes(found, language)
    for one in list(found):
        firsts = one.parts.get("first", set())
        alone = sum(n.count for n in one.nodes if n.slots == ("first",))
        if alone < _NEARLY_ALL * one.count:
            continue
        titles = one.titles()
        titled = 2 * titles.total() > one.count
        fitting = [
            other
            for other in _sharing(one, index, language)
            if _joinable(one, other)
            and any(same_first(w, other.parts.get("first", ()), language) for w in firsts)
            and (len(other.parts) > 1 or not firsts & other.parts["first"])
            and familiar(one.count, other)
            and not (titled and not titles & other.titles())
            and not (formal(other) and any(coarse(w) for w in firsts))
        ]
        if len(fitting) == 1:
            _join(one, fitting[0], found)
    return found


def _join(one: Cluster, into: Cluster, found: list[Cluster]) -> None:
    for node in one.nodes:
        into.add(node)
    one.nodes = []
    found.remove(one)


def completed(found: list[Cluster], language: str) -> list[Cluster]:
    """`Евгений Васильич` and `Евгений Базаров`, when nobody else is called so, are one."""
    index = _namesakes(found, language)
    for one in list(found):
        if not one.nodes:
            continue
        if not {"first", "patronymic"} <= set(one.parts) or "last" in one.parts:
            continue
        namesakes = [
            other
            for other in _sharing(one, index, language)
            if other.kind == "character"
            and other.count > 2
            and any(same_first(w, other.parts.get("first", ()), language)
                    for w in one.parts["first"])
        ]  # fmt: skip
        if len(namesakes) == 1 and _joinable(one, namesakes[0]):
            other = namesakes[0]
            pets = formal(one) and any(coarse(w) for w in other.parts["first"])
            if not pets and "last" in other.parts and "patronymic" not in other.parts:
                _join(other, one, found)
    return found


def diminished(found: list[Cluster]) -> list[Cluster]:
    """`Лукаш` beside a `Лукашка` of whom the book is full: one of the two is hardly ever said."""
    by_word: dict[str, list[Cluster]] = {}
    for one in found:
        for word in {bare(n.words[0]) for n in one.nodes if len(n.words) == 1}:
            by_word.setdefault(word, []).append(one)
    for word, owners in sorted(by_word.items()):
        fuller = by_word.get(word + "ка", [])
        if word[-1] in "аеиоуыэюяйь" or len(owners) != 1 or len(fuller) != 1:
            continue
        rare, often = sorted((owners[0], fuller[0]), key=lambda c: c.count)
        alone = all(len(n.words) == 1 for n in rare.nodes)
        if not alone or not rare.nodes or not often.nodes or not _joinable(rare, often):
            continue
        if "female" not in (rare.sex(), often.sex()) and rare.count * _RARELY <= often.count:
            _join(rare, often, found)
    return found


def bridged(nodes: Sequence[Node], found: list[Cluster]) -> list[Cluster]:
    """Two bearers that a rare full name joins: `Евдоксия Кукшина` is Евдоксия and Кукшина."""
    alone: dict[str, list[Cluster]] = {}
    for cluster in found:
        for word in {n.words[0] for n in cluster.nodes if len(n.words) == 1}:
            alone.setdefault(word, []).append(cluster)
    for node in nodes:
        if len(node.words) != 2 or node.slots[-1] != "last":
            continue
        owners = [[c for c in alone.get(word, ()) if c.nodes] for word in node.words]
        if any(len(own) != 1 for own in owners) or owners[0][0] is owners[1][0]:
            continue
        one, other = owners[0][0], owners[1][0]
        simple = "last" not in one.parts and set(other.parts) <= {"last", ""}
        if _joinable(one, other) and simple:
            _join(other, one, found)
    return found
