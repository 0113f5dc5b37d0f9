"""Pollinations by GET: the words are the address, the answer is the picture."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import replace
from urllib.parse import quote, urlencode

from bookreader.adapters.http_async import HttpClient
from bookreader.adapters.http_plain import Answer
from bookreader.adapters.providers.answers import (
    at,
    headers_named,
    json_of,
    picture_of,
    retry_after,
)
from bookreader.adapters.providers.openai_shape import error_of
from bookreader.adapters.providers.settings import base_of, key_of, model_of, options_of
from bookreader.adapters.providers.wire import Deadline, Wire, examined
from bookreader.ports.providers import (
    AuthError,
    BadImage,
    BadRequest,
    Capabilities,
    Checked,
    ImageRequest,
    ImageResult,
    OptionField,
    ProviderError,
    ProviderKind,
    ProviderSettings,
    RateLimited,
    Refused,
)

_GATEWAY, _LEGACY = "https://gen.pollinations.ai", "https://image.pollinations.ai"
_QUALITIES = ("", "low", "medium", "high", "hd")
KIND = ProviderKind(
    id="pollinations",
    label="Pollinations",
    needs_key=False,
    takes_key=True,
    default_url=_GATEWAY,
    example_models=("zimage", "flux", "gptimage"),
    options=(
        OptionField("service", "choice", "gateway", ("gateway", "legacy")),
        OptionField("quality", "choice", "", _QUALITIES),
        OptionField("placeholders", "text", ""),
    ),
)
LONGEST_URL = 3500
_LONGEST_PROMPT = 1500
_LARGEST_SEED = 2**31
_SHA256 = re.compile(r"[0-9a-f]{64}")
# Their queue counts addresses, and ours may be shared: a minute is what clears it.
_QUEUE_FULL = 60.0
_AGAINST_RULES = ("MODERATION", "CONTENT_POLICY", "NSFW", "SAFETY")


class PollinationsImages:
    """Pictures by the gateway with a key, or by the old host without one while it stands."""

    version = "1"

    def __init__(self, http: HttpClient, settings: ProviderSettings) -> None:
        self._options = options_of(KIND, settings)
        self._legacy = self._options["service"] == "legacy"
        # The form begins with the gateway's address; the old service lies elsewhere.
        if self._legacy and settings.base_url.strip().rstrip("/") in ("", _GATEWAY):
            settings = replace(settings, base_url=_LEGACY)
        self._model = model_of(settings, "" if self._legacy else KIND.example_models[0])
        found = self._options["placeholders"].lower().replace(",", " ").split()
        if not all(_SHA256.fullmatch(one) for one in found):
            raise ValueError("placeholders are SHA-256 sums in hex, with spaces between")
        self._placeholders = frozenset(found)
        key = key_of(KIND, settings)
        # The old host takes no key, and what is not needed is not sent.
        headers = {"Authorization": f"Bearer {key}"} if key and not self._legacy else {}
        self._wire = Wire(http, base_of(KIND, settings), headers, key)

    def capabilities(self) -> Capabilities:
        """One at a time with six seconds between, but for a secret key, which has no such limit."""
        paced = self._legacy or not self._wire.key.startswith("sk_")
        return Capabilities(
            max_side=1024 if self._legacy else 1536,
            seed=True,
            max_prompt_chars=_LONGEST_PROMPT,
            max_concurrency=1 if paced else 2,
            min_interval=6.0 if paced else 0.0,
            free=self._legacy,
            seconds=10.0,
        )

    async def generate(self, request: ImageRequest) -> ImageResult:
        """One attempt at one picture."""
        self._needs_key()
        short = request.prompt[:_LONGEST_PROMPT]
        width, height = examined(self.capabilities(), replace(request, prompt=short))
        quality = request.quality or self._options["quality"]
        if quality not in _QUALITIES:
            raise BadRequest(f"it has no quality {quality[:20]!r}")
        # Without a seed the gateway takes the same one every time.
        seed = secrets.randbelow(_LARGEST_SEED) if request.seed is None else request.seed
        query = {"width": width, "height": height, "seed": seed % _LARGEST_SEED}
        told: dict[str, str] = {"private": "true", "safe": "true"}
        if self._model:
            told["model"] = self._model
        if quality and not self._legacy:
            told["quality"] = quality
        path = "prompt" if self._legacy else "image"
        asked = urlencode({**query, **told})
        room = LONGEST_URL - len(self._wire.address.host) - len(f"https://:65535/{path}/?{asked}")
        prompt = cut(short, room - len(self._wire.address.target))
        answer = await self._wire.ask(
            "GET", f"{path}/{quote(prompt, safe='')}?{asked}", Deadline(request.deadline),
            draws=True,
        )  # fmt: skip
        if answer.status != 200:
            raise self._error(answer)
        return self._result(answer, query["seed"], prompt if prompt != request.prompt else "")

    def _result(self, answer: Answer, seed: int, shortened: str) -> ImageResult:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if not kind.startswith("image/"):
            if at(json_of(answer.body), "error") is not None:
                raise self._error(answer)
            raise BadImage("an answer that calls itself no picture")
        mime = picture_of(answer.body)
        if hashlib.sha256(answer.body).hexdigest() in self._placeholders:
            raise BadImage("the picture it sends to everybody who has to wait", billed=False)
        return ImageResult(
            data=answer.body,
            mime=mime,
            model_requested=self._model,
            model_used=self._wire.words(answer.headers.get("x-model-used"), 200),
            seed_used=seed,
            revised_prompt=shortened,
            request_id=self._wire.word(answer.headers.get("x-request-id")),
            usage=headers_named(answer.headers, "x-usage-"),
        )

    def _error(self, answer: Answer) -> ProviderError:
        value = json_of(answer.body)
        if answer.status == 402 and (self._legacy or at(value, "x402Version") is not None):
            pause = retry_after(answer)
            return RateLimited(
                "its queue is full (status 402)", _QUEUE_FULL if pause is None else pause
            )
        code = self._wire.word(at(value, "error", "code"))
        if any(name in code.upper() for name in _AGAINST_RULES):
            return Refused(f"refused by the provider's rules ({code})", "input")
        return error_of(self._wire, answer, value)

    async def check(self) -> Checked:
        """The list of models, of the gateway only those it runs itself; it shows it without a key."""
        self._needs_key()
        path = "models" if self._legacy else "image/models?source=official"
        found = await self._wire.listed(path)
        entries = found if isinstance(found, list) else at(found, "data")
        if not isinstance(entries, list):
            raise BadImage("no list of models at that address", billed=False)
        names = (
            self._wire.words(
                entry if isinstance(entry, str) else at(entry, "name") or at(entry, "id")
            )
            for entry in entries
        )
        models = tuple(sorted({name[:200] for name in names if name}))[:200]
        return Checked(models, key_tried=False)

    def _needs_key(self) -> None:
        if not self._legacy and not self._wire.key:
            raise AuthError("no key is set; only the old host draws without one")


def cut(prompt: str, room: int) -> str:
    """As many whole words as take at most `room` bytes in an address."""
    text = prompt.encode("utf-8", "replace").decode().strip()
    if len(quote(text, safe="")) <= room:
        return text
    size, end, last_gap = 0, 0, 0
    for place, letter in enumerate(text):
        if letter.isspace():
            last_gap = place
        size += len(quote(letter, safe=""))
        if size > room:
            break
        end = place + 1
    return text[: last_gap or end].rstrip(" ,;:")
