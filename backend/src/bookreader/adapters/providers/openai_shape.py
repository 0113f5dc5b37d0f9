"""What OpenAI's image answers and errors mean, wherever they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bookreader.adapters.http_async import Part
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
from bookreader.adapters.providers.wire import Deadline, Wire
from bookreader.ports.providers import (
    BadImage,
    ImageResult,
    ProviderError,
    QuotaError,
    RateLimited,
    Reference,
    Refused,
    Stage,
    Transient,
)

_NO_CREDIT = frozenset((
    "insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "payment_required",
    "insufficient_balance",
))  # fmt: skip
_TOO_FAST = frozenset(("rate_limit_exceeded", "rate_limited", "too_many_requests"))
_AGAINST_RULES = frozenset((
    "moderation_blocked", "content_policy_violation", "content_filter",
    "image_generation_user_error",
))  # fmt: skip
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/avif": "avif"}


def error_of(wire: Wire, answer: Answer, value: Any) -> ProviderError:
    """The kind of an error by its code, and by its status where the code says nothing."""
    found = at(value, "error")
    error = found if isinstance(found, dict) else value
    codes = [wire.word(at(error, name)) for name in ("code", "type")]
    code = next((c for c in codes if c), "")
    told = f"status {answer.status}" + (f", {code}" if code else "")
    known = {c.lower() for c in codes}
    if known & _NO_CREDIT:
        return QuotaError(f"the account has no credit left ({told})")
    if known & _AGAINST_RULES:
        stage: Stage = "output" if _stage(error) == "output" else "input"
        return Refused(f"refused by the provider's rules ({told})", stage, billed=stage == "output")
    if known & _TOO_FAST:
        return RateLimited(f"too many requests ({told})", retry_after(answer))
    if answer.status == 502 and code:
        # A gateway that tells why in its own words is not one that lost sight of the work.
        return Transient(told)
    return failed(answer, code)


def _stage(error: Any) -> str:
    for path in (("moderation_details", "moderation_stage"), ("moderation_stage",)):
        stage = at(error, *path)
        if isinstance(stage, str):
            return stage
    return ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a request is told again in its result."""

    model: str
    seed: int | None = None


async def result_of(wire: Wire, answer: Answer, asked: Asked, deadline: Deadline) -> ImageResult:
    """The picture of an answer; raises a ProviderError."""
    value = json_of(answer.body)
    if answer.status != 200:
        raise error_of(wire, answer, value)
    first = at(value, "data", 0)
    if first is None:
        if at(value, "error") is not None:
            raise error_of(wire, answer, value)
        if value is None:
            picture_of(answer.body)
        raise BadImage("no picture in the answer")
    packed = at(first, "b64_json")
    data = unpacked(packed) if packed else await wire.fetch(at(first, "url"), deadline)
    return ImageResult(
        data=data,
        mime=picture_of(data),
        model_requested=asked.model,
        model_used=wire.words(answer.headers.get("x-model-used") or at(value, "model"), 200),
        seed_used=asked.seed,
        revised_prompt=wire.words(at(first, "revised_prompt")),
        request_id=wire.word(answer.headers.get("x-request-id")),
        usage=usage_of(at(value, "usage")),
    )


def form(fields: dict[str, Any], refs: tuple[Reference, ...], name: str) -> list[Part]:
    """The fields and the reference pictures as a form."""
    parts = [Part(key, str(value).encode("utf-8", "replace")) for key, value in fields.items()]
    for number, ref in enumerate(refs, 1):
        ending = _ENDINGS.get(ref.mime, "png")
        parts.append(Part(name, ref.data, f"reference{number}.{ending}", ref.mime))
    return parts


def with_avoided(prompt: str, negative: str, limit: int) -> str:
    """The prompt with what to leave out, for providers with one field for both."""
    told = f"{prompt}\nAvoid: {negative.strip().rstrip('.')}." if negative.strip() else prompt
    return told if len(told) <= limit else prompt
