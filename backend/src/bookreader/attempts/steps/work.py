"""A picture at work: what its steps share, and how far one came."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol
from uuid import UUID

from bookreader.attempts import repository
from bookreader.illustration.models import Picture
from bookreader.jobs.errors import LeaseLost
from bookreader.kit.db import ReadSession, WriteSession
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import Reference
from bookreader.prompts import service as prompts
from bookreader.prompts.service import CardRef, Maker, Wish

OUTCOME_UNKNOWN = "outcome_unknown"
PROVIDER_WAITS = "provider_waits"
"""Why a picture comes later, when every other by the same provider does as well."""
MOST_TRIES, MOST_WAITS, MOST_REPEATS = 3, 6, 1


class Held(Protocol):
    """The job under which a picture is drawn: the only way to write, and only while it is ours."""

    user_id: UUID
    lost: bool

    def write(self, *, progress: bool = False) -> AbstractAsyncContextManager[WriteSession]:
        """One transaction that commits only while the job is ours; else LeaseLost."""
        ...

    async def publish(self, session: WriteSession, kind: str, data: dict[str, Any]) -> None:
        """Tell the owner's open pages to look again after this transaction."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """The order a picture belongs to, and the most that may be spent on all of it."""

    order_id: UUID
    micros: int
    pictures: int | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """How far a picture came: `later` says when to go on, `stopped` that nothing more can be drawn
    now for a reason that is not the picture's."""

    state: Literal["ready", "failed", "gone", "later", "stopped"]
    reason: str = ""
    until: datetime | None = None


Composing = Callable[[ReadSession, Picture, Maker], Awaitable[Wish]]


@dataclass(slots=True)
class Work:
    """A picture at work with all that its steps need."""

    context: TaskContext
    held: Held
    picture: Picture
    owner: UUID
    maker: Maker | None
    limits: Limits | None
    made: dict[str, Any]
    refs: list[tuple[CardRef, Reference]] = field(default_factory=list)

    @property
    def asked(self) -> Maker:
        """The provider; the caller made sure that there is one."""
        assert self.maker is not None
        return self.maker

    @property
    def take(self) -> int:
        """How often these words were drawn before."""
        return int(self.made.get("take", 0))

    def key(self) -> str:
        """What stands for the request as it would be sent now."""
        size = (self.picture.width, self.picture.height)
        cards = [card for card, _ in self.refs]
        made = self.made
        return prompts.request_key(
            self.asked, made["prompt"], made["negative"], size, cards, self.take
        )

    def may_resend(self) -> bool:
        """Whether the same request may go out a second time without being paid twice."""
        if self.made.get("resent"):
            return False
        # A machine of the operator's own draws for nothing, unless they put a price on it.
        free = self.asked.able.free and not self.asked.row.price_micros
        return self.asked.able.idempotent or free


async def keep(work: Work, session: WriteSession, values: dict[str, Any]) -> None:
    """Write the row; raises LeaseLost when somebody ended the picture meanwhile."""
    values = {"made": dict(work.made), **values}
    if not await repository.set_planned(session, work.picture.id, values):
        raise LeaseLost
