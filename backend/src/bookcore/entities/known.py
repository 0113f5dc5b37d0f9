"""What a reader at a place of the book may know of its people, places and things."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from bookcore.entities.model import Cast, Entity, EntityName, Kind
from bookcore.entities.titles import words
from bookcore.text.tokens import fold


def weighed(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Entities with their importance by mentions, the most important of its kind being 1."""
    all_of = list(entities)
    most: dict[Kind, int] = {}
    for one in all_of:
        most[one.kind] = max(most.get(one.kind, 1), len(one.mentions))
    return tuple(
        replace(one, importance=round((len(one.mentions) / most[one.kind]) ** 0.5, 4))
        for one in all_of
    )


_PATRONYMIC = re.compile("(?:ич|ыч|вна|чна)$")


@cache
def _titles() -> frozenset[str]:
    return frozenset((*words("title", "en"), *words("title", "ru"), "the"))


def _own(text: str) -> list[str]:
    """The words of a name without titles."""
    return [w for w in text.split() if fold(w.rstrip(".")) not in _titles()]


def display_name(names: Sequence[EntityName]) -> str:
    """The name that a bearer is shown by: first and last when that is said at all, else the usual.

    A full name may be rare beside the usual one, but one said once in a whole book is not it.
    """
    most = max(n.count for n in names)
    proper = [n for n in names if n.text.rpartition(" ")[2][:1].isupper() and n.count * 20 >= most]
    usual = max(proper or names, key=lambda n: (n.count, -len(n.text)))
    own = set(_own(usual.text))

    def shown(name: EntityName) -> bool:
        parts = _own(name.text)
        if not 1 < len(parts) < 4 or len(own) > 1:
            return False
        share = 3 if not own < set(parts) else 8 if _PATRONYMIC.search(name.text) else 40
        return name.count * share >= usual.count and name.count > 1

    fuller = [n for n in names if shown(n)]
    best = max(fuller, key=lambda n: (n.count, n.text)) if fuller else usual
    return best.text


def named(entity: Entity, order: Mapping[str, int]) -> Entity:
    """The entity with its names counted anew from its mentions, unused ones gone."""
    counts = Counter(entity.said)
    kept = [i for i in range(len(entity.names)) if counts[i]]
    first: dict[int, tuple[str, int]] = {}
    for (chapter, start, _), one in zip(entity.mentions, entity.said, strict=True):
        first.setdefault(one, (chapter, start))
    place = {i: n for n, i in enumerate(kept)}
    names = tuple(EntityName(entity.names[i].text, *first[i], counts[i]) for i in kept)
    said = tuple(place[i] for i in entity.said)
    ordered = sorted(range(len(names)), key=lambda i: (order[names[i].chapter], names[i].start))
    at = {old: new for new, old in enumerate(ordered)}
    return replace(entity, names=tuple(names[i] for i in ordered), said=tuple(at[i] for i in said))


def known_until(cast: Cast, order: Mapping[str, int], until: tuple[int, int]) -> Cast:
    """The cast as it is known at `until` (chapter number, offset): only what lies wholly before."""

    def before(chapter: str, end: int) -> bool:
        return chapter in order and (order[chapter], end) <= until

    entities = []
    for one in cast.entities:
        kept = [i for i, (chapter, _, end) in enumerate(one.mentions) if before(chapter, end)]
        if not kept:
            continue
        part = replace(
            one,
            mentions=tuple(one.mentions[i] for i in kept),
            said=tuple(one.said[i] for i in kept),
        )
        part = named(part, order)
        entities.append(part if one.renamed else replace(part, name=display_name(part.names)))
    shown = {one.id for one in entities}
    traits = [t for t in cast.traits if t.entity in shown and before(t.chapter, t.end)]
    seen = {t.id for t in traits}
    return Cast(
        entities=weighed(entities),
        traits=tuple(
            replace(t, contradicts=tuple(c for c in t.contradicts if c in seen)) for t in traits
        ),
        links=tuple(
            tuple(i for i in ids if i in shown) if before(chapter, end) else ()
            for ids, (chapter, _, end) in zip(cast.links, cast.passages, strict=True)
        ),
        chapters=cast.chapters,
        passages=cast.passages,
    )
