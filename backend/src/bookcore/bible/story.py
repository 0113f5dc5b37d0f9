"""The clauses of all descriptions of a book, each by what is known where it ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bookcore.bible.clauses import clause, valid_looks
from bookcore.bible.model import Bible, Clause, Place
from bookcore.entities.known import display_name, named
from bookcore.entities.model import Cast, Entity, Trait


class Story:
    """A cast with the reader's edits and a bible, asked at places in any order.

    A clause is made once for a stretch between two changes: a new trait or a look coming in force.
    """

    def __init__(self, cast: Cast, order: Mapping[str, int], bible: Bible, book_seed: str) -> None:
        self._order = order
        self._bible = bible
        self._seed = book_seed
        self._entities = {one.id: one for one in cast.entities}
        self._traits: dict[str, list[Trait]] = {}
        for trait in cast.traits:
            if trait.chapter in order:
                self._traits.setdefault(trait.entity, []).append(trait)
        for found in self._traits.values():
            found.sort(key=lambda t: (order[t.chapter], t.end, t.start))
        self._ends = {
            key: [(order[t.chapter], t.end) for t in found] for key, found in self._traits.items()
        }
        self._made: dict[tuple[str, int, int], Clause] = {}

    def entity_at(self, entity_id: str, place: Place) -> Entity | None:
        """An entity by what is said of it up to a place, or None before it is met."""
        one = self._entities.get(entity_id)
        if one is None:
            return None
        kept = [
            i for i, (chapter, _, end) in enumerate(one.mentions)
            if chapter in self._order and (self._order[chapter], end) <= place
        ]  # fmt: skip
        return self._cut(one, kept) if kept else None

    def _cut(self, one: Entity, kept: Sequence[int]) -> Entity:
        part = replace(
            one,
            mentions=tuple(one.mentions[i] for i in kept),
            said=tuple(one.said[i] for i in kept),
        )
        part = named(part, self._order)
        return part if part.renamed else replace(part, name=display_name(part.names))

    def is_met(self, entity_id: str, place: Place) -> bool:
        """Whether somebody was named before a place."""
        one = self._entities.get(entity_id)
        if one is None:
            return False
        return any(
            chapter in self._order and (self._order[chapter], end) <= place
            for chapter, _, end in one.mentions
        )

    def clause(self, entity_id: str, place: Place) -> Clause | None:
        """The clause of an entity at a place; None for one not met there or hidden."""
        one = self._entities.get(entity_id)
        if one is None or one.hidden or not self.is_met(entity_id, place):
            return None
        known = bisect_right(self._ends.get(entity_id, []), place)
        looks = len(valid_looks(self._bible.looks.get(one.key, ()), self._order, place))
        names = self._names(one, place)
        key = (entity_id, known, looks * 1_000 + names)
        made = self._made.get(key)
        if made is None:
            entity = self.entity_at(entity_id, place)
            if entity is None:
                return None
            traits = self._traits.get(entity_id, [])[:known]
            made = clause(entity, traits, self._bible, self._order, place, self._seed)
            self._made[key] = made
        return made

    def _names(self, one: Entity, place: Place) -> int:
        """How many of its names were said by then: captions may use each."""
        return sum(
            n.chapter in self._order and (self._order[n.chapter], n.start) < place
            for n in one.names
        )

    def clauses(self, ids: Sequence[str], place: Place) -> list[Clause]:
        """The clauses of those whom a description is about."""
        made = (self.clause(one, place) for one in ids)
        return [one for one in made if one is not None]
