"""Bodies of entity sheets and of the reader's edits of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bookreader.cast.schemas import EditKind, EntityKind
from bookreader.kit.schemas import Schema
from bookreader.reading.schemas import PictureOut

EntityId = Annotated[str, Field(min_length=1, max_length=64)]


class FirstPlace(Schema):
    """Where an entity is named first."""

    chapter: str
    start: int


class EntityCard(Schema):
    """An entity in the list; all numbers count only what lies before the reader's place.

    `name` is the one known by then, `picture` the first ready one of a passage about it, `cameo`
    a person's card by what is known of their looks.
    """

    id: str
    kind: EntityKind
    name: str
    names: list[str]
    gender: Literal["male", "female"] | None
    importance: float
    mentions: int
    traits: int
    hidden: bool
    picture: PictureOut | None
    cameo: PictureOut | None
    first: FirstPlace | None


class EntityCards(Schema):
    """`complete` says that every chapter was looked through."""

    items: list[EntityCard]
    complete: bool


class TraitOut(Schema):
    """One visual fact in our words, with the author's that say it and their place."""

    id: str
    aspect: str
    text: str
    quote: str
    chapter: str
    chapter_title: str
    start: int
    end: int
    contradicts: list[str]


class EntityPassage(Schema):
    """A description of the entity that the reader has met."""

    description_id: UUID
    chapter: str
    chapter_title: str
    start: int
    text: str
    picture: PictureOut


class NameOut(Schema):
    """A name in its dictionary form, how often it stands, and where first."""

    text: str
    count: int
    chapter: str
    start: int


class EntitySheet(Schema):
    """Everything known of an entity by the reader's place."""

    id: str
    kind: EntityKind
    name: str
    names: list[str]
    gender: Literal["male", "female"] | None
    importance: float
    mentions: int
    hidden: bool
    picture: PictureOut | None
    cameo: PictureOut | None
    first: FirstPlace | None
    traits: list[TraitOut]
    passages: list[EntityPassage]
    named: list[NameOut]


class NewEdit(Schema):
    """Merge into the first, split a name off, rename, or hide; `name` for split and rename."""

    kind: EditKind
    entities: list[EntityId] = Field(min_length=1, max_length=50)
    name: str | None = Field(None, max_length=120)


class EditOut(Schema):
    """An edit; `resting` when the present text has nothing it could change."""

    id: UUID
    kind: EditKind
    names: list[str]
    name: str | None
    created_at: datetime
    resting: bool


class Edits(Schema):
    items: list[EditOut]
