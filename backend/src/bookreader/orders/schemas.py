"""Bodies of orders; money is in millionths of a US dollar."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bookreader.kit.schemas import Schema
from bookreader.spending.schemas import ReachedCap

Extent = Literal["chapter", "next", "met", "book", "stale", "cards"]
OrderState = Literal["running", "paused", "done", "cancelled", "stopped"]
MakerId = Annotated[str, Field(min_length=1, max_length=32)]


class OrderWish(Schema):
    """Who shall draw, and which part of the book."""

    maker: MakerId
    extent: Extent


class NewOrder(OrderWish):
    """The same with the most that may be spent."""

    cap_micros: int = Field(ge=0, le=2**53)
    cap_pictures: int | None = Field(None, ge=1, le=100_000)


class Leaving(Schema):
    """What leaves the server: characters in all, and prompts and names of what is met already."""

    offsite: bool
    chars: int
    prompts: list[str]
    names: list[str]


class WithinCaps(Schema):
    """What the caps leave for this reader and book; null is no limit."""

    pictures: int | None
    micros: int | None


class Estimate(Schema):
    """What an order would draw and cost; `cached` of `pictures` are there already and cost nothing.

    Costs are null when the price is unknown, with one repetition in ten counted in.
    """

    pictures: int
    cached: int
    cost_low: int | None
    cost_high: int | None
    seconds: float
    leaves: Leaving
    left: WithinCaps
    suggested_cap_micros: int
    unpriced: bool


class OrderOut(Schema):
    """An order; `reason` is a code when it was stopped, `reached` the limit that stopped it."""

    id: UUID
    maker: str
    maker_name: str
    extent: Extent
    state: OrderState
    reason: str | None
    reached: ReachedCap | None
    total: int
    done: int
    failed: int
    spent_micros: int
    cap_micros: int
    created_at: datetime
    finished_at: datetime | None
    seconds_left: float | None


class Orders(Schema):
    """The orders of a book, the newest first."""

    items: list[OrderOut]
