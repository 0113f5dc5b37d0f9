"""Bodies of the studio: makers, prompts, versions of pictures, and why one looks as it does."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from bookreader.kit.schemas import Schema
from bookreader.reading.schemas import PictureVersion

MakerId = Annotated[str, Field(min_length=1, max_length=32)]


class MakerOut(Schema):
    """Who can draw: our own painter or a provider; money in millionths of a US dollar.

    Prices are those of one picture, without a reference, by a price list of `checked_on`; both are
    null when nobody knows them. `seconds` is what a picture usually takes, `reason` a code when
    it is not usable now.
    """

    id: str
    name: str
    label: Literal["sketch", "ai"]
    model: str
    offsite: bool
    price_low: int | None
    price_high: int | None
    checked_on: str | None
    seconds: float
    max_refs: int
    usable: bool
    reason: str | None


class LeftOut(Schema):
    """What the caps leave for this reader and book; null is no limit."""

    pictures: int | None
    micros: int | None


class Makers(Schema):
    """All makers, the sketch first; `may_spend` says whether this reader may use the others."""

    items: list[MakerOut]
    left: LeftOut
    may_spend: bool


class PromptClause(Schema):
    """What a prompt says of one person, place or thing; `invented` are fields no passage tells."""

    entity_id: str
    name: str
    text: str
    invented: list[str]


class PromptReference(Schema):
    """A reference card that is sent along."""

    entity_id: str
    name: str
    picture_id: UUID


class PromptOut(Schema):
    """What would be sent for a description, before anything is spent."""

    prompt: str
    negative: str
    clauses: list[PromptClause]
    references: list[PromptReference]
    softened: list[str]
    refusal: Literal["sexual", "minor", "violence"] | None
    cost_low: int | None
    cost_high: int | None
    offsite: bool
    size: tuple[int, int]


class DrawingWish(Schema):
    """Whom to ask for another picture, and one's own words instead of the composed ones."""

    maker: MakerId
    prompt: str | None = Field(None, max_length=4000)


class PictureVersions(Schema):
    """All versions of a description's picture, the newest first."""

    items: list[PictureVersion]


class ToldTrait(Schema):
    """One visual fact met by the reader's place, with the author's words that say it."""

    name: str
    text: str
    quote: str
    chapter: str
    start: int


class GateFault(Schema):
    code: str
    detail: str


class Why(Schema):
    """Why a picture looks as it does: the passage, what was made of it, and what was asked of whom."""

    text: str
    chapter: str
    chapter_title: str
    start: int
    caption: str
    attributes: list[str]
    traits: list[ToldTrait]
    prompt: str
    negative: str
    own_words: bool
    style: str
    bible_version: int
    model_requested: str
    model_used: str
    revised_prompt: str
    seed: int | None
    cost_micros: int | None
    cost_exact: bool
    painted_at: datetime | None
    gate: list[GateFault]
    scene: dict[str, Any]
    label: Literal["sketch", "ai"]
    maker: str
    original: bool
