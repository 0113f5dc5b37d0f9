"""What can be ordered to go wrong, by name; every other module asks here what a step means."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

FAULTS: dict[str, str] = {
    "ok": "nothing goes wrong",
    # answered with a status
    "unauthorised": "401 as for a wrong key",
    "forbidden": "403 as for a key without the right",
    "payment": "402 as for an account or a key without credit",
    "queue_full": "402 in the x402 form of the old Pollinations: somebody else fills the queue",
    "no_credit": "429 that means no credit (insufficient_quota), not haste",
    "rate_limited": "429 without Retry-After",
    "rate_limited_seconds": "429 with Retry-After in seconds (`seconds`, 2)",
    "rate_limited_date": "429 with Retry-After as a date `seconds` ahead (90)",
    "rate_limited_huge": "429 with Retry-After a year ahead",
    "not_found": "404 as for an unknown model or address",
    "too_long": "400 as for a prompt beyond the limit",
    "bad_request": "400 as for a wrong setting",
    "refused_input": "the words are against the provider's rules",
    "refused_output": "the picture that came of them is",
    "server_error": "500",
    "bad_gateway": "502",
    "unavailable": "503",
    "gateway_timeout": "504",
    "redirect": "302 to `to`, an address in a private network unless told otherwise",
    # the connection
    "hang": "the request is read and nothing is ever answered",
    "drip": "an answer of a byte at a time, without end",
    "dropped": "the connection is closed before any answer",
    "reset": "the connection is reset in the middle of the body",
    "short_body": "the connection is closed before the promised length",
    "oversized": "a body of 26 MB",
    "packed": "a body packed with gzip, which nobody asked for",
    # 200, and no picture
    "html": "a web page with its own content type",
    "html_as_image": "a web page where the picture should be",
    "json_error": "an error's JSON with status 200",
    "empty": "an empty body",
    "empty_data": "a well-formed answer without a picture",
    "garbage": "random bytes (`seed`, `size`)",
    "raw": "the bytes of `body` (base64), `status`, `headers` and `type` as told",
    "wrong_type": "the right body with the content type text/plain",
    # 200, and a picture that is none or another one
    "truncated": "a JPEG cut in half, its length told right",
    "one_pixel": "1x1",
    "bomb": "60 million pixels in a few kilobytes",
    "wrong_size": "half as wide as asked for",
    "duplicate": "the same picture for every prompt",
    "placeholder": "the picture of `/__sim/placeholder`, for any prompt",
    "wrong_model": "drawn by another model than asked for, and the answer says so",
    # a link instead of the picture, at servers of OpenAI's shape
    "url_same_host": "a link to this server",
    "url_other_host": "a link to another server",
    "url_missing": "a link to this server where nothing lies",
    "url_redirect": "a link to this server that leads on to `to`",
    # ComfyUI
    "failed_drawing": "queued, and then its history tells of an error",
}

STATUSES = {
    "unauthorised": 401, "forbidden": 403, "payment": 402, "queue_full": 402, "no_credit": 429,
    "rate_limited": 429, "rate_limited_seconds": 429, "rate_limited_date": 429,
    "rate_limited_huge": 429, "not_found": 404, "too_long": 400, "bad_request": 400,
    "refused_input": 400, "refused_output": 400, "server_error": 500, "bad_gateway": 502,
    "unavailable": 503, "gateway_timeout": 504,
}  # fmt: skip
# No picture was made, so none is charged; a step's `billed` overrules this.
UNBILLED = frozenset((
    *STATUSES, "redirect", "hang", "dropped", "oversized", "packed", "html", "json_error", "empty",
    "empty_data", "garbage", "raw", "placeholder", "failed_drawing",
)) - {"refused_output"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one request; `params` are the fault's own."""

    fault: str = "ok"
    params: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.fault not in FAULTS:
            raise ValueError(f"no fault is called {self.fault!r}")

    @property
    def billed(self) -> bool:
        """Whether the picture is charged."""
        return bool(self.params.get("billed", self.fault not in UNBILLED))


OK = Step()


class Plan:
    """Steps in order; when they are used up everything goes well, or the last stays for ever."""

    def __init__(self, steps: Iterable[str | Mapping[str, Any]]) -> None:
        self._steps: deque[tuple[Step, int | None]] = deque()
        for told in steps:
            raw = {"fault": told} if isinstance(told, str) else dict(told)
            times = None if raw.pop("forever", False) else int(raw.pop("times", 1))
            fault = str(raw.pop("fault", "ok"))
            self._steps.append((Step(fault, raw), times))

    def next(self) -> Step:
        """The step of the next request."""
        while self._steps:
            step, times = self._steps[0]
            if times is None:
                return step
            if times > 0:
                self._steps[0] = (step, times - 1)
                return step
            self._steps.popleft()
        return OK
