"""Every adapter as it is set up against the simulator, for suites that run over all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bookreader.adapters.providers.registry import HttpProviders
from bookreader.ports.providers import ImageProvider, ImageRequest, ProviderSettings

KEY = "sk-very-secret-0123456789abcdef"
BASIC = f"reader:{KEY}"
PROMPT = "A ferryman's hut by the river at dusk, watercolour"


@dataclass(frozen=True, slots=True)
class Case:
    """One adapter with its settings; `format` is the family of the simulator's answers."""

    name: str
    kind: str
    format: str
    route: str
    base: str = ""
    model: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    key: str = KEY
    size: tuple[int, int] = (128, 128)

    def __str__(self) -> str:
        return self.name

    def settings(self, url: str, key: str | None = None) -> ProviderSettings:
        """What an administrator would have written."""
        told = self.key if key is None else key
        return ProviderSettings(self.kind, url + self.base, self.model, self.options, told)

    def provider(self, url: str) -> ImageProvider:
        """The adapter over the simulator at that address."""
        return HttpProviders().make(self.settings(url))

    def request(self, **changes: Any) -> ImageRequest:
        """A request that goes well."""
        width, height = self.size
        told: dict[str, Any] = {
            "prompt": PROMPT, "width": width, "height": height, "seed": 7, "deadline": 10.0,
            "idempotency_key": "attempt-1", "user_ref": "reader-1",
        }  # fmt: skip
        return ImageRequest(**(told | changes))


def _compatible(profile: str, model: str = "sd-turbo") -> Case:
    return Case(
        f"compatible-{profile}", "openai_compatible", "openai", "openai.generations", "/v1", model,
        {"profile": profile},
    )  # fmt: skip


CASES = (
    Case("openai", "openai", "openai", "openai.generations", "/v1", "gpt-image-2.6-flare"),
    _compatible("generic"),
    _compatible("pollinations", "seedream4"),
    _compatible("sd-server"),
    _compatible("localai"),
    _compatible("vllm-omni", "z-image"),
    _compatible("sglang"),
    Case("pollinations-gateway", "pollinations", "gateway", "pollinations.image", model="zimage"),
    Case(
        "pollinations-legacy", "pollinations", "legacy", "pollinations.legacy",
        options={"service": "legacy"}, key="",
    ),
    Case(
        "gemini", "gemini", "gemini", "gemini.generate", "/v1beta", "gemini-3.1-flash-lite-image",
        size=(1024, 1024),
    ),
    Case("a1111", "a1111", "a1111", "a1111.txt2img", model="dreamshaper_8", key=BASIC),
    Case(
        "comfyui", "comfyui", "comfyui", "comfyui.prompt", model="sd_xl_base_1.0.safetensors",
        key=BASIC,
    ),
)  # fmt: skip
