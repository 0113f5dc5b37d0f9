"""What an administrator wrote about a provider, checked before anything is asked of it."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from bookreader.adapters.http_plain import Address, address_of
from bookreader.ports.providers import OptionField, ProviderKind, ProviderSettings

_LONGEST_TEXT = 200
_LOCAL_ENDINGS = (".local", ".lan", ".internal", ".intranet", ".home.arpa", ".localhost")


def base_of(kind: ProviderKind, settings: ProviderSettings) -> str:
    """The provider's address without a slash at its end; raises ValueError in plain words."""
    url = (settings.base_url or kind.default_url).strip().rstrip("/")
    if not url:
        raise ValueError("the address of the server is missing")
    address_of(url)
    parts = urlsplit(url)
    if parts.query or parts.fragment:
        raise ValueError("an address ends before ? and #")
    return url


def key_of(kind: ProviderKind, settings: ProviderSettings) -> str:
    """The key as it goes into a header; raises ValueError without showing it."""
    key = settings.key.strip()
    if not key.isascii() or any(ord(c) <= 32 or ord(c) == 127 for c in key) or len(key) > 500:
        raise ValueError("the key has spaces or letters that no key has")
    if key and not kind.takes_key:
        raise ValueError(f"{kind.label} takes no key")
    return key


def model_of(settings: ProviderSettings, default: str = "") -> str:
    """The model's name; raises ValueError for what can be no name."""
    model = settings.model.strip() or default
    if len(model) > _LONGEST_TEXT or not model.isprintable():
        raise ValueError("the model's name is too long or has letters that no name has")
    return model


def options_of(kind: ProviderKind, settings: ProviderSettings) -> Mapping[str, Any]:
    """Every option of the kind, its default where nothing is set; raises ValueError."""
    known = {field.name: field for field in kind.options}
    for name in settings.options:
        if name not in known:
            raise ValueError(f"{kind.label} has no setting {str(name)[:40]!r}")
    return {
        name: _checked(field, settings.options.get(name, field.default))
        for name, field in known.items()
    }


def _checked(field: OptionField, value: Any) -> Any:
    if value is None:
        return field.default
    if field.type == "switch":
        if not isinstance(value, bool):
            raise ValueError(f"{field.name} is on or off")
    elif field.type == "choice":
        if value not in field.choices:
            raise ValueError(f"{field.name} is one of: {', '.join(c for c in field.choices if c)}")
    elif field.type == "number":
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            raise ValueError(f"{field.name} is a number")
        low = -math.inf if field.minimum is None else field.minimum
        high = math.inf if field.maximum is None else field.maximum
        if not low <= value <= high:
            raise ValueError(f"{field.name} is between {low:g} and {high:g}")
    elif not isinstance(value, str) or len(value) > _LONGEST_TEXT or not value.isprintable():
        raise ValueError(f"{field.name} is a line of at most {_LONGEST_TEXT} letters")
    return value


def local(address: Address) -> bool:
    """Whether words sent there stay on the operator's machines, as far as an address tells."""
    host = address.host.lower().rstrip(".")
    try:
        found = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        # A name of one word is a machine or a container of the same network.
        return "." not in host or host.endswith(_LOCAL_ENDINGS)
    return found.is_loopback or found.is_private or found.is_link_local
