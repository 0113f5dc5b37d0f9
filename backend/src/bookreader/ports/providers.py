"""The provider port: words go in, picture bytes come out, and money may be spent.

An adapter makes one attempt and says how it ended; repeating, pacing, budgets and falling back
belong to the domains, so that attempts are counted once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Stage = Literal["input", "output"]


class ProviderError(Exception):
    """How an attempt ended without a picture; the message is safe to log and to show."""

    code = "provider_failed"

    def __init__(self, message: str = "", *, billed: bool = False) -> None:
        super().__init__(message)
        self.billed = billed
        """Whether the provider says, or may well say, that this attempt was charged."""


class AuthError(ProviderError):
    """The key is missing, wrong or without the right; nothing works until it is mended."""

    code = "provider_key"


class QuotaError(ProviderError):
    """The account has no credit left; asking again costs time only."""

    code = "provider_credit"


class RateLimited(ProviderError):
    """Too many requests; `retry_after` in seconds where the provider said so."""

    code = "provider_busy"

    def __init__(self, message: str = "", retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Refused(ProviderError):
    """The provider will not draw this, by its rules; never asked again unchanged."""

    code = "provider_refused"

    def __init__(self, message: str = "", stage: Stage = "input", *, billed: bool = False) -> None:
        super().__init__(message, billed=billed)
        self.stage = stage


class BadRequest(ProviderError):
    """The request is wrong for this provider: its size, model or settings."""

    code = "provider_request"


class Transient(ProviderError):
    """Worth another attempt; with `ambiguous` the work may have been done and charged."""

    code = "provider_away"

    def __init__(self, message: str = "", *, ambiguous: bool = False) -> None:
        super().__init__(message, billed=ambiguous)
        self.ambiguous = ambiguous


class BadImage(ProviderError):
    """An answer came, but it is no whole picture."""

    code = "provider_picture"

    def __init__(self, message: str = "", *, billed: bool = True) -> None:
        super().__init__(message, billed=billed)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a provider can do with its settings; sizes in pixels, times in seconds."""

    sizes: tuple[tuple[int, int], ...] = ()
    """Sizes it draws; empty for any multiple of `step` up to `max_side`."""
    step: int = 8
    max_side: int = 2048
    seed: bool = False
    negative: bool = False
    max_refs: int = 0
    max_prompt_chars: int = 4000
    max_concurrency: int = 1
    min_interval: float = 0.0
    deadline: float = 120.0
    idempotent: bool = False
    """A request repeated with the same key is neither drawn nor charged twice."""
    offsite: bool = True
    """The words leave the operator's machines."""
    free: bool = False
    seconds: float = 15.0
    """What one picture usually takes."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A picture sent along so that somebody stays the same."""

    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """One picture to make; `deadline` in seconds for the whole exchange."""

    prompt: str
    width: int
    height: int
    negative: str = ""
    seed: int | None = None
    refs: tuple[Reference, ...] = ()
    quality: str = ""
    user_ref: str = ""
    """Stands for the reader without naming them."""
    idempotency_key: str = ""
    deadline: float = 120.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Millionths of a US dollar."""

    micros: int
    exact: bool


@dataclass(frozen=True, slots=True)
class ImageResult:
    """The provider's own bytes, untouched, and what it told of them."""

    data: bytes
    mime: str
    model_requested: str
    model_used: str = ""
    """Empty when the provider does not say."""
    seed_used: int | None = None
    revised_prompt: str = ""
    request_id: str = ""
    usage: Mapping[str, Any] = field(default_factory=dict)
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class OptionField:
    """One setting of a kind of provider, for the administrator's form."""

    name: str
    type: Literal["text", "number", "choice", "switch"]
    default: Any = None
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class ProviderKind:
    """A wire format that can be configured; `id` is kept in the database."""

    id: str
    label: str
    needs_key: bool
    takes_key: bool
    default_url: str
    example_models: tuple[str, ...]
    options: tuple[OptionField, ...] = ()
    local: bool = False
    """Usually a server of the operator's own."""


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """One configured provider as an adapter needs it; the key is in the clear only here."""

    kind: str
    base_url: str
    model: str
    options: Mapping[str, Any] = field(default_factory=dict)
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a free request told of a provider; `models` only where it lists them."""

    models: tuple[str, ...] = ()
    key_tried: bool = True
    """False where the request is answered with any key: only a picture tells whether it fits."""


class ImageProvider(Protocol):
    """One configured provider."""

    version: str
    """Raised when the same settings and request would be sent in another way."""

    def capabilities(self) -> Capabilities:
        """What it can do with its settings."""
        ...

    async def generate(self, request: ImageRequest) -> ImageResult:
        """One attempt at one picture; raises a ProviderError and nothing else of its own."""
        ...

    async def check(self) -> Checked:
        """A request that costs nothing and draws nothing; raises a ProviderError."""
        ...


class Providers(Protocol):
    """The kinds of provider this program speaks to."""

    def kinds(self) -> Sequence[ProviderKind]:
        """All kinds, in the order they are offered."""
        ...

    def make(self, settings: ProviderSettings) -> ImageProvider:
        """A provider ready to be asked; raises ValueError in plain words for wrong settings."""
        ...

    async def close(self) -> None:
        """Let connections go."""
        ...


class NoProviders:
    """Where nothing is configured to be asked."""

    def kinds(self) -> Sequence[ProviderKind]:
        """None."""
        return ()

    def make(self, settings: ProviderSettings) -> ImageProvider:
        """Always a ValueError."""
        raise ValueError(f"no provider of the kind {settings.kind!r} is known here")

    async def close(self) -> None:
        """Nothing is open."""


class SafetyModel(Protocol):
    """An optional model of the operator's that looks at pictures before readers do."""

    name: str

    async def look(self, data: bytes, mime: str) -> Sequence[str]:
        """What is wrong with a picture, empty when nothing is; raises when it cannot say."""
        ...
