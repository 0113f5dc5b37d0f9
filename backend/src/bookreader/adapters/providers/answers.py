"""What servers answer, read without trusting any of it."""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from bookreader.adapters.http_plain import Answer
from bookreader.kit.clock import utc_now
from bookreader.ports.providers import (
    AuthError,
    BadImage,
    BadRequest,
    ProviderError,
    QuotaError,
    RateLimited,
    Transient,
)

_SHORTEST_PICTURE = 128
_LONGEST_WAIT = 86_400.0
_LONGEST_WORDS = 4000
# The server gave up on what stands behind it, which may have gone on.
_AMBIGUOUS = frozenset((408, 502, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530))
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}")


def json_of(body: bytes) -> Any:
    """The value that a body holds, None for no JSON."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def at(value: Any, *path: str | int) -> Any:
    """What lies there in a JSON value, None where nothing does."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def word(value: Any) -> str:
    """A server's own code for something if it is one: never prose, which may quote a prompt."""
    return value if isinstance(value, str) and _WORD.fullmatch(value) else ""


def words(value: Any) -> str:
    """Text of a server's fit to be kept: no zero bytes, no halves of letters, not without end."""
    if not isinstance(value, str):
        return ""
    text = value[:_LONGEST_WORDS].encode("utf-8", "replace").decode("utf-8")
    return text.replace("\0", "").strip()


def whole_number(value: Any) -> int | None:
    """A seed or a count, None for what is none."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**63:
        return None
    return value


def usage_of(value: Any, depth: int = 3) -> dict[str, Any]:
    """The numbers of a usage report."""
    if not isinstance(value, dict) or depth == 0:
        return {}
    found: dict[str, Any] = {}
    for name, inner in list(value.items())[:40]:
        name = word(name)
        if not name:
            continue
        if isinstance(inner, dict):
            found[name] = usage_of(inner, depth - 1)
        elif isinstance(inner, int | float) and not isinstance(inner, bool) and abs(inner) < 2**53:
            found[name] = inner
    return found


def retry_after(answer: Answer) -> float | None:
    """Seconds to wait as the server named them, as a number or as a date; at most a day."""
    told = answer.headers.get("retry-after", "").strip()
    if not told:
        return None
    try:
        seconds = float(told)
    except ValueError:
        until = _moment(told)
        if until is None:
            return None
        # By the server's own clock where it shows one: ours may stand wrong.
        now = _moment(answer.headers.get("date", "")) or utc_now()
        seconds = (until - now).total_seconds()
    return min(_LONGEST_WAIT, max(0.0, seconds)) if math.isfinite(seconds) else None


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def picture_of(data: bytes) -> str:
    """The type by the first bytes; raises BadImage for what begins like no picture.

    That it is whole is found out later, where it is decoded in a child process.
    """
    mime = ""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        mime = "image/png"
    elif data.startswith(b"\xff\xd8\xff"):
        mime = "image/jpeg"
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        mime = "image/webp"
    elif data[4:12] == b"ftypavif":
        mime = "image/avif"
    if not mime:
        raise BadImage(f"{_looks_like(data)} instead of a picture")
    if len(data) < _SHORTEST_PICTURE:
        raise BadImage(f"a picture of {len(data)} bytes")
    return mime


def _looks_like(data: bytes) -> str:
    start = data[:200].lstrip().lower()
    if not start:
        return "nothing"
    if start.startswith((b"<!doctype", b"<html")) or b"<html" in start:
        return "a web page"
    if start[:1] in (b"{", b"["):
        return "JSON"
    return "something else"


def unpacked(text: Any) -> bytes:
    """The bytes of base64 with or without a `data:` in front; raises BadImage."""
    if not isinstance(text, str) or not text:
        raise BadImage("no picture in the answer")
    if text.startswith("data:"):
        text = text.partition(",")[2]
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise BadImage("a picture whose base64 is damaged") from None


def failed(answer: Answer, code: str = "") -> ProviderError:
    """What a status means where a wire format says nothing more."""
    status = answer.status
    told = f"status {status}" + (f", {code}" if code else "")
    if status in (401, 403):
        return AuthError(f"the key is not accepted ({told})")
    if status == 402:
        return QuotaError(f"the account has no credit left ({told})")
    if status == 429:
        return RateLimited(f"too many requests ({told})", retry_after(answer))
    if status == 404:
        return BadRequest(f"nothing lies at that address, or the model is not known ({told})")
    if status == 503 and answer.headers.get("retry-after"):
        return RateLimited(f"it is busy ({told})", retry_after(answer))
    if status in (408, 409, 425) or status >= 500:
        return Transient(told, ambiguous=status in _AMBIGUOUS)
    if status >= 400:
        return BadRequest(f"the request is not accepted ({told})")
    return BadImage(f"an answer without a picture ({told})")


def headers_named(headers: Mapping[str, str], start: str) -> dict[str, Any]:
    """The numbers of headers whose names begin so, without that beginning."""
    found: dict[str, Any] = {}
    for name, value in headers.items():
        if name.startswith(start) and word(name):
            try:
                number = float(value)
            except ValueError:
                continue
            if math.isfinite(number):
                found[name.removeprefix(start)] = number
    return found
