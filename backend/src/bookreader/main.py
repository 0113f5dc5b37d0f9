"""The web application."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from ipaddress import ip_address

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

import bookreader
from bookreader import front_end, health
from bookreader.accounts.routes import router as accounts
from bookreader.administration.routes import router as administration
from bookreader.annotations.routes import router as notes
from bookreader.corrections.routes import router as corrections
from bookreader.editions.routes import router as editions
from bookreader.jobs.routes import router as jobs
from bookreader.kit import problem
from bookreader.kit.observe import Observe
from bookreader.library.routes import router as library
from bookreader.looks.routes import router as looks
from bookreader.offline.routes import router as offline
from bookreader.orders.routes import router as orders
from bookreader.places.routes import router as places
from bookreader.reading.routes import router as reading
from bookreader.search.routes import router as search
from bookreader.settings import Settings
from bookreader.sheets.routes import router as sheets
from bookreader.studio.routes import router as studio
from bookreader.wiring import Application, build
from bookreader.worker.supervisor import Supervisor


def _operation_id(route: APIRoute) -> str:
    return route.name


class LoopbackHosts:
    """Refuse foreign host names while we listen on this machine alone.

    A page elsewhere may point its own name at 127.0.0.1; its requests would pass for ours.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let only requests through that name this machine."""
        if scope["type"] == "http" and not self._ours(Headers(scope=scope).get("host", "")):
            answer = PlainTextResponse("This server answers to its own name only.", 421)
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)

    @staticmethod
    def _ours(host: str) -> bool:
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        name = name.strip("[]")
        if name == "localhost" or name.endswith(".localhost"):
            return True
        try:
            return ip_address(name).is_loopback
        except ValueError:
            return False


def create_app(settings: Settings, *, setup_code: str | None = None) -> FastAPI:
    """The application over these settings; nothing is opened before it starts."""

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        application = build(settings, setup_code=setup_code)
        _attach(app, application)
        supervisor = Supervisor(settings)
        if settings.embedded_worker:
            application.worker_status = supervisor.status
            await supervisor.start()
        try:
            yield
        finally:
            application.draining = True
            await supervisor.stop()
            await application.close()

    app = FastAPI(
        title="BookReader AI",
        version=bookreader.__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        generate_unique_id_function=_operation_id,
        lifespan=lifespan,
    )
    problem.install(app)
    health.install(app)
    for router in (
        accounts, library, jobs, places, notes, search, reading, corrections, sheets, offline,
        editions, looks, studio, orders, administration,
    ):  # fmt: skip
        app.include_router(router)
    front_end.install(app, front_end.front_end_dir(settings.front_end_dir))
    if settings.on_loopback:
        app.add_middleware(LoopbackHosts)
    app.add_middleware(Observe)
    return app


def _attach(app: FastAPI, application: Application) -> None:
    app.state.application = application
    app.state.context = application.context
    app.state.tracer = application.context.tracer
    app.state.database = application.context.database
    app.state.clock = application.context.clock
    app.state.account_policy = application.policy
