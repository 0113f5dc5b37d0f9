"""A kind of provider that answers what a test tells it, and keeps the port's promises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bookreader.ports.providers import (
    Capabilities,
    Checked,
    ImageProvider,
    ImageRequest,
    ImageResult,
    OptionField,
    ProviderKind,
    ProviderSettings,
)

BRUSH = ProviderKind(
    id="brush",
    label="Brush",
    needs_key=True,
    takes_key=True,
    default_url="https://brush.example/v1",
    example_models=("brush-1", "brush-2"),
    options=(
        OptionField("quality", "choice", "low", ("low", "high")),
        OptionField("steps", "number", None, minimum=1, maximum=50),
        OptionField("private", "switch", True),
        OptionField("note", "text", ""),
    ),
)
PENCIL = ProviderKind(
    id="pencil", label="Pencil", needs_key=False, takes_key=False,
    default_url="", example_models=(), local=True,
)  # fmt: skip


class FakeProvider:
    """One configured provider of a fake kind."""

    version = "1"

    def __init__(self, owner: FakeProviders, settings: ProviderSettings) -> None:
        self._owner, self.settings = owner, settings

    def capabilities(self) -> Capabilities:
        return self._owner.able

    async def generate(self, request: ImageRequest) -> ImageResult:
        raise NotImplementedError

    async def check(self) -> Checked:
        self._owner.checked.append(self.settings)
        if self._owner.before is not None:
            await self._owner.before()
        if isinstance(self._owner.answer, Exception):
            raise self._owner.answer
        return self._owner.answer


class FakeProviders:
    """Two kinds; `wrong` refuses settings, `answer` is what a check meets."""

    def __init__(self, kinds: Sequence[ProviderKind] = (BRUSH, PENCIL)) -> None:
        self._kinds = kinds
        self.able = Capabilities(max_concurrency=2, deadline=60.0)
        self.answer: Checked | Exception = Checked(("brush-1", "brush-2"))
        self.checked: list[ProviderSettings] = []
        self.made: list[ProviderSettings] = []
        self.wrong: Callable[[ProviderSettings], str] = lambda _settings: ""
        self.before: Callable[[], Any] | None = None

    def kinds(self) -> Sequence[ProviderKind]:
        return self._kinds

    def make(self, settings: ProviderSettings) -> ImageProvider:
        if why := self.wrong(settings):
            raise ValueError(why)
        self.made.append(settings)
        return FakeProvider(self, settings)

    async def close(self) -> None:
        pass
