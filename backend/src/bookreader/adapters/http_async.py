"""HTTP beside an event loop: one exchange, a whole deadline, a size limit, nothing followed.

Only httpx's transport is used. Its client class would take proxies from the environment, keep
cookies and write every address into the log, and for some providers the prompt is in the address.
A connection serves one exchange: a kept one that died meanwhile would leave it open whether a paid
request had been received.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, cast

import httpx

from bookreader.adapters.http_plain import Address, Answer, ExchangeFailed

LARGEST_ANSWER = 25 * 1024 * 1024
_LONGEST_CONNECT = 10.0
_AGENT = "bookreader"


class Unanswered(ExchangeFailed):
    """No whole answer came; with `sent` the request may have been received and done."""

    def __init__(self, why: str, *, sent: bool, late: bool = False) -> None:
        super().__init__(why)
        self.sent = sent
        self.late = late


class TooLarge(Unanswered):
    """An answer beyond the limit; the rest of it was not read."""


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a form; with a file name it is a file."""

    name: str
    data: bytes
    filename: str = ""
    mime: str = ""


class HttpClient:
    """Asks any server; safe to share between coroutines and between event loops."""

    def __init__(self) -> None:
        self._trust: ssl.SSLContext | None = None

    async def exchange(
        self,
        method: str,
        address: Address,
        headers: Mapping[str, str],
        body: bytes | None = None,
        *,
        parts: Sequence[Part] = (),
        seconds: float,
        limit: int = LARGEST_ANSWER,
    ) -> Answer:
        """One request and its whole answer within `seconds`; raises Unanswered."""
        sent = False

        async def trace(event: str, _: Mapping[str, Any]) -> None:
            nonlocal sent
            # From here on the server may have the request, whatever becomes of the answer.
            sent = sent or event.endswith("send_request_headers.started")

        request = _request(method, address, headers, body, parts)
        connect = min(seconds, _LONGEST_CONNECT)
        request.extensions = {
            "trace": trace,
            "timeout": {"connect": connect, "read": None, "write": None, "pool": None},
        }
        try:
            async with asyncio.timeout(seconds), self._transport(address) as transport:
                response = await transport.handle_async_request(request)
                try:
                    return await _whole(response, limit)
                finally:
                    await response.aclose()
        except TimeoutError:
            raise Unanswered(
                f"no answer within {seconds:.3g} seconds", sent=sent, late=True
            ) from None
        except httpx.LocalProtocolError:
            raise Unanswered(
                "the request has letters that HTTP does not carry", sent=False
            ) from None
        except (httpx.HTTPError, httpx.StreamError, OSError) as error:
            raise Unanswered(_told(error), sent=sent) from None

    def _transport(self, address: Address) -> httpx.AsyncHTTPTransport:
        if address.secure and self._trust is None:
            # The system's own trust, so that an operator's authority counts here too.
            self._trust = ssl.create_default_context()
        return httpx.AsyncHTTPTransport(
            verify=self._trust or False, trust_env=False, limits=httpx.Limits(max_connections=1)
        )


def _request(
    method: str,
    address: Address,
    headers: Mapping[str, str],
    body: bytes | None,
    parts: Sequence[Part],
) -> httpx.Request:
    told = {
        "User-Agent": _AGENT,
        "Accept-Encoding": "identity",
        "Connection": "close",
        **headers,
    }
    url = _url(address)
    if not parts:
        return httpx.Request(method, url, headers=told, content=body)
    files = [
        (part.name, (part.filename or None, part.data, part.mime or None))
        if part.filename
        else (part.name, (None, part.data))
        for part in parts
    ]
    return httpx.Request(method, url, headers=told, files=files)


def _url(address: Address) -> str:
    host = f"[{address.host}]" if ":" in address.host else address.host
    scheme = "https" if address.secure else "http"
    return f"{scheme}://{host}:{address.port}{address.target}"


async def _whole(response: httpx.Response, limit: int) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    if headers.get("content-encoding", "identity").lower() not in ("", "identity"):
        # What was not asked for is not unpacked: a few bytes could become gigabytes.
        raise Unanswered("an answer packed in a way that was not asked for", sent=True)
    promised = headers.get("content-length", "")
    if _number(promised) > limit:
        raise TooLarge(f"an answer of more than {limit} bytes", sent=True)
    pieces: list[bytes] = []
    size = 0
    async with aclosing(cast(AsyncGenerator[bytes, None], response.aiter_raw())) as stream:
        async for piece in stream:
            size += len(piece)
            if size > limit:
                raise TooLarge(f"an answer of more than {limit} bytes", sent=True)
            pieces.append(piece)
    return Answer(response.status_code, headers, b"".join(pieces))


def _number(text: str) -> int:
    return int(text[:20]) if text.isascii() and text.isdecimal() else 0


def _told(error: Exception) -> str:
    """Why, without the address."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "its certificate is not trusted, or it speaks no TLS"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectTimeout):
        return "it cannot be reached in time"
    if isinstance(error, httpx.ConnectError):
        return "it cannot be reached"
    return "the answer broke off"
