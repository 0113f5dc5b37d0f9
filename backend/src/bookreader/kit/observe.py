"""Request ids, log lines, request metrics and security headers, as plain ASGI.

Log lines name routes, never addresses with their queries: a query may hold a reader's words.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from datetime import UTC, datetime

from prometheus_client import Counter, Gauge, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bookreader.kit import trace
from bookreader.kit.trace import NoTracer, Span, Tracer

log = logging.getLogger("bookreader.request")
REQUESTS = Counter(
    "bookreader_http_requests_total", "Requests by route and status", ["method", "route", "status"]
)
SECONDS = Histogram(
    "bookreader_http_request_seconds",
    "Time to the end of the answer",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
IN_FLIGHT = Gauge(
    "bookreader_http_in_flight", "Requests being answered", multiprocess_mode="livesum"
)

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_ASKED_BY_MACHINES = frozenset(("/livez", "/readyz", "/metrics"))
# What a page leaves open for hours has no time worth knowing, and no span.
_EVENTS = "/api/events"
_UNTRACED = _ASKED_BY_MACHINES | {_EVENTS}
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
# What a log line may tell beside its words: never more, whatever a library adds to its records.
_FIELDS = (
    "method", "route", "status", "ms", "job_id", "kind", "attempt", "stage", "provider",
    "outcome", "code",
)  # fmt: skip
_HEADERS = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


_NO_TRACER = NoTracer()


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record with its extra fields; exceptions as text."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := record.__dict__.get("request_id") or trace.request_id():
            line["request_id"] = request_id
        if trace_id := trace.trace_id():
            line["trace_id"] = trace_id
        for key in _FIELDS:
            if record.__dict__.get(key) not in (None, ""):
                line[key] = record.__dict__[key]
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def set_up_logging(*, as_json: bool) -> None:
    """Send the program's log to the error stream."""
    handler = logging.StreamHandler(sys.stderr)
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S")
    handler.setFormatter(JsonLines() if as_json else plain)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    # Lines among the others, and not text between them that no reader of the log understands.
    logging.captureWarnings(True)
    # Readiness asks for the revision every few seconds.
    logging.getLogger("alembic.runtime.migration").setLevel(logging.WARNING)
    # A pool that is closed says so twice.
    logging.getLogger("bookreader.kit.pools").setLevel(logging.WARNING)
    for name in ("request", "job", "provider"):
        # Every step of every request: for machines that read logs, not for somebody's terminal.
        level = logging.INFO if as_json else logging.WARNING
        logging.getLogger(f"bookreader.{name}").setLevel(level)


def _route_of(scope: Scope) -> str:
    route = scope.get("route")
    path = getattr(route, "path", None)
    return str(path) if path else "other"


def _method(scope: Scope) -> str:
    """Only methods that exist: anybody may send another word, and each would be a series."""
    return scope["method"] if scope["method"] in _METHODS else "other"


class Observe:
    """The outermost layer: everything that leaves the server passes here."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give the request an id, its answer the security headers, and count both."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
        fits = 8 <= len(given) <= 64 and given.isascii() and given.replace("-", "").isalnum()
        scope["request_id"] = request_id = given if fits else trace.new_id()
        tracer: Tracer = getattr(getattr(scope.get("app"), "state", None), "tracer", _NO_TRACER)
        if scope["path"] in _UNTRACED:
            tracer = _NO_TRACER
        # What the sender says of its own trace is not taken over: anybody may send that.
        with trace.within(request_id), tracer.span(_method(scope), "server") as span:
            await self._answer(scope, receive, send, request_id, span)

    async def _answer(
        self, scope: Scope, receive: Receive, send: Send, request_id: str, span: Span
    ) -> None:
        begun = time.perf_counter()
        status = 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                present = {name.lower() for name, _ in message["headers"]}
                extra = [(n, v) for n, v in _HEADERS if n not in present]
                extra.append((b"x-request-id", request_id.encode()))
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        IN_FLIGHT.inc()
        try:
            await self.app(scope, receive, send_with_headers)
        finally:
            IN_FLIGHT.dec()
            route = _route_of(scope)
            elapsed = time.perf_counter() - begun
            method = _method(scope)
            REQUESTS.labels(method, route, str(status)).inc()
            span.rename(f"{method} {route}")
            span.set("http.route", route)
            span.set("http.response.status_code", status)
            if status >= 500:
                span.fail(str(status))
            if route != _EVENTS:
                SECONDS.labels(route).observe(elapsed)
            log.log(
                # Machines that ask all day long would bury the readers' requests.
                logging.DEBUG if route in _ASKED_BY_MACHINES else logging.INFO,
                "answered",
                extra={
                    "request_id": request_id,
                    "method": method,
                    "route": route,
                    "status": status,
                    "ms": round(elapsed * 1000, 1),
                },
            )
