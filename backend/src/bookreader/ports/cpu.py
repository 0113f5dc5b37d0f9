"""Bounded children for work on the processor: parsing, describing, painting."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Protocol

urgency: ContextVar[int] = ContextVar("urgency", default=0)
"""Who goes first when several wait for one slot: set by the runner, read by the pool."""


class Helper(Protocol):
    """One child process that serves requests of one job."""

    folder: Path
    """The child's work folder; files it makes lie here until the block ends."""

    def ask(self, request: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        """Send one request, give its answers; raises bookcore.errors.BookError."""
        ...


class CpuPool(Protocol):
    """Hands out children, never more of them busy at once than this host has slots."""

    def child(self, purpose: str) -> AbstractAsyncContextManager[Helper]:
        """A child for `parse`, `describe`, `paint`, `inspect` or `edition`, ended with the block.

        `paint` also makes renditions of our own pictures; `inspect` looks at those of strangers.
        A slot is held only while a request is being answered.
        """
        ...

    async def close(self) -> None:
        """End the children that wait for work."""
        ...
