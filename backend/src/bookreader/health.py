"""Whether the server lives, may take requests, and what it counts."""

from __future__ import annotations

import ipaddress
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import text

from bookreader import migrations
from bookreader.exposition.answer import Exposition
from bookreader.kit.problem import AppError, NotFound
from bookreader.ports.analysers import in_words
from bookreader.wiring import Application


async def readiness(application: Application) -> tuple[bool, dict[str, Any]]:
    """Ready means: database reachable at the right revision, blobs writable, not draining.

    A silent worker leaves the server ready, for reading needs none; it is told as a detail.
    """
    details: dict[str, Any] = {"draining": application.draining}
    try:
        async with application.context.database.read() as session:
            await session.execute(text("SELECT 1"))
        standing = await migrations.standing(application.context.database.read_engine)
        details["database"] = "ready"
        details["schema"] = standing.words
    except Exception as error:
        details["database"] = f"failed: {type(error).__name__}"
        details["schema"] = "unknown"
    details["blobs"] = "ready" if await application.context.blobs.writable() else "not writable"
    ready = (
        not application.draining
        and details["database"] == "ready"
        and details["schema"] == "ready"
        and details["blobs"] == "ready"
    )
    details["worker"] = application.worker_status()
    # None of them is needed to be ready: what is missing has the built-in parts in its place.
    details["analysers"] = in_words(application.context.analysers.at_a_glance())
    return ready, details


def _known_problems() -> dict[str, type[AppError]]:
    found: dict[str, type[AppError]] = {}
    waiting: list[type[AppError]] = [AppError]
    while waiting:
        kind = waiting.pop()
        found[kind.code] = kind
        waiting.extend(kind.__subclasses__())
    return found


def _near(request: Request) -> bool:
    """Whether the asker is in a network that may see inside; a proxy's own requests are no such."""
    if request.client is None or "x-forwarded-for" in request.headers:
        return False
    try:
        address = ipaddress.ip_address(request.client.host)
    except ValueError:
        return False
    networks = request.app.state.application.settings.metrics_networks
    return any(address in one for one in networks if one.version == address.version)


def install(app: FastAPI) -> None:
    """Add the addresses that machines ask."""

    @app.get("/livez", include_in_schema=False)
    async def livez() -> JSONResponse:
        return JSONResponse({"status": "alive"})

    @app.get("/readyz", include_in_schema=False)
    async def readyz(request: Request) -> JSONResponse:
        ready, details = await readiness(request.app.state.application)
        body: dict[str, Any] = {"status": "ready" if ready else "not ready"}
        if _near(request):
            body |= details
        return JSONResponse(body, status_code=200 if ready else 503)

    @app.get("/metrics", include_in_schema=False)
    async def metrics(request: Request) -> Response:
        if not _near(request):
            raise NotFound
        application: Application = request.app.state.application
        if not hasattr(app.state, "exposition"):
            app.state.exposition = Exposition(application)
        exposition: Exposition = app.state.exposition
        ready = (await readiness(application))[0]
        return Response(await exposition.text(ready=ready), media_type=CONTENT_TYPE_LATEST)

    @app.get("/problems/{code}", include_in_schema=False)
    async def problem_page(code: str) -> HTMLResponse:
        kind = _known_problems().get(code)
        if kind is None:
            raise NotFound
        return HTMLResponse(
            "<!doctype html><html lang=en><meta charset=utf-8>"
            f"<title>{kind.code}</title><h1>{kind.title}</h1>"
            f"<p>Code <code>{kind.code}</code>, status {kind.status}. "
            "All problems are listed in docs/develop/problems.md.</p></html>"
        )
