"""Bodies of the visual bible."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from bookreader.cast.schemas import EntityKind
from bookreader.kit.schemas import Schema
from bookreader.reading.schemas import PictureOut

Colour = Annotated[str, Field(min_length=7, max_length=7)]
Words = Annotated[str, Field(max_length=400)]


class LookPlace(Schema):
    """A place of the story: a chapter's id and an offset in its text."""

    chapter: str = Field(min_length=1, max_length=200)
    offset: int = Field(ge=0, le=2**31 - 1)


class LookOut(Schema):
    """What the reader says of somebody's looks; without `from`, from the beginning on."""

    from_: LookPlace | None = Field(alias="from", serialization_alias="from")
    fields: dict[str, str]
    words: str
    approved: bool


class LookTrait(Schema):
    """What the book says of a look, in our words and in the author's."""

    aspect: str
    text: str
    quote: str
    chapter: str
    start: int


class LookedEntity(Schema):
    """Somebody or something the reader has met.

    `clause` is what every prompt says at the reader's place, `invented` the fields that neither
    the book nor the reader fills, `card` the reference card: the approved one, else the newest.
    """

    id: str
    name: str
    kind: EntityKind
    gender: Literal["male", "female"] | None
    clause: str
    invented: list[str]
    looks: list[LookOut]
    card: PictureOut | None
    traits: list[LookTrait]


class StyleChoice(Schema):
    """A style that can be chosen, by its names."""

    id: str
    name_ru: str
    name_en: str


class StyleOut(Schema):
    """The chosen style and the reader's own words for it."""

    id: str
    words: str


class BibleSaved(Schema):
    """A version in the history; `note` is a code: choices, look, look_removed or restored."""

    version: int
    created_at: datetime
    note: str


class BibleOut(Schema):
    """The visual bible as far as the reader has met whom it is about.

    `version` 0 is the one nobody changed; `stale_pictures` counts shown pictures of providers that
    would be drawn otherwise by now.
    """

    version: int
    style: StyleOut
    palette: list[str]
    era: str
    country: str
    styles: list[StyleChoice]
    entities: list[LookedEntity]
    stale_pictures: int
    history: list[BibleSaved]


class BibleChoices(Schema):
    """The choices for the whole book; `version` is the one they were made over."""

    version: int = Field(ge=0, le=2**31 - 1)
    style_id: str = Field(max_length=64)
    style_words: Words = ""
    palette: list[Colour] = Field(default_factory=list, max_length=20)
    era: Words = ""
    country: Words = ""


class LookWish(Schema):
    """A look to keep, in the place of another that begins at the same place."""

    version: int = Field(ge=0, le=2**31 - 1)
    from_: LookPlace | None = Field(None, alias="from")
    fields: dict[Annotated[str, Field(max_length=40)], Words] = Field(
        default_factory=dict, max_length=40
    )
    words: Words = ""
    approved: bool = True


class Restoration(Schema):
    """The version to put in force again; 0 is the one nobody changed."""

    version: int = Field(ge=0, le=2**31 - 1)


class CardWish(Schema):
    """Who is to draw a reference card."""

    maker: str = Field(min_length=1, max_length=32)
