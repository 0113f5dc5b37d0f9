"""The cast of a book from the names of its chapters and its descriptions."""

from __future__ import annotations

from collections.abc import Sequence

from bookcore.describe.languages import language_of
from bookcore.entities.grouping import group
from bookcore.entities.known import weighed
from bookcore.entities.model import Cast, Entity, Passage
from bookcore.entities.names import ChapterNames
from bookcore.entities.traits import read_passages


def build_cast(names: Sequence[ChapterNames], passages: Sequence[Passage], language: str) -> Cast:
    """Everyone and everything named, with what the passages say of them; the same text, the same cast."""
    own = language_of(language)
    chapters = tuple(dict.fromkeys(one.chapter for one in names))
    order = {chapter: i for i, chapter in enumerate(chapters)}
    entities: tuple[Entity, ...] = weighed(group(names, own, order))
    passages = [p for p in passages if p.chapter in order]
    traits, links = read_passages(entities, passages, own)
    return Cast(
        entities=entities,
        traits=traits,
        links=links,
        chapters=chapters,
        passages=tuple((p.chapter, p.start, p.end) for p in passages),
    )
