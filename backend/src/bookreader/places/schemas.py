"""Bodies of the reader's place, of moves, and of devices."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from bookreader.kit.schemas import Schema

Offset = Annotated[int, Field(ge=0, le=2**31 - 1)]
MoveKind = Literal["open", "turn", "jump", "read", "undo"]
SettingName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9]{0,39}$")]
# The longest object of these is under 4 KB.
SettingValue = (
    bool
    | Annotated[int, Field(ge=-100_000, le=100_000)]
    | Annotated[float, Field(ge=-100_000, le=100_000, allow_inf_nan=False)]
    | Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{0,40}$")]
)
ReadingSettings = Annotated[dict[SettingName, SettingValue], Field(max_length=40)]


class Place(Schema):
    """A place by chapter id and offset in its text."""

    chapter: str
    offset: int


class DeviceName(Schema):
    """A device as others are told of it."""

    id: UUID
    name: str


class Position(Schema):
    """Where the reader stopped, who moved last, and the furthest place they have read up to.

    `head` is the move that the place comes from: who moves on sends it as the base. The offset is
    one of the text as `normaliser_version` has it, whatever the place was written down in.
    """

    chapter: str | None
    offset: int
    quote: str
    quote_before: str = ""
    quote_after: str = ""
    normaliser_version: int = 0
    furthest: Place | None
    progress: float
    spoilers_lifted: bool
    updated_at: datetime | None
    head: UUID | None = None
    device: DeviceName | None = None
    settings: dict[str, bool | int | float | str] = Field(default_factory=dict)


class PositionReport(Schema):
    """The page on screen; `reached` says that it was read and not merely jumped to."""

    chapter: str = Field(max_length=255)
    offset: Offset
    page_end: Offset
    reached: bool
    quote: str = Field("", max_length=500)


class ThisDevice(Schema):
    """The device that speaks; the name counts when it is first heard of."""

    id: UUID
    name: str = Field("", max_length=100)


class Move(Schema):
    """One move of a reader, with the words of the place it led to.

    `read` says that the page was read by staying on it, `open` that a sitting began: it changes
    no place. Offsets are of the text as `normaliser_version` has it.
    """

    id: UUID
    kind: MoveKind
    chapter: str = Field(max_length=255)
    offset: Offset
    page_end: Offset
    reached: bool
    quote: str = Field("", max_length=200)
    quote_before: str = Field("", max_length=64)
    quote_after: str = Field("", max_length=64)
    normaliser_version: int = Field(ge=0, le=2**31 - 1)
    made_at: AwareDatetime


class Moves(Schema):
    """Moves in the order they were made; `base` is the head that the device knew before them."""

    device: ThisDevice
    base: UUID | None
    moves: list[Move] = Field(min_length=1, max_length=500)


class OtherPlace(Schema):
    """Where another device has moved meanwhile; the reader chooses between the two."""

    move: UUID
    device: DeviceName | None
    at: datetime
    chapter: str
    chapter_title: str
    offset: int
    sentence: str
    progress: float


class MovesKept(Schema):
    """The place after the moves; with a conflict it stays where the other device put it."""

    position: Position
    conflict: OtherPlace | None


class StopPlace(Place):
    """A place of the journal in the text as it is now, with the words that stand there."""

    chapter_title: str
    sentence: str
    progress: float


class Stop(Schema):
    """A sitting with its first and last place, or one jump; `seq` is its last move's number."""

    seq: int
    kind: Literal["sitting", "jump", "undo"]
    device: DeviceName | None
    began_at: datetime
    ended_at: datetime
    moves: int
    first: StopPlace
    last: StopPlace


class Stops(Schema):
    """A stretch of the journal, the latest first; `next` is given as `before` for what is older."""

    stops: list[Stop]
    next: int | None


class SpoilerChoice(Schema):
    lifted: bool


class SettingsChoice(Schema):
    """What of the reading settings is another in this one book."""

    settings: ReadingSettings


class DeviceOut(DeviceName):
    """A device of this account and when it was last heard of."""

    created_at: datetime
    seen_at: datetime


class Devices(Schema):
    items: list[DeviceOut]


class DeviceChange(Schema):
    name: str = Field(min_length=1, max_length=100, pattern=r"\S")
