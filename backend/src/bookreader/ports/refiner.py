"""A language model that words what a passage shows; what it says is checked before it is used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class RefinerBusy(Exception):
    """No answer came, though the asking was repeated; another time there may be one."""


class RefinerMisconfigured(Exception):
    """No answer will come until the operator mends the settings."""


class RefinerRefused(Exception):
    """This passage gets no answer: the model declined or broke off."""


class Refiner(Protocol):
    """Answers one question; raises the three errors above and no others of its own."""

    @property
    def name(self) -> str:
        """What is stored beside a wording: the model's name, never its address or key."""
        ...

    async def answer(self, messages: Sequence[dict[str, str]]) -> str:
        """The text of the model's answer, not looked into."""
        ...
