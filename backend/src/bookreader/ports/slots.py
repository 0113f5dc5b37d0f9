"""Places for work that may only be done so many times at once on this host."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Slots(Protocol):
    """A number of places, shared by whoever has the same ones."""

    def try_hold(self) -> AbstractContextManager[bool]:
        """Keep a place for the block when one is free now; gives whether it is kept."""
        ...


class Places:
    """So many places within this object alone."""

    def __init__(self, count: int) -> None:
        self._free = count

    @contextmanager
    def try_hold(self) -> Iterator[bool]:
        """Keep a place for the block when one is free now; gives whether it is kept."""
        held = self._free > 0
        self._free -= held
        try:
            yield held
        finally:
            self._free += held
