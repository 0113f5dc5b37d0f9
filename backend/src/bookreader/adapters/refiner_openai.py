"""A language model at any address that speaks OpenAI's chat completions."""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bookreader.adapters.http_plain import Address, Answer, ExchangeFailed, address_of, exchange
from bookreader.ports.refiner import RefinerBusy, RefinerMisconfigured, RefinerRefused

log = logging.getLogger(__name__)
_ATTEMPTS = 3
_LONGEST_ANSWER_BYTES = 256 * 1024
_MOST_TOKENS = 700
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_PASSING = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
_OPERATORS = frozenset((301, 302, 303, 307, 308, 401, 402, 403, 404, 405, 410))


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is asked; `url` is the base that ends in /v1 at most servers."""

    url: str
    model: str
    key: str = ""
    seconds: float = 60.0

    def __repr__(self) -> str:
        return f"Endpoint(model={self.model!r})"


class _Passing(Exception):
    """Worth another attempt, after a pause of the server's choice if it named one."""

    def __init__(self, why: str, pause: float | None = None) -> None:
        super().__init__(why)
        self.pause = pause


class OpenAiRefiner:
    """Asks with patience: all repeating is done here, and nowhere above.

    Nothing but the operator's own address is ever spoken to: redirects are not followed and
    proxies of the environment are not used.
    """

    def __init__(
        self, endpoint: Endpoint, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._endpoint = endpoint
        self._address = _completions(endpoint.url)
        self._sleep = sleep
        self._json_mode = True

    @property
    def name(self) -> str:
        """`llm:` and the model."""
        return f"llm:{self._endpoint.model}"[:120]

    async def answer(self, messages: Sequence[dict[str, str]]) -> str:
        """The model's text; raises RefinerBusy, RefinerMisconfigured or RefinerRefused."""
        why = ""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return await self._once(messages)
            except _Passing as trouble:
                why = str(trouble)
                if attempt == _ATTEMPTS:
                    break
                # Jitter between equals that woke together; nothing secret hangs on it.
                own = _FIRST_PAUSE * 2 ** (attempt - 1) * (1 + random.random() / 4)  # noqa: S311
                pause = own if trouble.pause is None else trouble.pause
                await self._sleep(min(_LONGEST_PAUSE, pause))
        raise RefinerBusy(f"{why}, {_ATTEMPTS} times")

    async def _once(self, messages: Sequence[dict[str, str]]) -> str:
        body: dict[str, Any] = {
            "model": self._endpoint.model,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "stream": False,
        }
        if self._json_mode:
            body["response_format"] = {"type": "json_object"}
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        try:
            answer = await asyncio.to_thread(
                exchange,
                self._address,
                "POST",
                headers,
                json.dumps(body).encode(),
                seconds=self._endpoint.seconds,
                limit=_LONGEST_ANSWER_BYTES,
            )
        except ExchangeFailed as error:
            raise _Passing(str(error)) from None
        return self._text_of(answer)

    def _text_of(self, answer: Answer) -> str:
        if answer.status in _PASSING:
            raise _Passing(f"status {answer.status}", _pause(answer))
        if answer.status in _OPERATORS:
            raise RefinerMisconfigured(f"status {answer.status}")
        if answer.status in (400, 422) and self._json_mode:
            # Some servers know no JSON mode; the check of the answer asks for the same.
            self._json_mode = False
            raise _Passing(f"status {answer.status}", 0.0)
        if answer.status != 200:
            raise RefinerRefused(f"status {answer.status}")
        try:
            choice = json.loads(answer.body)["choices"][0]
            text = choice["message"]["content"]
            ended = choice.get("finish_reason")
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            raise RefinerRefused("not a chat completion") from None
        if not isinstance(text, str):
            raise RefinerRefused("an answer without text")
        if ended not in (None, "stop"):
            raise RefinerRefused(f"ended by {ended!r}"[:60])
        return text


def _completions(url: str) -> Address:
    return address_of(url.rstrip("/") + "/chat/completions")


def _pause(answer: Answer) -> float | None:
    """Retry-After in seconds; its other form, a date, gets our own pause."""
    try:
        return max(0.0, float(answer.headers["retry-after"]))
    except (KeyError, ValueError):
        return None
