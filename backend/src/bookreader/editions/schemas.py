"""Bodies of illustrated editions."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from bookreader.editions.models import Extent, Size
from bookreader.kit.schemas import Schema

EditionState = Literal["waiting", "painting", "making", "ready", "failed"]


class NewEdition(Schema):
    """Which pictures stand in it, and for what screen they are made."""

    pictures: Extent = "met"
    size: Size = "screen"


class EditionFault(Schema):
    """Why an edition was not made."""

    code: str
    message: str


class EditionOut(Schema):
    """An edition; `done` of `plates` are painted while it is painting, printed while it is making."""

    id: UUID
    pictures: Extent
    size: Size
    state: EditionState
    done: int
    plates: int
    filename: str
    size_bytes: int | None
    created_at: datetime
    ready_at: datetime | None
    error: EditionFault | None


class Editions(Schema):
    """The editions of a book, the newest first; `all_allowed` when pictures ahead may stand in one."""

    items: list[EditionOut]
    all_allowed: bool
