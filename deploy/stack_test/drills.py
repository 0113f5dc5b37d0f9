"""Each service is taken away in turn, and comes back by itself."""

from __future__ import annotations

import time

from reader import Reader
from report import Report, holds, until
from stack import Stack

SERVICES = (
    "backend", "celery-worker", "celery-beat", "frontend", "nginx", "redis", "redis-cache",
    "postgres",
)  # fmt: skip


def _ready(reader: Reader) -> bool:
    return reader.http.get("/readyz").status_code == 200


def cold_start(report: Report, stack: Stack, reader: Reader) -> str:
    """From the start of the back end's process to its first ready answer."""
    stack.compose("stop", "backend")
    begun = time.monotonic()
    stack.compose("start", "backend")

    def ready() -> bool:
        out = stack.run("backend", "python", "-c",
            "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8000/readyz').status)",
            check=False)  # fmt: skip
        return out.strip().endswith("200")

    until(ready, 120, "the back end")
    took = time.monotonic() - begun
    report.figure(
        "cold start of the back end to ready, with docker's own start and the asking",
        "5 s",
        f"{took:.1f} s",
    )
    until(lambda: _ready(reader), 60, "the edge")
    return f"{took:.1f} s"


def killed(stack: Stack, reader: Reader, service: str, book: str) -> str:
    """SIGKILL the main process; the service comes back by itself and the book is whole."""
    before = reader.ask("GET", f"/books/{book}")["chars"]
    count = stack.inspect(service)["RestartCount"]
    begun = time.monotonic()
    stack.kill(service)
    until(lambda: stack.inspect(service)["RestartCount"] > count, 60, f"{service} to be restarted")
    until(lambda: stack.healthy(service), 180, f"{service} to be healthy")
    until(lambda: _ready(reader), 90, "readiness")
    took = time.monotonic() - begun
    holds(reader.ask("GET", f"/books/{book}")["chars"] == before, "the book changed")
    return f"back after {took:.0f} s"


def looked_at(report: Report, stack: Stack, reader: Reader, book: str) -> None:
    """All services, one after the other."""
    report.check("cold start", lambda: cold_start(report, stack, reader))
    for service in SERVICES:
        report.check(
            f"{service}: killed and back",
            lambda service=service: killed(stack, reader, service, book),
        )
