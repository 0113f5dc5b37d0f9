"""How a listener learns that the events table may have grown."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID


class WakeUps(Protocol):
    """Wake listeners early; a lost wake-up only delays them to their next look."""

    closed: bool
    """Whether the process is stopping: whoever listens then goes home."""

    async def notify(self, user_id: UUID) -> None:
        """Hint that this reader has new events; called after the commit."""
        ...

    async def wait(self, user_id: UUID, timeout_seconds: float) -> None:
        """Return when something may have changed, at the latest after the timeout."""
        ...

    async def close(self) -> None:
        """Stop listening and send every listener home."""
        ...
