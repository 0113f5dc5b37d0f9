"""The way of one request that draws: note it, see what is planned, paint, charge, answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.simulator.endings import Noted, instead
from tests.simulator.faults import STATUSES, Step
from tests.simulator.painting import mime_of, picture, spoilt
from tests.simulator.state import Seen, State


@dataclass(frozen=True, slots=True)
class Call:
    """What a request asks for, whatever its wire format."""

    prompt: str
    width: int = 1024
    height: int = 1024
    seed: int | None = None
    model: str = ""
    format: str = "png"
    idempotency_key: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture and what an answer tells of it."""

    data: bytes
    mime: str
    seed: int
    model: str
    step: Step


class Family(Protocol):
    """One wire format's way of answering."""

    told_in_answer: frozenset[str] = frozenset()
    """Faults that are a status elsewhere, and an answer here."""
    later: frozenset[str] = frozenset()
    """Faults that befall the picture, where it is fetched after the answer."""

    def failure(self, step: Step, status: int) -> Any:
        """The JSON of an error."""
        ...

    def answer(self, call: Call, drawn: Drawn, request: Request, state: State) -> Response:
        """The answer with a picture."""
        ...

    def let_in(self, request: Request, keys: list[str]) -> bool:
        """Whether the request has a key that opens; any key does where none are named."""
        ...


def bearer(request: Request, keys: list[str]) -> bool:
    """Whether the Authorization header holds one of the keys."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return scheme == "Bearer" and bool(key) and (not keys or key in keys)


async def drawing(
    state: State, request: Request, route: str, family: Family, call: Call, body: Any = None
) -> Response:
    """Answer a request that draws."""
    seen = state.see(request, route, body)
    seen.prompt = call.prompt
    step = state.step(route)
    seen.fault = step.fault
    response = await _response(state, request, family, call, step, seen)
    return Noted(seen, response, state.options.latency)


async def _response(
    state: State, request: Request, family: Family, call: Call, step: Step, seen: Seen
) -> Response:
    if not family.let_in(request, state.options.keys):
        return failure(family, Step("unauthorised"))
    if step.billed:
        state.bill(seen, call.model, call.idempotency_key)
    if step.fault in STATUSES and step.fault not in family.told_in_answer:
        return failure(family, step)
    if step.fault == "json_error":
        return JSONResponse(family.failure(Step("server_error"), 500))
    drawn = await painted(state, call, step)
    whole = family.answer(call, drawn, request, state)
    return whole if step.fault in family.later else instead(step, whole)


def beside(
    state: State, request: Request, route: str, family: Family, whole: Response, body: Any = None
) -> Response:
    """Answer a request that draws nothing; it goes wrong by a plan that names its route."""
    seen = state.see(request, route, body)
    step = state.step(route)
    seen.fault = step.fault
    if step.fault in STATUSES:
        return Noted(seen, failure(family, step))
    return Noted(seen, instead(step, whole))


def failure(family: Family, step: Step) -> Response:
    """The answer of a status."""
    status = STATUSES[step.fault]
    headers = {}
    match step.fault:
        case "rate_limited_seconds":
            headers["retry-after"] = str(step.params.get("seconds", 2))
        case "rate_limited_date":
            until = datetime.now(UTC) + timedelta(seconds=float(step.params.get("seconds", 90)))
            headers["retry-after"] = format_datetime(until, usegmt=True)
        case "rate_limited_huge":
            until = datetime.now(UTC) + timedelta(days=365)
            headers["retry-after"] = format_datetime(until, usegmt=True)
    body = family.failure(step, status)
    if isinstance(body, str):
        return Response(body, status, headers, "text/html")
    return JSONResponse(body, status, headers)


async def painted(state: State, call: Call, step: Step) -> Drawn:
    """The picture of a call, or what the fault makes of it; a repeated key gives the same again."""
    format = call.format if call.format in ("png", "jpeg", "webp") else "png"
    seed = call.seed
    if seed is None or seed < 0:
        seed = state.drawn.get(call.prompt, 0)
        state.drawn[call.prompt] = seed + 1
    key = call.idempotency_key
    work = state.paid.get(key)
    if work is None:
        work = asyncio.ensure_future(
            asyncio.to_thread(
                picture, state.options.paint, f"{call.model}\0{call.prompt}", seed, call.width,
                call.height, format,
            )
        )  # fmt: skip
        if key:
            state.paid[key] = work
    # Two at once with one key wait for one picture; that one leaves does not take it away.
    data, mime = await asyncio.shield(work), mime_of(format)
    data = spoilt(step.fault, data, state.options.paint, call.width, call.height, format)
    if step.fault in ("truncated", "placeholder"):
        mime = "image/jpeg"
    model = "another-model" if step.fault == "wrong_model" else call.model
    return Drawn(data, mime, seed, model, step)
