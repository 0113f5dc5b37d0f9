"""OpenAI's own Images service: generations, and edits for pictures with references."""

from __future__ import annotations

import math
import re

from bookreader.adapters.http_async import HttpClient
from bookreader.adapters.providers.answers import at
from bookreader.adapters.providers.openai_shape import Asked, form, result_of, with_avoided
from bookreader.adapters.providers.settings import base_of, key_of, model_of, options_of
from bookreader.adapters.providers.wire import Deadline, Wire, examined
from bookreader.ports.providers import (
    AuthError,
    BadRequest,
    Capabilities,
    Checked,
    ImageRequest,
    ImageResult,
    OptionField,
    ProviderKind,
    ProviderSettings,
)

_QUALITIES = ("low", "medium", "high", "auto")
_FINER = ("xhigh", "max")
KIND = ProviderKind(
    id="openai",
    label="OpenAI Images",
    needs_key=True,
    takes_key=True,
    default_url="https://api.openai.com/v1",
    example_models=(
        "gpt-image-2.6-flare", "gpt-image-2.6-sunburst", "gpt-image-2.5-flare", "gpt-image-2",
        "gpt-image-1-mini",
    ),
    options=(
        OptionField("quality", "choice", "low", (*_QUALITIES, *_FINER)),
        OptionField("output_format", "choice", "png", ("png", "jpeg", "webp")),
        OptionField("moderation", "choice", "auto", ("auto", "low")),
        OptionField("concurrency", "number", 2, minimum=1, maximum=20),
        OptionField("idempotent", "switch", False),
        OptionField("organization", "text", ""),
        OptionField("project", "text", ""),
    ),
)  # fmt: skip
# By the maker's notice; asking for them costs a request and an error a reader cannot mend.
_RETIRED = {"dall-e-2": "2026-05-12", "dall-e-3": "2026-05-12", "gpt-image-1": "2026-10-23"}
_FIXED = ((1536, 1024), (1024, 1536), (1024, 1024))
_STEP = 16
_FEWEST_PIXELS = 655_360
_NUMBERED = re.compile(r"gpt-image-(\d+)(?:\.(\d+))?(?![\d.])")
_SNAPSHOT = re.compile(r"-20\d\d-\d\d-\d\d$")


class OpenAiImages:
    """Pictures by OpenAI; it has neither a seed nor a field for what to leave out."""

    version = "1"

    def __init__(self, http: HttpClient, settings: ProviderSettings) -> None:
        self._options = options_of(KIND, settings)
        self._model = model_of(settings, KIND.example_models[0])
        retired = _RETIRED.get(_SNAPSHOT.sub("", self._model))
        if retired:
            raise ValueError(
                f"{self._model} was shut down by its maker on {retired}; "
                f"take one of today's, such as {KIND.example_models[0]}"
            )
        self._generation = _generation(self._model)
        if self._options["quality"] in _FINER and self._generation < (2, 5):
            raise ValueError(f"{self._model} has no quality {self._options['quality']}")
        headers = {}
        for name in ("organization", "project"):
            value = self._options[name].strip()
            if not value.isascii() or " " in value:
                raise ValueError(f"{name} has letters that no such name has")
            if value:
                headers[f"OpenAI-{name.title()}"] = value
        key = key_of(KIND, settings)
        if key:
            headers["Authorization"] = f"Bearer {key}"
        self._wire = Wire(http, base_of(KIND, settings), headers, key)

    def capabilities(self) -> Capabilities:
        """By the model's generation: three sizes before the second, multiples of 16 from it on."""
        return Capabilities(
            sizes=() if self._generation >= (2, 0) else _FIXED,
            step=_STEP,
            max_side=2560,
            max_refs=16,
            max_prompt_chars=32_000,
            max_concurrency=int(self._options["concurrency"]),
            deadline=180.0,
            idempotent=self._options["idempotent"],
            seconds=12.0,
        )

    async def generate(self, request: ImageRequest) -> ImageResult:
        """One attempt at one picture."""
        self._needs_key()
        able = self.capabilities()
        width, height = examined(able, request)
        if self._generation >= (2, 0):
            if max(width, height) > 3 * min(width, height):
                raise BadRequest(f"it draws no picture of {width}x{height}: too long and narrow")
            width, height = large_enough(width, height)
        quality = request.quality or self._options["quality"]
        if quality not in _QUALITIES and (quality not in _FINER or self._generation < (2, 5)):
            raise BadRequest(f"it has no quality {quality[:20]!r}")
        fields = {
            "model": self._model,
            "prompt": with_avoided(request.prompt, request.negative, able.max_prompt_chars),
            "n": 1,
            "size": f"{width}x{height}",
            "quality": quality,
            "output_format": self._options["output_format"],
        }
        headers = {}
        if request.idempotency_key:
            headers["Idempotency-Key"] = request.idempotency_key
        deadline = Deadline(request.deadline)
        if request.refs:
            answer = await self._wire.ask(
                "POST", "images/edits", deadline, headers=headers, draws=True,
                parts=form(fields, request.refs, "image[]"),
            )  # fmt: skip
        else:
            fields["moderation"] = self._options["moderation"]
            if request.user_ref:
                fields["safety_identifier"] = request.user_ref
            answer = await self._wire.ask(
                "POST", "images/generations", deadline, body=fields, headers=headers, draws=True
            )
        return await result_of(self._wire, answer, Asked(self._model), deadline)

    async def check(self) -> Checked:
        """The list of models, which the key must open."""
        self._needs_key()
        found = at(await self._wire.listed("models"), "data")
        names = (
            [self._wire.word(at(entry, "id")) for entry in found] if isinstance(found, list) else []
        )
        return Checked(tuple(sorted(name for name in names if "image" in name))[:200])

    def _needs_key(self) -> None:
        if not self._wire.key:
            raise AuthError("no key is set")


def large_enough(width: int, height: int) -> tuple[int, int]:
    """The same shape in multiples of 16 with as many pixels as the service draws at least."""
    if width * height >= _FEWEST_PIXELS:
        return width, height
    ratio = width / height
    first = math.ceil(math.sqrt(_FEWEST_PIXELS * ratio) / _STEP)
    # Of the next few sizes the one whose shape is nearest: steps of 16 bend a small picture.
    sizes = [(wide * _STEP, math.ceil(wide / ratio) * _STEP) for wide in range(first, first + 8)]
    return min(sizes, key=lambda size: (round(abs(size[0] / size[1] / ratio - 1), 3), size))


def _generation(model: str) -> tuple[int, int]:
    found = _NUMBERED.match(model)
    return (int(found[1]), int(found[2] or 0)) if found else (1, 0)
