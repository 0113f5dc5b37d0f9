"""One request followed through the real programs: log, job, worker, provider, trace, numbers."""

from __future__ import annotations

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.bookreader.collector import Collected, Collector, collecting
from tests.bookreader.worker.test_drawing_killed import PASSAGES, different_places
from tests.simulator import Options, Simulator

REQUEST = "walk-0123456789abcdef"
UPLOAD = "upload-0123456789abcdef"
KEY = "sk-canary-of-the-walk-93ab"
PASSWORD = "a long password of the walk"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(look: Callable[[], Any], what: str, seconds: float = 90) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := look():
                return found
        except httpx.TransportError:
            pass
        time.sleep(0.1)  # another process: there is nothing to wait on
    raise AssertionError(f"waited {seconds:g} s for {what}")


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[httpx.Client]:
    """The real program with its embedded worker; its log goes into a file of the folder."""
    port = free_port()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [Path(sys.executable).parent / "bookreader", "serve"],
            cwd=folder,
            env={
                **os.environ, "DATA_DIR": str(folder / "data"), "PORT": str(port),
                "LOG_JSON": "1", "SWEEP_SECONDS": "1", **environment,
            },
            stdout=subprocess.DEVNULL,
            stderr=log,
        )  # fmt: skip
    http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)
    try:
        until(lambda: http.get("/readyz").status_code == 200, "the server")
        yield http
    finally:
        http.close()
        process.terminate()
        process.wait(30)


def ask(http: httpx.Client, method: str, path: str, *, request: str = "", **more: Any) -> Any:
    headers = {"x-request-id": request} if request else {}
    answer = http.request(method, f"/api{path}", headers=headers, **more)
    assert answer.status_code < 400, answer.text
    if request:
        assert answer.headers["x-request-id"] == request
    return answer.json()


def drawn_order(http: httpx.Client, simulator: str) -> None:
    """Upload a book under one id, and have it drawn under another."""
    account = {"name": "walker", "password": PASSWORD, "language": "ru"}
    token = ask(http, "POST", "/accounts", json=account)["access_token"]
    http.headers["authorization"] = f"Bearer {token}"
    book = ask(http, "POST", "/books?filename=a.fb2", request=UPLOAD, content=different_places())
    at = f"/books/{book['book']['id']}"
    until(lambda: ask(http, "GET", at)["state"]["stage"] == "ready", "the book")
    provider = ask(http, "POST", "/admin/providers", json={
        "kind": "openai_compatible", "name": "Walk", "base_url": f"{simulator}/v1",
        "model": "flux", "key": KEY, "price_micros": 2000,
    })  # fmt: skip
    order = {"maker": provider["id"].replace("-", ""), "extent": "book", "cap_micros": 1_000_000}
    ask(http, "POST", f"{at}/orders", request=REQUEST, json=order)
    orders = f"{at}/orders"
    until(lambda: ask(http, "GET", orders)["items"][0]["state"] == "done", "the order")


def lines_of(log: Path) -> list[dict[str, Any]]:
    told = []
    for line in log.read_text().splitlines():
        try:
            told.append(json.loads(line))
        except ValueError:
            raise AssertionError(f"no JSON in the log: {line[:200]}") from None
    return told


@pytest.mark.slow
def test_one_id_from_the_request_to_the_providers_answer(tmp_path: Path) -> None:
    with (
        Simulator(Options(paint="pattern")).running() as simulator,
        collecting() as collector,
    ):
        with serving(
            tmp_path, OTEL_EXPORTER_OTLP_ENDPOINT=collector.url, OTEL_BSP_SCHEDULE_DELAY="200"
        ) as http:
            drawn_order(http, simulator.url)
            scraped = http.get("/metrics").text
        attempts = len(simulator.state.bills)
        secrets = (KEY, simulator.url, f":{simulator.port}", PASSWORD, "walker", "127.0.0.1")
    told = lines_of(tmp_path / "log")
    _follow_log(told, REQUEST, "order")
    _follow_log(told, UPLOAD, "book")
    asked = [line for line in told if line["logger"] == "bookreader.provider"]
    assert len(asked) == attempts > 1
    assert {(line["request_id"], line["outcome"]) for line in asked} == {(REQUEST, "ok")}
    with sqlite3.connect(tmp_path / "data" / "bookreader.db") as database:
        rows = dict(database.execute("SELECT kind, request_id FROM jobs").fetchall())
    assert (rows["book"], rows["order"]) == (UPLOAD, REQUEST)
    _follow_trace(collector, attempts)
    assert 'bookreader_job_ends_total{kind="order",outcome="done"} 1.0' in scraped
    found = re.search(
        r'^bookreader_provider_attempts_total\{.*outcome="ok".*\} (.+)$', scraped, re.M
    )
    assert found is not None
    assert float(found[1]) == attempts
    # Neither the log nor the spans hold words of the book, keys, names or addresses.
    logged = "\n".join(json.dumps(one, ensure_ascii=False) for one in told if not _at_start(one))
    sent = b"".join(collector.raw).decode("utf-8", "replace")
    words = {word for passage in PASSAGES for word in passage.split() if len(word) > 5}
    for canary in (*secrets, *words, "Дом у реки"):
        assert canary not in logged, canary
        assert canary not in sent, canary


def _at_start(line: dict[str, Any]) -> bool:
    """The server's own word on where it listens."""
    return bool(line["logger"] == "uvicorn.error" and "running on" in line["message"])


def _follow_log(told: list[dict[str, Any]], request: str, kind: str) -> None:
    mine = [line for line in told if line.get("request_id") == request]
    answered = next(line for line in mine if line["logger"] == "bookreader.request")
    ended = [line for line in mine if line["logger"] == "bookreader.job"]
    assert (answered["method"], answered["status"] < 300) == ("POST", True)
    assert (kind, "done") in {(line["kind"], line["outcome"]) for line in ended}
    # The same trace, in the web server's lines and in the worker's.
    assert len({line["trace_id"] for line in mine}) == 1


def _follow_trace(collector: Collector, attempts: int) -> None:
    (posted,) = collector.named("POST /api/books/{book_id}/orders")
    assert posted.parent == ""
    assert posted.attributes["bookreader.request_id"] == REQUEST
    assert posted.attributes["http.response.status_code"] == 202 or not posted.failed
    below: dict[str, list[Collected]] = {}
    for span in collector.spans:
        below.setdefault(span.parent, []).append(span)
    jobs = [span for span in below[posted.span_id] if span.name == "job order"]
    assert [span.attributes["bookreader.outcome"] for span in jobs][-1] == "done"
    calls = [call for job in jobs for call in below.get(job.span_id, ())]
    assert {call.name for call in calls} == {"ask provider"}
    assert len(calls) == attempts
    assert {span.trace_id for span in (*jobs, *calls)} == {posted.trace_id}
    assert not any(
        route in span.name for span in collector.spans for route in ("/livez", "/readyz")
    )
    for span in collector.spans:
        assert span.resource["service.name"] == "bookreader"
        assert not any(name.startswith(("host", "client", "url")) for name in span.attributes)


@pytest.mark.slow
def test_without_a_collector_nothing_of_tracing_is_imported(tmp_path: Path) -> None:
    code = (
        "import asyncio, sys, pathlib\n"
        "from bookreader.settings import Settings\n"
        "from bookreader.main import create_app\n"
        "from bookreader.wiring import build\n"
        "settings = Settings(_env_file=None, data_dir=pathlib.Path(sys.argv[1]))\n"
        "async def main():\n"
        "    create_app(settings); await build(settings).close()\n"
        "asyncio.run(main())\n"
        # Two libraries look by themselves whether there is something of it; what works is the rest.
        "mine = ('opentelemetry.exporter', 'requests', 'bookreader.adapters.tracing')\n"
        "print(sorted(m for m in sys.modules if m.startswith(mine)))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


@pytest.mark.slow
def test_a_collector_that_is_away_costs_nobody_anything(tmp_path: Path) -> None:
    endpoint = f"http://127.0.0.1:{free_port()}"
    begun = time.monotonic()
    with serving(
        tmp_path, OTEL_EXPORTER_OTLP_ENDPOINT=endpoint, OTEL_BSP_SCHEDULE_DELAY="100"
    ) as http:
        started = time.monotonic()
        for _ in range(20):
            assert http.get("/api/server").status_code == 200
        assert time.monotonic() - started < 5
        until(
            lambda: "the collector of traces" in (tmp_path / "log").read_text(), "the warning", 30
        )
    told = lines_of(tmp_path / "log")
    assert sum("collector" in line["message"] for line in told) <= 2  # one of each program
    assert endpoint.removeprefix("http://") not in (tmp_path / "log").read_text()
    assert time.monotonic() - begun < 60
