"""All kinds of provider that there are adapters for; the one list that knows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bookreader.adapters.http_async import HttpClient
from bookreader.adapters.providers import (
    a1111,
    comfyui,
    gemini,
    openai_compatible,
    openai_images,
    pollinations,
)
from bookreader.ports.providers import ImageProvider, ProviderKind, ProviderSettings

_KINDS: tuple[tuple[ProviderKind, Callable[[HttpClient, ProviderSettings], ImageProvider]], ...] = (
    (openai_images.KIND, openai_images.OpenAiImages),
    (openai_compatible.KIND, openai_compatible.OpenAiCompatible),
    (pollinations.KIND, pollinations.PollinationsImages),
    (gemini.KIND, gemini.GeminiImages),
    (a1111.KIND, a1111.A1111Images),
    (comfyui.KIND, comfyui.ComfyImages),
)


class HttpProviders:
    """Makes providers that share one HTTP client; satisfies `ports.providers.Providers`."""

    def __init__(self) -> None:
        self._http = HttpClient()
        self._makers = {kind.id: make for kind, make in _KINDS}

    def kinds(self) -> Sequence[ProviderKind]:
        """All kinds, in the order they are offered."""
        return [kind for kind, _ in _KINDS]

    def make(self, settings: ProviderSettings) -> ImageProvider:
        """A provider ready to be asked; raises ValueError in plain words for wrong settings."""
        make = self._makers.get(settings.kind)
        if make is None:
            raise ValueError(f"there is no kind of provider {settings.kind[:40]!r}")
        return make(self._http, settings)

    async def close(self) -> None:
        """Nothing stays open between exchanges; what is being asked ends with its own deadline."""
