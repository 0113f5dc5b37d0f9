"""How every adapter asks its server: one address, one key, one deadline, no redirect."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from bookreader.adapters.http_async import HttpClient, Part, TooLarge, Unanswered
from bookreader.adapters.http_plain import Address, Answer, address_of
from bookreader.adapters.providers.answers import failed, unpacked, word, words
from bookreader.ports.providers import (
    BadImage,
    BadRequest,
    Capabilities,
    ImageRequest,
    ProviderError,
    Transient,
)

_LONGEST_CHECK = 20.0
_SHORTEST_SECRET = 4
_CLOSE_ENOUGH = 0.02


class Deadline:
    """Seconds for an exchange of one or more requests, counted from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that remain; raises Transient when none do."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise Transient("no picture in time", ambiguous=True)
        return left

    @classmethod
    def of_check(cls) -> Deadline:
        """That of a free question."""
        return cls(_LONGEST_CHECK)


class Wire:
    """One server; its address and its key leave this object only as a request."""

    def __init__(self, http: HttpClient, base: str, headers: Mapping[str, str], key: str) -> None:
        self._http = http
        self._base = base
        self._headers = dict(headers)
        self.key = key
        # Of user:password the password alone is as secret; a short one would be in any word.
        password = key.partition(":")[2]
        self._secrets = [key] if key else []
        if len(password) >= _SHORTEST_SECRET:
            self._secrets.append(password)
        self.address = address_of(base)

    def word(self, value: Any) -> str:
        """A server's own code for something, empty for anything else."""
        found = word(value)
        return "" if any(secret in found for secret in self._secrets) else found

    def words(self, value: Any, limit: int = 4000) -> str:
        """A server's own text, fit to be kept; a key that it repeats is left out."""
        text = words(value)
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return text[:limit]

    async def ask(
        self,
        method: str,
        path: str,
        deadline: Deadline,
        *,
        body: Any = None,
        parts: Sequence[Part] = (),
        headers: Mapping[str, str] | None = None,
        draws: bool = False,
    ) -> Answer:
        """One request; raises Transient or BadImage where no whole answer of the server's came.

        `draws`: the server may have drawn a picture even though no answer came.
        """
        sent = {"Accept": "*/*", **self._headers, **(headers or {})}
        raw = None
        if body is not None:
            raw = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
            sent["Content-Type"] = "application/json"
        return await self._exchange(
            method, _joined(self._base, path), sent, raw, parts, deadline, draws
        )

    async def fetch(self, url: Any, deadline: Deadline) -> bytes:
        """The picture at an address that an answer named: at the same place or in itself.

        Any other address is somebody's wish that this machine look there.
        """
        if not isinstance(url, str) or not url:
            raise BadImage("no picture in the answer")
        if url.startswith("data:"):
            return unpacked(url)
        full = urljoin(self._base + "/", url[:4000])
        try:
            there = address_of(full)
        except ValueError:
            raise BadImage("the picture lies at no address") from None
        here = self.address
        if (there.secure, there.host, there.port) != (here.secure, here.host, here.port):
            raise BadImage("the picture lies at another server, which is not asked")
        try:
            answer = await self._exchange("GET", full, self._headers, None, (), deadline, True)
        except Transient as error:
            raise BadImage(f"the picture could not be fetched: {error}") from None
        if answer.status != 200:
            raise BadImage(f"the picture could not be fetched (status {answer.status})")
        return answer.body

    async def _exchange(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        parts: Sequence[Part],
        deadline: Deadline,
        draws: bool,
    ) -> Answer:
        try:
            answer = await self._http.exchange(
                method, _address(url), headers, body, parts=parts, seconds=deadline.left()
            )
        except TooLarge as error:
            raise BadImage(str(error), billed=draws) from None
        except Unanswered as error:
            raise Transient(str(error), ambiguous=error.sent and draws) from None
        if 300 <= answer.status < 400:
            raise Transient(
                f"it sends requests on to another address (status {answer.status}), "
                "and no redirect is followed"
            )
        return answer

    async def listed(self, path: str) -> Any:
        """The JSON of a free question; raises a ProviderError."""
        answer = await self.ask("GET", path, Deadline.of_check())
        if answer.status != 200:
            raise _unbilled(failed(answer))
        try:
            return json.loads(answer.body)
        except (ValueError, RecursionError):
            raise BadImage("no list of models at that address", billed=False) from None


def _joined(base: str, path: str) -> str:
    return f"{base}/{path.lstrip('/')}"


def _address(url: str) -> Address:
    try:
        return address_of(url)
    except ValueError as error:
        raise BadRequest(str(error)) from None


def _unbilled(error: ProviderError) -> ProviderError:
    error.billed = False
    return error


def fitted(able: Capabilities, width: int, height: int) -> tuple[int, int]:
    """The size to ask for: the same shape as wanted, as near as the provider draws it.

    Raises BadRequest where no size of the provider's has that shape.
    """
    if width <= 0 or height <= 0:
        raise BadRequest("a picture without a size")
    wanted = width / height
    if not able.sizes:
        shrink = min(1.0, able.max_side / max(width, height))
        sides = [max(1, round(side * shrink / able.step)) * able.step for side in (width, height)]
        return sides[0], sides[1]
    alike = [size for size in able.sizes if abs(size[0] / size[1] / wanted - 1) <= _CLOSE_ENOUGH]
    if not alike:
        known = ", ".join(f"{w}x{h}" for w, h in able.sizes)
        raise BadRequest(f"it draws no picture of {width}x{height}, only {known}")
    return min(alike, key=lambda size: abs(size[0] * size[1] - width * height))


def examined(able: Capabilities, request: ImageRequest) -> tuple[int, int]:
    """The size to ask for; raises BadRequest for a request beyond what the provider can do."""
    if not any(letter.isalnum() for letter in request.prompt):
        raise BadRequest("a picture without words")
    if len(request.prompt) > able.max_prompt_chars:
        raise BadRequest(f"a prompt of more than {able.max_prompt_chars} letters")
    if len(request.refs) > able.max_refs:
        raise BadRequest(f"it takes at most {able.max_refs} pictures along")
    return fitted(able, request.width, request.height)
