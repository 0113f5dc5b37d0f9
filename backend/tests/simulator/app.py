"""The simulator as an application: all wire formats, and /__sim to give it orders."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.simulator import a1111, comfyui, gemini, openai, pollinations
from tests.simulator.faults import FAULTS
from tests.simulator.painting import placeholder
from tests.simulator.state import Options, State


def application(state: State) -> Starlette:
    """An application over that state."""
    formats = (openai, pollinations, a1111, gemini, comfyui)
    return Starlette(
        routes=[*_orders(state), *(route for format in formats for route in format.routes(state))]
    )


def _orders(state: State) -> list[Route]:
    async def plan(request: Request) -> Response:
        try:
            told: Any = await request.json()
            state.plan(told["steps"], str(told.get("route", "draw")))
        except (ValueError, KeyError, TypeError) as error:
            return JSONResponse({"error": str(error)}, 422)
        return Response(status_code=204)

    async def options(request: Request) -> Response:
        try:
            state.options = Options(**(asdict(state.options) | await request.json()))
        except (ValueError, TypeError) as error:
            return JSONResponse({"error": str(error)}, 422)
        return JSONResponse(asdict(state.options) | {"keys": len(state.options.keys)})

    async def log(_: Request) -> Response:
        return JSONResponse(state.told())

    async def billed(_: Request) -> Response:
        return JSONResponse(
            {"count": len(state.bills), "pictures": [asdict(bill) for bill in state.bills]}
        )

    async def reset(_: Request) -> Response:
        state.reset()
        return Response(status_code=204)

    async def faults(_: Request) -> Response:
        return JSONResponse(FAULTS)

    async def waiting(_: Request) -> Response:
        data = placeholder()
        digest = hashlib.sha256(data).hexdigest()
        return Response(data, media_type="image/jpeg", headers={"x-sha256": digest})

    return [
        Route("/__sim/plan", plan, methods=["POST"]),
        Route("/__sim/options", options, methods=["POST"]),
        Route("/__sim/log", log),
        Route("/__sim/billed", billed),
        Route("/__sim/reset", reset, methods=["POST"]),
        Route("/__sim/faults", faults),
        Route("/__sim/placeholder", waiting),
    ]
