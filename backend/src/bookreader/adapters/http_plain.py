"""Plain HTTP with a whole deadline, a size limit and no redirects of its own; blocking.

The standard library's client has no limit for a whole exchange: a server that sends one byte
every few seconds would hold it for ever.
"""

from __future__ import annotations

import contextlib
import errno
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

_CHUNK = 1 << 16


class ExchangeFailed(Exception):
    """No whole answer came; the message says why without the address, which may hold a key."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status with lower-case headers and the whole body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart and found fit."""

    secure: bool
    host: str
    port: int
    target: str

    @property
    def loopback(self) -> bool:
        """Whether it is this machine's own."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def address_of(url: str) -> Address:
    """The parts of an http or https address; raises ValueError."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("an address begins with http:// or https:// and a host")
    if parts.username or parts.password:
        raise ValueError("an address carries no name and password here")
    if not url.isascii() or any(ord(c) <= 32 or ord(c) == 127 for c in url):
        raise ValueError("an address has no spaces and no letters beyond ASCII")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    secure = parts.scheme == "https"
    return Address(secure, parts.hostname, parts.port or (443 if secure else 80), target)


@contextmanager
def opened(
    address: Address,
    method: str,
    headers: Mapping[str, str],
    body: bytes | None,
    seconds: float,
    public_only: bool = False,
) -> Iterator[http.client.HTTPResponse]:
    """The beginning of an answer; however it is read, the exchange ends with its deadline."""
    connection = _connection(address, seconds, public_only)
    begun = time.monotonic()
    alarm: threading.Timer | None = None
    try:
        connection.connect()
        left = max(0.0, begun + seconds - time.monotonic())
        alarm = threading.Timer(left, _cut, (connection.sock,))
        alarm.daemon = True
        alarm.start()
        connection.request(method, address.target, body, dict(headers))
        yield connection.getresponse()
        if time.monotonic() - begun >= seconds:
            # What looked like the end of the answer was the alarm.
            raise TimeoutError
    except (OSError, http.client.HTTPException) as error:
        if time.monotonic() - begun >= seconds:
            raise ExchangeFailed(f"no answer within {seconds:g} seconds") from None
        raise ExchangeFailed(_told(error)) from None
    finally:
        if alarm is not None:
            alarm.cancel()
        connection.close()


def exchange(
    address: Address,
    method: str,
    headers: Mapping[str, str],
    body: bytes | None,
    *,
    seconds: float,
    limit: int,
) -> Answer:
    """One request and its whole answer; raises ExchangeFailed."""
    with opened(address, method, headers, body, seconds) as response:
        pieces: list[bytes] = []
        size = 0
        while piece := response.read1(_CHUNK):
            size += len(piece)
            if size > limit:
                raise ExchangeFailed(f"an answer of more than {limit} bytes")
            pieces.append(piece)
        whole(response)
        told = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, told, b"".join(pieces))


def whole(response: http.client.HTTPResponse) -> None:
    """Raise when the promised length has not come: the client itself takes any end for the end."""
    if response.length:
        raise ConnectionResetError(errno.ECONNRESET, "the answer broke off")


def _connection(address: Address, seconds: float, public_only: bool) -> http.client.HTTPConnection:
    host = _public(address) if public_only else address.host
    if not address.secure:
        return http.client.HTTPConnection(host, address.port, timeout=seconds)
    context = ssl.create_default_context()
    return http.client.HTTPSConnection(host, address.port, timeout=seconds, context=context)


def _public(address: Address) -> str:
    """The host, when every address it has is a public one; raises ExchangeFailed."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise ExchangeFailed(_told(error)) from None
    for *_, place in found:
        if not ipaddress.ip_address(str(place[0]).partition("%")[0]).is_global:
            raise ExchangeFailed("a redirect to an address that is not public")
    return address.host


def _cut(sock: socket.socket) -> None:
    # The plain method: that of a TLS socket would take its state away from the reading thread.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _told(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    text = getattr(error, "strerror", None) or type(error).__name__
    return str(text)
