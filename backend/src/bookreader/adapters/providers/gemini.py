"""Google's Gemini image models by generateContent."""

from __future__ import annotations

import base64
import re
from typing import Any

from bookreader.adapters.http_async import HttpClient
from bookreader.adapters.http_plain import Answer
from bookreader.adapters.providers.answers import (
    at,
    failed,
    json_of,
    picture_of,
    retry_after,
    unpacked,
    usage_of,
)
from bookreader.adapters.providers.openai_shape import with_avoided
from bookreader.adapters.providers.settings import base_of, key_of, model_of, options_of
from bookreader.adapters.providers.wire import Deadline, Wire, examined
from bookreader.ports.providers import (
    AuthError,
    BadImage,
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

KIND = ProviderKind(
    id="gemini",
    label="Google Gemini",
    needs_key=True,
    takes_key=True,
    default_url="https://generativelanguage.googleapis.com/v1beta",
    example_models=("gemini-3.1-flash-lite-image", "gemini-3-pro-image", "nano-banana-2.1"),
    options=(
        OptionField("image_size", "choice", "", ("", "1K", "2K")),
        OptionField("concurrency", "number", 2, minimum=1, maximum=20),
    ),
)
# What each shape comes out as at one thousand pixels; only the shape is sent.
_SHAPES = {
    "1:1": (1024, 1024), "3:2": (1248, 832), "2:3": (832, 1248), "4:3": (1184, 888),
    "3:4": (888, 1184), "5:4": (1120, 896), "4:5": (896, 1120), "16:9": (1344, 756),
    "9:16": (756, 1344), "21:9": (1568, 672),
}  # fmt: skip
_MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_RETIRED = {"gemini-3.1-flash-image": "2026-10-29"}
_AGAINST_RULES = frozenset((
    "SAFETY", "IMAGE_SAFETY", "PROHIBITED_CONTENT", "IMAGE_PROHIBITED_CONTENT", "BLOCKLIST",
    "RECITATION", "IMAGE_RECITATION", "SPII",
))  # fmt: skip
_HOUR = 3600.0


class GeminiImages:
    """Pictures by Gemini; it promises no seed and puts its own mark into every picture."""

    version = "1"

    def __init__(self, http: HttpClient, settings: ProviderSettings) -> None:
        self._options = options_of(KIND, settings)
        self._model = model_of(settings, KIND.example_models[0]).removeprefix("models/")
        if not _MODEL.fullmatch(self._model):
            raise ValueError("the model's name has letters that no name has")
        retired = _RETIRED.get(self._model)
        if self._model.startswith("imagen"):
            retired = "2026-06-24"
        if retired:
            raise ValueError(
                f"{self._model} was shut down by its maker on {retired}; "
                f"take one of today's, such as {KIND.example_models[0]}"
            )
        key = key_of(KIND, settings)
        headers = {"x-goog-api-key": key} if key else {}
        self._wire = Wire(http, base_of(KIND, settings), headers, key)

    def capabilities(self) -> Capabilities:
        """Ten shapes; three references at the models of the second generation."""
        return Capabilities(
            sizes=tuple(_SHAPES.values()),
            max_side=1568,
            max_refs=3 if self._model.startswith("gemini-2") else 14,
            max_concurrency=int(self._options["concurrency"]),
            deadline=120.0,
            seconds=12.0,
        )

    async def generate(self, request: ImageRequest) -> ImageResult:
        """One attempt at one picture."""
        self._needs_key()
        able = self.capabilities()
        size = examined(able, request)
        shape = next(name for name, known in _SHAPES.items() if known == size)
        text = with_avoided(request.prompt, request.negative, able.max_prompt_chars)
        parts: list[dict[str, Any]] = [{"text": text}]
        for ref in request.refs:
            data = base64.b64encode(ref.data).decode()
            parts.append({"inlineData": {"mimeType": ref.mime, "data": data}})
        image = {"aspectRatio": shape}
        if self._options["image_size"]:
            image["imageSize"] = self._options["image_size"]
        body = {
            "contents": [{"role": "user", "parts": parts}],
            "generationConfig": {"responseModalities": ["IMAGE"], "imageConfig": image},
        }
        answer = await self._wire.ask(
            "POST",
            f"models/{self._model}:generateContent",
            Deadline(request.deadline),
            body=body,
            draws=True,
        )
        return self._result(answer)

    def _result(self, answer: Answer) -> ImageResult:
        value = json_of(answer.body)
        if answer.status != 200 or at(value, "error") is not None:
            raise self._error(answer, value)
        if value is None:
            picture_of(answer.body)
            raise BadImage("a picture where JSON was due")
        block = at(value, "promptFeedback", "blockReason")
        if block:
            raise Refused(f"refused by the provider's rules ({self._wire.word(block)})", "input")
        candidate = at(value, "candidates", 0)
        packed = _packed(at(candidate, "content", "parts"))
        if packed is None:
            reason = self._wire.word(at(candidate, "finishReason"))
            if reason in _AGAINST_RULES:
                raise Refused(f"refused by the provider's rules ({reason})", "output", billed=True)
            raise BadImage(f"no picture in the answer ({reason or 'no reason'})")
        data = unpacked(packed)
        return ImageResult(
            data=data,
            mime=picture_of(data),
            model_requested=self._model,
            model_used=self._wire.words(at(value, "modelVersion"), 200),
            request_id=self._wire.word(at(value, "responseId")),
            usage=usage_of(at(value, "usageMetadata")),
        )

    def _error(self, answer: Answer, value: Any) -> ProviderError:
        error = at(value, "error")
        code = self._wire.word(at(error, "status"))
        found = at(error, "details")
        details = [d for d in found if isinstance(d, dict)] if isinstance(found, list) else []
        reasons = {self._wire.word(at(detail, "reason")) for detail in details}
        if reasons & {"API_KEY_INVALID", "API_KEY_EXPIRED"}:
            return AuthError(f"the key is not accepted (status {answer.status}, {code})")
        if code == "FAILED_PRECONDITION":
            return AuthError("the account may not use it: no billing, or not in its country")
        if code == "RESOURCE_EXHAUSTED" or answer.status == 429:
            pause = retry_after(answer)
            for detail in details:
                pause = _seconds(at(detail, "retryDelay")) if pause is None else pause
                if "PerDay" in str(at(detail, "violations", 0, "quotaId")):
                    # The day's share is used up; within the hour nothing changes.
                    pause = max(pause or 0.0, _HOUR)
            return RateLimited(f"too many requests ({code or answer.status})", pause)
        return failed(answer, code)

    async def check(self) -> Checked:
        """The list of models, which the key must open."""
        self._needs_key()
        found = at(await self._wire.listed("models?pageSize=200"), "models")
        names = (
            [self._wire.words(at(entry, "name")) for entry in found]
            if isinstance(found, list)
            else []
        )
        short = {self._wire.word(name.removeprefix("models/")) for name in names}
        return Checked(tuple(sorted(n for n in short if "image" in n or "banana" in n))[:200])

    def _needs_key(self) -> None:
        if not self._wire.key:
            raise AuthError("no key is set")


def _packed(parts: Any) -> Any:
    """The base64 of the last picture that is not a part of the model's thinking."""
    found = None
    for part in parts if isinstance(parts, list) else []:
        data = at(part, "inlineData", "data") or at(part, "inline_data", "data")
        if data and not at(part, "thought"):
            found = data
    return found


def _seconds(told: Any) -> float | None:
    """`"34s"` or `"34.5s"` as seconds."""
    if isinstance(told, str) and re.fullmatch(r"\d{1,6}(\.\d{1,9})?s", told):
        return min(86_400.0, float(told[:-1]))
    return None
