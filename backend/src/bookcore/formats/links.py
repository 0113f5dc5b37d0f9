"""Which addresses in a book may be followed, and what the rest are."""

from __future__ import annotations

import re
from typing import Final, Literal
from urllib.parse import quote, unquote

LinkKind = Literal["inside", "web", "remote", "unsafe"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_NOISE = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")
_WEB: Final = frozenset({"http", "https", "mailto"})
_REMOTE: Final = frozenset({"http", "https", "ftp"})
_SAFE: Final = "!#$%&'()*+,/:;=?@[]~-._"
ADDRESS_CHARS: Final = 2_000


def classify(address: str) -> LinkKind:
    """What following an address would do: stay in the book, open the web, or harm."""
    plain = _NOISE.sub("", address)
    if plain.startswith(("//", "\\\\")):
        return "remote"
    found = _SCHEME.match(plain)
    if found is None:
        return "inside"
    scheme = found.group(1).lower()
    if scheme in _WEB and len(plain) <= ADDRESS_CHARS:
        return "web"
    return "remote" if scheme in _REMOTE else "unsafe"


def web_address(address: str) -> str:
    """An address of kind "web" in ASCII, free of spaces and quotes."""
    return quote(_NOISE.sub("", address), safe=_SAFE)


def split(address: str) -> tuple[str, str]:
    """Path and fragment of an address inside the book, decoded."""
    path, _, fragment = address.strip().partition("#")
    path = path.partition("?")[0]
    return unquote(path), unquote(fragment)
