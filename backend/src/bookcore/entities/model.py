"""The people, places and notable things of a book, and what is said of their looks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

ENTITIES_VERSION = "3"
"""Raised whenever the same text would give another cast."""

Kind = Literal["character", "place", "thing"]
Gender = Literal["male", "female"]
Aspect = Literal[
    "hair", "beard", "eyes", "face", "build", "age", "posture", "garment", "headwear",
    "footwear", "adornment", "look", "place", "thing",
]  # fmt: skip
EditKind = Literal["merge", "split", "rename", "hide"]
Mention = tuple[str, int, int]
"""(chapter id, start, end)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A found description with up to 1,000 characters of the text before it."""

    chapter: str
    start: int
    end: int
    type: str
    text: str
    before: str


@dataclass(frozen=True, slots=True)
class EntityName:
    """A name in the nominative, the first place where it stands and how often it stands."""

    text: str
    chapter: str
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something with a name; `said` gives for each mention the number of its name."""

    key: str
    id: str
    kind: Kind
    name: str
    gender: Gender | None
    importance: float
    names: tuple[EntityName, ...]
    mentions: tuple[Mention, ...]
    said: tuple[int, ...]
    hidden: bool = False
    renamed: bool = False


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that the author's words say of an entity's looks, valid from there on."""

    id: str
    entity: str
    aspect: Aspect
    text: str
    quote: str
    chapter: str
    start: int
    end: int
    contradicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """All entities with their traits; `links` holds entity ids for each of `passages`."""

    entities: tuple[Entity, ...] = ()
    traits: tuple[Trait, ...] = ()
    links: tuple[tuple[str, ...], ...] = ()
    chapters: tuple[str, ...] = ()
    passages: tuple[Mention, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Edit:
    """A reader's correction; `keys` name entities, a merge goes into the first."""

    kind: EditKind
    keys: tuple[str, ...]
    name: str = ""


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits that stand for the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def key_of(name: str, chapter: str, start: int) -> str:
    """The stable key: a nominative of the text and the first place where its bearer is named."""
    return f"{name}@{chapter}:{start}"


def cast_to_json(value: Cast) -> dict[str, Any]:
    """A cast as plain JSON; chapters are numbers into one list of their ids."""
    number = {chapter: i for i, chapter in enumerate(value.chapters)}
    return {
        "version": ENTITIES_VERSION,
        "chapters": list(value.chapters),
        "entities": [
            {
                "key": one.key,
                "id": one.id,
                "kind": one.kind,
                "name": one.name,
                "gender": one.gender,
                "importance": one.importance,
                "names": [[n.text, number[n.chapter], n.start, n.count] for n in one.names],
                "mentions": [
                    [number[chapter], start, end, said]
                    for (chapter, start, end), said in zip(one.mentions, one.said, strict=True)
                ],
                "hidden": one.hidden,
                "renamed": one.renamed,
            }
            for one in value.entities
        ],
        "traits": [
            {
                "id": one.id,
                "entity": one.entity,
                "aspect": one.aspect,
                "text": one.text,
                "quote": one.quote,
                "chapter": number[one.chapter],
                "start": one.start,
                "end": one.end,
                "contradicts": list(one.contradicts),
            }
            for one in value.traits
        ],
        "links": [list(ids) for ids in value.links],
        "passages": [[number[chapter], start, end] for chapter, start, end in value.passages],
    }


def cast_from_json(raw: Mapping[str, Any]) -> Cast:
    """The cast that `cast_to_json` wrote."""
    chapters = tuple(str(one) for one in raw["chapters"])

    def entity(one: Mapping[str, Any]) -> Entity:
        return Entity(
            key=one["key"],
            id=one["id"],
            kind=cast(Kind, one["kind"]),
            name=one["name"],
            gender=cast("Gender | None", one["gender"]),
            importance=float(one["importance"]),
            names=tuple(
                EntityName(text, chapters[at], start, count)
                for text, at, start, count in one["names"]
            ),
            mentions=tuple((chapters[at], start, end) for at, start, end, _ in one["mentions"]),
            said=tuple(said for _, _, _, said in one["mentions"]),
            hidden=bool(one["hidden"]),
            renamed=bool(one["renamed"]),
        )

    def trait(one: Mapping[str, Any]) -> Trait:
        return Trait(
            id=one["id"],
            entity=one["entity"],
            aspect=cast(Aspect, one["aspect"]),
            text=one["text"],
            quote=one["quote"],
            chapter=chapters[one["chapter"]],
            start=one["start"],
            end=one["end"],
            contradicts=tuple(one["contradicts"]),
        )

    return Cast(
        entities=tuple(entity(one) for one in raw["entities"]),
        traits=tuple(trait(one) for one in raw["traits"]),
        links=tuple(tuple(ids) for ids in raw["links"]),
        chapters=chapters,
        passages=tuple((chapters[at], start, end) for at, start, end in raw["passages"]),
    )
