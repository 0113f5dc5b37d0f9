"""Which names are one person's: a full name, then its parts, then pet forms, never against sex."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bookcore.entities.bearing import Cluster, bare, coarse, familiar, formal, keys_of, same_first
from bookcore.entities.joins import bridged, completed, diminished, petted
from bookcore.entities.nodes import Node, kind_of
from bookcore.entities.titles import words

_SURE = 0.75
_SLOTS = ("first", "patronymic", "last")


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
    everything = {bare(w) for own in cluster.parts.values() for w in own}
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
            if not same_first(word, own, cluster.language):
                return 0
            pet += 1
        elif own:
            return 0
        elif bare(word) in {bare(w) for w in cluster.parts.get("", set())}:
            exact += 1
    firsts = {w for w in node.words if w in cluster.parts.get("first", ())}
    alone = len(node.words) == 1
    if exact > len(firsts):
        return 3
    if exact and (alone or len(cluster.parts) == 1):
        return 2
    if not pet or not alone or not familiar(node.count, cluster):
        return 0
    titled = 2 * node.seen["TITLED"] > node.count
    if titled and not any(node.seen[f"title {t}"] for t in cluster.titles()):
        return 0
    if coarse(node.words[0]) and formal(cluster):
        return 0
    return 1


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
        same = [
            c for c in closest if any(n.words == node.words for n in c.nodes) and not node.title
        ]
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
            for key in keys_of(word, language):
                owners = by_word.setdefault(key, [])
                if target not in owners:
                    owners.append(target)
    found = completed(petted(found, language), language)
    return diminished(bridged(nodes, found)) if language == "ru" else found


def _one_of_sisters(node: Node, target: Cluster, candidates: Sequence[Cluster]) -> bool:
    """Whether a Mrs or Lady without a first name has several namesakes: she is their mother."""
    if node.standing not in ("mrs", "lady") or node.slots != ("last",) or target.standing:
        return False
    named = [
        c for c in candidates if "first" in c.parts and node.words[0] in c.parts.get("last", ())
    ]
    return target in named and len([c for c in named if c.sex() != "male"]) > 1


def _candidates(node: Node, by_word: dict[str, list[Cluster]], language: str) -> list[Cluster]:
    found: dict[int, Cluster] = {}
    for word in node.words:
        for key in keys_of(word, language):
            for cluster in by_word.get(key, ()):
                found[id(cluster)] = cluster
    return sorted(found.values(), key=lambda c: (c.places[0], -c.count))
