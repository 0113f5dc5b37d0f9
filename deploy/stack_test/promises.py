"""P5, P7 and P8: what a reader was promised holds while worker, queue and everything go away."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx

from reader import Reader
from report import Report, holds, until
from stack import Stack
from walk import book_of, import_book, whole

CHAPTERS = 20
_ASK = "REDISCLI_AUTH=$(cat /run/secrets/redis_password) redis-cli"


def found(reader: Reader, book: str) -> str:
    """A digest of all that was found in a book, wherever it stands in the library."""
    marks = [
        [[one["start"], one["length"], one["type"]] for one in reader.ask(
            "GET", f"/books/{book}/chapters/{chapter['id']}/marks")["marks"]]
        for chapter in reader.ask("GET", f"/books/{book}")["chapters"]
    ]  # fmt: skip
    holds(sum(map(len, marks)) > CHAPTERS, "hardly a mark was found")
    return hashlib.sha256(json.dumps([sorted(one) for one in marks]).encode()).hexdigest()


def _in_the_middle(reader: Reader, book: str) -> Any:
    """The state of a book that is being searched, or None before; refuses one that is through."""
    state = reader.ask("GET", f"/books/{book}")["state"]
    holds(state["stage"] != "ready", "the book was through before anything was broken")
    return state if state["described_chapters"] >= 2 else None


def _children(stack: Stack) -> list[int]:
    """Process ids, on this machine, of the worker's forked processes."""
    name = stack.services()["celery-worker"]["Name"]
    out = subprocess.run(
        ["docker", "top", name, "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 2) for line in out.splitlines()[1:]]
    workers = [row for row in rows if "bookreader" in row[2] and "docker-init" not in row[2]]
    ids = {row[0] for row in workers}
    return [int(row[0]) for row in workers if row[1] in ids]


def worker_killed_at_work(stack: Stack, reader: Reader, *, full: bool) -> str:
    """P5: children and parent die in the middle of a book: nothing double, nothing left out."""
    calm = import_book(reader, book_of(CHAPTERS, "Спокойная"), "calm.fb2")
    wanted: Any = until(lambda: whole(reader, calm), 300, "the undisturbed book")
    rough = import_book(reader, book_of(CHAPTERS, "Бурная"), "rough.fb2")
    killed, rounds = 0, 30 if full else 3
    for turn in range(rounds):
        if turn == 0:
            until(lambda: _in_the_middle(reader, rough), 60, "work to be under way")
        elif reader.ask("GET", f"/books/{rough}")["state"]["stage"] == "ready":
            break
        if turn % 2:
            stack.kill("celery-worker")
        else:
            until(lambda: _children(stack), 30, "forked processes")
            os.kill(_children(stack)[-1], signal.SIGKILL)
        killed += 1
        until(lambda: stack.healthy("celery-worker"), 120, "the worker")
        time.sleep(2)  # it takes up work again before the next blow
    state: Any = until(lambda: whole(reader, rough), 300, "the disturbed book")
    for name in ("described_chapters", "pictures_wanted", "pictures_ready"):
        holds(state[name] == wanted[name], f"{name}: {state[name]} and undisturbed {wanted[name]}")
    holds(found(reader, rough) == found(reader, calm), "something else was found")
    return f"{killed} times; {state['pictures_ready']} pictures and all marks as undisturbed"


def _waiting(stack: Stack) -> int:
    return int(stack.run("redis", "sh", "-c", f"{_ASK} llen jobs").strip())


def queue_emptied(stack: Stack, reader: Reader) -> str:
    """P7: all that stood in the queue is lost; the jobs table rings again."""
    stack.compose("stop", "-t", "20", "celery-worker", "celery-beat")
    try:
        books = [
            reader.ask("POST", f"/books?filename=lost{n}.fb2", data=book_of(2, f"Потеря {n}"))
            for n in range(6)
        ]
        until(lambda: _waiting(stack) >= len(books), 20, "the queue to fill")
        lost = _waiting(stack)
        stack.run(
            "redis", "sh", "-c", f"{_ASK} --scan | xargs -r -n 50 sh -c '{_ASK} del \"$@\"' _"
        )
        holds(_waiting(stack) == 0, "the queue is not empty")
    finally:
        stack.compose("start", "celery-worker", "celery-beat")
    begun = time.monotonic()
    for one in books:
        until(lambda one=one: whole(reader, one["book"]["id"]), 240, "every book")
    return f"{lost} rings lost, all books whole {time.monotonic() - begun:.0f} s after"


def redis_away(stack: Stack, reader: Reader, *, full: bool) -> str:
    """P7: Redis dies, stays away and comes back; nobody starts the worker by hand."""
    began = stack.inspect("celery-worker")["State"]["StartedAt"]
    stack.compose("kill", "redis")
    try:
        added = reader.ask("POST", "/books?filename=away.fb2", data=book_of(2, "Без очереди"))
        slow = _reads_meanwhile(reader, 120 if full else 10)
    finally:
        stack.compose("start", "redis")
    until(lambda: stack.healthy("redis"), 60, "Redis")
    begun = time.monotonic()
    until(lambda: whole(reader, added["book"]["id"]), 240, "the book")
    took = time.monotonic() - begun
    holds(stack.inspect("celery-worker")["State"]["StartedAt"] == began, "the worker was restarted")
    return f"the book whole {took:.0f} s after its return; the slowest list took {slow:.0f} ms"


def redis_paused(stack: Stack, reader: Reader, *, full: bool) -> str:
    """P7: Redis stands still; reading does not notice, and uploads are taken."""
    stack.compose("pause", "redis")
    try:
        begun = time.monotonic()
        added = reader.ask("POST", "/books?filename=paused.fb2", data=book_of(2, "При стоящей"))
        took = time.monotonic() - begun
        holds(took < 10, f"the upload took {took:.1f} s")
        slow = _reads_meanwhile(reader, 90 if full else 10)
    finally:
        stack.compose("unpause", "redis")
    until(lambda: whole(reader, added["book"]["id"]), 240, "the book")
    return f"the upload took {took * 1000:.0f} ms, the slowest list {slow:.0f} ms"


def _reads_meanwhile(reader: Reader, seconds: float) -> float:
    """Lists the library again and again; the slowest answer in milliseconds."""
    end, slow = time.monotonic() + seconds, 0.0
    while time.monotonic() < end:
        begun = time.monotonic()
        reader.ask("GET", "/books")
        slow = max(slow, time.monotonic() - begun)
        time.sleep(0.5)
    return slow * 1000


def killed_during_upload(stack: Stack, reader: Reader) -> str:
    """P8: everything is killed during an upload; no half book is left, and no promise broken."""
    before = _books(reader)
    promised = book_of(3, "Обещанная")
    kept = import_book(reader, promised, "promised.fb2")
    data = book_of(40, "Половина")
    half, sent = threading.Event(), 0

    def slowly() -> Iterator[bytes]:
        nonlocal sent
        step = len(data) // 100 + 1
        for at in range(0, len(data), step):
            yield data[at : at + step]
            sent += step
            if sent > len(data) // 2:
                half.set()
            time.sleep(0.1)  # a slow sender is what is tried

    answers: list[str] = []

    def send() -> None:
        try:
            answer = httpx.post(
                f"{reader.origin}/api/books?filename=half.fb2", content=slowly(), verify=False,
                headers={"authorization": reader.http.headers["authorization"]}, timeout=60,
            )  # fmt: skip
            answers.append(str(answer.status_code))
        except httpx.HTTPError as error:
            answers.append(type(error).__name__)

    thread = threading.Thread(target=send)
    thread.start()
    holds(half.wait(60), "the upload never came to its half")
    for service in ("backend", "postgres", "celery-worker"):
        stack.kill(service)
    thread.join(120)
    holds(answers, "the upload never ended")
    holds(not answers[0].startswith("2"), f"a killed server answered {answers[0]}")
    until(lambda: stack.healthy("postgres") and stack.healthy("backend"), 180, "the servers")
    until(lambda: reader.http.get("/readyz").status_code == 200, 90, "readiness")
    after = _books(reader)
    holds(after == before | {kept}, f"{len(after - before - {kept})} half books")
    until(lambda: whole(reader, kept), 300, "the promised book")
    got = reader.http.get(f"/api/books/{kept}/file")
    holds(got.status_code == 200 and got.content == promised, "the promised book has other bytes")
    return f"the upload ended with {answers[0]}; {files_whole(stack)}"


def _books(reader: Reader) -> set[str]:
    ids: set[str] = set()
    cursor = ""
    while True:
        page = reader.ask("GET", f"/books?limit=200{cursor}")
        ids |= {one["id"] for one in page["items"]}
        if not page["next_cursor"]:
            return ids
        cursor = f"&cursor={quote(page['next_cursor'])}"


def files_whole(stack: Stack) -> str:
    """Every row's bytes are there, and every file's bytes are what its name says."""
    told = stack.run("postgres", "psql", "-Atc",
        "SELECT sha256 FROM books UNION SELECT cover_sha256 FROM books WHERE cover_sha256 IS NOT NULL"
        " UNION SELECT sha256 FROM book_images"
        " UNION SELECT sha256 FROM pictures WHERE sha256 IS NOT NULL").split()  # fmt: skip
    script = (
        "cd /data/blobs && find . -path ./incoming -prune -o -type f -print | xargs -r sha256sum"
    )
    sums = [line.split() for line in stack.run("backend", "sh", "-c", script).splitlines()]
    wrong = [file for digest, file in sums if not file.endswith(f"/{digest}")]
    holds(not wrong, f"{len(wrong)} files are not what their names say")
    missing = set(told) - {digest for digest, _ in sums}
    holds(not missing, f"{len(missing)} rows name bytes that are not there")
    return f"{len(told)} named files are there, {len(sums)} are what their names say"


def looked_at(report: Report, stack: Stack, reader: Reader, *, full: bool) -> None:
    """All promises, one after the other."""
    report.check("a worker killed at work (P5)",
                 lambda: worker_killed_at_work(stack, reader, full=full))  # fmt: skip
    report.check("the queue emptied (P7)", lambda: queue_emptied(stack, reader))
    report.check("Redis killed and away (P7)", lambda: redis_away(stack, reader, full=full))
    report.check("Redis stands still (P7)", lambda: redis_paused(stack, reader, full=full))
    report.check("everything killed during an upload (P8)",
                 lambda: killed_during_upload(stack, reader))  # fmt: skip
