"""Pollinations by GET: the gateway's /image/* and the old host's /prompt/*."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.simulator.drawing import Call, Drawn, Family, bearer, beside, drawing
from tests.simulator.faults import Step
from tests.simulator.state import State

_CODES = {
    "unauthorised": "UNAUTHORIZED", "forbidden": "FORBIDDEN", "payment": "PAYMENT_REQUIRED",
    "no_credit": "PAYMENT_REQUIRED", "not_found": "NOT_FOUND", "too_long": "BAD_REQUEST",
    "bad_request": "BAD_REQUEST", "refused_input": "CONTENT_POLICY_VIOLATION",
    "refused_output": "CONTENT_POLICY_VIOLATION", "server_error": "INTERNAL_ERROR",
    "bad_gateway": "BAD_GATEWAY", "unavailable": "SERVICE_UNAVAILABLE",
    "gateway_timeout": "GATEWAY_TIMEOUT",
}  # fmt: skip


class Pollinations(Family):
    """Answers are the picture itself."""

    def __init__(self, legacy: bool) -> None:
        self._legacy = legacy

    def failure(self, step: Step, status: int) -> Any:
        if step.fault == "queue_full":
            told = "Queue full for IP 192.0.2.1: 1 requests already queued (max: 1)"
            return {"x402Version": 1, "error": told, "accepts": []}
        if self._legacy and status >= 500:
            return "<html><head><title>Error 1033</title></head><body>tunnel</body></html>"
        error = {
            "code": _CODES.get(step.fault, "RATE_LIMITED"),
            "message": "Told in words",
            "requestId": "abc",
        }
        return {"status": status, "success": False, "error": error}

    def answer(self, call: Call, drawn: Drawn, request: Request, state: State) -> Response:
        headers = {"x-request-id": f"poll-{len(state.log)}"}
        if not self._legacy:
            headers |= {"x-model-used": drawn.model, "x-usage-completion-image-tokens": "1"}
        if drawn.step.fault == "empty_data":
            return JSONResponse({"status": 200, "success": True, "data": None})
        return Response(drawn.data, media_type=drawn.mime, headers=headers)

    def let_in(self, request: Request, keys: list[str]) -> bool:
        return self._legacy or bearer(request, keys)


def routes(state: State) -> list[Route]:
    """The paths of this format."""
    gateway, legacy = Pollinations(False), Pollinations(True)

    async def image(request: Request) -> Response:
        return await drawing(state, request, "pollinations.image", gateway, _call(request))

    async def prompt(request: Request) -> Response:
        return await drawing(state, request, "pollinations.legacy", legacy, _call(request))

    async def image_models(request: Request) -> Response:
        entries = [
            {"name": name, "aliases": [], "health": {"status": "ok"}} for name in ("zimage", "flux")
        ]
        return beside(state, request, "pollinations.models", gateway, JSONResponse(entries))

    async def models(request: Request) -> Response:
        return beside(state, request, "pollinations.models", legacy, JSONResponse(["sana"]))

    return [
        Route("/image/models", image_models),
        Route("/image/{prompt:path}", image),
        Route("/models", models),
        Route("/prompt/{prompt:path}", prompt, methods=["GET"]),
    ]


def _call(request: Request) -> Call:
    query = request.query_params

    def number(name: str, default: int) -> int:
        value = query.get(name, "")
        return int(value) if value.removeprefix("-").isdecimal() else default

    return Call(
        prompt=request.path_params["prompt"],
        width=number("width", 1024),
        height=number("height", 1024),
        # Theirs too is a constant where none is asked for.
        seed=number("seed", 42),
        model=query.get("model", "zimage"),
        format="jpeg",
    )
