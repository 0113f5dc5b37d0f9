"""Each service is taken away in turn, and the promises are looked at."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx

from reader import Reader
from report import Report, holds, until
from stack import Stack
from walk import book_of, import_book


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

    until(ready, 60, "the back end")
    took = time.monotonic() - begun
    report.figure(
        "cold start of the back end to ready, with docker's own start and the asking",
        "5 s",
        f"{took:.1f} s",
    )
    until(lambda: _ready(reader), 30, "the edge")
    return f"{took:.1f} s"


def killed(stack: Stack, reader: Reader, service: str, book: str) -> str:
    """SIGKILL the main process; the service comes back by itself and the book is whole."""
    before = reader.ask("GET", f"/books/{book}")["chars"]
    begun = time.monotonic()
    stack.kill(service)
    until(lambda: not stack.healthy(service) or time.monotonic() - begun > 5, 30, "its fall")
    until(lambda: stack.healthy(service), 120, f"{service} to be healthy")
    until(lambda: _ready(reader), 60, "readiness")
    took = time.monotonic() - begun
    holds(reader.ask("GET", f"/books/{book}")["chars"] == before, "the book changed")
    return f"back after {took:.0f} s"


def _whole(reader: Reader, book: str) -> Any:
    state = reader.ask("GET", f"/books/{book}")["state"]
    holds(state["stage"] != "failed", str(state.get("error")))
    return state["stage"] == "ready" and state


def worker_killed_at_work(stack: Stack, reader: Reader) -> str:
    """P5: a worker that dies in the middle of a book leaves nothing double and nothing out."""
    calm = import_book(reader, book_of(6, "Спокойная"), "calm.fb2")
    wanted: Any = until(lambda: _whole(reader, calm), 240, "the undisturbed book")
    rough = import_book(reader, book_of(6, "Бурная"), "rough.fb2")
    for _ in range(2):
        time.sleep(3)
        stack.kill("celery-worker")
        until(lambda: stack.healthy("celery-worker"), 120, "the worker")
    state: Any = until(lambda: _whole(reader, rough), 240, "the disturbed book")
    for name in ("described_chapters", "pictures_wanted", "pictures_ready"):
        holds(state[name] == wanted[name], f"{name}: {state[name]} and undisturbed {wanted[name]}")
    return f"{state['pictures_ready']} pictures, as undisturbed"


def redis_flushed(stack: Stack, reader: Reader) -> str:
    """P7: the queue is emptied under the work; the jobs table rings again."""
    book = import_book(reader, book_of(4, "Опустевшая очередь"), "flushed.fb2")
    ask = "REDISCLI_AUTH=$(cat /run/secrets/redis_password) redis-cli"
    stack.run("redis", "sh", "-c", f"{ask} --scan | xargs -r -n 50 sh -c '{ask} del \"$@\"' _")
    begun = time.monotonic()
    until(lambda: _whole(reader, book), 240, "the book")
    return f"whole {time.monotonic() - begun:.0f} s after"


def redis_paused(stack: Stack, reader: Reader) -> str:
    """P7: Redis stands still; reading does not notice, and uploads are taken."""
    stack.compose("pause", "redis")
    try:
        begun = time.monotonic()
        added = reader.ask(
            "POST", "/books?filename=paused.fb2", data=book_of(2, "При стоящей очереди")
        )
        took = time.monotonic() - begun
        holds(took < 5, f"the upload took {took:.1f} s")
        begun = time.monotonic()
        reader.ask("GET", "/books")
        holds(time.monotonic() - begun < 1, "the list took over a second")
        time.sleep(10)
    finally:
        stack.compose("unpause", "redis")
    until(lambda: _whole(reader, added["book"]["id"]), 240, "the book")
    return f"the upload took {took * 1000:.0f} ms meanwhile"


def upload_cut_off(stack: Stack, reader: Reader) -> str:
    """P8: everything is killed during an upload; no half book is left, and no promise broken."""
    before = {one["id"] for one in reader.ask("GET", "/books")["items"]}
    kept = import_book(reader, book_of(3, "Обещанная"), "promised.fb2")

    def slow() -> Iterator[bytes]:
        for _ in range(200):
            yield b" " * 4096
            time.sleep(0.05)

    answers: list[str] = []

    def send() -> None:
        try:
            answer = httpx.post(
                f"{reader.origin}/api/books?filename=half.fb2", content=slow(), verify=False,
                headers={"authorization": reader.http.headers["authorization"]}, timeout=60,
            )  # fmt: skip
            answers.append(str(answer.status_code))
        except httpx.HTTPError as error:
            answers.append(type(error).__name__)

    thread = threading.Thread(target=send)
    thread.start()
    time.sleep(2)
    for service in ("backend", "postgres", "celery-worker"):
        stack.kill(service)
    thread.join(90)
    until(lambda: stack.healthy("postgres") and stack.healthy("backend"), 120, "the servers")
    until(lambda: _ready(reader), 60, "readiness")
    after = {one["id"] for one in reader.ask("GET", "/books")["items"]}
    holds(after == before | {kept}, f"{len(after - before - {kept})} half books")
    until(lambda: _whole(reader, kept), 240, "the promised book")
    return f"the upload ended with {answers[0]}"


def looked_at(report: Report, stack: Stack, reader: Reader, book: str) -> None:
    """All drills, one after the other."""
    report.check("cold start", lambda: cold_start(report, stack, reader))
    for service in (
        "backend",
        "celery-worker",
        "celery-beat",
        "frontend",
        "nginx",
        "redis",
        "redis-cache",
        "postgres",
    ):
        report.check(
            f"{service}: killed and back",
            lambda service=service: killed(stack, reader, service, book),
        )
    report.check("a worker killed at work (P5)", lambda: worker_killed_at_work(stack, reader))
    report.check("the queue emptied (P7)", lambda: redis_flushed(stack, reader))
    report.check("Redis stands still (P7)", lambda: redis_paused(stack, reader))
    report.check("everything killed during an upload (P8)", lambda: upload_cut_off(stack, reader))
