"""What an import has to tell about a book that it accepted."""

from __future__ import annotations

from collections import Counter

from bookcore.formats.limits import Limits
from bookcore.model import BookWarning

_WHERE_CHARS = 300


class Report:
    """Collects warnings, each once, and counts those beyond the cap of their code."""

    def __init__(self, limits: Limits) -> None:
        self._cap = limits.warnings_per_code
        self._told: dict[tuple[str, str, str], None] = {}
        self._counts: Counter[str] = Counter()

    def warn(self, code: str, message: str, where: str = "") -> None:
        """Notes one thing; the same thing at the same place is told once."""
        key = (code, message, where[:_WHERE_CHARS])
        if key in self._told:
            return
        self._counts[code] += 1
        if self._counts[code] <= self._cap:
            self._told[key] = None

    def warnings(self) -> tuple[BookWarning, ...]:
        """All that was noted, in order, with one line for what the caps left out."""
        told = [BookWarning(code, message, where) for code, message, where in self._told]
        told += [
            BookWarning(code, f"and {count - self._cap} more of the same kind")
            for code, count in self._counts.items()
            if count > self._cap
        ]
        return tuple(told)
