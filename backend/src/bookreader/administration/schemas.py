"""Bodies of providers, caps and spending, and what may stand in them.

Money in millionths of a US dollar, days in UTC.
"""

from __future__ import annotations

import ipaddress
import math
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import Field, SecretStr

from bookreader.kit.schemas import Schema
from bookreader.ports.providers import OptionField, ProviderKind

LONGEST_NAME, LONGEST_KEY, _LONGEST_OPTION = 80, 1000, 200

Options = Annotated[dict[str, Any], Field(max_length=50)]
Key = Annotated[SecretStr, Field(max_length=LONGEST_KEY)]
PriceMicros = Annotated[int, Field(ge=0, le=100_000_000)]


class OptionOut(Schema):
    """One setting of a kind of provider."""

    name: str
    type: Literal["text", "number", "choice", "switch"]
    default: Any
    choices: list[str]
    minimum: float | None
    maximum: float | None


class KindOut(Schema):
    """A wire format that can be configured."""

    id: str
    label: str
    needs_key: bool
    takes_key: bool
    local: bool
    default_url: str
    example_models: list[str]
    options: list[OptionOut]


class CapabilitiesOut(Schema):
    """What a provider can do with its settings; sizes in pixels, times in seconds."""

    sizes: list[tuple[int, int]]
    step: int
    max_side: int
    seed: bool
    negative: bool
    max_refs: int
    max_prompt_chars: int
    max_concurrency: int
    min_interval: float
    deadline: float
    idempotent: bool
    offsite: bool
    free: bool
    seconds: float


class PriceOut(Schema):
    """One picture's price; `stale` when it was looked up too long ago."""

    low: int
    high: int
    checked_on: date | None
    source: str
    stale: bool


class ProviderOut(Schema):
    """A provider as its administrator sees it; of its key only that there is one.

    `reason` is a code why it cannot be asked, `price` that of a picture in the usual size without
    references, null when nobody knows it.
    """

    id: UUID
    kind: str
    name: str
    base_url: str
    model: str
    options: dict[str, Any]
    has_key: bool
    enabled: bool
    usable: bool
    reason: str | None
    last_error: str | None
    last_error_at: datetime | None
    open_until: datetime | None
    price_micros: int | None
    price: PriceOut | None
    capabilities: CapabilitiesOut | None
    spent_month_micros: int
    pictures_month: int
    position: int


class ProviderList(Schema):
    """What is configured, and what can be."""

    items: list[ProviderOut]
    kinds: list[KindOut]


class NewProvider(Schema):
    kind: str = Field(max_length=32)
    name: str = Field(max_length=200)
    base_url: str = Field("", max_length=500)
    model: str = Field("", max_length=120)
    options: Options = Field(default_factory=dict)
    key: Key = SecretStr("")
    price_micros: PriceMicros | None = None
    enabled: bool = True


class ProviderChange(Schema):
    """Only what stands in it changes; an empty key takes the key away."""

    kind: str = Field("", max_length=32)
    name: str = Field("", max_length=200)
    base_url: str = Field("", max_length=500)
    model: str = Field("", max_length=120)
    options: Options = Field(default_factory=dict)
    key: Key = SecretStr("")
    price_micros: PriceMicros | None = None
    enabled: bool = True
    position: int = Field(0, ge=0, le=10_000)


class CheckOut(Schema):
    """How a free question to a provider ended; `key` is null where none is set."""

    ok: bool
    code: str | None
    message: str | None
    models: list[str]
    key: Literal["fits", "untried"] | None = None


class CapItem(Schema):
    """A limit; without a subject it holds for each provider, reader or book by itself.

    One's own limit of a period takes the place of the one for all. Null is no limit.
    """

    scope: Literal["server", "provider", "user", "book"]
    period: Literal["day", "month", "total"]
    subject_id: UUID | None = None
    pictures: int | None = Field(None, ge=0, le=10_000_000)
    micros: int | None = Field(None, ge=0, le=1_000_000_000_000)


class ReaderOut(Schema):
    """Somebody who reads here, as far as a limit of their own needs it."""

    id: UUID
    name: str


class ReaderList(Schema):
    """All who read here, the oldest account first."""

    items: list[ReaderOut]


class CapsChange(Schema):
    """All limits at once; `stopped` halts all providers, `everybody` lets all readers ask them."""

    items: list[CapItem] = Field(max_length=300)
    stopped: bool
    everybody: bool


class CapsOut(Schema):
    """The limits that hold; `chosen` once an administrator has kept them.

    Without a limit of money for the server one of the program's own holds and stands here.
    """

    items: list[CapItem]
    stopped: bool
    everybody: bool
    chosen: bool


class SpendingLine(Schema):
    """What one reader had one provider draw on one day.

    `micros` is spent, `reserved_micros` set aside for pictures under way. `unknown_pictures`
    ended without word of their cost and count at their estimate.
    """

    day: date
    provider_id: UUID
    provider: str
    user_id: UUID | None
    user: str
    pictures: int
    micros: int
    reserved_micros: int
    unknown_pictures: int


class Spending(Schema):
    """The newest day first."""

    days: list[SpendingLine]


def clean_name(name: str) -> str:
    """The name without spaces around it; raises ValueError."""
    clean = unicodedata.normalize("NFC", name).strip()
    hidden = any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for c in clean)
    if not clean or len(clean) > LONGEST_NAME or hidden:
        raise ValueError(f"A name has 1 to {LONGEST_NAME} visible characters.")
    return clean


def clean_model(model: str) -> str:
    """A model's name without spaces around it; raises ValueError."""
    model = model.strip()
    if not model.isprintable():
        raise ValueError("The model's name has letters that no name has.")
    return model


def clean_url(url: str) -> str:
    """An address without a slash at its end, or nothing; raises ValueError.

    Private addresses are welcome: an administrator writes them, and many painters live at home.
    """
    url = url.strip().rstrip("/")
    if not url:
        return ""
    if not url.isascii() or any(ord(c) <= 32 or ord(c) == 127 for c in url) or "\\" in url:
        raise ValueError("An address has neither spaces nor letters beyond ASCII.")
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("This is not an address.") from None
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("An address begins with http:// or https:// and names a server.")
    if parts.username is not None or parts.password is not None:
        raise ValueError("Names and passwords go into the key, not into the address.")
    if parts.query or parts.fragment or "?" in url or "#" in url:
        raise ValueError("An address ends before ? and #; a key goes into its own field.")
    try:
        found = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return url
    if found.is_link_local or found.is_multicast or found.is_unspecified:
        raise ValueError("No painter lives at this address.")
    return url


def clean_key(key: str, kind: ProviderKind) -> str:
    """The key without spaces around it; raises ValueError that does not show it."""
    key = key.strip()
    if not key.isascii() or any(ord(c) < 32 or ord(c) == 127 for c in key):
        raise ValueError("The key has letters that no key has.")
    if key and not kind.takes_key:
        raise ValueError(f"{kind.label} takes no key.")
    return key


def clean_options(options: Mapping[str, Any], kind: ProviderKind) -> dict[str, Any]:
    """Every setting of the kind, its default where nothing is said; raises ValueError."""
    known = {field.name: field for field in kind.options}
    for name in options:
        if name not in known:
            raise ValueError(f"{kind.label} has no setting {name[:40]!r}.")
    whole = {name: options.get(name, field.default) for name, field in known.items()}
    return {name: _option(known[name], value) for name, value in whole.items() if value is not None}


def _option(field: OptionField, value: Any) -> Any:
    if field.type == "switch":
        fits = isinstance(value, bool)
        rule = "is on or off"
    elif field.type == "choice":
        fits = isinstance(value, str) and value in field.choices
        rule = f"is one of: {', '.join(choice for choice in field.choices if choice)}"
    elif field.type == "number":
        low = -math.inf if field.minimum is None else field.minimum
        high = math.inf if field.maximum is None else field.maximum
        fits = isinstance(value, int | float) and not isinstance(value, bool)
        fits = fits and abs(value) < 1e15 and low <= value <= high  # NaN fits nowhere
        rule = f"is a number between {low:g} and {high:g}"
    else:
        fits = isinstance(value, str) and len(value) <= _LONGEST_OPTION and value.isprintable()
        rule = f"is a line of at most {_LONGEST_OPTION} characters"
    if not fits:
        raise ValueError(f"{field.name} {rule}.")
    return value
