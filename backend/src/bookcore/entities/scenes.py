"""The scenes of a book's passages with its people as they were described so far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from bookcore.entities.enrich import enriched
from bookcore.entities.model import Cast, Trait
from bookcore.scene.spec import SceneSpec


def completed(cast: Cast, scenes: Sequence[SceneSpec]) -> list[SceneSpec]:
    """One scene for each of the cast's passages, from the traits that hold at its end."""
    order = {chapter: i for i, chapter in enumerate(cast.chapters)}
    entities = {one.id: one for one in cast.entities}
    traits: dict[str, list[Trait]] = {}
    for trait in sorted(cast.traits, key=lambda t: (order[t.chapter], t.start)):
        traits.setdefault(trait.entity, []).append(trait)
    ends = {
        entity: [(order[t.chapter], t.start) for t in found] for entity, found in traits.items()
    }
    out: list[SceneSpec] = []
    for (chapter, _, end), ids, scene in zip(cast.passages, cast.links, scenes, strict=True):
        about = []
        for one in ids:
            held = bisect_right(ends.get(one, []), (order[chapter], end))
            about.append((entities[one], traits.get(one, [])[:held]))
        out.append(enriched(scene, about) if about else scene)
    return out
