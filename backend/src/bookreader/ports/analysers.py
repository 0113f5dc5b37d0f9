"""Which analysers read the books here, and how they are doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from bookcore.analysers import Choice, Status, statuses


class Analysers(Protocol):
    """The operator's choice of analysers; finding out how they are is done once in a process."""

    @property
    def choices(self) -> Mapping[str, Choice]:
        """The chosen analyser of each language that has one."""
        ...

    def at_a_glance(self) -> list[Status]:
        """What is known without loading anything or asking anybody; from the last look if any."""
        ...

    async def examined(self, patience: float | None = None) -> list[Status]:
        """What shows when each is loaded and used where the work is done.

        Past `patience` seconds it is what is known at a glance; the examination goes on.
        """
        ...

    async def close(self) -> None:
        """Let an examination go that is still under way."""
        ...


class BuiltInOnly:
    """No analyser was chosen."""

    choices: Mapping[str, Choice] = {}

    def at_a_glance(self) -> list[Status]:
        """The built-in parts, and the optional ones that nobody chose."""
        return statuses((), deep=False)

    async def examined(self, _patience: float | None = None) -> list[Status]:
        """The same: nothing is there to be loaded."""
        return self.at_a_glance()

    async def close(self) -> None:
        """There is none."""


def as_request(choices: Mapping[str, Choice]) -> dict[str, dict[str, str]]:
    """The choices as a child's request carries them."""
    return {language: choice.to_json() for language, choice in choices.items()}


def in_words(found: Sequence[Status]) -> dict[str, str]:
    """Name to status in words, for machines that watch."""
    return {one.name: one.in_words() for one in found}
