"""Ways of answering that no well-behaved server has."""

from __future__ import annotations

import asyncio
import base64
import random
import socket
import struct
from typing import Any
from weakref import WeakValueDictionary

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from tests.simulator.faults import Step
from tests.simulator.state import Seen

_TRANSPORTS: WeakValueDictionary[tuple[Any, Any], asyncio.Transport] = WeakValueDictionary()
_LONGEST_HANG = 60.0
_DRIP_PAUSE = 0.02


class ReachableProtocol(H11Protocol):
    """uvicorn's own, whose connections can be found again and broken."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        _TRANSPORTS[self.client, self.server] = transport


def _transport(scope: Scope) -> asyncio.Transport | None:
    return _TRANSPORTS.get((tuple(scope["client"]), tuple(scope["server"])))


async def gone(receive: Receive, seconds: float) -> bool:
    """Whether the client left within that time."""
    try:
        async with asyncio.timeout(seconds):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return False
    return True


class Noted(Response):
    """An answer whose end is written into the log."""

    def __init__(self, seen: Seen, inner: Response, wait: float = 0.0) -> None:
        super().__init__()
        self._seen, self._inner, self._wait = seen, inner, wait

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._wait and await gone(receive, self._wait):
            self._seen.ended = "gone"
            return
        if isinstance(self._inner, Broken):
            self._inner.seen = self._seen
        try:
            await self._inner(scope, receive, send)
        finally:
            self._seen.ended = self._seen.ended or "answered"


class Broken(Response):
    """A whole answer that is not given as a whole."""

    seen: Seen | None = None

    def __init__(self, fault: str, whole: Response) -> None:
        super().__init__()
        self._fault, self._whole = fault, whole

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match self._fault:
            case "hang":
                left = await gone(receive, _LONGEST_HANG)
                self._note(left)
            case "dropped":
                transport = _transport(scope)
                if transport is not None:
                    transport.abort()
            case "drip":
                await self._drip(receive, send)
            case _:
                await self._half(scope, send)

    def _note(self, left: bool) -> None:
        if left and self.seen is not None:
            self.seen.ended = "gone"

    async def _begin(self, send: Send, length: int) -> None:
        headers = [(k, v) for k, v in self._whole.raw_headers if k != b"content-length"]
        headers.append((b"content-length", str(length).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    async def _drip(self, receive: Receive, send: Send) -> None:
        body = bytes(self._whole.body)
        await self._begin(send, max(len(body), 100_000))
        for place in range(len(body)):
            await send(
                {"type": "http.response.body", "body": body[place : place + 1], "more_body": True}
            )
            if await gone(receive, _DRIP_PAUSE):
                self._note(True)
                return

    async def _half(self, scope: Scope, send: Send) -> None:
        """Half the body; ending without the rest makes the server close the connection."""
        body = bytes(self._whole.body)
        await self._begin(send, len(body))
        half = body[: len(body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        transport = _transport(scope)
        if self._fault == "reset" and transport is not None:
            await asyncio.sleep(0.02)
            sock: socket.socket = transport.get_extra_info("socket")
            # With no time to linger, closing sends a reset.
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            transport.abort()


def instead(step: Step, whole: Response) -> Response:
    """What is answered in the place of a whole answer with status 200."""
    page = "<!doctype html><html><head><title>Error 1033</title></head><body>…</body></html>"
    match step.fault:
        case "hang" | "dropped" | "drip" | "reset" | "short_body":
            return Broken(step.fault, whole)
        case "html":
            return Response(page, media_type="text/html")
        case "empty":
            return Response(b"", media_type=whole.media_type)
        case "garbage":
            lot = random.Random(step.params.get("seed", 0))
            size = int(step.params.get("size", 2000))
            return Response(lot.randbytes(size), media_type=whole.media_type)
        case "raw":
            kind = str(step.params.get("type", whole.headers.get("content-type", "")))
            body = base64.b64decode(step.params.get("body", ""))
            status = int(step.params.get("status", 200))
            return Response(body, status, step.params.get("headers"), kind)
        case "oversized":
            return Response(b"\x89PNG\r\n\x1a\n" + bytes(26 * 1024 * 1024), media_type="image/png")
        case "packed":
            whole.headers["content-encoding"] = "gzip"
            return whole
        case "wrong_type":
            whole.headers["content-type"] = "text/plain"
            return whole
        case "redirect":
            to = str(step.params.get("to", "http://169.254.169.254/latest/meta-data/"))
            return Response(status_code=302, headers={"location": to})
    return whole
