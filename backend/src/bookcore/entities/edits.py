"""The reader's corrections, applied anew after every processing of the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookcore.entities.known import display_name, named, weighed
from bookcore.entities.model import Cast, Edit, Entity, Trait, digest, key_of
from bookcore.entities.opposites import contradicted


class _Editing:
    """A cast under correction: entities by key, and which key stands for which now."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.order = {chapter: i for i, chapter in enumerate(cast.chapters)}
        self.entities = {one.key: one for one in cast.entities}
        self.instead: dict[str, str] = {}
        self.traits = list(cast.traits)
        self.links = list(cast.links)

    def find(self, key: str) -> Entity | None:
        """The entity of a key; of a key that is gone, the one of that name nearest to its place."""
        key = self._now(key)
        if key in self.entities:
            return self.entities[key]
        name, _, place = key.rpartition("@")
        chapter, _, start = place.rpartition(":")
        at = int(start) if start.isdigit() else 0
        beginning = [e for e in self.entities.values() if e.key.rpartition("@")[0] == name]
        bearing = [e for e in self.entities.values() if any(n.text == name for n in e.names)]
        for candidates in (beginning, bearing):
            if candidates:
                return min(candidates, key=lambda e: (self._distance(e, name, chapter, at), e.key))
        return None

    def _now(self, key: str) -> str:
        while key in self.instead:
            key = self.instead[key]
        return key

    def _distance(self, entity: Entity, name: str, chapter: str, at: int) -> tuple[int, int]:
        places = [(n.chapter, n.start) for n in entity.names if n.text == name]
        places.append((entity.mentions[0][0], entity.mentions[0][1]))
        here = self.order.get(chapter)
        return min(
            (0 if c == chapter else 1 if here is None else 1 + abs(self.order[c] - here),
             abs(start - at))
            for c, start in places
        )  # fmt: skip

    def apply(self, edit: Edit) -> bool:
        """Whether the edit found what it is about."""
        found: list[Entity] = []
        for key in edit.keys:
            entity = self.find(key)
            if entity is not None and all(entity.key != other.key for other in found):
                found.append(entity)
                if key != entity.key and self._now(key) != entity.key:
                    self.instead[self._now(key)] = entity.key
        if not found:
            return False
        first = found[0]
        if edit.kind == "merge":
            return self._merge(found)
        if edit.kind == "split":
            return self._split(first, edit.name)
        if edit.kind == "rename":
            if not edit.name.strip():
                return False
            self.entities[first.key] = replace(first, name=edit.name.strip(), renamed=True)
        else:
            self.entities[first.key] = replace(first, hidden=True)
        return True

    def _merge(self, found: Sequence[Entity]) -> bool:
        if len(found) < 2:
            return False
        first, *others = found
        for other in others:
            del self.entities[other.key]
            self.instead[other.key] = first.key
        ids = {other.id: first.id for other in others}
        joined = self._joined(found)
        self.entities[first.key] = joined
        moved = [t for t in self.traits if t.entity in ids or t.entity == first.id]
        self._retrait([replace(t, entity=first.id) for t in moved])
        self.links = [tuple(dict.fromkeys(ids.get(i, i) for i in link)) for link in self.links]
        return True

    def _joined(self, found: Sequence[Entity]) -> Entity:
        """One entity with the names and mentions of all, the key and kind of the first."""
        first = found[0]
        texts = list(dict.fromkeys(n.text for one in found for n in one.names))
        number = {text: i for i, text in enumerate(texts)}
        marks = sorted(
            {
                (self.order[c], start, end, c, number[one.names[said].text])
                for one in found
                for (c, start, end), said in zip(one.mentions, one.said, strict=True)
            }
        )
        places = {n.text: n for one in reversed(found) for n in one.names}
        raw = replace(
            first,
            names=tuple(places[text] for text in texts),
            mentions=tuple((c, start, end) for _, start, end, c, _ in marks),
            said=tuple(said for *_, said in marks),
            gender=next((one.gender for one in found if one.gender), None),
        )
        done = named(raw, self.order)
        return done if done.renamed else replace(done, name=display_name(done.names))

    def _split(self, entity: Entity, name: str) -> bool:
        """Take a name out into an entity of its own."""
        number = next((i for i, n in enumerate(entity.names) if n.text == name), None)
        if number is None or len(entity.names) < 2:
            return False
        chosen = [i for i, said in enumerate(entity.said) if said == number]
        rest = [i for i, said in enumerate(entity.said) if said != number]

        def part(indices: Sequence[int], key: str, identity: str) -> Entity:
            one = replace(
                entity,
                key=key,
                id=identity,
                mentions=tuple(entity.mentions[i] for i in indices),
                said=tuple(entity.said[i] for i in indices),
            )
            one = named(one, self.order)
            return one if one.renamed else replace(one, name=display_name(one.names))

        chapter, start, _ = entity.mentions[chosen[0]]
        key = key_of(name, chapter, start)
        if key == entity.key:
            # The key names the first mention: what stays keeps the key, so that other edits hold.
            key = f"{name}~@{chapter}:{start}"
        kept = part(rest, entity.key, entity.id)
        new = replace(part(chosen, key, digest(key)), renamed=False, hidden=False, name=name)
        self.entities[entity.key], self.entities[key] = kept, new
        self.instead.pop(key, None)
        self._divide(kept, new)
        return True

    def _divide(self, kept: Entity, new: Entity) -> None:
        """Traits and links follow the name that stands in their passage."""

        def within(entity: Entity, chapter: str, start: int, end: int) -> bool:
            return any(c == chapter and start <= a < end for c, a, _ in entity.mentions)

        own = [t for t in self.traits if t.entity == kept.id]
        moved = []
        for trait in own:
            place = (trait.chapter, trait.start, trait.end)
            goes = within(new, *place) and not within(kept, *place)
            moved.append(replace(trait, entity=new.id) if goes else trait)
        self._retrait(moved)
        for i, (chapter, start, end) in enumerate(self.cast.passages):
            if kept.id in self.links[i] and within(new, chapter, start, end):
                stays = within(kept, chapter, start, end)
                pair = (kept.id, new.id) if stays else (new.id,)
                self.links[i] = tuple(
                    dict.fromkeys(
                        x for one in self.links[i] for x in (pair if one == kept.id else (one,))
                    )
                )

    def _retrait(self, traits: Sequence[Trait]) -> None:
        by_id = {t.id: t for t in contradicted(traits)}
        self.traits = [by_id.get(t.id, t) for t in self.traits]

    def result(self) -> Cast:
        return replace(
            self.cast,
            entities=weighed(self.entities.values()),
            traits=tuple(self.traits),
            links=tuple(self.links),
        )


def apply_edits(cast: Cast, edits: Sequence[Edit]) -> Cast:
    """The cast after the reader's corrections; one whose entity is gone rests."""
    editing = _Editing(cast)
    for edit in edits:
        editing.apply(edit)
    return editing.result()


def resting(cast: Cast, edits: Sequence[Edit]) -> tuple[bool, ...]:
    """For each edit whether it changes nothing, because what it is about is not in the cast."""
    editing = _Editing(cast)
    return tuple(not editing.apply(edit) for edit in edits)


def bearers(cast: Cast, edits: Sequence[Edit], keys: Sequence[str]) -> dict[str, str]:
    """For each key that is kept elsewhere the key of the entity that bears it after the edits.

    A key of somebody merged away stands for whom they were merged into; one of an earlier reading
    of the book for the nearest of that name; one that fits nobody is left out.
    """
    editing = _Editing(cast)
    for edit in edits:
        editing.apply(edit)
    found = {key: editing.find(key) for key in keys}
    return {key: one.key for key, one in found.items() if one is not None}
