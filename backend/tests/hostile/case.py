"""One line of the catalogue of bad inputs: what is made, and what must be answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Lure:
    """What hostile files try to reach: a secret file and a listening port; neither may be met."""

    secret: Path
    port: int

    @property
    def address(self) -> str:
        """An address that would be noticed if anyone fetched it."""
        return f"http://127.0.0.1:{self.port}/lure"


SECRET_TEXT = "canary-of-the-catalogue"

Check = Callable[["Reading"], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """An accepted book as it came out of the child."""

    book: Mapping[str, Any]
    folder: Path

    @property
    def text(self) -> str:
        """All chapters' text."""
        return "\n".join(chapter["text"] for chapter in self.book["chapters"])

    @property
    def html(self) -> str:
        """All chapters' and notes' markup."""
        return "\n".join(
            chapter["html"] + "".join(note["html"] for note in chapter.get("notes", ()))
            for chapter in self.book["chapters"]
        )

    @property
    def warnings(self) -> set[str]:
        """The codes of all warnings."""
        return {warning["code"] for warning in self.book["warnings"]}


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile file: `refused` is the code it gets; without one it is read, with `warns`."""

    item: int
    """Its number in the catalogue of bad inputs (docs/develop/hostile-files.md)."""
    name: str
    make: Callable[[Lure], bytes]
    refused: str | None = None
    warns: str | None = None
    suffix: str = ".epub"
    keeps: str | None = "The text that must stay."
    """What an accepted book must still say."""
    where: str | None = None
    """What the refusal must name."""
    seconds: float = 10.0
    memory_mebibytes: int = 1024
    sparse: int = 0
    """Zero bytes after the made ones: a file whose size alone is the attack."""
    limits: Mapping[str, int] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()

    @property
    def id(self) -> str:
        """How the test report calls it."""
        return f"{self.item}-{self.name}"


KEPT = "The text that must stay."


def fixed(make: Callable[..., bytes], *words: Any) -> Callable[[Lure], bytes]:
    """A maker that needs nothing of the lure."""
    return lambda _lure: make(*words)


def lured(make: Callable[..., bytes], *words: Any) -> Callable[[Lure], bytes]:
    """A maker that puts the lure's addresses into the file."""
    return lambda lure: make(lure, *words)
