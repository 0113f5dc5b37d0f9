"""Whether the server lives, may take requests, and what it counts."""

from __future__ import annotations

import ipaddress
import os
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from sqlalchemy import text

import bookreader
from bookreader import migrations
from bookreader.extraction import service as extraction
from bookreader.jobs import service as jobs
from bookreader.kit.problem import AppError, NotFound
from bookreader.library import service as library
from bookreader.ports.analysers import in_words
from bookreader.wiring import Application

READ_BY = Gauge("bookreader_chapters_read_by", "Chapters by what read their names", ["engine"])
FALLEN_BACK = Gauge(
    "bookreader_chapters_fallen_back",
    "Chapters that the built-in parts read because the chosen analyser failed",
)
JOBS = Gauge("bookreader_jobs", "Jobs by kind and status", ["kind", "status"])
QUEUE_AGE = Gauge("bookreader_queue_oldest_seconds", "How long the oldest due job has waited")
SILENT = Gauge(
    "bookreader_worker_silent_seconds", "Since a worker last looked for work; -1 when none ever did"
)
BOOKS = Gauge("bookreader_books", "Books that can be read, and those that cannot yet", ["state"])
CHAPTERS = Gauge("bookreader_chapters", "Chapters, and those of them that were searched", ["state"])
PICTURES = Gauge(
    "bookreader_pictures", "Pictures that books want, and those that are there", ["state"]
)
READY = Gauge("bookreader_ready", "1 when this process may take requests")
BUILD = Gauge(
    "bookreader_build_info", "Always 1; the labels tell the release", ["version", "revision"]
)


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


async def _count_chapters(application: Application) -> None:
    """From the database, since the workers that read them are other processes."""
    async with application.context.database.read() as session:
        found = await extraction.chapters_by_engine(session)
    READ_BY.clear()
    FALLEN_BACK.set(sum(count for _, fell_back, count in found if fell_back))
    for engine in {name for name, _, _ in found}:
        READ_BY.labels(engine).set(sum(count for name, _, count in found if name == engine))


async def _count_work(application: Application) -> None:
    """The queue and the library as the database has them; every slot tells the same."""
    context = application.context
    async with context.database.read() as session:
        queue = await jobs.queue_state(session, context.clock)
        books = await library.totals(session)
    JOBS.clear()
    for kind, status, count in queue.counts:
        JOBS.labels(kind, status).set(count)
    QUEUE_AGE.set(queue.oldest_seconds)
    SILENT.set(-1 if queue.silent_seconds is None else queue.silent_seconds)
    BOOKS.labels("readable").set(books.readable)
    BOOKS.labels("unreadable").set(books.all - books.readable)
    CHAPTERS.labels("all").set(books.chapters)
    CHAPTERS.labels("described").set(books.described_chapters)
    PICTURES.labels("wanted").set(books.pictures_wanted)
    PICTURES.labels("ready").set(books.pictures_ready)
    READY.set((await readiness(application))[0])


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
    BUILD.labels(bookreader.__version__, os.environ.get("REVISION", "")).set(1)

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
        await _count_chapters(application)
        await _count_work(application)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

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
